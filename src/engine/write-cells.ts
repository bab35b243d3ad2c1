/** Writes entries in the cells of a sheet being made; what does not suit the cell is refused. */
import type { Cellule } from '#definitions/edition.ts'
import { adresseDeListe, placeDeListe, type PlaceDeListe } from '#definitions/liste.ts'
import { SANS_OBJET, VALEUR, VIDE, type Cells } from './cells.ts'
import type { Programme } from './compile.ts'
import { blocOf, LignesEnCours, placeOf, slotOf, type Lignes } from './lignes.ts'
import { MAX_VALEUR } from './money.ts'
import type { CellValue } from './cell-value.ts'

/** The cells being written, the lists touched, and the fixed cells that really changed. */
export type Ecriture = {
  readonly cells: Cells
  /** Null when no text of a fixed cell is to be written: they then keep those of the sheet they come from. */
  readonly texts: Map<number, string> | null
  /** The same array as `cells.listes`. */
  readonly listes: Lignes[]
  readonly touched: Map<number, LignesEnCours>
  readonly written: number[]
}
export type Entry = readonly [index: number, value: CellValue]

/** Writes every entry, then says again which rows exist. Throws a `RangeError` on a value that the cell cannot hold. */
export function writeEntries(programme: Programme, ecriture: Ecriture, entries: Iterable<Entry>): void {
  for (const entry of entries) {
    const place = placeDeListe(programme.liasse, entry[0])
    if (place) writeRow(programme, ecriture, { place, value: entry[1] })
    else if (writeFixed(programme, ecriture, entry)) ecriture.written.push(entry[0])
  }
  for (const [position, lignes] of ecriture.touched) lignes.settle(programme.listes[position]?.saisies ?? [])
}

/** The rows of a list, ours to change. */
export function openListe(programme: Programme, { listes, touched }: Ecriture, position: number): LignesEnCours {
  const found = touched.get(position)
  if (found) return found
  const lignes = new LignesEnCours(listes[position] ?? { blocs: [] }, programme.listes[position]?.liste.colonnes.length ?? 0)
  touched.set(position, lignes)
  listes[position] = lignes
  return lignes
}

function writeFixed({ liasse, actif }: Programme, { cells, texts }: Ecriture, [index, value]: Entry): boolean {
  const cellule = liasse.cellules[index]
  if (!cellule) throw new RangeError(`unknown cell ${index} in liasse ${liasse.code}`)
  const { state, valeur, texte } = checkedEntry(cellule, value, () => cellule.at)
  if (actif[index] !== 1) return false
  const { values, presence } = cells
  const before = [presence[index], values[index], texts?.get(index)] as const
  presence[index] = state
  values[index] = valeur
  if (texte === undefined) texts?.delete(index)
  else texts?.set(index, texte)
  return state !== before[0] || valeur !== before[1] || texte !== before[2]
}

function writeRow(programme: Programme, ecriture: Ecriture, { place, value }: { place: PlaceDeListe; value: CellValue }): void {
  const { liste, position, numero, rang } = place
  const colonne = liste.colonnes[rang]
  if (!colonne) throw new RangeError(`unknown column ${rang} in list ${liste.tableau}`)
  const { state, valeur, texte } = checkedEntry(colonne, value, () => adresseDeListe(place))
  if (programme.listes[position]?.actif !== true) return
  const slot = slotOf(rang, placeOf(numero))
  const before = ecriture.listes[position]?.blocs[blocOf(numero)]
  const unchanged =
    (before?.presence[slot] ?? VIDE) === state && (before?.values[slot] ?? 0) === valeur && before?.texts.get(slot) === texte
  if (unchanged) return
  const lignes = openListe(programme, ecriture, position)
  lignes.colonnes.add(rang)
  const bloc = lignes.bloc(blocOf(numero))
  bloc.presence[slot] = state
  bloc.values[slot] = valeur
  if (texte === undefined) bloc.texts.delete(slot)
  else bloc.texts.set(slot, texte)
}

type Entered = { readonly state: number; readonly valeur: number; readonly texte: string | undefined }

/** What the flat arrays hold for a value, or the refusal of what does not suit the cell. */
function checkedEntry({ type, formule }: Pick<Cellule, 'type' | 'formule'>, value: CellValue, at: () => string): Entered {
  if (formule) throw new RangeError(`${at()} is computed: it cannot be written`)
  if (value.etat === 'hors_limites') throw new RangeError(`${at()}: « hors limites » is a result, not an entry`)
  if (value.etat === 'vide') return { state: VIDE, valeur: 0, texte: undefined }
  if (value.etat === 'sans_objet') return { state: SANS_OBJET, valeur: 0, texte: undefined }
  const isText = type === 'texte' || type === 'choix'
  if (isText !== (value.texte !== undefined)) throw new RangeError(`${at()} expects ${isText ? 'a text' : 'a number'}`)
  if (value.texte !== undefined) return { state: VALEUR, valeur: 0, texte: value.texte }
  if (!Number.isInteger(value.valeur) || Math.abs(value.valeur) > MAX_VALEUR)
    throw new RangeError(`${at()}: ${value.valeur} is not a whole number of units below 2^53`)
  return { state: VALEUR, valeur: value.valeur + 0, texte: undefined }
}
