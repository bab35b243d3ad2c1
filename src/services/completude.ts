/** How much of a dossier is filled: entry cells of the family, whatever the table. */
import type { Famille, LiasseCompilee } from '#definitions/edition.ts'
import type { CelluleStockee } from '#store/cellules.ts'
import type { CellulesOuvertes } from './cellules-ouvertes.ts'

export const isSaisissable = (cellule: LiasseCompilee['cellules'][number], famille: Famille): boolean =>
  cellule.formule === undefined && (cellule.familles.length === 0 || cellule.familles.includes(famille))

export const countARemplir = (liasse: LiasseCompilee, famille: Famille): number =>
  liasse.cellules.filter((cellule) => isSaisissable(cellule, famille)).length

/** Holds a value, a text or « sans objet »: a draft does not count. */
export const isRemplie = (cellule: CelluleStockee | undefined): boolean =>
  cellule !== undefined && (cellule.v !== undefined || cellule.t !== undefined || cellule.so === true)

/** By what means a cell was filled from the dossier filed the year before. */
export const REPRISE = 'reprise'

/** Filled by somebody of the body: what « Initialiser » took over begins nothing. */
export const isSaisie = (cellule: CelluleStockee | undefined): boolean => isRemplie(cellule) && cellule?.m !== REPRISE

/** Entry cells of the family that cannot stay empty: how many are filled, how many there are. [EG-01] */
export function countObligatoires(
  liasse: LiasseCompilee,
  famille: Famille,
  cellules: CellulesOuvertes,
): { readonly remplies: number; readonly total: number } {
  const attendues = liasse.cellules.filter((cellule) => cellule.obligatoire && isSaisissable(cellule, famille))
  return { remplies: attendues.filter(({ at }) => isRemplie(cellules.get(at))).length, total: attendues.length }
}

/** The table of the last cells written, when they are all in one table. */
export function dernierTableau(cellules: CellulesOuvertes): string | null {
  let derniere = 0
  let tableaux = new Set<string>()
  for (const [at, { s }] of cellules) {
    if (s > derniere) tableaux = new Set()
    if (s >= derniere) tableaux.add(at.slice(0, at.indexOf('.')))
    derniere = Math.max(derniere, s)
  }
  const [tableau = null] = tableaux
  return tableaux.size === 1 ? tableau : null
}
