/**
 * Closures over the flat arrays, for the hot path. A number is a fraction of two whole float64: the closure returns the numerator and
 * leaves the denominator (positive) in `etat.d`; NaN means empty. Whatever would leave the whole numbers a float64 holds exactly
 * raises `etat.deborde`, and the caller starts again with `evaluateExact`. A property test holds both to the same results.
 */
import type { Famille } from '#definitions/edition.ts'
import type { Comparateur, Expression } from '#definitions/langage/ast.ts'
import { HORS_LIMITES, VALEUR, VIDE } from './cells.ts'
import { isConstant } from './evaluate-exact.ts'
import { addFractions, gapSign, pick, quotient, safe, type Etat, type Pair } from './fast-fraction.ts'
import { linearTerms, type Linear } from './linear-terms.ts'
import { MAX_VALEUR, roundSafeQuotient } from './money.ts'

export type FastNumber = (etat: Etat) => number
/** 0 false, 1 true, 2 undetermined. */
export type FastCondition = (etat: Etat) => 0 | 1 | 2

export type FastContext = {
  readonly decimales: Uint8Array
  readonly famille: Famille
  readonly textes: ReadonlySet<number>
  readonly emptyIsZero: boolean
}

/** The closure of a numeric expression; null when one of its functions has no fast form. */
export function fastNumber(expression: Expression, context: FastContext): FastNumber | null {
  const linear = linearTerms(expression, context.decimales)
  if (linear) return fastLinear(linear)
  if (expression.op === 'calcul') return fastCalcul(expression, context)
  if (expression.op === 'fonction') return fastFunction(expression, context)
  if (expression.op !== 'oppose') return null
  const de = fastNumber(expression.de, context)
  return de && ((etat) => -de(etat))
}

function fastLinear({ indices, coefficients, constante, denominateur }: Linear): FastNumber {
  const count = indices.length
  const ownValue = count === 0 || constante !== 0
  return (etat) => {
    const { values, presence } = etat
    let sum = constante
    let seen = 0
    for (let i = 0; i < count; i++) {
      const index = indices[i] ?? 0
      const term = (coefficients[i] ?? 0) * (values[index] ?? 0)
      sum += term
      seen |= 1 << (presence[index] ?? VIDE)
      if (sum > MAX_VALEUR || sum < -MAX_VALEUR || term > MAX_VALEUR || term < -MAX_VALEUR) etat.deborde = true
    }
    etat.d = denominateur
    if (seen & (1 << HORS_LIMITES)) etat.horsLimites = true
    if (seen & (1 << VALEUR)) etat.filled = true
    else if (!ownValue) return Number.NaN
    return sum
  }
}

function fastCalcul({ par, gauche, droite }: Extract<Expression, { op: 'calcul' }>, context: FastContext): FastNumber | null {
  const left = fastNumber(gauche, context)
  const right = fastNumber(droite, context)
  if (!left || !right) return null
  return (etat) => {
    const a = left(etat)
    const aD = etat.d
    const b = right(etat)
    const bD = etat.d
    if (par === '*') {
      etat.d = safe(aD * bD, etat)
      return safe(a * b, etat)
    }
    if (par === '/') return quotient(etat, [a, aD, b, bD])
    return par === '+' ? addFractions(etat, [a, aD, b, bD]) : addFractions(etat, [a, aD, -b, bD])
  }
}

function fastFunction({ nom, arguments: args }: Extract<Expression, { op: 'fonction' }>, context: FastContext): FastNumber | null {
  switch (nom) {
    case 'SOMME':
      return foldFast(args, context, addFractions)
    case 'MIN':
      return foldFast(args, context, (etat, pair) => pick(etat, pair, -1))
    case 'MAX':
      return foldFast(args, context, (etat, pair) => pick(etat, pair, 1))
    case 'ABS': {
      const inner = args[0] && fastNumber(args[0], context)
      return inner ? (etat) => Math.abs(inner(etat)) : null
    }
    case 'ARRONDI':
      return fastArrondi(args, context)
    case 'SI':
      return fastSi(args, context)
    default:
      return null
  }
}

function foldFast(args: readonly Expression[], context: FastContext, fold: (etat: Etat, pair: Pair) => number): FastNumber | null {
  const parts: FastNumber[] = []
  for (const argument of args.flatMap((arg): readonly Expression[] =>
    arg.op === 'plage' ? arg.indices.map((index) => ({ op: 'cellule', index })) : [arg],
  )) {
    const part = fastNumber(argument, context)
    if (!part) return null
    parts.push(part)
  }
  return (etat) => {
    let value = Number.NaN
    let d = 1
    for (const part of parts) {
      const next = part(etat)
      value = fold(etat, [value, d, next, etat.d])
      d = etat.d
    }
    return value
  }
}

function fastArrondi([valeur, places]: readonly Expression[], context: FastContext): FastNumber | null {
  const inner = valeur && fastNumber(valeur, context)
  if (!inner || places?.op !== 'nombre') return null
  const decimales = places.numerateur
  const up = 10 ** Math.max(decimales, 0)
  const down = 10 ** Math.max(-decimales, 0)
  return (etat) => {
    const value = inner(etat)
    if (Number.isNaN(value)) return value
    const n = safe(value * up, etat)
    const d = safe(etat.d * down, etat)
    etat.d = up
    return etat.deborde ? 0 : safe(roundSafeQuotient(n, d) * down, etat)
  }
}

function fastSi([condition, alors, sinon]: readonly Expression[], context: FastContext): FastNumber | null {
  const test = condition && fastCondition(condition, { ...context, emptyIsZero: true })
  const yes = alors && fastNumber(alors, context)
  const no = sinon && fastNumber(sinon, context)
  if (!test || !yes || !no) return null
  // Both branches are read, so that « filled » and « hors limites » never depend on which one is taken.
  return (etat) => {
    const chosen = test(etat)
    const a = yes(etat)
    const aD = etat.d
    const b = no(etat)
    if (chosen === 1) etat.d = aD
    return chosen === 1 ? a : b
  }
}

/** The closure of a condition; null when it has no fast form (comparisons of texts). */
export function fastCondition(expression: Expression, context: FastContext): FastCondition | null {
  if (expression.op === 'famille') {
    const truth = expression.codes.includes(context.famille) ? 1 : 0
    return () => truth
  }
  if (expression.op === 'compare') return fastCompare(expression, context)
  if (expression.op !== 'fonction') return null
  if (expression.nom === 'VIDE' || expression.nom === 'REMPLI') return fastPresence(expression)
  const parts: FastCondition[] = []
  for (const argument of expression.arguments) {
    const part = fastCondition(argument, context)
    if (!part) return null
    parts.push(part)
  }
  if (expression.nom === 'ET') return combine(parts, 0)
  if (expression.nom === 'OU') return combine(parts, 1)
  const [only] = parts
  if (expression.nom !== 'NON' || !only) return null
  return (etat) => {
    const truth = only(etat)
    return truth === 2 ? 2 : truth === 1 ? 0 : 1
  }
}

function fastPresence({ nom, arguments: [only] }: Extract<Expression, { op: 'fonction' }>): FastCondition | null {
  if (only?.op !== 'cellule') return null
  const { index } = only
  const [ifEmpty, ifFilled] = nom === 'VIDE' ? ([1, 0] as const) : ([0, 1] as const)
  return ({ presence }) => (presence[index] === VIDE ? ifEmpty : ifFilled)
}

/** Every part is read; one `decisive` part decides, else one undetermined part leaves the whole undetermined. */
function combine(parts: readonly FastCondition[], decisive: 0 | 1): FastCondition {
  return (etat) => {
    let decided = false
    let unknown = false
    for (const part of parts) {
      const truth = part(etat)
      if (truth === decisive) decided = true
      else if (truth === 2) unknown = true
    }
    if (decided) return decisive
    return unknown ? 2 : decisive === 0 ? 1 : 0
  }
}

function fastCompare({ par, gauche, droite }: Extract<Expression, { op: 'compare' }>, context: FastContext): FastCondition | null {
  const left = fastNumber(gauche, context)
  const right = fastNumber(droite, context)
  // A bare cell on both sides may hold texts: only the exact evaluator tells.
  if (!left || !right || (gauche.op === 'cellule' && droite.op === 'cellule' && context.textes.has(gauche.index))) return null
  const [leftConstant, rightConstant] = [isConstant(gauche), isConstant(droite)]
  const anyConstant = leftConstant || rightConstant
  const neverUnknown = context.emptyIsZero || (leftConstant && rightConstant)
  return (etat) => {
    const wasFilled = etat.filled
    etat.filled = leftConstant
    let a = left(etat)
    const aD = etat.d
    if (!etat.filled) a = Number.NaN
    const aFilled = etat.filled && !leftConstant
    etat.filled = rightConstant
    let b = right(etat)
    const bD = etat.d
    if (!etat.filled) b = Number.NaN
    const bFilled = etat.filled && !rightConstant
    etat.filled = wasFilled || aFilled || bFilled
    const bothEmpty = (leftConstant || Number.isNaN(a)) && (rightConstant || Number.isNaN(b))
    if (!neverUnknown && bothEmpty && !(anyConstant && etat.constantsCount)) return 2
    return holds(etat, par, [Number.isNaN(a) ? 0 : a, Number.isNaN(a) ? 1 : aD, Number.isNaN(b) ? 0 : b, Number.isNaN(b) ? 1 : bD]) ? 1 : 0
  }
}

function holds(etat: Etat, par: Comparateur, [a, aD, b, bD]: Pair): boolean {
  const gap = addFractions(etat, [a, aD, -b, bD])
  const gapD = etat.d
  const { toleranceN, toleranceD } = etat
  switch (par) {
    case '=':
      return gapSign(etat, [Math.abs(gap), gapD, toleranceN, toleranceD]) <= 0
    case '<>':
      return gapSign(etat, [Math.abs(gap), gapD, toleranceN, toleranceD]) > 0
    case '<=':
      return gapSign(etat, [gap, gapD, toleranceN, toleranceD]) <= 0
    case '>=':
      return gapSign(etat, [-gap, gapD, toleranceN, toleranceD]) <= 0
    case '<':
      return gapSign(etat, [gap, gapD, toleranceN, toleranceD]) < 0
    case '>':
      return gapSign(etat, [-gap, gapD, toleranceN, toleranceD]) < 0
  }
}
