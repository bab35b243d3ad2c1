/** The flat arrays behind a sheet: one slot a cell of the liasse. */

/** Presence of a cell; a slot whose presence is not `VALEUR` holds 0. */
export const VIDE = 0
export const VALEUR = 1
export const SANS_OBJET = 2
/** The exact result is beyond 2^53 − 1 units: said rather than shown wrong. */
export const HORS_LIMITES = 3

export type Cells = {
  /** Whole numbers of `10^-decimales` units. */
  readonly values: Float64Array
  readonly presence: Uint8Array
  /** Texts of the cells of type text and choice, by index. */
  readonly texts: ReadonlyMap<number, string>
}

/** Empty cells; both arrays share one buffer, so that copying a sheet is one copy. */
export function newCells(count: number, texts: ReadonlyMap<number, string>): Cells {
  return view(new ArrayBuffer(count * 9), count, texts)
}

/** A copy with other texts. */
export function copyCells({ values, texts: own }: Cells, texts: ReadonlyMap<number, string> = own): Cells {
  return view(values.buffer.slice(0), values.length, texts)
}

const view = (buffer: ArrayBufferLike, count: number, texts: ReadonlyMap<number, string>): Cells => ({
  values: new Float64Array(buffer, 0, count),
  presence: new Uint8Array(buffer, count * 8, count),
  texts,
})
