import { expect, test } from 'vitest'
import * as fc from 'fast-check'
import { parseMontant } from '#engine/parse-montant.ts'
import { fromTsv, rawText, toTsv, transposed } from './clipboard.ts'
import { statisticsOf } from './statistics.ts'

const block = fc
  .integer({ min: 1, max: 5 })
  .chain((width) =>
    fc.array(fc.array(fc.stringMatching(/^[a-z0-9 "\t\n]{0,6}$/), { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
  )

test('[EG-15] what is copied is read back cell for cell', () => {
  fc.assert(
    fc.property(block, (cells) => {
      // A lone empty cell at the end is indistinguishable from a final line end.
      fc.pre(cells.at(-1)?.some((text) => text !== '') ?? false)
      expect(fromTsv(toTsv(cells))).toEqual(cells)
    }),
  )
})

test('[EG-15] Excel ends each line, quotes texts on several lines; short lines are made as wide as the others', () => {
  expect(fromTsv('1\t2\r\n3\r\n')).toEqual([
    ['1', '2'],
    ['3', ''],
  ])
  expect(fromTsv('"a\nb"\t"dit ""oui"""\r\n')).toEqual([['a\nb', 'dit "oui"']])
})

test('[EG-15] a text that a spreadsheet would run is prefixed, a negative amount is not', () => {
  expect(toTsv([['=1+1', '-1234,56', '@x']])).toBe("'=1+1\t-1234,56\t'@x")
})

test.each(['=1+1', '=HYPERLINK("http://ailleurs.exemple";"Cliquez")', ' =1+1', '\t=1+1', '\n@x', '+33 1', '-2+3', "=cmd|' /C calc'!A0"])(
  '[EG-15] [SE-07] %j never reaches a spreadsheet as a formula',
  (texte) => {
    expect(fromTsv(toTsv([[texte, 'x']]))).toEqual([[`'${texte}`, 'x']])
  },
)

test.each([
  ['0.12', '12 %', '12,00 %'],
  ['0.1234', '12 %', '12,34 %'],
  ['0.005', '0,5%', '0,50 %'],
  ['-1.5', '-150%', '-150,00 %'],
  ['1', '100 %', '100,00 %'],
])('[EG-07] %s hidden behind « %s » is pasted as the rate %s', (raw, shown, said) => {
  const lecture = parseMontant(rawText(raw, shown), { type: 'taux', decimales: 2 })
  expect(lecture.genre === 'valeur' && `${(lecture.valeur / 100).toFixed(2).replace('.', ',')} %`).toBe(said)
  expect(parseMontant(rawText(raw, shown), { type: 'montant', decimales: 2 }).genre).toBe('refus')
})

test.each([
  ['475.962', 47596],
  ['1234567.5', 123_456_750],
  ['-12', -1200],
  ['1.2E6', 120_000_000],
])('[EG-14] the hidden number %s is one amount, whatever is shown: no question is asked', (raw, centimes) => {
  expect(parseMontant(rawText(raw, '…'), { type: 'montant', decimales: 2 })).toMatchObject({ genre: 'valeur', valeur: centimes })
})

test('[EG-13] a block is transposed', () => {
  expect(
    transposed([
      ['1', '2'],
      ['3', '4'],
    ]),
  ).toEqual([
    ['1', '3'],
    ['2', '4'],
  ])
})

test('[EG-26] the status bar gives sum, mean, count, least, greatest, and the gap of two cells', () => {
  const euros = (...amounts: readonly number[]) => amounts.map((n) => ({ n, decimales: 2 }))
  expect(statisticsOf(euros(100, 200, 301))).toEqual({
    nombre: 3,
    decimales: 2,
    somme: 601n,
    moyenne: 200n,
    min: 100n,
    max: 301n,
    ecart: null,
  })
  expect(statisticsOf(euros(-200, 100))?.ecart).toEqual({ valeur: 300n, dixiemes: 1500n })
  expect(statisticsOf(euros(0, 100))?.ecart).toEqual({ valeur: 100n, dixiemes: null })
  expect(
    statisticsOf([
      { n: 1, decimales: 2 },
      { n: 1, decimales: 0 },
    ]),
  ).toBeNull()
  expect(statisticsOf([])).toBeNull()
})

test('sums stay exact beyond what a float holds', () => {
  const big = Number.MAX_SAFE_INTEGER
  expect(statisticsOf([big, big, 1].map((n) => ({ n, decimales: 2 })))?.somme).toBe(BigInt(big) * 2n + 1n)
})
