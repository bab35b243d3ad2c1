/** How much of a dossier is filled: entry cells of the family, whatever the table. */
import type { Famille, LiasseCompilee } from '#definitions/edition.ts'
import type { CelluleStockee } from '#store/cellules.ts'

export const isSaisissable = (cellule: LiasseCompilee['cellules'][number], famille: Famille): boolean =>
  cellule.formule === undefined && (cellule.familles.length === 0 || cellule.familles.includes(famille))

export const countARemplir = (liasse: LiasseCompilee, famille: Famille): number =>
  liasse.cellules.filter((cellule) => isSaisissable(cellule, famille)).length

export const countRemplies = (cellules: ReadonlyMap<string, CelluleStockee>): number => {
  let filled = 0
  for (const cellule of cellules.values()) if (cellule.v !== undefined || cellule.t !== undefined || cellule.so) filled++
  return filled
}
