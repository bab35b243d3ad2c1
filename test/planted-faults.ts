/** The slips that people make, planted in a coherent dossier: what is written, and which cells a good detective names. */
import type { Cellule } from '#definitions/edition.ts'
import { celluleAt, indexDeListe } from '#definitions/liste.ts'
import type { CellValue, Sheet } from '#engine/sheet.ts'

export const GENRES = ['signe', 'chiffres', 'unite', 'oubli', 'double', 'sens', 'n1'] as const
export type GenreDeFaute = (typeof GENRES)[number]
export type Faute = {
  readonly genre: GenreDeFaute
  readonly changes: ReadonlyMap<number, CellValue>
  /** Naming one of them is finding the fault. */
  readonly cases: readonly number[]
}

/** A source of numbers from 0 to 1 that is the same each time: the rates that the tests assert do not move by chance. */
export function suiteDe(graine: number): () => number {
  let state = graine >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

const valeur = (value: number): CellValue => ({ etat: 'valeur', valeur: value })
const VIDE: CellValue = { etat: 'vide' }
const isFigure = ({ type, formule }: Pick<Cellule, 'type' | 'formule'>): boolean => !formule && type !== 'texte' && type !== 'choix'

/** Entry cells of figures that hold something but zero, those of the rows of lists included. */
export function figuresOf(sheet: Sheet): readonly number[] {
  const { cellules, listes } = sheet.liasse
  const fixed = cellules.flatMap((cellule, index) => (isFigure(cellule) && sheet.values[index] !== 0 ? [index] : []))
  const inLists = listes.flatMap((liste) =>
    sheet.rows(liste.tableau).flatMap((numero) =>
      liste.colonnes.flatMap((colonne, rang) => {
        const index = indexDeListe(liste, numero, rang)
        return isFigure(colonne) && valeurOf(sheet, index) !== 0 ? [index] : []
      }),
    ),
  )
  return [...fixed, ...inLists]
}

export function valeurOf(sheet: Sheet, index: number): number {
  const held = sheet.read(index)
  return held.etat === 'valeur' ? (held.valeur ?? 0) : 0
}

/** Plants one fault at a cell; null when that kind cannot be made there. `hasard`: numbers from 0 to 1. */
export function planter(
  sheet: Sheet,
  genre: GenreDeFaute,
  { index, hasard }: { readonly index: number; readonly hasard: () => number },
): Faute | null {
  const was = valeurOf(sheet, index)
  const one = (becomes: number): Faute | null =>
    becomes === was ? null : { genre, changes: new Map([[index, valeur(becomes)]]), cases: [index] }
  switch (genre) {
    case 'signe':
      return one(-was)
    case 'chiffres':
      return one(swapped(was, hasard()))
    case 'unite': {
      const factor = [10, 100, 1000][Math.floor(hasard() * 3)] ?? 10
      return hasard() < 0.5 ? one(was * factor) : Math.abs(was) < 1000 * factor ? null : one(Math.round(was / factor))
    }
    case 'oubli':
      return { genre, changes: new Map([[index, VIDE]]), cases: [index] }
    case 'double':
      return doubled(sheet, index)
    case 'sens':
      return moved(sheet, index, hasard)
    case 'n1': {
      const before = lastYear(sheet, index)
      return before === null || before === 0 ? null : one(before)
    }
  }
}

/** Two neighbouring digits exchanged, as one types too fast. */
function swapped(value: number, at: number): number {
  const digits = String(Math.abs(value)).split('')
  const left = Math.floor(at * (digits.length - 1))
  const [a, b] = [digits[left] ?? '0', digits[left + 1] ?? '0']
  if (left === 0 && b === '0') return value
  return (
    Number(
      digits
        .with(left, b)
        .with(left + 1, a)
        .join(''),
    ) * Math.sign(value)
  )
}

/** The amount typed again on the next line left empty, or a row of a list typed again at its end. */
function doubled(sheet: Sheet, index: number): Faute | null {
  const { liasse } = sheet
  const cellule = celluleAt(liasse, index)
  const liste = liasse.listes.find(({ tableau }) => tableau === cellule?.tableau)
  if (liste) {
    const rows = sheet.rows(liste.tableau)
    const [numero, next] = [Number(cellule?.ligne.slice(1)), (rows.at(-1) ?? 0) + 1]
    const copied = liste.colonnes.flatMap((colonne, rang): (readonly [number, CellValue])[] =>
      colonne.formule ? [] : [[indexDeListe(liste, next, rang), sheet.read(indexDeListe(liste, numero, rang))]],
    )
    return { genre: 'double', changes: new Map(copied), cases: [index, ...copied.map(([own]) => own)] }
  }
  const next = liasse.cellules.findIndex(
    (other, at) =>
      at > index &&
      other.tableau === cellule?.tableau &&
      other.colonne === cellule.colonne &&
      isFigure(other) &&
      sheet.applies(at) &&
      sheet.presence[at] === 0,
  )
  return next < 0 ? null : { genre: 'double', changes: new Map([[next, valeur(valeurOf(sheet, index))]]), cases: [index, next] }
}

/** The amount typed on the other side of the form, on a line left empty; lines « dont » and depreciations count otherwise. */
function moved(sheet: Sheet, index: number, hasard: () => number): Faute | null {
  const { cellules } = sheet.liasse
  const OTHER: Readonly<Record<string, string>> = { BA: 'BP', BP: 'BA', CRC: 'CRP', CRP: 'CRC' }
  const counts = (cellule: Cellule): boolean =>
    isFigure(cellule) &&
    !/^amort$|n_?1$/.test(cellule.colonne) &&
    sheet.edition.tableaux.some(
      ({ code, lignes }) =>
        code === cellule.tableau && lignes.some((ligne) => ligne.genre === 'ligne' && ligne.code === cellule.ligne && ligne.retrait === 0),
    )
  const cellule = cellules[index]
  if (!cellule || !counts(cellule)) return null
  const free = cellules.flatMap((other, at) =>
    other.tableau === OTHER[cellule.tableau] && counts(other) && sheet.applies(at) && sheet.presence[at] === 0 ? [at] : [],
  )
  const at = free[Math.floor(hasard() * free.length)]
  if (at === undefined) return null
  return {
    genre: 'sens',
    changes: new Map([
      [index, VIDE],
      [at, valeur(valeurOf(sheet, index))],
    ]),
    cases: [index, at],
  }
}

/** What the form shows as last year's figure of the same line. */
function lastYear(sheet: Sheet, index: number): number | null {
  const { cellules } = sheet.liasse
  const cellule = cellules[index]
  const code = cellule && ['N', 'net', 'total'].includes(cellule.colonne) ? 'n1' : `${cellule?.colonne}n1`
  const at = cellules.findIndex(
    ({ tableau, ligne, colonne }) => tableau === cellule?.tableau && ligne === cellule.ligne && colonne === code,
  )
  return at < 0 || sheet.presence[at] !== 1 ? null : valeurOf(sheet, at)
}
