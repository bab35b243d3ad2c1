/** The order in which computed cells are evaluated, each after everything it reads; or the cells that turn in a circle. */
import type { Expression } from './langage/ast.ts'

/** Indices of the cells an expression reads, in the order it names them, once each. */
export function cellsRead(expression: Expression): readonly number[] {
  const found = new Set<number>()
  collect(expression, found)
  return [...found]
}

function collect(expression: Expression, found: Set<number>): void {
  switch (expression.op) {
    case 'nombre':
    case 'texte':
    case 'famille':
      return
    case 'cellule':
      found.add(expression.index)
      return
    case 'plage':
      for (const index of expression.indices) found.add(index)
      return
    case 'oppose':
      collect(expression.de, found)
      return
    case 'calcul':
    case 'compare':
      collect(expression.gauche, found)
      collect(expression.droite, found)
      return
    case 'fonction':
      for (const argument of expression.arguments) collect(argument, found)
  }
}

export type Order = { readonly ordre: readonly number[]; readonly cycles: readonly (readonly number[])[] }

/** Depth-first, in the order of the cells, so that the same edition always gives the same order. */
export function orderCells(reads: ReadonlyMap<number, readonly number[]>): Order {
  const ordre: number[] = []
  const cycles: (readonly number[])[] = []
  const done = new Set<number>()
  const path: number[] = []
  const visit = (index: number): void => {
    const operands = reads.get(index)
    if (!operands || done.has(index)) return
    const seenAt = path.indexOf(index)
    if (seenAt >= 0) {
      cycles.push(path.slice(seenAt))
      return
    }
    path.push(index)
    for (const operand of operands) visit(operand)
    path.pop()
    done.add(index)
    ordre.push(index)
  }
  for (const index of [...reads.keys()].toSorted((a, b) => a - b)) visit(index)
  return { ordre, cycles }
}
