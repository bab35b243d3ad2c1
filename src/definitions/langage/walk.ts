/** Walks through resolved expressions. */
import type { Expression } from './ast.ts'

/** The expressions an expression is made of, in the order in which they are written. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.op) {
    case 'oppose':
      return [expression.de]
    case 'calcul':
    case 'compare':
      return [expression.gauche, expression.droite]
    case 'fonction':
      return expression.arguments
    case 'agregat':
      return [expression.colonne, expression.si].filter((child) => child !== undefined)
    case 'nombre':
    case 'texte':
    case 'famille':
    case 'liasse':
    case 'precedent':
    case 'comptes':
    case 'cellule':
    case 'colonne':
    case 'plage':
      return []
  }
}

/** Whether an expression, or one it is made of, satisfies the test. */
export const containsExpression = (expression: Expression, test: (part: Expression) => boolean): boolean =>
  test(expression) || childrenOf(expression).some((child) => containsExpression(child, test))
