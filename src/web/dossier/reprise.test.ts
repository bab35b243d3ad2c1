import { describe, expect, test } from 'vitest'
import { cocher, firstChoix, relu, type Difference, type Lecture } from './reprise.ts'

const difference = (ligne: string, er: string, given: Partial<Difference> = {}): Difference => ({
  at: `BA.${ligne}[brut]`,
  libelle: ligne,
  tableau: 'BA',
  actuelle: null,
  er,
  genre: 'nouvelle',
  ...given,
})
const lecture = (seq: number, differences: readonly Difference[]): Lecture => ({
  erDossierId: '3f9c1a52-0c1e-4b57-9d25-6f2f1d0f7a11',
  erSeq: 3,
  seq,
  identiques: 0,
  differences: [...differences],
})
const A101 = difference('A101', '10.00')
const A102 = difference('A102', '20.00', { genre: 'saisie', actuelle: { v: '5.00', s: 4, m: 'saisie' } })

describe('the choice of what « synchroniser » takes', () => {
  test('[S58] empty cells are proposed, what was typed by hand is not [PI-04]', () => {
    expect([...firstChoix(lecture(5, [A101, A102])).cochees]).toEqual([A101.at])
  })

  test('a new reading that says the same keeps the choice', () => {
    const chosen = cocher(firstChoix(lecture(5, [A101, A102])), [A102.at], true)
    const after = relu(chosen, lecture(6, [A101, A102]))
    expect([...after.cochees]).toEqual([A101.at, A102.at])
    expect(after.changees.size).toBe(0)
    expect(after.lecture.seq).toBe(6)
  })

  test('what moved on either side is unticked and named, and so is what appeared', () => {
    const A103 = difference('A103', '30.00')
    const chosen = cocher(firstChoix(lecture(5, [A101, A102])), [A102.at], true)
    const after = relu(chosen, lecture(6, [{ ...A101, er: '11.00' }, A102, A103]))
    expect([...after.cochees]).toEqual([A102.at])
    expect([...after.changees]).toEqual([A101.at, A103.at])
  })

  test('what no longer differs leaves the choice; a mark stays through the readings after it', () => {
    const moved = relu(firstChoix(lecture(5, [A101, A102])), lecture(6, [{ ...A101, er: '11.00' }]))
    const after = relu(moved, lecture(7, [{ ...A101, er: '11.00' }]))
    expect([...after.changees]).toEqual([A101.at])
    expect([...relu(cocher(after, [A101.at], true), lecture(8, [])).cochees]).toEqual([])
  })
})
