import { expect, test } from 'vitest'
import { edition2025 } from '#test/dossier-scene.ts'
import { buildGridModel } from './grid-model.ts'

const er = edition2025.liasses.find(({ code }) => code === 'er')
if (!er) throw new RangeError('the edition has no ER')

test('a list shows the rows asked for, each with one cell per column, never more than its capacity', () => {
  const { lignes, colonnes, places } = buildGridModel(edition2025, er, { tableau: 'X04', famille: 'COOP', rangees: 13 })
  expect(lignes.map(({ ligne }) => ligne.libelle).slice(0, 2)).toEqual(['Opération 1', 'Opération 2'])
  expect(lignes[12]?.cells.map((cell) => cell?.cellule.at)).toEqual(colonnes.map(({ code }) => `X04.L13[${code}]`))
  expect(places.size).toBe(13 * colonnes.length)
  expect(buildGridModel(edition2025, er, { tableau: 'X04', famille: 'COOP', rangees: 99_999 }).lignes).toHaveLength(2000)
})

test('the same cell of a list keeps its index as rows are added', () => {
  const indexOf = (rangees: number) =>
    buildGridModel(edition2025, er, { tableau: 'X08', famille: 'OPH', rangees }).lignes[3]?.cells.map((cell) => cell?.index)
  expect(indexOf(10)).toEqual(indexOf(500))
})
