/**
 * The gap detective: when two totals that should be equal differ, which entered figure explains the gap?
 * Each suspicion is exact: with the change it names, the gap would be nil. None is applied by itself.
 */
import type { Adresse } from '#definitions/edition.ts'
import type { Expression } from '#definitions/langage/ast.ts'
import { cellsRead } from '#definitions/order-cells.ts'
import { VALEUR, type Cells } from './cells.ts'
import type { Programme } from './compile.ts'
import { formatCourt } from './format-montant.ts'
import { influencesOf } from './influences.ts'

/** `signe`, `chiffres`, `unite`, `double`, `oubli`: what would have happened to the figure; `n1`: last year's figure of an empty line. */
export type Genre = 'signe' | 'chiffres' | 'unite' | 'double' | 'oubli' | 'n1' | 'montant_egal' | 'arrondi'
export type Suspect = {
  readonly genre: Genre
  /** The cell to look at; absent for a mere rounding gap. */
  readonly at?: Adresse
  /** What the cell holds, and what it would have to hold for the gap to vanish (units of the cell). */
  readonly valeur?: number
  readonly devrait?: number
  readonly message: string
}
export type Gap = {
  readonly expression: Extract<Expression, { op: 'compare' }>
  /** `gauche − droite`, in units of `10^-decimales`. */
  readonly ecart: number
  readonly decimales: number
}

const MAX_SUSPECTS = 5
/** Likeliest first; found by what accountants meet most, and by how unlikely a chance coincidence is. */
const RANK: Readonly<Record<Genre, number>> = { signe: 0, n1: 1, chiffres: 2, unite: 3, double: 4, oubli: 5, montant_egal: 6, arrondi: 7 }
/** Up to this many units (euros) a gap may come from rounding each line. */
const MIN_ARRONDI = 2

/** The likely causes of a gap, ranked: kind of slip first, then the order of the form. */
export function findSuspects(programme: Programme, cells: Cells, gap: Gap): readonly Suspect[] {
  const influences = influencesOf(programme, gap.expression)
  const found: { readonly suspect: Suspect; readonly index: number }[] = []
  for (const index of candidates(programme, cells, gap)) {
    for (const suspect of suspectCell(programme, cells, { gap, index, influence: influences.get(index) ?? null }))
      found.push({ suspect, index })
  }
  found.sort((a, b) => RANK[a.suspect.genre] - RANK[b.suspect.genre] || a.index - b.index)
  const suspects = found.map(({ suspect }) => suspect)
  return [...suspects, ...roundingSuspect(gap, influences.size)].slice(0, MAX_SUSPECTS)
}

/** Entered figures of the tables that the totals are made of, in the unit of the gap, holding something but zero. */
function candidates(
  { liasse, saisies, decimales }: Programme,
  { values }: Cells,
  { expression, decimales: places }: Gap,
): readonly number[] {
  const tableaux = new Set(tablesOf(expression, liasse.cellules))
  return [...tableaux].flatMap((tableau) =>
    (saisies.get(tableau) ?? []).filter((index) => values[index] !== 0 && decimales[index] === places),
  )
}

const tablesOf = (expression: Expression, cellules: Programme['liasse']['cellules']): readonly string[] =>
  cellsRead(expression).flatMap((index) => cellules[index]?.tableau ?? [])

/** `influence`: by how much the gap grows when the cell grows by one; null when the cell is in neither total. */
type Clue = { readonly gap: Gap; readonly index: number; readonly influence: number | null }

function suspectCell(programme: Programme, cells: Cells, clue: Clue): readonly Suspect[] {
  const { gap, index, influence } = clue
  const valeur = cells.values[index] ?? 0
  if (influence === null) return Math.abs(gap.ecart) === Math.abs(valeur) ? outsideSuspect(programme, cells, clue) : []
  if (Math.abs(influence) !== 1) return []
  const devrait = valeur - gap.ecart * influence
  const genre = slipBetween(valeur, devrait)
  return genre === null ? [] : [toSuspect(programme, { genre, index, valeur, devrait })]
}

/** What slip turns `devrait` into `valeur`. */
function slipBetween(valeur: number, devrait: number): Genre | null {
  if (devrait === -valeur) return 'signe'
  if (devrait === 0) return 'double'
  if (devrait === 2 * valeur) return 'oubli'
  if (isUnitSlip(valeur, devrait)) return 'unite'
  return isSwap(valeur, devrait) ? 'chiffres' : null
}

const isUnitSlip = (a: number, b: number): boolean => [10, 100, 1000].some((factor) => a * factor === b || b * factor === a)

/** Two neighbouring digits exchanged: the difference is then a multiple of 9. */
function isSwap(a: number, b: number): boolean {
  if ((a - b) % 9 !== 0 || a < 0 !== b < 0) return false
  const [left, right] = [String(Math.abs(a)), String(Math.abs(b))]
  if (left.length !== right.length) return false
  let at = 0
  while (at < left.length && left[at] === right[at]) at++
  return at < left.length && left[at] === right[at + 1] && left[at + 1] === right[at] && left.slice(at + 2) === right.slice(at + 2)
}

/** A figure equal to the gap that is in neither total: last year's figure of a line left empty, or a line to look at. */
function outsideSuspect(programme: Programme, cells: Cells, { index }: Clue): readonly Suspect[] {
  const { liasse } = programme
  const cellule = liasse.cellules[index]
  if (!cellule) return []
  const valeur = cells.values[index] ?? 0
  const isLastYear = /^n_?1$/i.test(cellule.colonne)
  const siblings = liasse.cellules.flatMap((other, at) =>
    other.tableau === cellule.tableau && other.ligne === cellule.ligne && at !== index && !other.formule ? [at] : [],
  )
  const emptySibling = siblings.find((at) => cells.presence[at] !== VALEUR)
  if (isLastYear && siblings.length > 0 && siblings.every((at) => cells.presence[at] !== VALEUR) && emptySibling !== undefined) {
    return [toSuspect(programme, { genre: 'n1', index: emptySibling, valeur: 0, devrait: valeur })]
  }
  return isLastYear ? [] : [toSuspect(programme, { genre: 'montant_egal', index, valeur, devrait: valeur })]
}

type Finding = { readonly genre: Genre; readonly index: number; readonly valeur: number; readonly devrait: number }

function toSuspect({ liasse }: Programme, { genre, index, valeur, devrait }: Finding): Suspect {
  const cellule = liasse.cellules[index]
  const at = cellule?.at ?? ''
  const say = (value: number): string => formatCourt(value, cellule?.decimales ?? 0)
  return { genre, at, valeur, devrait, message: sayGenre(genre, { at, valeur: say(valeur), devrait: say(devrait) }) }
}

function sayGenre(genre: Genre, { at, valeur, devrait }: { at: string; valeur: string; devrait: string }): string {
  switch (genre) {
    case 'signe':
      return `Signe inversé ? ${at} porte ${valeur} ; avec ${devrait}, l’écart disparaît.`
    case 'chiffres':
      return `Deux chiffres intervertis ? ${at} porte ${valeur} ; avec ${devrait}, l’écart disparaît.`
    case 'unite':
      return `Virgule ou unité décalée ? ${at} porte ${valeur} ; avec ${devrait}, l’écart disparaît.`
    case 'double':
      return `Montant compté en trop ? L’écart est exactement celui de ${at} (${valeur}).`
    case 'oubli':
      return `Montant oublié une fois ? L’écart est exactement celui de ${at} (${valeur}).`
    case 'n1':
      return `Ligne oubliée ? ${at} est vide et son montant de N-1 (${devrait}) est exactement l’écart.`
    case 'montant_egal':
      return `Montant égal à l’écart : ${at} (${valeur}), compté dans aucun des deux totaux.`
    case 'arrondi':
      return 'Écart d’arrondi possible : il ne dépasse pas un euro par ligne additionnée.'
  }
}

function roundingSuspect({ ecart, decimales }: Gap, lines: number): readonly Suspect[] {
  const allowance = Math.min(Math.max(lines, MIN_ARRONDI), 10) * 10 ** decimales
  return Math.abs(ecart) <= allowance ? [{ genre: 'arrondi', message: sayGenre('arrondi', { at: '', valeur: '', devrait: '' }) }] : []
}
