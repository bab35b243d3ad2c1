/** The figure of the same line in the other year of the form (N beside N-1, and the reverse), or in the dossier filed last year. */
import type { Cellule, LiasseCompilee } from '#definitions/edition.ts'
import { VALEUR, type Cells } from '../cells.ts'

/** The columns of this year that a column `n1` stands beside; `V00n1` stands beside `V00`, `emplois_n1` beside `emplois`. Convention of the editions: `docs/langage.md`. */
const THIS_YEAR: ReadonlySet<string> = new Set(['N', 'net', 'total'])

type Years = {
  /** Of each cell that has one, the cell of the other year. */
  readonly other: ReadonlyMap<number, number>
  /** The cells that hold last year's figures. */
  readonly last: ReadonlySet<number>
  /** Of each cell of a line with two years, the cell to compare: itself, or the net of the line. */
  readonly compared: ReadonlyMap<number, number>
}
const known = new WeakMap<LiasseCompilee, Years>()

/** Which cells hold the figures of the other year of which. */
export function yearsOf(liasse: LiasseCompilee): Years {
  const found = known.get(liasse) ?? pair(liasse.cellules)
  known.set(liasse, found)
  return found
}

function pair(cellules: readonly Cellule[]): Years {
  const lines = Map.groupBy(cellules.keys(), (index) => `${cellules[index]?.tableau} ${cellules[index]?.ligne}`)
  const other = new Map<number, number>()
  const lasts = new Set<number>()
  const compared = new Map<number, number>()
  for (const line of lines.values()) {
    const columns = new Map(line.map((index) => [cellules[index]?.colonne ?? '', index]))
    for (const [code, index] of columns) {
      const last = columns.get(`${code}n1`) ?? columns.get(`${code}_n1`) ?? (THIS_YEAR.has(code) ? columns.get('n1') : undefined)
      if (last === undefined) continue
      other.set(index, last).set(last, index)
      lasts.add(last)
    }
    const net = line.find((index) => other.has(index))
    for (const index of line) if (net !== undefined) compared.set(index, other.has(index) ? index : net)
  }
  return { other, last: lasts, compared }
}

/** The figure of the other year, in units of the cell; null when nobody knows it. */
export function otherYearOf(liasse: LiasseCompilee, cells: Cells, index: number): number | null {
  const passe = cells.precedents[0]
  if (passe?.presence[index] === VALEUR) return passe.values[index] ?? null
  const at = yearsOf(liasse).other.get(index)
  return at !== undefined && cells.presence[at] === VALEUR ? (cells.values[at] ?? null) : null
}

/** The same, or for want of it that of the net of the line. */
export const lineYearOf = (liasse: LiasseCompilee, cells: Cells, index: number): number | null =>
  otherYearOf(liasse, cells, index) ?? otherYearOf(liasse, cells, yearsOf(liasse).compared.get(index) ?? index)

/** Whether a figure of this year is still that of last year: its own, or the net of its line when its column has no other year. */
export function isLeftOver(liasse: LiasseCompilee, cells: Cells, index: number): boolean {
  const { compared, last } = yearsOf(liasse)
  const at = otherYearOf(liasse, cells, index) === null ? (compared.get(index) ?? index) : index
  const other = otherYearOf(liasse, cells, at)
  return !last.has(index) && other !== null && other !== 0 && cells.values[at] === other
}

/** How many times bigger or smaller, as a logarithm; without bound when one is nil or the signs differ. */
export const distance = (valeur: number, other: number): number => (valeur * other > 0 ? Math.abs(Math.log(valeur / other)) : Infinity)
