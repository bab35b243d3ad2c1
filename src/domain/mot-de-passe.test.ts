import { describe, expect, test } from 'vitest'
import * as fc from 'fast-check'
import { refusalMotDePasse } from './mot-de-passe.ts'

const claire = { login: 'claire.remparts', nom: 'Petit', prenom: 'Claire' }
const refusal = (motDePasse: string) => refusalMotDePasse(motDePasse, claire)

describe('the password rule [SE-01]', () => {
  test.each(['Colline-Verte-77', 'prairie bleue sous la pluie', 'X9#kP2!mQ7$v', 'Écureuil42roux', 'un mot après un autre mot'])(
    '[S23] « %s » is accepted',
    (motDePasse) => expect(refusal(motDePasse)).toBeNull(),
  )

  test.each([
    ['too short, and how much is said', 'Ab1!Xy2?', /^Il manque 4\s?caractères/],
    ['one character short', 'Ab1!Xy2?Zt3', /^Il manque 1\s?caractère /],
    ['two kinds of characters only', 'colline77verte', /trois sortes de caractères/],
    ['one kind, even long enough for a word', 'collineverte', /trois sortes de caractères/],
    ['longer than anybody types', 'aB3-'.repeat(51), /dépasse 200 caractères/],
    ['the word everybody tries', 'Motdepasse2025!', /trop courant/],
    ['twice the same common word', 'motdepassemotdepasse', /trop courant/],
    ['common words one after the other', 'Bonjour-Soleil-77', /trop courant/],
    ['a row of the keyboard', 'Azertyuiop-1234', /trop courant/],
    ['two rows of the keyboard', 'azertyuiopqsdfghjklm', /trop courant/],
    ['the name of the application', 'Harmonia-2025-!', /trop courant/],
    ['one character over and over', 'aaaaaaaaaaaaaaaaaaaaaa', /trop courant/],
    ['one piece over and over', 'Ab1!xyAb1!xyAb1!xy', /trop courant/],
    ['figures in a row', '12345678901234567890', /trop courant/],
    ['the identifier', 'Claire.Remparts-77', /ni votre identifiant/],
    ['the name', 'Colline-PETIT-77!', /ni votre nom/],
    ['the first name', 'Colline-claire-77!', /ni votre prénom/],
  ])('[S23] %s is refused in a sentence', (_cas, motDePasse, sentence) => expect(refusal(motDePasse)).toMatch(sentence))

  test('whatever is drawn at random in the four sets, twelve characters are enough', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(...'bcdfghjkmnpqrtvwxzBCDFGHJKMNPQRTVWXZ23456789!#%&*+-=?@'.split('')),
          minLength: 13,
          maxLength: 40,
        }),
        (tail) => {
          fc.pre(new Set(tail).size > 8)
          expect(refusal(`a9B!${tail}`)).toBeNull()
        },
      ),
    )
  })

  test('any text is answered', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(['string', 'object']).toContain(typeof refusal(text))
      }),
    )
  })
})
