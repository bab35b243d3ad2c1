/** What a control read to be told what it was: the values for which a justification is given. [CH-07] */
import type { Controle, LiasseCompilee } from '#definitions/edition.ts'
import { indexDeListe, placeDeListe } from '#definitions/liste.ts'
import { matchLength } from '#definitions/comptes/selection.ts'
import type { Expression } from '#definitions/langage/ast.ts'
import { childrenOf } from '#definitions/langage/walk.ts'
import type { CellValue } from './cell-value.ts'
import { tellingPasse, type Cells } from './cells.ts'
import { numerosOf, SANS_LIGNES } from './lignes.ts'
import { readCell } from './read-cell.ts'

export type Lu = CellValue | { readonly lignes: number } | { readonly solde: number } | null

/** Everything a control read, in an order of its own: cells, every row of the columns it gathers, earlier years, accounts. `numero`: its row. */
export function readsOf(
  liasse: LiasseCompilee,
  cells: Cells,
  { controle, numero }: { readonly controle: Controle; readonly numero?: number },
): readonly Lu[] {
  const cellules = controle.cellules.flatMap((index) => readRows(liasse, cells, { index, numero, own: controle.liste }))
  const around = [controle.condition, ...(controle.si ? [controle.si] : [])].flatMap((expression) => readAround(liasse, cells, expression))
  return [...cellules, ...around]
}

type Column = { readonly index: number; readonly numero: number | undefined; readonly own: number | undefined }

/** A fixed cell; the cell of the row in hand; a gathered column in every row that exists. */
function readRows(liasse: LiasseCompilee, cells: Cells, { index, numero, own }: Column): readonly CellValue[] {
  const place = placeDeListe(liasse, index)
  if (!place) return [readCell(liasse, cells, index)]
  const { liste, position, rang } = place
  const rows = position === own && numero !== undefined ? [numero] : numerosOf(cells.listes[position] ?? SANS_LIGNES)
  return rows.map((row) => readCell(liasse, cells, indexDeListe(liste, row, rang)))
}

/** What is not a cell of this dossier: how many rows, an earlier year, an account. */
function readAround(liasse: LiasseCompilee, cells: Cells, expression: Expression): readonly Lu[] {
  const inside = childrenOf(expression).flatMap((child) => readAround(liasse, cells, child))
  if (expression.op === 'agregat') return [{ lignes: numerosOf(cells.listes[expression.liste] ?? SANS_LIGNES).length }, ...inside]
  if (expression.op === 'precedent') {
    const passe = tellingPasse(cells.precedents, expression)
    return [passe ? readCell(liasse, { ...cells, ...passe }, expression.index) : null]
  }
  if (expression.op !== 'comptes') return inside
  const { selection, mesure } = expression
  return (cells.comptes ?? []).filter((compte) => matchLength(selection, compte) > 0).map((compte) => ({ solde: compte[mesure] }))
}
