/** Sums and differences of cells, flattened: most formulas of the forms are only that. */
import type { Expression, Precedent } from '#definitions/langage/ast.ts'

/** `(constante + Σ coefficients[i] × cell[indices[i]]) / denominateur`, all whole numbers. */
export type Linear = {
  readonly indices: Int32Array
  readonly coefficients: Float64Array
  readonly constante: number
  readonly denominateur: number
  /** Whether a constant is written, zero included: the expression then has a value of its own, even when all its cells are empty. */
  readonly avecConstante: boolean
}

/** The same with cells of the dossiers filed one or two years before among the terms. */
export type DatedLinear = Linear & {
  readonly passes: readonly { readonly annees: 1 | 2; readonly index: number; readonly coefficient: number }[]
}

type Term = { readonly index: number; readonly signe: number }
type Terms = {
  readonly cells: Term[]
  readonly passes: (Term & Pick<Precedent, 'annees'>)[]
  readonly constants: { readonly numerateur: number; readonly decimales: number }[]
}

/** The linear form of an expression made of +, −, SOMME, cells and constants; null for any other. */
export function linearTerms(expression: Expression, decimales: Uint8Array): Linear | null {
  const linear = datedTerms(expression, decimales)
  if (!linear || linear.passes.length > 0) return null
  const { passes: _, ...own } = linear
  return own
}

/** The same, cells of earlier years allowed. */
export function datedTerms(expression: Expression, decimales: Uint8Array): DatedLinear | null {
  const terms: Terms = { cells: [], passes: [], constants: [] }
  if (!collect(expression, 1, terms)) return null
  const scale = Math.max(
    0,
    ...[...terms.cells, ...terms.passes].map(({ index }) => decimales[index] ?? 0),
    ...terms.constants.map((constant) => constant.decimales),
  )
  const coefficientOf = ({ index, signe }: Term): number => signe * 10 ** (scale - (decimales[index] ?? 0))
  return {
    indices: Int32Array.from(terms.cells, ({ index }) => index),
    coefficients: Float64Array.from(terms.cells, coefficientOf),
    passes: terms.passes.map((term) => ({ annees: term.annees, index: term.index, coefficient: coefficientOf(term) })),
    constante: terms.constants.reduce((sum, constant) => sum + constant.numerateur * 10 ** (scale - constant.decimales), 0),
    denominateur: 10 ** scale,
    avecConstante: terms.constants.length > 0,
  }
}

function collect(expression: Expression, signe: 1 | -1, terms: Terms): boolean {
  switch (expression.op) {
    case 'nombre':
      terms.constants.push({ numerateur: signe * expression.numerateur, decimales: expression.decimales })
      return true
    case 'cellule':
      terms.cells.push({ index: expression.index, signe })
      return true
    case 'plage':
      terms.cells.push(...expression.indices.map((index) => ({ index, signe })))
      return true
    case 'oppose':
      return collect(expression.de, signe === 1 ? -1 : 1, terms)
    case 'calcul': {
      if (expression.par !== '+' && expression.par !== '-') return false
      const right = expression.par === '+' ? signe : signe === 1 ? -1 : 1
      return collect(expression.gauche, signe, terms) && collect(expression.droite, right, terms)
    }
    case 'fonction':
      return expression.nom === 'SOMME' && expression.arguments.every((argument) => collect(argument, signe, terms))
    case 'precedent':
      terms.passes.push({ index: expression.index, signe, annees: expression.annees })
      return true
    case 'texte':
    case 'compare':
    case 'famille':
    case 'liasse':
    case 'comptes':
    case 'colonne':
    case 'agregat':
      return false
  }
}
