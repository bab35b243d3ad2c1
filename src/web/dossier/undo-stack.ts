/** The person's own acts, each undone as one step with its label. [EG-16] */
import type { CellValue } from '#engine/sheet.ts'

/** What a cell holds: the value that counts, and beside it the refused text or the expression that was typed. */
export type Content = { readonly valeur: CellValue; readonly brouillon?: string | undefined; readonly expression?: string | undefined }
export type CellChange = { readonly index: number; readonly avant: Content; readonly apres: Content }
export type Step = { readonly libelle: string; readonly changes: readonly CellChange[] }

/** Steps kept, the oldest forgotten first. */
export const MAX_STEPS = 200

export type UndoStack = { readonly done: readonly Step[]; readonly undone: readonly Step[] }
export const emptyStack: UndoStack = { done: [], undone: [] }

export const sameValue = (a: CellValue, b: CellValue): boolean =>
  a.etat === b.etat && (a.etat !== 'valeur' || (b.etat === 'valeur' && a.valeur === b.valeur && a.texte === b.texte))

export const sameContent = (a: Content, b: Content): boolean => sameValue(a.valeur, b.valeur) && a.brouillon === b.brouillon

export const recorded = ({ done }: UndoStack, step: Step): UndoStack => ({ done: [...done, step].slice(-MAX_STEPS), undone: [] })

export type Reversal = {
  readonly stack: UndoStack
  readonly libelle: string
  readonly writes: readonly { readonly index: number; readonly content: Content }[]
  /** Cells that no longer hold what this person put there: left as they are. */
  readonly left: readonly number[]
}

const split = (step: Step, held: (index: number) => Content, side: 'avant' | 'apres') => {
  const other = side === 'avant' ? 'apres' : 'avant'
  const mine = step.changes.filter((change) => sameContent(held(change.index), change[other]))
  return {
    writes: mine.map((change) => ({ index: change.index, content: change[side] })),
    left: step.changes.filter((change) => !mine.includes(change)).map((change) => change.index),
  }
}

/** What undoing the last step writes; `null` = nothing to undo. `held` reads the cell as it is now. */
export function undone({ done, undone: redoable }: UndoStack, held: (index: number) => Content): Reversal | null {
  const step = done.at(-1)
  if (!step) return null
  return { stack: { done: done.slice(0, -1), undone: [...redoable, step] }, libelle: step.libelle, ...split(step, held, 'avant') }
}

export function redone({ done, undone: redoable }: UndoStack, held: (index: number) => Content): Reversal | null {
  const step = redoable.at(-1)
  if (!step) return null
  return { stack: { done: [...done, step], undone: redoable.slice(0, -1) }, libelle: step.libelle, ...split(step, held, 'apres') }
}
