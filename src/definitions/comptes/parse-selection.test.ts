import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FormuleError } from '../langage/formule-error.ts'
import { parseSelection } from './parse-selection.ts'
import { isEquallyLong, matchLength, writeSelection, type CompteVu, type Selection } from './selection.ts'

const compte = (numero: string, cote: CompteVu['cote'] = 'debiteur', part: CompteVu['part'] = 'NR'): CompteVu => ({ numero, cote, part })

describe('a selection of accounts is read', () => {
  test.each([
    ['213', '213'],
    ['2082,2083 , 2084', '2082, 2083, 2084'],
    ['213 sauf 21315 et 2135', '213 sauf 21315 et 2135'],
    ['401 à 408', '401 à 408'],
    ['401 à 408 créditeur sauf 4084', '401 à 408 créditeur sauf 4084'],
    ['44 sauf 441 débiteur', '44 débiteur sauf 441'],
    ['44 debiteur', '44 débiteur'],
    ['60 sauf 603 à 605', '60 sauf 603 à 605'],
    ['611 R, 615 NR', '611 R, 615 NR'],
    ['611 R débiteur', '611 débiteur R'],
    ['213\u00a0sauf\u00a021315', '213 sauf 21315'],
  ])('%s', (texte, expected) => {
    expect(writeSelection(parseSelection(texte))).toBe(expected)
  })
})

describe('a faulty selection says what was expected, and where', () => {
  test.each([
    ['', 0, 'La liste de comptes s’arrête trop tôt : il faut ici un numéro de compte.'],
    ['213,', 4, 'La liste de comptes s’arrête trop tôt : il faut ici un numéro de compte.'],
    ['213 sauf', 8, 'La liste de comptes s’arrête trop tôt : il faut ici un numéro de compte.'],
    ['213 et 214', 4, '« et » inattendu : il faut ici une virgule (« et » ne relie que des exceptions).'],
    ['213 hors 2135', 4, '« hors » inattendu : il faut ici une virgule, « sauf », « débiteur », « créditeur », R ou NR.'],
    ['213 sauf 2145', 9, 'Exception sans effet : 2145 n’est pas un sous-compte de 213.'],
    ['213 sauf 213', 9, 'Exception sans effet : 213 n’est pas un sous-compte de 213.'],
    ['401 à 40', 0, 'Les deux bouts d’une plage de comptes ont le même nombre de chiffres : 401 à 408.'],
    ['408 à 401', 0, 'La plage est à l’envers : 401 ne vient pas après 408.'],
    ['012', 0, '« 012 » n’est pas un numéro de compte.'],
    ['401 débiteur créditeur', 13, '« créditeur » de trop : un seul sens et une seule part par compte.'],
    ['661..2.1', 3, 'Caractère inattendu dans une liste de comptes : « . ».'],
    ['A101', 0, '« A » inattendu : il faut ici un numéro de compte.'],
  ])('%s', (texte, debut, message) => {
    const fault = ((): unknown => {
      try {
        return parseSelection(texte)
      } catch (error) {
        return error
      }
    })()
    expect(fault).toBeInstanceOf(FormuleError)
    expect(fault).toMatchObject({ debut, message })
  })
})

describe('an account is in a selection', () => {
  test.each<[string, CompteVu, number]>([
    ['213 sauf 21315 et 2135', compte('2131'), 3],
    ['213 sauf 21315 et 2135', compte('213151'), 0],
    ['213 sauf 21315 et 2135', compte('2135'), 0],
    ['213', compte('214'), 0],
    ['213', compte('21'), 0],
    ['2, 213', compte('2131'), 3],
    ['401 à 408', compte('40455'), 3],
    ['401 à 408', compte('409'), 0],
    ['401 créditeur', compte('401', 'crediteur'), 3],
    ['401 créditeur', compte('401', 'debiteur'), 0],
    ['401 débiteur, 4 créditeur', compte('401', 'crediteur'), 1],
    ['401 débiteur', compte('401', null), 0],
    ['611 R', compte('6112', 'debiteur', 'R'), 3],
    ['611 R', compte('6112', 'debiteur', 'NR'), 0],
  ])('%s takes %o on %i digits', (texte, own, length) => {
    expect(matchLength(parseSelection(texte), own)).toBe(length)
  })
})

describe('two terms are rivals when an account could be taken by both on roots of the same length', () => {
  const isRival = (a: string, b: string): boolean => {
    const [one] = parseSelection(a)
    const [other] = parseSelection(b)
    return one !== undefined && other !== undefined && isEquallyLong(one, other)
  }
  test.each([
    ['401', '401', true],
    ['401', '402', false],
    ['401', '4011', false],
    ['401 débiteur', '401 créditeur', false],
    ['401', '401 créditeur', true],
    ['611 R', '611 NR', false],
    ['401 à 405', '404 à 408', true],
    ['401 à 403', '404 à 408', false],
    ['213 sauf 2135', '213 sauf 2131', true],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(isRival(a, b)).toBe(expected)
    expect(isRival(b, a)).toBe(expected)
  })
})

const numero = (min: number, max: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min - 1, maxLength: max - 1 }))
    .map(([first, rest]) => [first, ...rest].join(''))
const terme: fc.Arbitrary<Selection[number]> = fc
  .record({
    de: numero(1, 4),
    tails: fc.array(numero(1, 3), { maxLength: 3 }),
    cote: fc.constantFrom(undefined, 'debiteur' as const, 'crediteur' as const),
    part: fc.constantFrom(undefined, 'R' as const, 'NR' as const),
  })
  .map(({ de, tails, cote, part }) => ({
    de,
    a: de,
    sauf: tails.map((tail) => ({ de: de + tail, a: de + tail })),
    ...(cote !== undefined && { cote }),
    ...(part !== undefined && { part }),
  }))

test('what is written is read back as it was', () => {
  fc.assert(
    fc.property(fc.array(terme, { minLength: 1, maxLength: 5 }), (selection) => {
      expect(parseSelection(writeSelection(selection))).toEqual(selection)
    }),
  )
})

test('any text is read, or refused with a place inside it', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9 ,àsauftecréditRN]*$/)), (texte) => {
      expect(placeOf(texte)).toBeLessThanOrEqual(texte.length)
    }),
  )
})

/** Where a text is refused; its start when it is read. Any other error is thrown on. */
function placeOf(texte: string): number {
  try {
    return parseSelection(texte).length > 0 ? 0 : Infinity
  } catch (error) {
    if (error instanceof FormuleError) return error.debut
    throw error
  }
}
