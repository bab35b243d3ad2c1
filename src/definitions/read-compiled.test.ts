import { expect, test } from 'vitest'
import { readCompiled } from './read-compiled.ts'
import { loadEdition } from './load-edition.ts'
import { editionWithList, smallEdition } from './small-edition.fixture.ts'

test('an edition published before there were lists is read as one without lists', () => {
  const edition = loadEdition(smallEdition())
  const older = JSON.stringify({ ...edition, liasses: edition.liasses.map(({ listes: _listes, ...liasse }) => liasse) })
  expect(readCompiled(older)).toEqual(edition)
})

test('an edition of today is read as it was published', () => {
  const edition = loadEdition(editionWithList())
  expect(readCompiled(JSON.stringify(edition))).toEqual(edition)
})
