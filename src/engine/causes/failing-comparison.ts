/** The comparison of figures by which a control fails, with its figures. */
import type { Controle, UniteControle } from '#definitions/edition.ts'
import type { Comparateur, Expression } from '#definitions/langage/ast.ts'
import { lectureOf } from '../compile-controle.ts'
import { evaluateExact, evaluateSide, type Lecture } from '../evaluate-exact.ts'
import { fraction, roundTo, subtract, type Fraction } from '../fraction.ts'
import { toValeur } from '../money.ts'
import type { Issue } from '../run-controles.ts'

export type Compare = Extract<Expression, { op: 'compare' }>
/** Figures in units of `10^-decimales`; null when beyond the limits. `ecart` is `gauche − droite`. */
export type Comparaison = {
  readonly par: Comparateur
  readonly gauche: number | null
  readonly droite: number | null
  readonly ecart: number | null
  readonly tolerance: number
  readonly unite: UniteControle
  readonly decimales: number
}
export type Failure = { readonly expression: Compare; readonly comparaison: Comparaison }

/** The first comparison of figures that does not hold, as the rule is read from left to right; undefined when the rule compares none. */
export function failureOf({ compile, sujet }: Issue): Failure | undefined {
  const { controle } = compile
  const lecture = lectureOf(compile, sujet, true)
  const expression = firstFailure(controle.condition, lecture)
  return expression && { expression, comparaison: compareFigures(controle, expression, lecture) }
}

function firstFailure(condition: Expression, lecture: Lecture): Compare | undefined {
  if (condition.op === 'compare') {
    const operande = evaluateExact(condition, lecture)
    const isFigures = [condition.gauche, condition.droite].every((side) => !isText(side, lecture))
    return isFigures && 'vrai' in operande && operande.vrai === false ? condition : undefined
  }
  if (condition.op !== 'fonction' || (condition.nom !== 'ET' && condition.nom !== 'OU')) return undefined
  return condition.arguments.map((argument) => firstFailure(argument, lecture)).find((found) => found !== undefined)
}

const isText = (side: Expression, { cells }: Lecture): boolean =>
  side.op === 'texte' || (side.op === 'colonne' && side.texte) || (side.op === 'cellule' && cells.texts.has(side.index))

function compareFigures(controle: Controle, { par, gauche, droite }: Compare, lecture: Lecture): Comparaison {
  const zero = fraction(0)
  const a = evaluateSide(gauche, lecture).nombre ?? zero
  const b = evaluateSide(droite, lecture).nombre ?? zero
  const { decimales, tolerance, unite } = controle
  const shown = (value: Fraction): number | null => toValeur(roundTo(value, decimales))
  return { par, gauche: shown(a), droite: shown(b), ecart: shown(subtract(a, b)), tolerance, unite, decimales }
}
