/**
 * What a person waits for and what the engine costs, each figure beside its reference of the same run. Prints one table; ends with an error
 * when a goal is missed. `npm run bench -- moteur dossier` runs these subjects only.
 */
import { monterBanc, ouvrirOrganismes, type Banc, type Saisie } from './banc.ts'
import { rangsDuDossier } from './dossier.ts'
import { rangsDeLEdition } from './edition.ts'
import { rangsDuMoteur } from './moteur.ts'
import { rangsDuNavigateur } from './navigateur.ts'
import { CLIENTS, rangsDesSauvegardes } from './sauvegarde.ts'
import { imprimer, type Rang } from './tableau.ts'

type Monte = { readonly banc: Banc; readonly saisies: readonly Saisie[] }

/** Subjects that need no server, then those that do. */
const SEULS: Readonly<Record<string, () => Promise<readonly Rang[]>>> = { edition: rangsDeLEdition, moteur: rangsDuMoteur }
const SERVIS: Readonly<Record<string, (monte: Monte) => Promise<readonly Rang[]>>> = {
  sauvegarde: ({ banc, saisies }) => rangsDesSauvegardes(saisies, banc.url),
  dossier: ({ saisies }) => rangsDuDossier(saisies),
  navigateur: ({ banc, saisies }) => rangsDuNavigateur(banc, saisies),
}

const connus = [...Object.keys(SEULS), ...Object.keys(SERVIS)]
const demandes = process.argv.slice(2)
const inconnus = demandes.filter((name) => !connus.includes(name))
if (inconnus.length > 0) throw new Error(`no subject ${inconnus.join(', ')}; there are ${connus.join(', ')}`)
const choisi = ([name]: readonly [string, unknown]): boolean => demandes.length === 0 || demandes.includes(name)

const rangs: Rang[] = []
for (const [, sujet] of Object.entries(SEULS).filter(choisi)) rangs.push(...(await sujet()))
const servis = Object.entries(SERVIS).filter(choisi)
if (servis.length > 0) {
  await using banc = await monterBanc()
  const saisies = await ouvrirOrganismes(banc, choisi(['sauvegarde', null]) ? CLIENTS : 1)
  for (const [, sujet] of servis) rangs.push(...(await sujet({ banc, saisies })))
}
console.log(imprimer(rangs))
process.exitCode = rangs.some(({ objectif }) => objectif?.tenu === false) ? 1 : 0
