import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadEdition } from '#definitions/load-edition.ts'
import { editionWithList } from '#definitions/small-edition.fixture.ts'
import type { CelluleStockee } from '#store/cellules.ts'
import { CellulesOuvertes } from './cellules-ouvertes.ts'
import { dernierTableau, isSaisie } from './completude.ts'
import { liasseOf } from './plateforme.ts'

const liasse = liasseOf(loadEdition(editionWithList()), 'er')
const adresses = [...liasse.cellules.map(({ at }) => at), 'X08.L1[brut]', 'X08.L2[brut]', 'X08.L300[nature]']

const cellule: fc.Arbitrary<CelluleStockee> = fc.record(
  { v: fc.integer(), so: fc.constant(true as const), b: fc.string(), s: fc.nat(), m: fc.constant('saisie') },
  { requiredKeys: ['s', 'm'] },
)
const changes = fc.array(fc.tuple(fc.constantFrom(...adresses), cellule), { maxLength: 8 })

test('open cells are what a map would hold, lists included, and one that was changed is still what it was', () => {
  fc.assert(
    fc.property(fc.array(changes, { maxLength: 6 }), (acts) => {
      let [last, expected] = [CellulesOuvertes.of(liasse, []), new Map<string, CelluleStockee>()]
      const versions = [[last, expected] as const]
      for (const act of acts) {
        ;[last, expected] = [last.with(act), new Map([...expected, ...act])]
        versions.push([last, expected])
      }
      for (const [cells, map] of versions) {
        expect(new Map(cells)).toEqual(map)
        expect(adresses.map((at) => cells.get(at))).toEqual(adresses.map((at) => map.get(at)))
        expect(cells.remplies).toBe([...map.values()].filter(isSaisie).length)
      }
    }),
  )
})

test('an address that the liasse does not have is refused, and holds nothing', () => {
  const cells = CellulesOuvertes.of(liasse, [])
  expect(cells.get('ZZ.A1[brut]')).toBeUndefined()
  expect(() => cells.with([['ZZ.A1[brut]', { s: 1, m: 'saisie' }]])).toThrow(RangeError)
})

test('the last table written is said when the last act wrote in one table only', () => {
  const [autre = ''] = adresses
  const cells = CellulesOuvertes.of(liasse, [[autre, { s: 1, m: 'saisie', v: 1 }]]).with([['X08.L2[brut]', { s: 2, m: 'saisie', v: 1 }]])
  expect(dernierTableau(cells)).toBe('X08')
  expect(dernierTableau(cells.with([[autre, { s: 2, m: 'saisie', v: 1 }]]))).toBeNull()
  expect(dernierTableau(CellulesOuvertes.of(liasse, []))).toBeNull()
})
