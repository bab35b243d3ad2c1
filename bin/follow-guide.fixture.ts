/** Follows docs/editions.md to the letter, on a copy: what it says to write is written where it says, nothing else. */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CHECKOUT } from './checkout.ts'

export const GUIDE = readFileSync(join(CHECKOUT, 'docs/editions.md'), 'utf8')

/** The acts of the guide, each a sentence followed by what to write. */
const ACTES: readonly (readonly [pattern: RegExp, act: (folder: string, ...words: string[]) => void])[] = [
  [
    /^Dans `(?<file>[^`]+)`, sous la ligne `(?<anchor>[^`]+)` :\n\n```yaml\n(?<block>[^`]+)```/gm,
    (folder, file = '', anchor = '', block = '') => edit(folder, file, (text) => after(text, anchor, block)),
  ],
  [
    /^À la fin de `(?<file>[^`]+)` :\n\n```yaml\n(?<block>[^`]+)```/gm,
    (folder, file = '', block = '') => edit(folder, file, (text) => text + block),
  ],
  [
    /^Créez `(?<file>[^`]+)` :\n\n```yaml\n(?<block>[^`]+)```/gm,
    (folder, file = '', block = '') => writeFileSync(join(folder, file), block),
  ],
  [
    /^Copiez `(?<from>[^`]+)` en `(?<to>[^`]+)`/gm,
    (folder, from = '', to = '') => writeFileSync(join(folder, to), readFileSync(join(CHECKOUT, from))),
  ],
  [
    /^Dans `(?<file>[^`]+)`, remplacez `(?<from>[^`]+)` par `(?<to>[^`]+)`/gm,
    (folder, file = '', from = '', to = '') => edit(folder, file, (text) => replaceOnce(text, from, to)),
  ],
]

/** A new folder that holds `essai/`, a copy of `editions/`, before anything is changed in it. */
export function copyEditions(): string {
  const folder = mkdtempSync(join(tmpdir(), 'harmonia-guide-'))
  cpSync(join(CHECKOUT, 'editions'), join(folder, 'essai'), { recursive: true })
  return folder
}

/** Does every act of the guide, in the order in which it is written; gives how many there were. */
export function followGuide(folder: string, guide = GUIDE): number {
  const found = ACTES.flatMap(([pattern, act]) => [...guide.matchAll(pattern)].map((match) => ({ match, act })))
  for (const { match, act } of found.toSorted((a, b) => a.match.index - b.match.index)) act(folder, ...match.slice(1))
  return found.length
}

/** Changes one file of the folder. */
export function edit(folder: string, file: string, change: (text: string) => string): void {
  const path = join(folder, file)
  writeFileSync(path, change(readFileSync(path, 'utf8')))
}

/** Replaces a passage that must be there. */
export function replaceOnce(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`not in the file: ${from}`)
  return text.replace(from, () => to)
}

/** Puts a block under the first line of the file that holds the anchor as a word. */
function after(text: string, anchor: string, block: string): string {
  const lines = text.split('\n')
  const at = lines.findIndex((line) => line.trimStart().startsWith('- {') && new RegExp(`[ "]${anchor}[",]`).test(line))
  if (at === -1) throw new Error(`no line ${anchor}`)
  return lines.toSpliced(at + 1, 0, block.replace(/\n$/, '')).join('\n')
}
