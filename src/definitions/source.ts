/** A checked file, whatever it is written in: its content, and the place of each of its values. What lets a defect name its line. */
import type { Defect } from './defect.ts'

export type Path = readonly PropertyKey[]

export type Source = {
  readonly fichier: string
  /** The content as plain values; undefined when `faults` is not empty. */
  readonly valeur: unknown
  /** Faults of the writing itself (syntax, duplicate keys). */
  readonly faults: readonly Defect[]
  /** A defect at the value found at `path`, or at its nearest existing parent. */
  defect(path: Path, message: string): Defect
  /** A defect at the key named `key` of the mapping found at `path`. */
  defectAtKey(path: Path, key: string, message: string): Defect
  /** A defect at the character `offset` of the text found at `path`; only its line when the text is folded or escaped. */
  defectInText(path: Path, offset: number, message: string): Defect
}
