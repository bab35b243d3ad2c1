/** Between the three forms of a value: stored (`CelluleStockee`), of the engine (`CellValue`), on the wire (decimal text). */
import type { Cellule, LiasseCompilee } from '#definitions/edition.ts'
import { celluleAt, trouveDansListe } from '#definitions/liste.ts'
import { formatWire, parseWire } from '#engine/format-montant.ts'
import { parseCellule } from '#engine/parse-cellule.ts'
import type { CellValue, SheetContent } from '#engine/sheet.ts'
import { Problem } from '#domain/problems.ts'
import type { ValeurStockee } from '#store/cellules.ts'
import type { PrecedentRow } from '#store/precedents.ts'

export function valeurOf(cellule: ValeurStockee | undefined): CellValue {
  if (cellule?.v !== undefined) return { etat: 'valeur', valeur: cellule.v }
  if (cellule?.t !== undefined) return { etat: 'valeur', texte: cellule.t }
  return cellule?.so ? { etat: 'sans_objet' } : { etat: 'vide' }
}

export const valeursOf = (cellules: ReadonlyMap<string, ValeurStockee>): ReadonlyMap<string, CellValue> =>
  new Map([...cellules].map(([at, cellule]) => [at, valeurOf(cellule)]))

/** The kept copies as the engine takes them: of the year before, then of two years before. */
export function passesOf(
  rows: readonly Pick<PrecedentRow, 'rang' | 'valeurs' | 'inconnues'>[],
): Required<Pick<SheetContent, 'precedents' | 'inconnues'>> {
  const ordered = [1, 2].map((rang) => rows.find((row) => row.rang === rang))
  return {
    precedents: ordered.map((row) => (row ? valeursOf(new Map(Object.entries(row.valeurs))) : null)),
    inconnues: ordered.map((row) => row?.inconnues ?? []),
  }
}

/** The value part of a stored cell, as it is written. */
export function contenuOf(valeur: CellValue): ValeurStockee {
  switch (valeur.etat) {
    case 'valeur':
      return valeur.texte === undefined ? { v: valeur.valeur } : { t: valeur.texte }
    case 'sans_objet':
      return { so: true }
    case 'vide':
    case 'hors_limites':
      return {}
  }
}

export const sameContenu = (a: ValeurStockee | undefined, b: ValeurStockee): boolean => a?.v === b.v && a?.t === b.t && a?.so === b.so

/** A stored cell on the wire: amounts as decimal text in euros. */
export function surLeFil<V extends ValeurStockee>(cellule: V, decimales: number) {
  const { v, ...reste } = cellule
  return v === undefined ? reste : { ...reste, v: formatWire(v, decimales) }
}

/** A value in words for the journal: `null` = empty. */
export function texteDe(valeur: ValeurStockee | undefined, decimales: number): string | null {
  if (valeur?.v !== undefined) return formatWire(valeur.v, decimales)
  return valeur?.t ?? (valeur?.so ? 'SO' : null)
}

export function filDuMoteur(valeur: CellValue, decimales: number): string | null {
  return texteDe(contenuOf(valeur), decimales)
}

/** Reads what a client sends for a cell: the wire form first, then the parser of everything that people type. */
export function lireValeur(
  cellule: Cellule,
  change: { readonly v?: string | null | undefined; readonly so?: true | undefined },
): CellValue {
  if (change.so) return { etat: 'sans_objet' }
  if (change.v === undefined || change.v === null || change.v === '') return { etat: 'vide' }
  const exact = cellule.type === 'texte' || cellule.type === 'choix' ? null : parseWire(change.v, cellule.decimales)
  if (exact !== null) return { etat: 'valeur', valeur: exact }
  const lu = parseCellule(change.v, cellule)
  switch (lu.genre) {
    case 'valeur':
      return { etat: 'valeur', valeur: lu.valeur }
    case 'texte':
      return { etat: 'valeur', texte: lu.texte }
    case 'sans_objet':
      return { etat: 'sans_objet' }
    case 'vide':
      return { etat: 'vide' }
    case 'question':
      throw new Problem('cellule/illisible', {
        at: cellule.at,
        pourquoi: `« ${change.v} » peut se lire de deux façons. Écrivez le montant sans séparateur de milliers.`,
      })
    case 'refus':
      throw new Problem('cellule/illisible', { at: cellule.at, pourquoi: lu.message })
  }
}

/** The cells of a liasse by address, those of its lists included (`X08.L12[crd]`). */
export type CellulesParAdresse = { get(at: string): Cellule | undefined }

const index = new WeakMap<LiasseCompilee, CellulesParAdresse>()

/** Built once per compiled liasse. */
export function cellulesParAdresse(liasse: LiasseCompilee): CellulesParAdresse {
  const known = index.get(liasse)
  if (known) return known
  const fixed = new Map(liasse.cellules.map((cellule) => [cellule.at, cellule]))
  const built: CellulesParAdresse = {
    get(at) {
      const found = fixed.get(at)
      if (found) return found
      const listed = trouveDansListe(liasse, at)
      return listed === undefined ? undefined : celluleAt(liasse, listed)
    },
  }
  index.set(liasse, built)
  return built
}
