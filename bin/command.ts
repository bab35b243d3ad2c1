/** What `harmonia` knows of each command. */
export type Command = {
  /** The words that call it. */
  readonly words: readonly string[]
  readonly usage: string
  readonly summary: string
  load(): Promise<{ run(words: readonly string[]): Promise<number> }>
}

/** The command was given words it does not take. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** Refuses any word but those allowed: a misspelt option must not be ignored. */
export function refuseOthers(words: readonly string[], allowed: readonly string[]): void {
  const stranger = words.find((word) => !allowed.includes(word))
  if (stranger !== undefined) throw new UsageError(`« ${stranger} » n’est pas attendu ici.`)
}

/** A start that failed for a reason a person can act upon: the message says it in French. */
export class StartError extends Error {
  override name = 'StartError'
}
