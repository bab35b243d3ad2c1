import { expect, test } from 'vitest'
import * as fc from 'fast-check'
import { edition2025, qdis } from '#test/dossier-scene.ts'
import { buildGridModel, cellAt, isEntry } from './grid-model.ts'
import { edge, enter, extend, firstEntry, move, rectOf, selectOne, sizeOf, tab, type Selection } from './selection.ts'

const bilan = buildGridModel(edition2025, qdis, { tableau: 'BA', famille: 'COOP' })
const places = fc.record({ row: fc.nat(bilan.lignes.length - 1), col: fc.nat(bilan.colonnes.length - 1) })
const steps = fc.constantFrom(
  { rows: 1, cols: 0 } as const,
  { rows: -1, cols: 0 } as const,
  { rows: 0, cols: 1 } as const,
  { rows: 0, cols: -1 } as const,
)

test('[EG-05] no gesture leaves the table', () => {
  fc.assert(
    fc.property(places, fc.array(steps), (start, moves) => {
      let selection = selectOne(start)
      for (const by of moves) selection = move(bilan, selection, by)
      return (
        cellAt(bilan, selection.active) !== undefined &&
        selection.active.row < bilan.lignes.length &&
        selection.active.col < bilan.colonnes.length &&
        selection.active.row >= 0 &&
        selection.active.col >= 0
      )
    }),
  )
})

test('[EG-05] arrows reach computed cells, Tab goes to cells that can be typed in', () => {
  fc.assert(
    fc.property(places, fc.constantFrom(1 as const, -1 as const), (start, step) => {
      const next = tab(bilan, selectOne(start), step)
      return next === null || isEntry(cellAt(bilan, next.active))
    }),
  )
})

test('[EG-05] Tab, Tab then Enter comes back under the first column used', () => {
  const start = firstEntry(bilan)
  const line = { row: start.row + 1, col: 0 }
  const run = tab(bilan, selectOne(line), 1)
  const after = run && tab(bilan, run, 1)
  expect(after && enter(bilan, after, 1).active.col).toBe(line.col)
})

test('Tab past the last cell leaves the grid', () => {
  let selection: Selection | null = selectOne(firstEntry(bilan))
  let count = 0
  while (selection && count++ < 2000) selection = tab(bilan, selection, 1)
  expect(selection).toBeNull()
})

test('extending and coming back selects one cell again', () => {
  fc.assert(
    fc.property(places, (start) => {
      const down = extend(bilan, selectOne(start), { rows: 1, cols: 0 })
      const grew = sizeOf(rectOf(down)).rows - 1
      const back = grew === 0 ? down : extend(bilan, down, { rows: -1, cols: 0 })
      return sizeOf(rectOf(back)).rows === 1 && back.active.row === start.row
    }),
  )
})

test('Ctrl+arrow goes to the end of a run of filled cells, then to the next filled one, then to the border', () => {
  const filled = new Set([2, 3, 4, 9])
  const go = (row: number): number =>
    edge(bilan, { row, col: 0 }, { direction: { rows: 1, cols: 0 }, filled: (place) => filled.has(place.row) }).row
  expect([go(2), go(4), go(0), go(9)]).toEqual([4, 9, 2, bilan.lignes.length - 1])
})

test('[EG-03] a grid holds only the cells of the family, and no section without a line', () => {
  const sem = buildGridModel(edition2025, qdis, { tableau: 'BP', famille: 'SEM' })
  const oph = buildGridModel(edition2025, qdis, { tableau: 'BP', famille: 'OPH' })
  expect(sem.lignes.map(({ ligne }) => ligne.code)).not.toEqual(oph.lignes.map(({ ligne }) => ligne.code))
  for (const model of [sem, oph]) expect(model.rows.at(-1)?.genre).toBe('ligne')
})
