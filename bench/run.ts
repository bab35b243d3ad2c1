/**
 * What a person waits for, each figure beside its reference of the same run. Prints one table; ends with an error when a goal is missed.
 * `npm run bench -- sauvegarde dossier` runs these subjects only.
 */
import { monterBanc, ouvrirOrganismes, type Banc, type Saisie } from './banc.ts'
import { rangsDuDossier } from './dossier.ts'
import { CLIENTS, rangsDesSauvegardes } from './sauvegarde.ts'
import { imprimer, type Rang } from './tableau.ts'

type Sujet = (banc: Banc, saisies: readonly Saisie[]) => Promise<readonly Rang[]>

const SUJETS: Readonly<Record<string, Sujet>> = {
  sauvegarde: (banc, saisies) => rangsDesSauvegardes(saisies, banc.url),
  dossier: (_, saisies) => rangsDuDossier(saisies),
}

const asked = process.argv.slice(2)
const inconnus = asked.filter((name) => !Object.hasOwn(SUJETS, name))
if (inconnus.length > 0) throw new Error(`no subject ${inconnus.join(', ')}; there are ${Object.keys(SUJETS).join(', ')}`)

await using banc = await monterBanc()
const saisies = await ouvrirOrganismes(banc, CLIENTS)
const rangs: Rang[] = []
for (const [name, sujet] of Object.entries(SUJETS)) {
  if (asked.length === 0 || asked.includes(name)) rangs.push(...(await sujet(banc, saisies)))
}
console.log(imprimer(rangs))
process.exitCode = rangs.some(({ objectif }) => objectif?.tenu === false) ? 1 : 0
