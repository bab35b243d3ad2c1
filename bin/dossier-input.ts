/** A dossier file of the command line, placed in its edition. */
import type { Defect } from '#definitions/defect.ts'
import type { Edition } from '#definitions/edition.ts'
import { openDossierFile, readDossier, sayUnknownEdition, type DossierLu, type DossierOuvert } from '#exchange/read-dossier.ts'
import { printable } from '#exchange/printable.ts'
import { EDITION_COURANTE, findEdition, listEditions } from './editions.ts'
import { readInput } from './read-input.ts'

/** `dossier` is null when nothing of it can be verified; what could not be read is in `defauts`. */
export type DossierDonne = { readonly dossier: DossierLu | null; readonly defauts: readonly Defect[] }

/** « dossier.json:12:5: Case … inconnue. » */
export const sayDefaut = ({ fichier, ligne, colonne, message }: Defect): string =>
  printable(`${fichier}:${ligne}${colonne === undefined ? '' : `:${colonne}`}: ${message}`)

/** Reads `path` (`-`: standard input) under the edition it names, else the one asked for, else the current one. */
export async function readDossierInput(path: string, demandee: Edition | null): Promise<DossierDonne> {
  const fichier = path === '-' ? 'entrée standard' : path
  const octets = await readInput(path)
  if (!(octets instanceof Uint8Array)) return { dossier: null, defauts: [{ fichier, ligne: 1, message: octets.message }] }
  const defauts: Defect[] = []
  const ouvert = openDossierFile(fichier, octets, defauts)
  const edition = ouvert && (await editionOf(ouvert, demandee, defauts))
  if (!ouvert || !edition) return { dossier: null, defauts }
  const cited = await loadAll(ouvert.contenu.precedents?.map(({ edition: code }) => code) ?? [])
  const first = read(ouvert, edition, cited)
  // Something is unknown: every edition is looked at, to say where it exists.
  return first.defauts.length === 0 ? first : read(ouvert, edition, await loadAll(listEditions()))
}

function read(ouvert: DossierOuvert, edition: Edition, editions: ReadonlyMap<string, Edition>): DossierDonne {
  const defauts: Defect[] = []
  return { dossier: readDossier(ouvert, { edition, editions }, defauts), defauts }
}

async function editionOf({ source, contenu }: DossierOuvert, demandee: Edition | null, defauts: Defect[]): Promise<Edition | null> {
  const { edition: dite } = contenu
  if (dite !== undefined && demandee && dite !== demandee.code) {
    defauts.push(
      source.defect(
        ['edition'],
        `Le fichier est de l’édition ${dite}, vous demandez les règles de ${demandee.code} : ôtez --edition, ou corrigez le fichier.`,
      ),
    )
    return null
  }
  if (demandee) return demandee
  const code = dite ?? EDITION_COURANTE
  const edition = await findEdition(code)
  if (!edition) defauts.push(source.defect(['edition'], sayUnknownEdition(code, listEditions())))
  return edition
}

async function loadAll(codes: readonly string[]): Promise<ReadonlyMap<string, Edition>> {
  const found = await Promise.all([...new Set(codes)].map(async (code) => [code, await findEdition(code)] as const))
  return new Map(found.flatMap(([code, edition]) => (edition ? [[code, edition] as const] : [])))
}
