import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadEdition } from '#definitions/load-edition.ts'
import { readEditionFolder } from '#store/read-edition-folder.ts'
import { sourceEnMots } from './source-en-mots.ts'

test.each([
  ['forms.md §3, colonnes Brut et Net [source: S3 art. 821-1]', 'Plan comptable général, art. 821-1'],
  ['forms.md §9 T05 [source: S3 art. 832-1, 832-2]', 'Plan comptable général, art. 832-1, 832-2'],
  ['forms.md §3 ; arbitrages R4 [expert]', 'proposition à confirmer par un expert-comptable'],
  ['arbitrages « Lines to add », R2 [expert]', 'proposition à confirmer par un expert-comptable'],
  ['forms.md §4 ; controls.md CTL-017', 'proposition à confirmer par un expert-comptable'],
  [
    'forms.md §8 [source: S1 art. 172-1] ; lignes du compte de résultat [expert]',
    'Règlement ANC n° 2015-04 (comptes des organismes de logement social), art. 172-1 ; le reste est à confirmer par un expert-comptable',
  ],
  [
    'forms.md §9 [source: S4, S44 pour le principe]',
    'Plan comptable général, rédaction de 2024 ; Finance HLM, calcul du fonds de roulement (pour le principe)',
  ],
])('[CH-10] « %s » reads « %s »', (source, mots) => {
  expect(sourceEnMots(source)).toBe(mots)
})

test('a text named twice is said once', () => {
  expect(sourceEnMots('forms.md §4 [source: S3] ; controls.md CTL-004 [source: S3]')).toBe('Plan comptable général')
})

test('a key that the legend does not hold is shown as it is, not hidden', () => {
  expect(sourceEnMots('forms.md §4 [source: S999]')).toBe('référence S999')
})

test('whatever the notes beside the marks, none of them shows through', () => {
  const note = fc.stringMatching(/^[a-z.§0-9 ;«»]{0,30}$/)
  fc.assert(
    fc.property(note, note, (avant, apres) => {
      expect(sourceEnMots(`${avant}[source: S3 art. 821-1]${apres}`)).toBe('Plan comptable général, art. 821-1')
    }),
  )
})

test('[CH-03] [CH-10] every source of the edition can be said, without the name of a working file nor a word of English', async () => {
  const edition = loadEdition(await readEditionFolder(join(import.meta.dirname, '../../editions/2025')))
  const sources = [...JSON.stringify(edition).matchAll(/"source":("(?:[^"\\]|\\.)*")/g)].map(([, text = '""']) => String(JSON.parse(text)))
  expect(sources.length).toBeGreaterThan(500)
  expect(sources.map(sourceEnMots).filter((mots) => /\.md|\[|§|arbitrages|Lines|signs|CTL-|référence S/.test(mots))).toEqual([])
})
