/**
 * The meaning of the language, on exact fractions. The fast closures of `compile-fast.ts` give the same results and hand over
 * to this evaluator whenever a number would no longer fit a float64 exactly.
 */
import type { Famille } from '#definitions/edition.ts'
import { matchLength } from '#definitions/comptes/selection.ts'
import type { Agregat, CelluleDeLigne, Comparateur, Comptes, Expression, Precedent } from '#definitions/langage/ast.ts'
import { containsExpression } from '#definitions/langage/walk.ts'
import { HORS_LIMITES, SANS_OBJET, tellingPasse, VALEUR, VIDE as VIDE_CASE, type Cells, type Passe } from './cells.ts'
import { absolute, add, compare, divide, fraction, multiply, negate, subtract, type Fraction } from './fraction.ts'
import { allFunctions } from './functions/all-functions.ts'
import { VIDE, type Fonction, type Operande } from './functions/fonction.ts'
import { forEachRow, SANS_LIGNES, slotOf, type Bloc } from './lignes.ts'

export type Lecture = {
  readonly cells: Cells
  /** Decimals of each cell. */
  readonly decimales: Uint8Array
  readonly famille: Famille
  /** The row of a list that `[col]` reads. */
  readonly ligne?: { readonly bloc: Bloc; readonly place: number }
  /** Allowed gap of the comparisons of a control. */
  readonly tolerance?: Fraction
  /** Inside the condition of SI: empty cells read as zero and a comparison is never undetermined. */
  readonly emptyIsZero?: boolean
  /** A comparison with a constant counts an empty cell as zero: the condition `si` of the control already rests on a filled cell. */
  readonly constantsCount?: boolean
  /** What aggregates gave earlier in the same run, for a formula evaluated row after row. */
  readonly gathered?: Map<Agregat, Gathered>
  /** What was met on the way. */
  readonly met: {
    filled: boolean
    horsLimites: boolean
    /** A filed dossier or a balance that the formula reads is missing. */ absent?: boolean
  }
}

/** The balance is in centimes. */
export const DECIMALES_COMPTES = 2

type Gathered = { readonly operande: Operande; readonly met: Lecture['met'] }

/** Evaluates an expression on the current cells. */
export function evaluateExact(expression: Expression, lecture: Lecture): Operande {
  switch (expression.op) {
    case 'nombre':
      return { nombre: fraction(expression.numerateur, expression.decimales) }
    case 'cellule':
      return { nombre: readCell(expression.index, lecture) }
    case 'precedent':
      return { nombre: readPrecedent(expression, lecture) }
    case 'comptes':
      return { nombre: readComptes(expression, lecture) }
    case 'colonne':
      return { nombre: readColonne(expression, lecture) }
    case 'agregat':
      return gather(expression, lecture)
    case 'plage':
      return sumOf(expression.indices.map((index) => readCell(index, lecture)))
    case 'oppose': {
      const value = numberOf(expression.de, lecture)
      return { nombre: value && negate(value) }
    }
    case 'calcul':
      return { nombre: calculate(expression, lecture) }
    case 'compare':
      return { vrai: compareSides(expression, lecture) }
    case 'famille':
      return { vrai: expression.codes.includes(lecture.famille) }
    case 'liasse':
      return { vrai: expression.vrai }
    case 'fonction':
      return callFunction(expression, lecture)
    case 'texte':
      return VIDE
  }
}

function readCell(index: number, { cells, decimales, met }: Lecture): Fraction | null {
  const presence = cells.presence[index]
  if (presence === HORS_LIMITES) met.horsLimites = true
  if (presence !== VALEUR) return null
  met.filled = true
  return fraction(cells.values[index] ?? 0, decimales[index] ?? 0)
}

function readPrecedent(precedent: Precedent, lecture: Lecture): Fraction | null {
  const passe = passeRead(precedent, lecture)
  return passe && readCell(precedent.index, { ...lecture, cells: { ...lecture.cells, ...passe } })
}

/** Without the dossier that tells it, nothing that reads a cell of an earlier year can be told. */
function passeRead(precedent: Precedent, { cells, met }: Lecture): Passe | null {
  const passe = tellingPasse(cells.precedents, precedent)
  if (!passe) met.absent = true
  return passe
}

/** The accounts of the balance, those that it does not have counting for nothing; without a balance nothing that reads it can be told. */
function readComptes({ mesure, selection }: Comptes, { cells: { comptes }, met }: Lecture): Fraction | null {
  if (!comptes) {
    met.absent = true
    return null
  }
  met.filled = true
  return fraction(sumComptes({ mesure, selection }, comptes), DECIMALES_COMPTES)
}

/** What the chosen accounts amount to, in centimes. */
export const sumComptes = ({ mesure, selection }: Pick<Comptes, 'mesure' | 'selection'>, comptes: NonNullable<Cells['comptes']>): number =>
  comptes.reduce((sum, compte) => (matchLength(selection, compte) > 0 ? sum + compte[mesure] : sum), 0)

function readColonne({ rang, decimales }: CelluleDeLigne, { ligne, met }: Lecture): Fraction | null {
  const slot = slotOf(rang, ligne?.place ?? 0)
  const presence = ligne?.bloc.presence[slot]
  if (presence === HORS_LIMITES) met.horsLimites = true
  if (!ligne || presence !== VALEUR) return null
  met.filled = true
  return fraction(ligne.bloc.values[slot] ?? 0, decimales)
}

/** The chosen rows of a list as the arguments of SOMME, MIN, MAX or NOMBRE. A list without rows is empty, whatever is asked of it. */
function gather(agregat: Agregat, lecture: Lecture): Operande {
  const met: Lecture['met'] = { filled: false, horsLimites: false }
  const found = lecture.gathered?.get(agregat) ?? { operande: gatherRows(agregat, { ...lecture, met }), met }
  lecture.gathered?.set(agregat, found)
  if (found.met.filled) lecture.met.filled = true
  if (found.met.horsLimites) lecture.met.horsLimites = true
  if (found.met.absent) lecture.met.absent = true
  return found.operande
}

function gatherRows({ nom, liste, colonne, si }: Agregat, lecture: Lecture): Operande {
  const operandes: Operande[] = []
  let any = false
  const { tolerance: _, ...own } = lecture
  forEachRow(lecture.cells.listes[liste] ?? SANS_LIGNES, (bloc, place) => {
    any = true
    if (!colonne) lecture.met.filled = true
    const row: Lecture = { ...own, ligne: { bloc, place } }
    if (!si || isChosen(si, row)) operandes.push(colonne ? { nombre: readColonne(colonne, row) } : VIDE)
  })
  return any ? functionOf(nom).evaluate(operandes) : VIDE
}

/** Whether the condition of an aggregate keeps the row. */
export function isChosen(si: Expression, row: Lecture): boolean {
  const met: Lecture['met'] = { filled: false, horsLimites: false }
  const operande = evaluateExact(si, { ...row, emptyIsZero: true, met })
  if (met.horsLimites) row.met.horsLimites = true
  if (met.absent) row.met.absent = true
  return 'vrai' in operande && operande.vrai === true
}

const sumOf = (values: readonly (Fraction | null)[]): Operande => {
  const filled = values.filter((value) => value !== null)
  return filled.length === 0 ? VIDE : { nombre: filled.reduce(add) }
}

function numberOf(expression: Expression, lecture: Lecture): Fraction | null {
  const operande = evaluateExact(expression, lecture)
  return 'nombre' in operande ? operande.nombre : null
}

function calculate({ par, gauche, droite }: Extract<Expression, { op: 'calcul' }>, lecture: Lecture): Fraction | null {
  const a = numberOf(gauche, lecture)
  const b = numberOf(droite, lecture)
  if (par === '*') return a && b && multiply(a, b)
  if (par === '/') return a && b && divide(a, b)
  if (!b) return a
  if (!a) return par === '+' ? b : negate(b)
  return par === '+' ? add(a, b) : subtract(a, b)
}

function callFunction({ nom, arguments: args }: Extract<Expression, { op: 'fonction' }>, lecture: Lecture): Operande {
  const fonction = functionOf(nom)
  if (nom === 'VIDE' || nom === 'REMPLI' || nom === 'SANS_OBJET')
    return fonction.evaluate(args.map((argument) => presenceOf(argument, lecture)))
  const operandes = args.flatMap((argument, rank): readonly Operande[] => {
    if (argument.op === 'plage') return argument.indices.map((index) => ({ nombre: readCell(index, lecture) }))
    return [evaluateExact(argument, nom === 'SI' && rank === 0 ? insideSi(lecture) : lecture)]
  })
  return fonction.evaluate(operandes)
}

/** The tolerance of a control is for what it compares, not for the choice between two values. */
function insideSi(lecture: Lecture): Lecture {
  const { tolerance: _, ...own } = lecture
  return { ...own, emptyIsZero: true }
}

function functionOf(nom: string): Fonction {
  const fonction = allFunctions.get(nom)
  if (!fonction) throw new RangeError(`function ${nom} has no file in engine/functions`)
  return fonction
}

/** What a cell holds, whatever its type. An answer, « sans objet » included, is something to rest on. */
function presenceOf(expression: Expression, lecture: Lecture): Operande {
  const presence = stateOf(expression, lecture) ?? VIDE_CASE
  if (presence !== VIDE_CASE) lecture.met.filled = true
  return { rempli: presence !== VIDE_CASE, sansObjet: presence === SANS_OBJET }
}

function stateOf(expression: Expression, lecture: Lecture): number | undefined {
  const { cells, ligne } = lecture
  if (expression.op === 'precedent') return passeRead(expression, lecture)?.presence[expression.index]
  if (expression.op === 'cellule') return cells.presence[expression.index]
  return expression.op === 'colonne' ? ligne?.bloc.presence[slotOf(expression.rang, ligne.place)] : undefined
}

/** One side of a comparison, evaluated alone: a side none of whose cells is filled is empty. */
export type Side = { readonly nombre: Fraction | null; readonly constant: boolean }

/** Evaluates one side of a comparison; `constant` when it names no cell. */
export function evaluateSide(expression: Expression, lecture: Lecture): Side {
  const met: Lecture['met'] = { filled: false, horsLimites: false }
  const nombre = numberOf(expression, { ...lecture, met })
  const constant = isConstant(expression)
  if (met.filled) lecture.met.filled = true
  if (met.horsLimites) lecture.met.horsLimites = true
  if (met.absent) lecture.met.absent = true
  return { nombre: constant || met.filled ? nombre : null, constant }
}

/** Whether an expression names no cell. */
export const isConstant = (expression: Expression): boolean =>
  !containsExpression(
    expression,
    ({ op }) => op === 'cellule' || op === 'plage' || op === 'colonne' || op === 'agregat' || op === 'precedent' || op === 'comptes',
  )

function compareSides({ par, gauche, droite }: Extract<Expression, { op: 'compare' }>, lecture: Lecture): boolean | null {
  if (gauche.op === 'texte' || droite.op === 'texte' || isText(gauche, lecture) || isText(droite, lecture)) {
    return compareTexts(par, [textOf(gauche, lecture), textOf(droite, lecture)], lecture)
  }
  const a = evaluateSide(gauche, lecture)
  const b = evaluateSide(droite, lecture)
  if (isUndetermined(a, b, lecture)) return null
  const zero = fraction(0)
  return holds(par, subtract(a.nombre ?? zero, b.nombre ?? zero), lecture.tolerance ?? zero)
}

function isUndetermined(a: Side, b: Side, { emptyIsZero = false, constantsCount = false }: Lecture): boolean {
  if (emptyIsZero || (a.constant && b.constant)) return false
  if (a.constant || b.constant) return !constantsCount && (a.constant || a.nombre === null) && (b.constant || b.nombre === null)
  return a.nombre === null && b.nombre === null
}

/** A comparison holds when the gap does not exceed the tolerance on the wrong side. */
function holds(par: Comparateur, gap: Fraction, tolerance: Fraction): boolean {
  switch (par) {
    case '=':
      return compare(absolute(gap), tolerance) <= 0
    case '<>':
      return compare(absolute(gap), tolerance) > 0
    case '<=':
      return compare(gap, tolerance) <= 0
    case '>=':
      return compare(negate(gap), tolerance) <= 0
    case '<':
      return compare(gap, tolerance) < 0
    case '>':
      return compare(negate(gap), tolerance) < 0
  }
}

const isText = (expression: Expression, lecture: Lecture): boolean => textAt(expression, lecture) !== null

function textAt(expression: Expression, lecture: Lecture): string | null {
  const { cells, ligne } = lecture
  if (expression.op === 'precedent') return passeRead(expression, lecture)?.texts.get(expression.index) ?? null
  if (expression.op === 'cellule') return cells.texts.get(expression.index) ?? null
  return expression.op === 'colonne' && ligne ? (ligne.bloc.texts.get(slotOf(expression.rang, ligne.place)) ?? null) : null
}

function textOf(expression: Expression, lecture: Lecture): string | null {
  if (expression.op === 'texte') return expression.texte
  const text = textAt(expression, lecture)
  if (text !== null) lecture.met.filled = true
  return text
}

function compareTexts(
  par: Comparateur,
  [a, b]: readonly [string | null, string | null],
  { emptyIsZero = false, constantsCount = false }: Lecture,
): boolean | null {
  if ((a === null || b === null) && !emptyIsZero && !constantsCount) return null
  return par === '=' ? a === b : a !== b
}
