/** The words of a command, sorted into files, flags and values. A misspelt option is refused, never ignored. */
import { nearestName } from '#definitions/nearest-name.ts'
import { UsageError } from './command.ts'

type Known = { readonly flags?: readonly string[]; readonly values?: readonly string[] }
export type Options = {
  /** Words that are not options; `-` is one, and so is all that follows `--`. */
  readonly words: readonly string[]
  readonly has: (flag: string) => boolean
  /** Value of `--name value` or `--name=value`; null when absent. */
  readonly value: (name: string) => string | null
}

/** Sorts the words. Throws a `UsageError` for an unknown option, one without its value, or one given twice. */
export function readOptions(given: readonly string[], { flags = [], values = [] }: Known): Options {
  const words: string[] = []
  const found = new Map<string, string>()
  const rest = [...given]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') words.push(...rest.splice(0))
    else if (word === '-' || !word.startsWith('-')) words.push(word)
    else {
      const [name, inline] = splitOnce(word.replace(/^--?/, ''), '=')
      if (!word.startsWith('--') || ![...flags, ...values].includes(name)) throw new UsageError(sayUnknown(word, [...flags, ...values]))
      if (found.has(name)) throw new UsageError(`« --${name} » est donné deux fois.`)
      found.set(name, flags.includes(name) ? flagValue(name, inline) : valueOf(name, inline ?? rest.shift()))
    }
  }
  return { words, has: (flag) => found.has(flag), value: (name) => found.get(name) ?? null }
}

function splitOnce(text: string, mark: string): readonly [string, string | undefined] {
  const at = text.indexOf(mark)
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}

function flagValue(name: string, inline: string | undefined): string {
  if (inline !== undefined) throw new UsageError(`« --${name} » ne prend pas de valeur.`)
  return ''
}

function valueOf(name: string, value: string | undefined): string {
  if (value === undefined || value === '') throw new UsageError(`« --${name} » attend une valeur.`)
  return value
}

function sayUnknown(word: string, known: readonly string[]): string {
  const nearest = nearestName(word.replace(/^--?/, '').replace(/=.*$/, ''), known)
  return `Option inconnue : « ${word} ».${nearest === null ? '' : ` Vouliez-vous « --${nearest} » ?`}`
}
