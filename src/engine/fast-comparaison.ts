/** Comparisons of two sums of cells, of this dossier or of those filed before: what most controls are. No fraction, no call. */
import type { Comparateur, Expression } from '#definitions/langage/ast.ts'
import { VIDE } from './cells.ts'
import { passeOf } from './etat.ts'
import type { FastCondition, FastContext } from './fast-condition.ts'
import { safe, type Etat } from './fast-fraction.ts'
import { VU_HORS_LIMITES, VU_VALEUR } from './fast-somme.ts'
import { datedTerms, type DatedLinear } from './linear-terms.ts'
import { MAX_VALEUR } from './money.ts'

/** Two sides at most this far from zero have an exact gap. */
const LARGEST = MAX_VALEUR / 2

type Compare = Extract<Expression, { op: 'compare' }>

/** The closure of a comparison of sums; null when one side is anything else. */
export function fastComparaison({ par, gauche, droite }: Compare, context: FastContext): FastCondition | null {
  const left = datedTerms(gauche, context.decimales)
  const right = datedTerms(droite, context.decimales)
  if (!left || !right) return null
  const unit = Math.max(left.denominateur, right.denominateur)
  const [a, b] = [sideOf(left, unit), sideOf(right, unit)]
  const anyConstant = a.constant || b.constant
  const neverUnknown = context.emptyIsZero || (a.constant && b.constant)
  return (etat) => {
    const { filled } = etat
    etat.filled = false
    const leftSum = sumSide(a, etat)
    const leftFilled = etat.filled
    etat.filled = false
    const rightSum = sumSide(b, etat)
    const anyFilled = etat.filled || leftFilled
    etat.filled = filled || anyFilled
    if (!anyFilled && !neverUnknown && !(anyConstant && etat.constantsCount)) return 2
    return holds(etat, par, leftSum - rightSum, unit) ? 1 : 0
  }
}

type Side = DatedLinear & {
  /** No cell at all. */
  readonly constant: boolean
}

function sideOf(linear: DatedLinear, unit: number): Side {
  const up = unit / linear.denominateur
  return {
    ...linear,
    coefficients: linear.coefficients.map((coefficient) => coefficient * up),
    passes: linear.passes.map((term) => ({ ...term, coefficient: term.coefficient * up })),
    constante: linear.constante * up,
    constant: linear.indices.length === 0 && linear.passes.length === 0,
  }
}

/** The sum of one side; zero when it has cells and none of them holds a value. */
function sumSide(side: Side, etat: Etat): number {
  const { indices, coefficients, constante, passes } = side
  const { values, presence } = etat
  let sum = constante
  let magnitude = Math.abs(constante)
  let seen = 0
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i] ?? 0
    const term = (coefficients[i] ?? 0) * (values[index] ?? 0)
    sum += term
    magnitude += Math.abs(term)
    seen |= 1 << (presence[index] ?? VIDE)
  }
  for (const { annees, index, coefficient } of passes) {
    const passe = passeOf(etat, annees, index)
    if (!passe) continue
    const term = coefficient * (passe.values[index] ?? 0)
    sum += term
    magnitude += Math.abs(term)
    seen |= 1 << (passe.presence[index] ?? VIDE)
  }
  if (magnitude > LARGEST) etat.deborde = true
  if (seen & VU_HORS_LIMITES) etat.horsLimites = true
  if (seen & VU_VALEUR) etat.filled = true
  else if (!side.constant) return 0
  return sum
}

/** Whether the gap, in units of `1 / unit`, suits the comparison within the tolerance of the control. */
function holds(etat: Etat, par: Comparateur, gap: number, unit: number): boolean {
  const { toleranceN, toleranceD } = etat
  let [own, allowed] = [gap, toleranceN]
  if (toleranceN !== 0 && toleranceD !== unit) {
    own = safe(gap * toleranceD, etat)
    allowed = safe(toleranceN * unit, etat)
  }
  switch (par) {
    case '=':
      return Math.abs(own) <= allowed
    case '<>':
      return Math.abs(own) > allowed
    case '<=':
      return own <= allowed
    case '>=':
      return -own <= allowed
    case '<':
      return own < allowed
    case '>':
      return -own < allowed
  }
}
