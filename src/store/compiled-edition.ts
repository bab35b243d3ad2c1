/**
 * The compiled form of an edition, kept from one start to the next. It is looked for under the digest of everything it was made of, the
 * files of the edition and the program that compiles them: when any of these changes it is not found, so it can never be stale.
 */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deepFreeze } from '#definitions/deep-freeze.ts'
import type { Edition } from '#definitions/edition.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { readCompiled } from '#definitions/read-compiled.ts'
import { readEditionFolder } from './read-edition-folder.ts'

const COMPILER = join(import.meta.dirname, '../definitions')
const KEPT = 8
/** What the compiler is made of besides its own files: the versions of its packages. */
const PACKAGES = join(import.meta.dirname, '../../package.json')

/**
 * The edition of a folder: its compiled form if `cache` (a folder) holds it, else compiled from its files, and kept there if that can be
 * written. Throws `EditionDefects` like `loadEdition`.
 */
export async function openEditionFolder(folder: string, cache: string): Promise<Edition> {
  const files = await readEditionFolder(folder)
  const kept = join(cache, `${await keyOf(files)}.json`)
  const found = await readKept(kept)
  if (found) return found
  const edition = loadEdition(files)
  await keep(kept, edition)
  return edition
}

async function keyOf(files: ReadonlyMap<string, string>): Promise<string> {
  const digest = createHash('sha256')
  const add = (name: string, text: string): unknown => digest.update(`${name.length} ${name} ${text.length} `).update(text)
  for (const [path, text] of [...files].toSorted(([a], [b]) => (a < b ? -1 : 1))) add(path, text)
  const sources = (await readdir(COMPILER, { recursive: true })).filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  for (const path of sources.toSorted()) add(path, await readFile(join(COMPILER, path), 'utf8'))
  add('package.json', await readFile(PACKAGES, 'utf8'))
  return digest.digest('hex')
}

const sealOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Null when there is none, or when it is not as it was written. */
async function readKept(path: string): Promise<Edition | null> {
  const text = await readFile(path, 'utf8').catch(() => '')
  const newline = text.indexOf('\n')
  const compiled = text.slice(newline + 1)
  if (newline < 0 || text.slice(0, newline) !== sealOf(compiled)) return null
  return deepFreeze(readCompiled(compiled))
}

/** Written beside, then renamed: nobody reads half of it. A folder that cannot be written to only costs the time of compiling again. */
async function keep(path: string, edition: Edition): Promise<void> {
  const compiled = JSON.stringify(edition)
  const draft = `${path}.${process.pid}`
  try {
    await mkdir(join(path, '..'), { recursive: true })
    await writeFile(draft, `${sealOf(compiled)}\n${compiled}`)
    await rename(draft, path)
    await forgetOldest(join(path, '..'))
  } catch {
    await rm(draft, { force: true }).catch(() => undefined)
  }
}

/** Each change of the edition or of the program leaves a compiled form behind: only the last ones are kept. */
async function forgetOldest(cache: string): Promise<void> {
  const names = (await readdir(cache)).filter((name) => name.endsWith('.json'))
  const dated = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(cache, name))).mtimeMs })))
  const old = dated.toSorted((a, b) => b.at - a.at).slice(KEPT)
  await Promise.all(old.map(({ name }) => rm(join(cache, name), { force: true })))
}
