/** Entries kept on this computer until the server has them: per dossier, per person, per tab. [EG-21] */
import type { Entry } from './save-queue.ts'
import { emptyStack, type UndoStack } from './undo-stack.ts'

/** The two calls of `Storage` that are used: tests give a Map. */
export type Shelf = {
  readonly keys: () => readonly string[]
  readonly get: (key: string) => string | null
  readonly set: (key: string, text: string | null) => void
}

export type Keeper = {
  /** Entries left by this tab before a reload, or by a tab that is gone. Taken once. */
  readonly recover: () => readonly Entry[]
  readonly keep: (waiting: readonly Entry[]) => void
  readonly recoverSteps: () => UndoStack | null
  readonly keepSteps: (stack: UndoStack) => void
}

type KeeperOptions = {
  readonly shelf: Shelf
  readonly dossierId: string
  readonly compteId: string
  readonly onglet: string
  readonly vivants: ReadonlySet<string>
}

/** A longer history of steps is worth less than the room it takes on the shelf. */
const MAX_STEPS_TEXT = 500_000

export function createKeeper({ shelf, dossierId, compteId, onglet, vivants }: KeeperOptions): Keeper {
  const prefix = `harmonia:attente:${dossierId}:${compteId}:`
  const own = `${prefix}${onglet}`
  const steps = `harmonia:pas:${dossierId}:${compteId}`
  return {
    recover() {
      const abandoned = shelf.keys().filter((key) => key.startsWith(prefix) && (key === own || !vivants.has(key.slice(prefix.length))))
      const found = abandoned.flatMap((key) => (parsed(shelf.get(key)) ?? []) as readonly Entry[])
      for (const key of abandoned) shelf.set(key, null)
      return found
    },
    keep: (waiting) => shelf.set(own, waiting.length === 0 ? null : JSON.stringify(waiting)),
    recoverSteps: () => parsed(shelf.get(steps)) as UndoStack | null,
    keepSteps(stack) {
      const text = JSON.stringify(stack)
      const isWorthIt = stack.done.length + stack.undone.length > 0 && text.length <= MAX_STEPS_TEXT
      shelf.set(steps, isWorthIt ? text : null)
    },
  }
}

function parsed(text: string | null): unknown {
  if (text === null) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The choice of a shared computer: keeps nothing more. What this person had left before is taken back once, then is gone from the disk. */
export const forgetful = (keeper: Keeper): Keeper => ({
  recover: keeper.recover,
  keep: () => undefined,
  recoverSteps() {
    keeper.keepSteps(emptyStack)
    return null
  },
  keepSteps: () => undefined,
})
