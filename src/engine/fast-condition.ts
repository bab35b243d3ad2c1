/** Closures of conditions: comparisons, presence, conjunctions. Like those of numbers, they hand over to the exact evaluator by `etat.deborde`. */
import type { Famille } from '#definitions/edition.ts'
import type { Comparateur, Expression } from '#definitions/langage/ast.ts'
import { SANS_OBJET, VIDE } from './cells.ts'
import { passeOf } from './etat.ts'
import { isConstant } from './evaluate-exact.ts'
import { fastComparaison } from './fast-comparaison.ts'
import { addFractions, gapSign, type Etat, type Pair } from './fast-fraction.ts'
import { slotOf } from './lignes.ts'

export type FastNumber = (etat: Etat) => number
/** 0 false, 1 true, 2 undetermined. */
export type FastCondition = (etat: Etat) => 0 | 1 | 2

export type FastContext = {
  readonly decimales: Uint8Array
  readonly famille: Famille
  /** Fixed cells that hold texts. */
  readonly textes: ReadonlySet<number>
  readonly emptyIsZero: boolean
  /** Number of each aggregate met, by its text. */
  readonly agregats: Map<string, number>
}
/** `fastNumber`, handed over so that the two files do not import each other. */
type ToNumber = (expression: Expression, context: FastContext) => FastNumber | null

/** The closure of a condition; null when it has no fast form (comparisons of texts). */
export function fastCondition(expression: Expression, context: FastContext, number: ToNumber): FastCondition | null {
  if (expression.op === 'liasse') {
    const truth = expression.vrai ? 1 : 0
    return () => truth
  }
  if (expression.op === 'famille') {
    const truth = expression.codes.includes(context.famille) ? 1 : 0
    return () => truth
  }
  if (expression.op === 'compare')
    return fastTextes(expression, context) ?? fastComparaison(expression, context) ?? fastCompare(expression, context, number)
  if (expression.op !== 'fonction') return null
  if (expression.nom === 'VIDE' || expression.nom === 'REMPLI' || expression.nom === 'SANS_OBJET') return fastPresence(expression)
  const parts: FastCondition[] = []
  for (const argument of expression.arguments) {
    const part = fastCondition(argument, context, number)
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
  if (only?.op !== 'cellule' && only?.op !== 'colonne' && only?.op !== 'precedent') return null
  const truth = (etat: Etat, presence: number): 0 | 1 => {
    if (presence !== VIDE) etat.filled = true
    if (nom === 'SANS_OBJET') return presence === SANS_OBJET ? 1 : 0
    return (nom === 'VIDE') === (presence === VIDE) ? 1 : 0
  }
  if (only.op === 'cellule') return (etat) => truth(etat, etat.presence[only.index] ?? VIDE)
  if (only.op === 'precedent') return (etat) => truth(etat, passeOf(etat, only.annees, only.index)?.presence[only.index] ?? VIDE)
  return (etat) => truth(etat, etat.bloc.presence[slotOf(only.rang, etat.place)] ?? VIDE)
}

type FastText = (etat: Etat) => string | null

/** The text of a cell or of a literal; null for an expression that is not one. */
function fastText(expression: Expression, { textes }: FastContext): FastText | null {
  if (expression.op === 'texte') return () => expression.texte
  if (expression.op === 'cellule' && textes.has(expression.index)) return (etat) => met(etat, etat.texts.get(expression.index))
  if (expression.op === 'precedent' && textes.has(expression.index))
    return (etat) => met(etat, passeOf(etat, expression.annees, expression.index)?.texts.get(expression.index))
  if (expression.op !== 'colonne' || !expression.texte) return null
  return (etat) => met(etat, etat.bloc.texts.get(slotOf(expression.rang, etat.place)))
}

function met(etat: Etat, text: string | undefined): string | null {
  if (text === undefined) return null
  etat.filled = true
  return text
}

/** A comparison of texts; null when it compares numbers. */
function fastTextes({ par, gauche, droite }: Extract<Expression, { op: 'compare' }>, context: FastContext): FastCondition | null {
  const left = fastText(gauche, context)
  const right = fastText(droite, context)
  if (!left || !right) return null
  const literal = gauche.op === 'texte' || droite.op === 'texte'
  return (etat) => {
    const a = left(etat)
    const b = right(etat)
    const anyEmpty = a === null || b === null
    const bothEmpty = a === null && b === null && !literal
    if (anyEmpty && !context.emptyIsZero && (bothEmpty || !etat.constantsCount)) return 2
    return (par === '=') === (a === b) ? 1 : 0
  }
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

function fastCompare(
  { par, gauche, droite }: Extract<Expression, { op: 'compare' }>,
  context: FastContext,
  number: ToNumber,
): FastCondition | null {
  const left = number(gauche, context)
  const right = number(droite, context)
  if (!left || !right) return null
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
