import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wrapText } from './wrap-text.ts'

test('the next lines begin under the first words', () => {
  expect(wrapText('Provisions pour gros entretien', { debut: '  - ', largeur: 20 })).toEqual(['  - Provisions pour', '    gros entretien'])
})

test('a no-break space never breaks', () => {
  expect(wrapText('ligne «\u00a0Terrains nus\u00a0» ici', { debut: '', largeur: 12 })).toEqual([
    'ligne',
    '«\u00a0Terrains',
    'nus\u00a0» ici',
  ])
})

test('the space of a French sign never breaks either', () => {
  expect(wrapText('Total : voir n° 12', { debut: '', largeur: 8 })).toEqual(['Total\u00a0:', 'voir', 'n°\u00a012'])
})

test('no word is lost, none is cut, and a line is too long only for one word', () => {
  const word = fc.stringMatching(/^[a-zé]{1,30}$/)
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 40 }), fc.integer({ min: 5, max: 60 }), (words, largeur) => {
      const lines = wrapText(words.join(' '), { debut: '- ', largeur })
      expect(lines.map((line) => line.slice(2)).join(' ')).toBe(words.join(' '))
      expect(lines.filter((line) => line.length > largeur && line.slice(2).includes(' '))).toEqual([])
    }),
  )
})
