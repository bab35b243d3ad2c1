/** The order in which computed cells are evaluated, each after everything it reads; or the cells that turn in a circle. */
import type { Expression } from './langage/ast.ts'
import { childrenOf } from './langage/walk.ts'

/** Indices of the cells an expression reads, in the order it names them, once each; a column of a list by its cell of row 1. */
export function cellsRead(expression: Expression): readonly number[] {
  const found = new Set<number>()
  collect(expression, found)
  return [...found]
}

function collect(expression: Expression, found: Set<number>): void {
  if (expression.op === 'cellule' || expression.op === 'colonne') found.add(expression.index)
  else if (expression.op === 'plage') for (const index of expression.indices) found.add(index)
  else for (const child of childrenOf(expression)) collect(child, found)
}

/** Positions of the lists whose rows an expression gathers. */
export function listsRead(expression: Expression): ReadonlySet<number> {
  const inside = childrenOf(expression).flatMap((child) => [...listsRead(child)])
  return new Set(expression.op === 'agregat' ? [expression.liste, ...inside] : inside)
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
