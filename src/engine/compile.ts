/** One liasse and one family → what evaluates a sheet: computed cells in order, who reads whom, controls. Compiled once and kept. */
import type { Famille, LiasseCompilee } from '#definitions/edition.ts'
import type { Expression } from '#definitions/langage/ast.ts'
import { cellsRead } from '#definitions/order-cells.ts'
import { HORS_LIMITES, VALEUR, VIDE, type Cells } from './cells.ts'
import { compileControle, type ControleCompile } from './compile-controle.ts'
import { fastNumber, type FastNumber } from './compile-fast.ts'
import { evaluateExact, type Lecture } from './evaluate-exact.ts'
import type { Etat } from './fast-fraction.ts'
import { roundTo } from './fraction.ts'
import { linearTerms, type Linear } from './linear-terms.ts'
import { MAX_VALEUR, roundSafeQuotient, toValeur } from './money.ts'

export type Calcul = {
  readonly index: number
  readonly decimales: number
  readonly expression: Expression
  /** A formula without any cell always has a value; any other is empty when all it reads is empty. */
  readonly constant: boolean
  readonly fast: FastNumber | null
  /** The flat form of a sum of cells; null for any other formula. */
  readonly linear: Linear | null
}
export type Programme = {
  readonly liasse: LiasseCompilee
  readonly famille: Famille
  readonly indexOf: ReadonlyMap<string, number>
  /** 1 for the cells that exist for the family. */
  readonly actif: Uint8Array
  readonly decimales: Uint8Array
  /** In an order where each comes after what it reads. */
  readonly calculs: readonly Calcul[]
  /** For each cell, the positions in `calculs` of those that read it directly, increasing. */
  readonly lecteurs: readonly Int32Array[]
  readonly controles: readonly ControleCompile[]
  /** Entry cells of figures that exist for the family, by table. */
  readonly saisies: ReadonlyMap<string, readonly number[]>
  /** Working memory of an edit: all zero between two. */
  readonly dirty: Uint8Array
  /** Working memory of the closures: never kept between two evaluations. */
  readonly etat: Etat
}

const compiled = new WeakMap<LiasseCompilee, Map<Famille, Programme>>()

/** The programme of a liasse for a family; the same object each time for the same compiled edition. */
export function compile(liasse: LiasseCompilee, famille: Famille): Programme {
  const known = compiled.get(liasse) ?? new Map<Famille, Programme>()
  compiled.set(liasse, known)
  const found = known.get(famille)
  if (found) return found
  const programme = build(liasse, famille)
  known.set(famille, programme)
  return programme
}

function build(liasse: LiasseCompilee, famille: Famille): Programme {
  const { cellules } = liasse
  const decimales = Uint8Array.from(cellules, (cellule) => cellule.decimales)
  const applies = (familles: readonly Famille[]): boolean => familles.length === 0 || familles.includes(famille)
  const actif = Uint8Array.from(cellules, (cellule) => Number(applies(cellule.familles)))
  const textes = new Set(cellules.flatMap(({ type }, index) => (type === 'texte' || type === 'choix' ? [index] : [])))
  const context = { decimales, famille, textes, emptyIsZero: false }
  const calculs = liasse.ordre.flatMap((index): readonly Calcul[] => {
    const cellule = cellules[index]
    if (!cellule?.formule || actif[index] !== 1) return []
    const { expression } = cellule.formule
    return [
      {
        index,
        decimales: cellule.decimales,
        expression,
        constant: cellsRead(expression).length === 0,
        fast: fastNumber(expression, context),
        linear: linearTerms(expression, decimales),
      },
    ]
  })
  const controles = liasse.controles.filter((controle) => applies(controle.familles) && isConcerned(controle.cellules, actif))
  return {
    liasse,
    famille,
    indexOf: new Map(cellules.map(({ at }, index) => [at, index])),
    actif,
    decimales,
    calculs,
    lecteurs: readersOf(calculs, cellules.length),
    controles: controles.map((controle) => compileControle(controle, context)),
    saisies: entriesOf(cellules, actif),
    dirty: new Uint8Array(calculs.length),
    etat: newEtat(),
  }
}

/** A control all of whose cells are foreign to the family has nothing to say; one without cells always speaks. */
const isConcerned = (cellules: readonly number[], actif: Uint8Array): boolean =>
  cellules.length === 0 || cellules.some((index) => actif[index] === 1)

function readersOf(calculs: readonly Calcul[], count: number): readonly Int32Array[] {
  const readers: number[][] = Array.from({ length: count }, () => [])
  for (const [position, { expression }] of calculs.entries()) for (const index of cellsRead(expression)) readers[index]?.push(position)
  return readers.map((positions) => Int32Array.from(positions))
}

function entriesOf(cellules: LiasseCompilee['cellules'], actif: Uint8Array): ReadonlyMap<string, readonly number[]> {
  const entries = new Map<string, number[]>()
  for (const [index, { tableau, formule, type }] of cellules.entries()) {
    if (formule || actif[index] !== 1 || type === 'texte' || type === 'choix') continue
    const own = entries.get(tableau)
    if (own) own.push(index)
    else entries.set(tableau, [index])
  }
  return entries
}

const newEtat = (): Etat => ({
  values: new Float64Array(0),
  presence: new Uint8Array(0),
  texts: new Map(),
  d: 1,
  filled: false,
  horsLimites: false,
  deborde: false,
  constantsCount: false,
  toleranceN: 0,
  toleranceD: 1,
})

/** Points the working memory at the cells of one sheet. */
export function prepare(etat: Etat, { values, presence, texts }: Cells): void {
  etat.values = values
  etat.presence = presence
  etat.texts = texts
}

/** Computes one cell in place; true when its value or its presence changed. `etat` is prepared on these cells. */
export function runCalcul(programme: Programme, calcul: Calcul, cells: Cells): boolean {
  const { index } = calcul
  const { values, presence } = cells
  const [beforeValue, beforePresence] = [values[index], presence[index]]
  if (!runFast(calcul, programme.etat)) runExact(programme, calcul, cells)
  return values[index] !== beforeValue || presence[index] !== beforePresence
}

/** False when the result could not be computed exactly in float64. */
function runFast({ index, decimales, constant, fast }: Calcul, etat: Etat): boolean {
  if (!fast) return false
  etat.filled = constant
  etat.horsLimites = false
  etat.deborde = false
  etat.toleranceN = 0
  const n = fast(etat)
  if (etat.deborde) return false
  if (etat.horsLimites) return store(etat, index, { state: HORS_LIMITES })
  if (Number.isNaN(n) || !etat.filled) return store(etat, index, { state: VIDE })
  const unit = 10 ** decimales
  if (etat.d === unit) return store(etat, index, { state: VALEUR, value: n })
  const scaled = n * unit
  if (scaled > MAX_VALEUR || scaled < -MAX_VALEUR) return false
  return store(etat, index, { state: VALEUR, value: roundSafeQuotient(scaled, etat.d) })
}

function store(
  { values, presence }: Pick<Etat, 'values' | 'presence'>,
  index: number,
  { state, value = 0 }: { state: number; value?: number },
): true {
  presence[index] = state
  // Adding zero turns −0, which a float64 keeps apart, into 0.
  values[index] = value + 0
  return true
}

function runExact({ decimales, famille }: Programme, { index, decimales: places, constant, expression }: Calcul, cells: Cells): void {
  const met: Lecture['met'] = { filled: constant, horsLimites: false }
  const operande = evaluateExact(expression, { cells, decimales, famille, met })
  if (met.horsLimites) store(cells, index, { state: HORS_LIMITES })
  else if (!met.filled || !('nombre' in operande) || !operande.nombre) store(cells, index, { state: VIDE })
  else {
    const value = toValeur(roundTo(operande.nombre, places))
    if (value === null) store(cells, index, { state: HORS_LIMITES })
    else store(cells, index, { state: VALEUR, value })
  }
}
