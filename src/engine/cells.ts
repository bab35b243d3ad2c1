/** The flat arrays behind a sheet: one slot a cell of the liasse, and the rows of its lists. */
import type { ComptePoste } from './affectation/balance.ts'
import type { Lignes } from './lignes.ts'

/** Presence of a cell; a slot whose presence is not `VALEUR` holds 0. */
export const VIDE = 0
export const VALEUR = 1
export const SANS_OBJET = 2
/** The exact result is beyond 2^53 − 1 units: said rather than shown wrong. */
export const HORS_LIMITES = 3
/** Only in a filed dossier: a figure that the cells of this edition cannot tell. */
export const INCONNUE = 4

export type Cells = {
  /** Whole numbers of `10^-decimales` units. */
  readonly values: Float64Array
  readonly presence: Uint8Array
  /** Texts of the cells of type text and choice, by index. */
  readonly texts: ReadonlyMap<number, string>
  /** The rows of each list, by its position in `liasse.listes`. */
  readonly listes: readonly Lignes[]
  /** The fixed cells of the filed dossiers of one and of two years before; null or absent without such a dossier. */
  readonly precedents: readonly (Passe | null)[]
  /** The accounts of the balance; null without one. */
  readonly comptes: readonly ComptePoste[] | null
}
/** What stands around the arrays of the fixed cells. */
type Autour = Pick<Cells, 'texts' | 'listes' | 'precedents' | 'comptes'>
/** The fixed cells of a filed dossier, in the same places. */
export type Passe = Pick<Cells, 'values' | 'presence' | 'texts'>

/** The filed dossier that tells a cell of an earlier year; null without it, or when it does not tell this cell. */
export function tellingPasse(
  precedents: Cells['precedents'],
  { annees, index }: { readonly annees: number; readonly index: number },
): Passe | null {
  const passe = precedents[annees - 1] ?? null
  return passe && passe.presence[index] !== INCONNUE ? passe : null
}

/** Empty cells; both arrays share one buffer, so that copying a sheet is one copy. */
export function newCells(count: number, around: Autour): Cells {
  return view(new ArrayBuffer(count * 9), count, around)
}

/** A copy of the fixed cells, with other texts and other lists. */
export function copyCells({ values, precedents, comptes }: Cells, texts: ReadonlyMap<number, string>, listes: readonly Lignes[]): Cells {
  return view(values.buffer.slice(0), values.length, { texts, listes, precedents, comptes })
}

const view = (buffer: ArrayBufferLike, count: number, { texts, listes, precedents, comptes }: Autour): Cells => ({
  values: new Float64Array(buffer, 0, count),
  presence: new Uint8Array(buffer, count * 8, count),
  texts,
  listes,
  precedents,
  comptes,
})
