/** A whole dossier: read and verified over HTTP, then verified by the engine alone (P5). */
import type { Edition } from '#definitions/edition.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { openSheet, type CellValue } from '#engine/sheet.ts'
import type { Exemple } from '#services/demo.ts'
import { liasseOf } from '#services/plateforme.ts'
import { lireValeur } from '#services/valeurs-du-moteur.ts'
import { readEditionFolder } from '#store/read-edition-folder.ts'
import { EDITION, lireExemple, type Saisie } from './banc.ts'
import { exposant, mediane, mesurer } from './serie.ts'
import { auMoins, auPlus, ms, nombre, type Rang } from './tableau.ts'

const TOURS = 60
const REPETITIONS = 5
/** Dossiers verified one after the other by the engine. */
const PETIT = 500
const GRAND = 4 * PETIT

export async function rangsDuDossier(saisies: readonly Saisie[]): Promise<readonly Rang[]> {
  const [saisie] = saisies
  if (!saisie) throw new Error('no body to measure')
  return [...(await rangsDuServeur(saisie)), ...(await rangsDuMoteur())]
}

/** The lightest answer of the same server is the reference: what remains is the work on the dossier. */
async function rangsDuServeur({ api, dossier }: Saisie): Promise<readonly Rang[]> {
  const bref = await mesurer({ tours: TOURS }, () => api('GET', '/healthz'))
  const ouvrir = await mesurer({ tours: TOURS }, () => api('GET', `/api/dossiers/${dossier}`))
  const verifier = await mesurer({ tours: TOURS }, async () => {
    const { controles } = await api('POST', `/api/dossiers/${dossier}/verification`, {})
    if (Number(controles) === 0) throw new Error('nothing was verified')
  })
  const rang = (quoi: string, p50: number): Rang => ({
    but: '',
    quoi,
    mesure: `${ms(p50)} p50`,
    reference: `réponse la plus brève du serveur : ${ms(bref.p50)}`,
    rapport: `${nombre(p50 / bref.p50)} ×`,
    objectif: null,
  })
  return [rang('Ouvrir un dossier (HTTP)', ouvrir.p50), rang('Vérifier tout un dossier et le dater (HTTP)', verifier.p50)]
}

/** From values in memory to the verdict: every cell computed, every control evaluated, one core. */
async function rangsDuMoteur(): Promise<readonly Rang[]> {
  const edition = loadEdition(await readEditionFolder(EDITION))
  const exemple = await lireExemple()
  const valeurs = valeursOf(edition, exemple)
  const verifier = (dossiers: number): number => {
    const start = performance.now()
    for (let dossier = 0; dossier < dossiers; dossier++) {
      const { total } = openSheet(edition, exemple.liasse, { famille: exemple.famille, valeurs }).verify()
      if (total === 0) throw new Error('nothing was verified')
    }
    return performance.now() - start
  }
  verifier(PETIT)
  const repetitions = Array.from({ length: REPETITIONS }, () => ({ petit: verifier(PETIT), grand: verifier(GRAND) }))
  const parSeconde = mediane(repetitions.map(({ grand }) => GRAND / (grand / 1000)))
  const croissance = mediane(
    repetitions.map(({ petit, grand }) => exposant({ taille: PETIT, temps: petit }, { taille: GRAND, temps: grand })),
  )
  const { cellules, controles } = liasseOf(edition, exemple.liasse)
  const common = { but: 'P5', reference: `${cellules.length} cases, ${controles.length} contrôles, un cœur`, rapport: '–' }
  return [
    {
      ...common,
      quoi: 'Dossiers calculés et vérifiés par le moteur, par seconde',
      mesure: `${nombre(parSeconde)}/s`,
      objectif: auMoins(parSeconde, 20_000, nombre),
    },
    {
      ...common,
      quoi: `Croissance du coût, de ${PETIT} à ${GRAND} dossiers`,
      mesure: `exposant ${nombre(croissance, 2)}`,
      objectif: auPlus(croissance, 1.1, (value) => nombre(value, 1)),
    },
  ]
}

function valeursOf(edition: Edition, { liasse, valeurs }: Exemple): ReadonlyMap<string, CellValue> {
  const cellules = new Map(liasseOf(edition, liasse).cellules.map((cellule) => [cellule.at, cellule]))
  return new Map(
    Object.entries(valeurs).map(([at, v]) => {
      const cellule = cellules.get(at)
      if (!cellule) throw new Error(`the example names ${at}, which the liasse does not have`)
      return [at, lireValeur(cellule, { v })] as const
    }),
  )
}
