/** The shape of one table on screen: which lines, which columns, which cell at each crossing for this family. */
import type { Cellule, Colonne, Edition, Famille, Ligne, LiasseCompilee, ListeCompilee, Tableau } from '#definitions/edition.ts'
import { celluleAt, indexDeListe } from '#definitions/liste.ts'

/** A crossing of the grid. `index` is the cell's index in its liasse. */
export type GridCell = { readonly index: number; readonly cellule: Cellule }
export type GridLine = {
  readonly ligne: Ligne
  /** One entry per column; `null` where the form has no cell. */
  readonly cells: readonly (GridCell | null)[]
}
/** What is drawn, in order: section titles and lines (by their number among the lines). */
export type GridRow = { readonly genre: 'titre'; readonly libelle: string } | { readonly genre: 'ligne'; readonly row: number }

export type Place = { readonly row: number; readonly col: number }

export type GridModel = {
  readonly tableau: Tableau
  readonly colonnes: readonly Colonne[]
  readonly lignes: readonly GridLine[]
  readonly rows: readonly GridRow[]
  readonly places: ReadonlyMap<number, Place>
}

export const concerns = (familles: readonly Famille[], famille: Famille): boolean => familles.length === 0 || familles.includes(famille)

/** `rangees`: rows of a list to be drawn; of no effect on any other table. */
type Asked = { readonly tableau: string; readonly famille: Famille; readonly rangees?: number }

/** Lines and columns without any cell for the family are left out; a section left without a line loses its title. */
export function buildGridModel(edition: Edition, liasse: LiasseCompilee, { tableau: code, famille, rangees = 1 }: Asked): GridModel {
  const tableau = edition.tableaux.find((candidate) => candidate.code === code)
  if (!tableau) throw new RangeError(`the edition ${edition.code} has no table ${code}`)
  const liste = liasse.listes.find((candidate) => candidate.tableau === code)
  if (liste) return listModel(tableau, liasse, { liste, rangees: Math.min(rangees, liste.capacite) })
  const byCrossing = new Map<string, GridCell>()
  const usedColumns = new Set<string>()
  liasse.cellules.forEach((cellule, index) => {
    if (cellule.tableau !== code || !concerns(cellule.familles, famille)) return
    byCrossing.set(`${cellule.ligne}|${cellule.colonne}`, { index, cellule })
    usedColumns.add(cellule.colonne)
  })
  const colonnes = tableau.colonnes.filter((colonne) => usedColumns.has(colonne.code))
  const lignes: GridLine[] = []
  const rows: GridRow[] = []
  for (const entry of tableau.lignes) {
    if (entry.genre === 'titre') {
      rows.push({ genre: 'titre', libelle: entry.libelle })
      continue
    }
    const cells = colonnes.map((colonne) => byCrossing.get(`${entry.code}|${colonne.code}`) ?? null)
    if (!concerns(entry.familles, famille) || cells.every((cell) => cell === null)) continue
    rows.push({ genre: 'ligne', row: lignes.length })
    lignes.push({ ligne: entry, cells })
  }
  return { tableau, colonnes, lignes, rows: withoutEmptySections(rows), places: placesOf(lignes) }
}

/** The rows of a list, all alike, in the order of their numbers. */
function listModel(tableau: Tableau, liasse: LiasseCompilee, { liste, rangees }: { liste: ListeCompilee; rangees: number }): GridModel {
  const colonnes = liste.colonnes.flatMap(({ colonne }) => tableau.colonnes.find(({ code }) => code === colonne) ?? [])
  const lignes = Array.from({ length: rangees }, (_, row): GridLine => {
    const numero = row + 1
    return {
      ligne: {
        genre: 'ligne',
        code: `L${numero}`,
        libelle: `${liste.nom} ${numero}`,
        total: false,
        retrait: 0,
        familles: [],
        source: tableau.source,
      },
      cells: liste.colonnes.map((_colonne, rang) => {
        const index = indexDeListe(liste, numero, rang)
        const cellule = celluleAt(liasse, index)
        return cellule ? { index, cellule } : null
      }),
    }
  })
  return { tableau, colonnes, lignes, rows: lignes.map((_ligne, row) => ({ genre: 'ligne', row })), places: placesOf(lignes) }
}

const withoutEmptySections = (rows: readonly GridRow[]): readonly GridRow[] =>
  rows.filter((row, at) => row.genre === 'ligne' || rows[at + 1]?.genre === 'ligne')

const placesOf = (lignes: readonly GridLine[]): ReadonlyMap<number, Place> => {
  const places = new Map<number, Place>()
  lignes.forEach((line, row) => line.cells.forEach((cell, col) => cell && places.set(cell.index, { row, col })))
  return places
}

export const cellAt = (model: GridModel, { row, col }: Place): GridCell | null => model.lignes[row]?.cells[col] ?? null

/** A cell that a person may type in, rights apart: it exists and nothing computes it. */
export const isEntry = (cell: GridCell | null): cell is GridCell => cell !== null && cell.cellule.formule === undefined

/** A column made mostly of texts or of choices is drawn wide and on the left. */
export function isTextColumn(model: GridModel, col: number): boolean {
  const types = model.lignes.flatMap((line) => line.cells[col]?.cellule.type ?? [])
  return types.filter((type) => type === 'texte' || type === 'choix').length * 2 > types.length
}
