import fc from 'fast-check'
import { expect, test } from 'vitest'
import { typographie } from './typographie.ts'

test.each([
  ["L'organisme n'a pas d'« actif »", 'L’organisme n’a pas d’«\u00a0actif\u00a0»'],
  ['Écart : 12 % ; 3 € ?', 'Écart\u00a0: 12\u00a0% ; 3\u00a0€\u00a0?'.replace('% ;', '%\u00a0;')],
  ["l'écart de {ecart} sur l'{ligne}", 'l’écart de {ecart} sur l’{ligne}'],
  ['circulaire n° 14-099', 'circulaire n°\u00a014-099'],
  ["le compte '12'", "le compte '12'"],
])('%s is set as it is printed', (saisie, imprime) => {
  expect(typographie(saisie)).toBe(imprime)
})

test('a text that is already set stays as it is, and no letter or figure is ever lost', () => {
  const mots = fc.array(fc.constantFrom('a', "'", ' ', ':', '«', '»', '12', '%', 'é', '{x}', 'n°'), { maxLength: 30 })
  fc.assert(
    fc.property(mots, (parts) => {
      const saisie = parts.join('')
      const imprime = typographie(saisie)
      expect(typographie(imprime)).toBe(imprime)
      expect(imprime.replaceAll('’', "'").replaceAll('\u00a0', ' ')).toBe(saisie)
    }),
  )
})
