import { expect, test } from 'vitest'
import { listTags, readBook } from '../scripts/book.ts'
import { CHECKOUT } from './source-files.ts'

test('each acceptance row is held by a test, and each tag is that of a row', () => {
  expect(readBook(CHECKOUT)).toEqual({ missing: [], unknown: [], rows: 84 })
})

test('tags are read in the titles of tests only', () => {
  // Spelt from a variable: this file is read as well.
  const name = 'test'
  const written = [
    `${name}('[S01] a title', async () => {})`,
    `${name}.each([['a', 1]])(\n  '[S02][EG-09] %s', () => {})`,
    `${name}('it’s another [S03] title', () => { expect('[S04]') })`,
    '// [S05] in a comment',
  ]
  expect(listTags(written.join('\n')).toSorted()).toEqual(['S01', 'S02', 'S03'])
})
