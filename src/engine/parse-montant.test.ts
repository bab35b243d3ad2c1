import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatCourt, formatEcran, formatPressePapiers, formatWire, parseWire } from './format-montant.ts'
import { MAX_VALEUR } from './money.ts'
import { parseMontant, type Genre, type Lecture } from './parse-montant.ts'

const EUROS: Genre = { type: 'montant', decimales: 2 }
const EUROS_ENTIERS: Genre = { type: 'montant', decimales: 0 }
const TAUX: Genre = { type: 'taux', decimales: 2 }
const TAUX_4: Genre = { type: 'taux', decimales: 4 }
const NOMBRE: Genre = { type: 'nombre', decimales: 0 }

/** « 1234.56 » for a value, else the kind of reading, with what it adds. */
function said(lecture: Lecture, { decimales }: Genre): string {
  switch (lecture.genre) {
    case 'valeur':
      return [
        formatWire(lecture.valeur, decimales),
        ...lecture.notes,
        ...(lecture.expression === undefined ? [] : [lecture.expression]),
      ].join(' | ')
    case 'vide':
      return lecture.note === undefined ? 'vide' : `vide | ${lecture.note}`
    case 'sans_objet':
      return 'sans objet'
    case 'question':
      return `question : ${formatWire(lecture.groupe.valeur, decimales)} ou ${formatWire(lecture.decimal.valeur, decimales)}`
    case 'refus':
      return lecture.suggestion ? `refus, ${formatWire(lecture.suggestion.valeur, decimales)} ?` : 'refus'
  }
}

// Annex A of `ux.md`, row by row: typed text, what it reads as, and the cell when it is not an amount in centimes.
const GOLDEN: readonly (readonly [texts: readonly string[], expected: string, cell?: Genre])[] = [
  [['1234', '1 234', '1\u00a0234', '1\u202f234', "1'234"], '1234.00'],
  [['1 234,56', '1234.56', '1.234,56'], '1234.56'],
  [['1,234.56'], '1234.56'],
  [['33,3'], '33.30'],
  [['3,80'], '3.80'],
  [['0,1234'], '0.1234', TAUX_4],
  [['475,962', '475.962'], 'question : 475962.00 ou 475.96'],
  [['12.345.678', '12,345,678'], '12345678.00'],
  [['1 23'], 'refus, 123.00 ?'],
  [['12 34 567'], 'refus, 1234567.00 ?'],
  [['(1 234)', '-1234', '\u22121234', '1234-'], '-1234.00'],
  [['--5', '(-5)'], 'refus'],
  [['1 234 €', '€1234', 'EUR 1 234'], '1234.00'],
  [['12k', '12 k€'], '12000.00'],
  [['1,2 M€'], '1200000.00'],
  [['12 %'], '12.00', TAUX],
  [['12 %'], 'refus'],
  [['-', '–', '—', 'néant', 'NS'], 'vide | lu_comme_vide'],
  [['/', 'SO', 's.o.', 'n/a'], 'sans objet'],
  [['', ' ', '\u00a0'], 'vide'],
  [['0', '0,00'], '0.00'],
  [['1E+06', '1,00E+06'], '1000000.00 | notation_scientifique'],
  [['#REF!', '#N/A', '#VALEUR!'], 'refus'],
  [['12/03/2024', 'mars-24'], 'refus'],
  [['=1200+350*2'], '1900.00 | =1200+350*2'],
  [["'1234", '1234\t', '1234\r', '1234\r\n'], '1234.00'],
  [['12OO'], 'refus, 1200.00 ?'],
  [['1234567890123456'], 'refus'],
]

test.each(GOLDEN.flatMap(([texts, expected, cell = EUROS]) => texts.map((text) => [text, expected, cell] as const)))(
  '[EG-07] %j reads as %s',
  (text, expected, cell) => {
    expect(said(parseMontant(text, cell), cell)).toBe(expected)
  },
)

const BEYOND: readonly (readonly [text: string, expected: string, cell?: Genre])[] = [
  ['-475,962', 'question : -475962.00 ou -475.96'],
  ['475,962', 'question : 475962 ou 476', NOMBRE],
  ['12,345', '12.3450', TAUX_4],
  ['0,123', '0.12 | arrondi'],
  ['1234,567', '1234.57 | arrondi'],
  ['1234,5', '1235 | arrondi', EUROS_ENTIERS],
  ['-1234,5', '-1235 | arrondi', EUROS_ENTIERS],
  ['- 1 234,50 €', '-1234.50'],
  ['+12', '12.00'],
  [',5', '0.50'],
  ['5,', '5.00'],
  ['-0', '0.00'],
  ['1 234’567', 'refus, 1234567.00 ?'],
  ['1.2.3', 'refus'],
  ['1,234,56', 'refus'],
  ['1e400', 'refus'],
  ['1E99', 'refus'],
  ['NaN', 'refus'],
  ['Infinity', 'refus'],
  ['0x10', 'refus'],
  ['999999999999999', 'refus'],
  ['90071992547409,91', '90071992547409.91'],
  ['90071992547409,92', 'refus'],
  ['12 €', 'refus', NOMBRE],
  ['€', 'refus'],
  ['(12', 'refus'],
  ['=1/0', 'refus'],
  ['=(2+3', 'refus'],
  ['=FA+FB', 'refus'],
  ['=10%*200', '20.00 | =10%*200'],
  ['=1 200+0,5', '1200.50 | =1 200+0,5'],
  ['=1,234+2', 'refus'],
  ['=1/3', '0.33 | arrondi | =1/3'],
  ['12.03.2024', 'refus'],
  ['2024-03-12', 'refus'],
  ['3-avr', 'refus'],
  ['1l5', 'refus, 115.00 ?'],
  ['bonjour', 'refus'],
  ['1'.repeat(300), 'refus'],
]

test.each(BEYOND.map(([text, expected, cell = EUROS]) => [text, expected, cell] as const))(
  '[EG-07] beyond the table, %j reads as %s',
  (text, expected, cell) => {
    expect(said(parseMontant(text, cell), cell)).toBe(expected)
  },
)

test('[EG-08] a refusal says the fact and proposes the figure', () => {
  expect(parseMontant('12OO', EUROS)).toEqual({
    genre: 'refus',
    message: 'Ce n’est pas un nombre : « 12OO ». Vouliez-vous 1\u00a0200 ?',
    suggestion: { valeur: 120_000, texte: '1\u00a0200' },
  })
})

test('[EG-14] a question shows both readings', () => {
  expect(parseMontant('475.962', EUROS)).toMatchObject({ groupe: { texte: '475\u00a0962' }, decimal: { texte: '475,962' } })
})

const valeur = fc.integer({ min: -MAX_VALEUR, max: MAX_VALEUR })
const decimales = fc.integer({ min: 0, max: 6 })

test('[EG-19] what is written on screen, in the clipboard and on the wire reads back to the same centime', () => {
  fc.assert(
    fc.property(valeur, decimales, (value, places) => {
      const cell: Genre = { type: 'montant', decimales: places }
      const entiers = Math.abs(value) / 10 ** places
      fc.pre(entiers < 1e15)
      for (const text of [formatEcran(value, places), formatCourt(value, places), formatPressePapiers(value, places)]) {
        expect(parseMontant(text, cell)).toMatchObject({ genre: 'valeur', valeur: value, notes: [] })
      }
      expect(parseWire(formatWire(value, places), places)).toBe(value)
    }),
  )
})

test('[EG-08] no text makes the reader fail, and a value is always a whole number in the limits', () => {
  const near = "0123456789 .,-+()€kM%=/*eE\u00a0\u202f'’#OlI".split('')
  const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...near) }))
  fc.assert(
    fc.property(text, fc.constantFrom(EUROS, EUROS_ENTIERS, TAUX, TAUX_4, NOMBRE), (typed, cell) => {
      const lecture = parseMontant(typed, cell)
      const isWhole = lecture.genre !== 'valeur' || Number.isSafeInteger(lecture.valeur)
      expect(isWhole && (lecture.genre !== 'refus' || lecture.message !== '')).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test.each(['1e5', '1,5', ' 1', '01', '+1', '1.', '.5', '--1', '1.505', '9007199254740993', 'NaN', ''])(
  'the wire form %j is refused',
  (text) => {
    expect(parseWire(text, 2)).toBeNull()
  },
)
