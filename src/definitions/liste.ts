/** The cells of the rows of lists: their addresses `X08.L12[crd]`, their indices, what they are. */
import type { Adresse, Cellule, LiasseCompilee, ListeCompilee } from './edition.ts'

/** Indices of list cells start here: those of the fixed cells of a liasse stay below. */
export const PREMIERE_CASE_DE_LISTE = 2 ** 20

/** One place in a list: row number from 1, position of the column from 0. */
export type PlaceDeListe = { readonly liste: ListeCompilee; readonly position: number; readonly numero: number; readonly rang: number }

/** `X08.L12[crd]`. */
export const adresseDeListe = ({ liste, numero, rang }: Omit<PlaceDeListe, 'position'>): Adresse =>
  `${liste.tableau}.L${numero}[${liste.colonnes[rang]?.colonne ?? ''}]`

/** Index of a cell of a list. */
export const indexDeListe = ({ premier, colonnes }: ListeCompilee, numero: number, rang: number): number =>
  premier + (numero - 1) * colonnes.length + rang

/** Where an index stands in the lists; undefined for that of a fixed cell or of none. */
export function placeDeListe({ listes }: LiasseCompilee, index: number): PlaceDeListe | undefined {
  if (index < PREMIERE_CASE_DE_LISTE || !Number.isInteger(index)) return undefined
  for (const [position, liste] of listes.entries()) {
    const offset = index - liste.premier
    const width = liste.colonnes.length
    if (offset < 0 || offset >= liste.capacite * width) continue
    return { liste, position, numero: Math.floor(offset / width) + 1, rang: offset % width }
  }
  return undefined
}

const LIGNE = /^L([1-9]\d{0,4})$/

/** Number of a row from its code: `L12` → 12; null for anything else (`L0`, `L01`, `A12`). */
export function numeroDeLigne(code: string): number | null {
  const numero = LIGNE.exec(code)?.[1]
  return numero === undefined ? null : Number(numero)
}

/** Index of a list cell from its address; undefined when no list has such a row or column. */
export function trouveDansListe({ listes }: LiasseCompilee, at: Adresse): number | undefined {
  const dot = at.indexOf('.')
  const bracket = at.indexOf('[', dot)
  if (dot < 1 || bracket < 0 || !at.endsWith(']')) return undefined
  const tableau = at.slice(0, dot)
  const liste = listes.find((candidate) => candidate.tableau === tableau)
  const numero = numeroDeLigne(at.slice(dot + 1, bracket))
  if (!liste || numero === null || numero > liste.capacite) return undefined
  const colonne = at.slice(bracket + 1, -1)
  const rang = liste.colonnes.findIndex((candidate) => candidate.colonne === colonne)
  return rang < 0 ? undefined : indexDeListe(liste, numero, rang)
}

/** The cell of an index, fixed or of a list; undefined when the liasse has none. */
export function celluleAt(liasse: LiasseCompilee, index: number): Cellule | undefined {
  const place = placeDeListe(liasse, index)
  if (!place) return liasse.cellules[index]
  const { liste, numero, rang } = place
  const found = liste.colonnes[rang]
  if (!found) return undefined
  const { reprise, ...colonne } = found
  const at = adresseDeListe(place)
  return {
    ...colonne,
    ...(reprise !== undefined && { reprise: `${liste.tableau}.L${numero}[${reprise}]` }),
    at,
    tableau: liste.tableau,
    ligne: `L${numero}`,
    negatif: false,
    familles: liste.familles,
    ...(liste.depuisEr && !colonne.formule && { depuisEr: at }),
  }
}
