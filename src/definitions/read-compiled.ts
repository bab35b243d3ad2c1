/** Reads again the compiled form of an edition that dossiers were filed under, whatever the version of the program that published it. */
import type { Edition, LiasseCompilee } from './edition.ts'

type Ancienne = Omit<LiasseCompilee, 'listes'> & { readonly listes?: LiasseCompilee['listes'] }

type Lue = Omit<Edition, 'liasses' | 'correspondances'> & {
  readonly liasses: readonly Ancienne[]
  readonly correspondances?: Edition['correspondances']
}

/** `text`: JSON written by a publication, in this version's form or an older one, which had no lists and followed no other edition. */
export function readCompiled(text: string): Edition {
  const read: unknown = JSON.parse(text)
  if (!isCompiled(read)) throw new TypeError('not a compiled edition')
  return {
    ...read,
    correspondances: read.correspondances ?? null,
    liasses: read.liasses.map((liasse) => ({ ...liasse, listes: liasse.listes ?? [] })),
  }
}

/** Its digest vouches for the rest: only publications write this text. */
const isCompiled = (read: unknown): read is Lue =>
  typeof read === 'object' && read !== null && 'liasses' in read && Array.isArray(read.liasses)
