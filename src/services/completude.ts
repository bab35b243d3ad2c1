/** How much of a dossier is filled: entry cells of the family, whatever the table. */
import type { Famille, LiasseCompilee } from '#definitions/edition.ts'
import type { CelluleStockee } from '#store/cellules.ts'

export const isSaisissable = (cellule: LiasseCompilee['cellules'][number], famille: Famille): boolean =>
  cellule.formule === undefined && (cellule.familles.length === 0 || cellule.familles.includes(famille))

export const countARemplir = (liasse: LiasseCompilee, famille: Famille): number =>
  liasse.cellules.filter((cellule) => isSaisissable(cellule, famille)).length

const isRemplie = (cellule: CelluleStockee | undefined): boolean =>
  cellule !== undefined && (cellule.v !== undefined || cellule.t !== undefined || cellule.so === true)

export const countRemplies = (cellules: ReadonlyMap<string, CelluleStockee>): number => [...cellules.values()].filter(isRemplie).length

/** Entry cells of the family that cannot stay empty: how many are filled, how many there are. [EG-01] */
export function countObligatoires(
  liasse: LiasseCompilee,
  famille: Famille,
  cellules: ReadonlyMap<string, CelluleStockee>,
): { readonly remplies: number; readonly total: number } {
  const attendues = liasse.cellules.filter((cellule) => cellule.obligatoire && isSaisissable(cellule, famille))
  return { remplies: attendues.filter(({ at }) => isRemplie(cellules.get(at))).length, total: attendues.length }
}

/** The table of the last cells written, when they are all in one table. */
export function dernierTableau(liasse: LiasseCompilee, cellules: ReadonlyMap<string, CelluleStockee>): string | null {
  const derniere = Math.max(0, ...[...cellules.values()].map(({ s }) => s))
  const tableaux = new Set(liasse.cellules.flatMap(({ at, tableau }) => (cellules.get(at)?.s === derniere ? [tableau] : [])))
  const [tableau = null] = tableaux
  return tableaux.size === 1 ? tableau : null
}
