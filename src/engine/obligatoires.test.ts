import { describe, expect, test } from 'vitest'
import { loadEdition } from '#definitions/load-edition.ts'
import { editionWithList } from '#definitions/small-edition.fixture.ts'
import { edition } from '#test/balances-2025.ts'
import { openSheet, type Anomalie, type CellValue, type Sheet } from './sheet.ts'

const texte = (own: string): CellValue => ({ etat: 'valeur', texte: own })
const nombre = (valeur: number): CellValue => ({ etat: 'valeur', valeur })
const found = (sheet: Sheet, code: string): Anomalie | undefined =>
  sheet.verify().anomalies.find(({ controle }) => controle.startsWith(code))
const plain = (text: string | undefined): string | undefined => text?.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll('’', "'")

describe('a cell that must be filled', () => {
  const empty = openSheet(edition, 'qdis', { famille: 'COOP', valeurs: new Map() })

  test('[CH-05] is told once for its whole table, however many are empty', () => {
    const own = empty.verify().anomalies.filter(({ controle }) => controle.startsWith('OBL-'))
    expect(own.map(({ controle }) => controle)).toEqual(['OBL-BP', 'OBL-Q01'])
    expect(own.map(({ message }) => plain(message))).toEqual([
      "Il manque au tableau « Bilan – passif » : « Résultat de l'exercice (bénéfice +, perte −) (Exercice N) ».",
      'Il manque au tableau « Identification et activités » : « Numéro SIREN », « Raison sociale », « Famille » et 12 autres cases.',
    ])
  })

  test('[CH-04] leads to what is still empty, and to nothing else', () => {
    expect(found(empty, 'OBL-Q01')?.cellules).toHaveLength(15)
    const begun = empty.with(new Map([['Q01.Q0101A[N]', texte('999000029')]]))
    expect(found(begun, 'OBL-Q01')?.cellules[0]).toBe('Q01.Q0101B[N]')
    expect(found(begun, 'OBL-Q01')?.comparaison).toBeUndefined()
  })

  test('is answered by zero and by « sans objet »', () => {
    expect(found(empty.with(new Map([['BP.P131[N]', nombre(0)]])), 'OBL-BP')).toBeUndefined()
    expect(found(empty.with(new Map([['BP.P131[N]', { etat: 'sans_objet' }]])), 'OBL-BP')).toBeUndefined()
  })

  test('of a table that depends on an activity is asked for only when it is declared', () => {
    const declare = (answer: string): Sheet => empty.with(new Map([['Q01.Q0102A[N]', texte(answer)]]))
    expect(found(declare('Oui'), 'OBL-Q05')?.cellules).toEqual(['Q05.Q0501A[N]', 'Q05.Q0502A[N]', 'Q05.Q0503A[N]', 'Q05.Q0507A[N]'])
    expect(found(declare('Non'), 'OBL-Q05')).toBeUndefined()
  })
})

describe('a column that must be filled', () => {
  const own = loadEdition(editionWithList({ 'libelle: Contrat, type: texte': 'libelle: Contrat, type: texte, obligatoire: true' }))

  test('is asked of each row that exists, told once for the list, by the names of its rows', () => {
    const sheet = openSheet(own, 'qdis', { famille: 'COOP', valeurs: new Map([['X08.L3[brut]', nombre(100)]]) })
    const anomalie = found(sheet, 'OBL-X08')
    expect([anomalie?.controle, anomalie?.cellules, anomalie?.comparaison]).toEqual(['OBL-X08', ['X08.L3[contrat]'], undefined])
    expect(plain(anomalie?.message)).toBe('Il manque au tableau « Liste des emprunts » : « Contrat » (Emprunt 3).')
    expect(found(sheet.with(new Map([['X08.L3[contrat]', texte('A-12')]])), 'OBL-X08')).toBeUndefined()
  })

  test('[CH-05] is one finding for ten thousand rows, that leads to the first ones', () => {
    const rows = Array.from({ length: 10_000 }, (_, rank): [string, CellValue] => [`X08.L${rank + 1}[brut]`, nombre(100)])
    const all = openSheet(own, 'qdis', { famille: 'COOP', valeurs: new Map(rows) }).verify().anomalies
    const told = all.filter(({ controle }) => controle.startsWith('OBL-X08'))
    expect(told.map(({ cellules, message }) => [cellules.length, plain(message)])).toEqual([
      [100, 'Il manque au tableau « Liste des emprunts » : « Contrat » (Emprunt 1, Emprunt 2, Emprunt 3 et 9997 autres lignes).'],
    ])
  })

  test('says nothing of a list without rows', () => {
    expect(found(openSheet(own, 'qdis', { famille: 'COOP', valeurs: new Map() }), 'OBL-X08')).toBeUndefined()
  })
})
