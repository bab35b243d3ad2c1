/** The acceptance rows and the tests that hold them, in both directions. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isTest, listSources } from '#test/source-files.ts'

const FOLDERS = ['src', 'bin', 'test', 'scripts']
/** A title of a test: what follows `test(`, `test.each(…)(` and their kin, up to the end of its text. */
const TITLE = /\b(?:test|it|describe)\b[^'"`]*?\(\s*(['"`])((?:\\.|(?!\1)[\s\S])*)\1/g
const EACH_TITLE = /\](?: as const)?\)\(\s*(['"`])((?:\\.|(?!\1)[\s\S])*)\1/g

export type Book = {
  /** Rows without any test. */
  readonly missing: readonly string[]
  /** Tags that no row explains, with their file. */
  readonly unknown: readonly string[]
  readonly rows: number
}

export function readBook(checkout: string): Book {
  const book = join(checkout, 'docs/test-book.md')
  const rows = existsSync(book) ? [...readFileSync(book, 'utf8').matchAll(/^\|\s*(S\d{2})\s*\|/gm)].map(([, id]) => id ?? '') : []
  const tags = FOLDERS.flatMap(listSources)
    .filter(isTest)
    .flatMap(({ path, text }) => listTags(text).map((id) => ({ id, path })))
  const held = new Set(tags.map(({ id }) => id))
  return {
    missing: rows.filter((id) => !held.has(id)),
    unknown: tags.filter(({ id }) => !rows.includes(id)).map(({ id, path }) => `[${id}] (${path})`),
    rows: rows.length,
  }
}

/** The ids of acceptance rows in the titles of tests; other families of ids (`EG-`, `CH-`…) are free. */
export const listTags = (text: string): readonly string[] =>
  [...text.matchAll(TITLE), ...text.matchAll(EACH_TITLE)].flatMap(([, , title]) =>
    [...(title ?? '').matchAll(/\[(S\d+)\]/g)].map(([, id]) => id ?? ''),
  )
