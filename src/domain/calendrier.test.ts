import { expect, test } from 'vitest'
import { etatAssistance, isJourOuvre, joursAvant, joursFeries, paques, parseDateFr } from './calendrier.ts'

const horaires = { ouverture: '09:00', fermeture: '17:00' }

test.each([
  [2024, '2024-03-31'],
  [2025, '2025-04-20'],
  [2026, '2026-04-05'],
  [2027, '2027-03-28'],
])('Easter of %i is on %s', (year, date) => {
  expect(paques(year)).toBe(date)
})

test('[S79] [S80] the eleven French holidays are known, the moving ones too', () => {
  expect(joursFeries(2026).size).toBe(11)
  expect(['2026-04-06', '2026-05-14', '2026-05-25', '2026-07-14', '2026-11-11'].map(isJourOuvre)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ])
  expect(isJourOuvre('2026-11-24')).toBe(true)
})

test.each([
  ['a Tuesday at ten', '2026-11-24T09:00:00Z', true, 'ouverte jusqu’à 17 h'],
  ['a Tuesday before nine', '2026-11-24T07:30:00Z', false, 'fermée, ouvre aujourd’hui à 9 h'],
  ['a Tuesday at five sharp', '2026-11-24T16:00:00Z', false, 'fermée, ouvre demain à 9 h'],
  ['a Saturday', '2026-11-28T10:00:00Z', false, 'fermée, ouvre lundi à 9 h'],
  ['the fourteenth of July', '2026-07-14T10:00:00Z', false, 'fermée (fête nationale), ouvre demain à 9 h'],
])('[S80] the hotline says its state on %s', (_when, instant, ouverte, phrase) => {
  expect(etatAssistance(horaires, new Date(instant))).toEqual({ ouverte, phrase })
})

test('a deadline is counted in whole days, whatever the change of hour', () => {
  expect([joursAvant('2026-03-30', '2026-03-28'), joursAvant('2026-10-26', '2026-10-24'), joursAvant('2026-01-01', '2026-01-02')]).toEqual([
    2, 2, -1,
  ])
})

test.each([
  ['06/12/2026', '2026-12-06'],
  [' 6/1/2027 ', '2027-01-06'],
  ['29/02/2028', '2028-02-29'],
  ['29/02/2026', null],
  ['12/31/2026', null],
  ['2026-12-06', null],
  ['06/12/26', null],
  ['', null],
])('the date « %s » is read as %s', (texte, date) => {
  expect(parseDateFr(texte)).toBe(date)
})
