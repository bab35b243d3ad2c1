import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the checkout; every path of the bootstrap starts here. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
export const inCheckout = (...parts) => join(ROOT, ...parts)

/** Digest of files and whole folders, by name and content; test files do not count. */
export function fingerprint(paths, extra = '') {
  const hash = createHash('sha256').update(extra)
  for (const file of paths.flatMap((path) => listFiles(inCheckout(path)))) {
    hash.update(`\0${relative(ROOT, file)}\0`).update(readFileSync(file))
  }
  return hash.digest('hex')
}

function listFiles(path) {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((file) => !/\.test\.tsx?$/.test(file))
  return files
    .sort()
    .map((file) => join(path, file))
    .filter((file) => statSync(file).isFile())
}

export const readOrNull = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : null)
