/**
 * Closures over the flat arrays, for the hot path. A number is a fraction of two whole float64: the closure returns the numerator and
 * leaves the denominator (positive) in `etat.d`; NaN means empty. Whatever would leave the whole numbers a float64 holds exactly
 * raises `etat.deborde`, and the caller starts again with `evaluateExact`. A property test holds both to the same results.
 */
import type { Agregat, CelluleDeLigne, Comptes, Expression, Precedent } from '#definitions/langage/ast.ts'
import { containsExpression } from '#definitions/langage/walk.ts'
import { PREMIERE_CASE_DE_LISTE } from '#definitions/liste.ts'
import { cellsRead, listsRead } from '#definitions/order-cells.ts'
import { HORS_LIMITES, VALEUR, type Cells } from './cells.ts'
import { DECIMALES_COMPTES, sumComptes } from './evaluate-exact.ts'
import { passeOf } from './etat.ts'
import { fastAgregat } from './fast-agregat.ts'
import { fastCondition, type FastContext, type FastNumber } from './fast-condition.ts'
import { addFractions, pick, quotient, safe, type Etat, type Pair } from './fast-fraction.ts'
import { slotOf } from './lignes.ts'
import { fastSomme } from './fast-somme.ts'
import { linearTerms } from './linear-terms.ts'
import { roundSafeQuotient } from './money.ts'

/** The closure of a numeric expression; null when one of its functions has no fast form. */
export function fastNumber(expression: Expression, context: FastContext): FastNumber | null {
  const linear = linearTerms(expression, context.decimales)
  if (linear) return fastSomme(linear)
  if (expression.op === 'calcul') return fastCalcul(expression, context)
  if (expression.op === 'fonction') return fastFunction(expression, context)
  if (expression.op === 'colonne') return fastColonne(expression)
  if (expression.op === 'comptes') return fastComptes(expression)
  if (expression.op === 'precedent') return fastPrecedent(expression, context)
  if (expression.op === 'agregat') return fastGathered(expression, context)
  if (expression.op !== 'oppose') return null
  const de = fastNumber(expression.de, context)
  return de && ((etat) => -de(etat))
}

/** A cell of a dossier filed before. */
function fastPrecedent({ annees, index }: Precedent, { decimales }: FastContext): FastNumber {
  const unit = 10 ** (decimales[index] ?? 0)
  return (etat) => {
    etat.d = unit
    const passe = passeOf(etat, annees, index)
    const presence = passe?.presence[index]
    if (presence === HORS_LIMITES) etat.horsLimites = true
    if (presence !== VALEUR) return Number.NaN
    etat.filled = true
    return passe?.values[index] ?? 0
  }
}

function fastColonne({ rang, decimales, texte }: CelluleDeLigne): FastNumber | null {
  if (texte) return null
  const unit = 10 ** decimales
  return (etat) => {
    const slot = slotOf(rang, etat.place)
    const presence = etat.bloc.presence[slot]
    etat.d = unit
    if (presence === HORS_LIMITES) etat.horsLimites = true
    if (presence !== VALEUR) return Number.NaN
    etat.filled = true
    return etat.bloc.values[slot] ?? 0
  }
}

/** Accounts of the balance, gathered once for each balance. */
function fastComptes(own: Comptes): FastNumber {
  let known: Cells['comptes'] = null
  let sum = 0
  return (etat) => {
    etat.d = 10 ** DECIMALES_COMPTES
    const { comptes } = etat
    if (!comptes) {
      etat.absent = true
      return Number.NaN
    }
    if (known !== comptes) sum = sumComptes(own, comptes)
    known = comptes
    etat.filled = true
    return safe(sum, etat)
  }
}

/**
 * Aggregates written alike share their number, hence what the blocks keep for them. What a block keeps does not know the dossiers of
 * earlier years nor the balance: a condition that reads them has no fast form.
 */
function fastGathered(agregat: Agregat, context: FastContext): FastNumber | null {
  const si = agregat.si ? fastCondition(agregat.si, { ...context, emptyIsZero: true }, fastNumber) : null
  if (agregat.si && (!si || containsExpression(agregat.si, ({ op }) => op === 'precedent' || op === 'comptes'))) return null
  const dehors = agregat.si ? cellsRead(agregat.si).filter((index) => index < PREMIERE_CASE_DE_LISTE) : []
  if (agregat.si && listsRead(agregat.si).size > 0) return fastAgregat({ agregat, si, id: -1, dehors })
  const text = JSON.stringify(agregat)
  const id = context.agregats.get(text) ?? context.agregats.size
  context.agregats.set(text, id)
  return fastAgregat({ agregat, si, id, dehors })
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
  const test = condition && fastCondition(condition, { ...context, emptyIsZero: true }, fastNumber)
  const yes = alors && fastNumber(alors, context)
  const no = sinon && fastNumber(sinon, context)
  if (!test || !yes || !no) return null
  // Both branches are read, so that « filled » and « hors limites » never depend on which one is taken.
  return (etat) => {
    const { toleranceN } = etat
    etat.toleranceN = 0
    const chosen = test(etat)
    etat.toleranceN = toleranceN
    const a = yes(etat)
    const aD = etat.d
    const b = no(etat)
    if (chosen === 1) etat.d = aD
    return chosen === 1 ? a : b
  }
}
