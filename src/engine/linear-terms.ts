/** Sums and differences of cells, flattened: most formulas of the forms are only that. */
import type { Expression } from '#definitions/langage/ast.ts'

/** `(constante + Σ coefficients[i] × cell[indices[i]]) / denominateur`, all whole numbers. */
export type Linear = {
  readonly indices: Int32Array
  readonly coefficients: Float64Array
  readonly constante: number
  readonly denominateur: number
  /** Whether a constant is written, zero included: the expression then has a value of its own, even when all its cells are empty. */
  readonly avecConstante: boolean
}

type Term = { readonly index: number; readonly signe: number }
type Terms = { readonly cells: Term[]; readonly constants: { readonly numerateur: number; readonly decimales: number }[] }

/** The linear form of an expression made of +, −, SOMME, cells and constants; null for any other. */
export function linearTerms(expression: Expression, decimales: Uint8Array): Linear | null {
  const terms: Terms = { cells: [], constants: [] }
  if (!collect(expression, 1, terms)) return null
  const scale = Math.max(
    0,
    ...terms.cells.map(({ index }) => decimales[index] ?? 0),
    ...terms.constants.map((constant) => constant.decimales),
  )
  return {
    indices: Int32Array.from(terms.cells, ({ index }) => index),
    coefficients: Float64Array.from(terms.cells, ({ index, signe }) => signe * 10 ** (scale - (decimales[index] ?? 0))),
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
    case 'texte':
    case 'compare':
    case 'famille':
    case 'precedent':
    case 'comptes':
    case 'colonne':
    case 'agregat':
      return false
  }
}
