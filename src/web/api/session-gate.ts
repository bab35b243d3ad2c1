/**
 * When the session ends under an open page, calls wait here instead of failing; the sign-in panel opens over the page and,
 * once the same person is back, every waiting call goes again. [EG-21]
 */
type Listener = () => void

const listeners = new Set<Listener>()
let waiting: { readonly promise: Promise<void>; readonly resolve: () => void } | null = null

const tell = (): void => listeners.forEach((listener) => listener())

export const sessionGate = {
  /** True while the session is known to be closed. */
  isClosed: (): boolean => waiting !== null,

  /** Closes the gate (the sign-in panel opens) and resolves when it opens again. */
  wait: (): Promise<void> => {
    if (waiting) return waiting.promise
    const { promise, resolve } = Promise.withResolvers<void>()
    waiting = { promise, resolve }
    tell()
    return promise
  },

  /** The person is signed in again: the waiting calls go. */
  open: (): void => {
    const opened = waiting
    waiting = null
    tell()
    opened?.resolve()
  },

  subscribe: (listener: Listener): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
