import { describe, expect, test } from 'vitest'
import type { Famille } from '#definitions/edition.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { editionWithList } from '#definitions/small-edition.fixture.ts'
import { MAX_VALEUR } from './money.ts'
import { openSheet, type CellValue, type Sheet } from './sheet.ts'

const edition = loadEdition(editionWithList())

type Entries = Readonly<Record<string, number | string | null>>
const toCell = (value: number | string | null): CellValue =>
  value === null ? { etat: 'sans_objet' } : typeof value === 'string' ? { etat: 'valeur', texte: value } : { etat: 'valeur', valeur: value }
const cells = (entries: Entries): ReadonlyMap<string, CellValue> =>
  new Map(Object.entries(entries).map(([at, value]) => [at, toCell(value)]))
const open = (entries: Entries = {}, famille: Famille = 'COOP'): Sheet => openSheet(edition, 'er', { famille, valeurs: cells(entries) })
const valeur = (value: number): CellValue => ({ etat: 'valeur', valeur: value })
const VIDE: CellValue = { etat: 'vide' }

/** Two loans: 900,00 of nature 2.21 at 2 % over 40 years, 100,00 of nature 2.22 at 5 % over 10 years. */
const TWO: Entries = {
  'X08.L1[contrat]': 'C-1',
  'X08.L1[nature]': '2.21',
  'X08.L1[brut]': 1_000_00,
  'X08.L1[rembourse]': 100_00,
  'X08.L1[taux]': 2_00,
  'X08.L1[duree]': 40,
  'X08.L3[nature]': '2.22',
  'X08.L3[brut]': 100_00,
  'X08.L3[taux]': 5_00,
  'X08.L3[duree]': 10,
}

describe('the rows of a list', () => {
  test('exist as soon as one typed cell is filled, and vanish when all are emptied', () => {
    const sheet = open(TWO)
    expect(sheet.rows('X08')).toEqual([1, 3])
    expect(sheet.rows('T08')).toEqual([])
    const emptied = sheet.with(new Map(['nature', 'brut', 'taux', 'duree'].map((colonne) => [`X08.L3[${colonne}]`, VIDE])))
    expect(emptied.rows('X08')).toEqual([1])
    expect(emptied.read('X08.L3[crd]')).toEqual(VIDE)
    expect(emptied.read('T08.D30[N]')).toEqual(valeur(1))
    expect(sheet.rows('X08')).toEqual([1, 3])
  })

  test('compute their columns, rounded once at the cell', () => {
    const sheet = open(TWO)
    expect(sheet.read('X08.L1[crd]')).toEqual(valeur(900_00))
    expect(sheet.read('X08.L1[interets]')).toEqual(valeur(18_00))
    expect(sheet.read('X08.L1[part]')).toEqual(valeur(90_00))
    expect(sheet.read('X08.L2[crd]')).toEqual(VIDE)
  })

  test('are described like any cell, with their address', () => {
    const sheet = open()
    expect(sheet.cellule('X08.L12[nature]')).toMatchObject({ at: 'X08.L12[nature]', ligne: 'L12', type: 'choix', choix: ['2.21', '2.22'] })
    expect(sheet.cellule('X08.L12[crd]')?.formule?.texte).toBe('[brut] - [rembourse]')
    expect(openSheet(edition, 'qdis', { famille: 'COOP', valeurs: new Map() }).cellule('X08.L12[brut]')?.depuisEr).toBe('X08.L12[brut]')
  })

  test.each([
    'X08.L0[brut]',
    'X08.L01[brut]',
    'X08.L10001[brut]',
    'X08.L-1[brut]',
    'X08.L1e3[brut]',
    'X08.L1[autre]',
    'X08.1[brut]',
    'X08.L1',
    'X09.L1[brut]',
    '',
  ])('%j is no cell of a list', (at) => {
    expect(open().indexOf(at)).toBeUndefined()
    expect(() => open({ [at]: 1 })).toThrow(RangeError)
  })

  test('the last row of the capacity is a row like another', () => {
    const sheet = open({ 'X08.L10000[brut]': 5 })
    expect(sheet.rows('X08')).toEqual([10_000])
    expect(sheet.read('T08.D10[N]')).toEqual(valeur(5))
  })

  test.each<[what: string, entries: Entries]>([
    ['a computed column', { 'X08.L1[crd]': 1 }],
    ['a text where a number is expected', { 'X08.L1[brut]': 'abc' }],
    ['a number where a text is expected', { 'X08.L1[contrat]': 1 }],
    ['NaN', { 'X08.L1[brut]': Number.NaN }],
    ['1e308', { 'X08.L1[brut]': 1e308 }],
  ])('%s is refused', (_what, entries) => {
    expect(() => open(entries)).toThrow(RangeError)
  })

  test('[CH-15] a list foreign to the family is set aside and counts nowhere', () => {
    const reserved = loadEdition(editionWithList({ 'code: X08\n': 'code: X08\nfamilles: [OPH]\n' }))
    const sheet = openSheet(reserved, 'er', { famille: 'COOP', valeurs: cells(TWO) })
    expect(sheet.rows('X08')).toEqual([])
    expect(sheet.applies('X08.L1[brut]')).toBe(false)
    expect(sheet.read('T08.D10[N]')).toEqual(VIDE)
  })
})

describe('gathering the rows', () => {
  test('SOMME, NOMBRE, MIN and MAX, with and without a condition', () => {
    const sheet = open(TWO)
    const read = (ligne: string): CellValue => sheet.read(`T08.${ligne}[N]`)
    expect([read('D10'), read('D21'), read('D30'), read('D31'), read('D40'), read('D41')]).toEqual([
      valeur(1_000_00),
      valeur(900_00),
      valeur(2),
      valeur(1),
      valeur(2_00),
      valeur(5_00),
    ])
  })

  test('a list without rows is empty, not zero', () => {
    expect(['D10', 'D21', 'D30', 'D31', 'D40'].map((ligne) => open().read(`T08.${ligne}[N]`).etat)).toEqual([
      'vide',
      'vide',
      'vide',
      'vide',
      'vide',
    ])
  })

  test('« sans objet » makes a row and counts nowhere', () => {
    const sheet = open({ 'X08.L1[brut]': null })
    expect(sheet.read('T08.D30[N]')).toEqual(valeur(1))
    expect(sheet.read('T08.D10[N]')).toEqual(VIDE)
  })

  test('a condition may read a cell outside the list, and follows it', () => {
    const sheet = open({ ...TWO, 'T08.D50[N]': 500_00 })
    expect(sheet.read('T08.D51[N]')).toEqual(valeur(1))
    expect(sheet.with(cells({ 'T08.D50[N]': 0 })).read('T08.D51[N]')).toEqual(valeur(2))
  })

  test('a sum too large to be exact is said, and cures itself', () => {
    const sheet = open({ 'X08.L1[brut]': MAX_VALEUR, 'X08.L700[brut]': MAX_VALEUR })
    expect(sheet.read('T08.D10[N]')).toEqual({ etat: 'hors_limites' })
    expect(sheet.with(cells({ 'X08.L700[brut]': -MAX_VALEUR })).read('T08.D10[N]')).toEqual(valeur(0))
  })
})

describe('changing a list', () => {
  const addresses = (sheet: Sheet, before: Sheet): readonly (string | undefined)[] =>
    sheet.changedFrom(before).map((index) => sheet.cellule(index)?.at)

  test('moves its aggregates and nothing else', () => {
    const before = open({ ...TWO, 'BA.A101[brut]': 5 })
    const after = before.with(cells({ 'X08.L3[duree]': 35 }))
    expect(addresses(after, before)).toEqual(['T08.D31[N]', 'X08.L3[duree]'])
    expect(before.read('T08.D31[N]')).toEqual(valeur(1))
  })

  test('one at a time, in any order, gives what opening at once gives', () => {
    const entries = Object.entries(TWO)
    for (const order of [entries, entries.toReversed()]) {
      let sheet = open()
      for (const [at, value] of order) sheet = sheet.with(cells({ [at]: value }))
      expect(sheet.changedFrom(open(TWO))).toEqual([])
      expect(JSON.stringify(sheet.verify())).toBe(JSON.stringify(open(TWO).verify()))
    }
  })

  test('writing what is already there changes nothing', () => {
    const before = open(TWO)
    expect(before.with(cells(TWO)).changedFrom(before)).toEqual([])
  })
})

describe('controls over a list', () => {
  const found = (entries: Entries): readonly (readonly [string, string])[] =>
    open(entries)
      .verify()
      .anomalies.map(({ controle, message }) => [controle, message])

  test('a gathered column is compared to the form, and leads to its first row', () => {
    const anomalie = open({ ...TWO, 'T08.D60[N]': 999_00 }).verify().anomalies[0]
    expect(anomalie).toMatchObject({
      controle: 'CTL-194',
      cellules: ['X08.L1[crd]', 'T08.D60[N]'],
      comparaison: { gauche: 1_000_00, droite: 999_00, ecart: 1_00 },
    })
  })

  test('a per-row control runs once a row and names the row by its key, else by its number', () => {
    const wrong = { ...TWO, 'X08.L1[rembourse]': 1_001_00, 'X08.L3[rembourse]': 101_00, 'T08.D60[N]': -2_00 }
    expect(found(wrong)).toEqual([
      ['CTL-277/L1', '«\u00a0C-1\u00a0» est remboursé au-delà de son montant.'],
      ['CTL-277/L3', '«\u00a0Emprunt 3\u00a0» est remboursé au-delà de son montant.'],
    ])
  })

  test('two rows with the same key are two rows', () => {
    const twins = { 'X08.L1[contrat]': 'C', 'X08.L2[contrat]': 'C', 'X08.L1[rembourse]': 1, 'X08.L2[rembourse]': 1, 'T08.D60[N]': -2 }
    expect(found(twins).map(([controle]) => controle)).toEqual(['CTL-277/L1', 'CTL-277/L2'])
  })

  test('a row without the figures compared is not evaluable, and a list without rows says nothing', () => {
    const { nonEvaluables, total } = open({ 'X08.L2[contrat]': 'C-2' }).verify()
    expect(nonEvaluables.find(({ controle }) => controle === 'CTL-277/L2')?.manque).toEqual(['X08.L2[rembourse]', 'X08.L2[brut]'])
    expect(total).toBe(open().verify().total + 1)
  })

  test('a list wrong from end to end shows its first hundred rows and counts the others', () => {
    const rows = Array.from({ length: 250 }, (_, rank) => [`X08.L${rank + 1}[rembourse]`, 1] as const)
    const { anomalies, nonCites } = open({ ...Object.fromEntries(rows), 'T08.D60[N]': -250 }).verify()
    expect(anomalies).toHaveLength(100)
    expect(nonCites).toBe(150)
  })
})

describe('[CH-07] what a finding read', () => {
  const WRONG = { ...TWO, 'T08.D60[N]': 999_00 }
  const reads = (entries: Entries, controle = 'CTL-194'): string => JSON.stringify(open(entries).readsOf(controle))

  test('is the same as long as nothing it gathers changes', () => {
    expect(reads({ ...WRONG, 'X08.L1[duree]': 12, 'T08.D50[N]': 5 })).toBe(reads(WRONG))
  })

  test.each<[name: string, change: Entries]>([
    ['another row', { 'X08.L3[brut]': 101_00 }],
    ['two rows that make up for each other', { 'X08.L1[brut]': 1_001_00, 'X08.L3[brut]': 99_00 }],
    ['a row more', { 'X08.L5[brut]': 0 }],
    ['the figure compared', { 'T08.D60[N]': 998_00 }],
  ])('changes with %s', (_name, change) => {
    expect(reads({ ...WRONG, ...change })).not.toBe(reads(WRONG))
  })

  test('of one row is that row alone', () => {
    const wrong = { ...TWO, 'X08.L1[rembourse]': 1_001_00 }
    expect(reads({ ...wrong, 'X08.L3[rembourse]': 1 }, 'CTL-277/L1')).toBe(reads(wrong, 'CTL-277/L1'))
    expect(reads({ ...wrong, 'X08.L1[rembourse]': 1_002_00 }, 'CTL-277/L1')).not.toBe(reads(wrong, 'CTL-277/L1'))
  })

  test('a control that does not exist is refused', () => {
    expect(() => open(TWO).readsOf('CTL-999')).toThrow(RangeError)
  })
})

describe('explaining a list', () => {
  test('[CH-10] a gathered cell says what it gathers', () => {
    const { calcul, termes } = open(TWO).explain('T08.D21[N]')
    expect(calcul).toMatchObject({
      enMots: 'somme de « Capital restant dû » (Liste des emprunts) pour les lignes où « Nature » = « 2.21 »',
      enChiffres: '900',
    })
    expect(termes).toMatchObject([{ at: 'X08.L1[crd]', valeur: 900_00, signe: '+', rassemble: true, lignes: [1] }])
    expect(open(TWO).explain('T08.D10[N]').termes[0]?.lignes).toEqual([1, 3])
  })

  test('[CH-10] a cell of a row is explained in its row', () => {
    const { libelle, colonne, calcul, termes } = open(TWO).explain('X08.L3[crd]')
    expect({ libelle, colonne, calcul }).toMatchObject({
      libelle: 'Emprunt 3',
      colonne: 'Capital restant dû',
      calcul: { enMots: '« Montant initial » − « Remboursé »', enChiffres: '100 − vide' },
    })
    expect(termes.map(({ at, signe }) => [at, signe])).toEqual([
      ['X08.L3[brut]', '+'],
      ['X08.L3[rembourse]', '-'],
    ])
  })
})

describe('ten thousand rows', () => {
  const ROWS = 10_000
  const many = new Map(
    Array.from({ length: ROWS }, (_, rank): (readonly [string, CellValue])[] => [
      [`X08.L${rank + 1}[brut]`, valeur(rank + 1)],
      [`X08.L${rank + 1}[nature]`, { etat: 'valeur', texte: rank % 2 === 0 ? '2.21' : '2.22' }],
    ]).flat(),
  )

  test('open, add up and verify', () => {
    const sheet = openSheet(edition, 'er', { famille: 'COOP', valeurs: many })
    expect(sheet.rows('X08')).toHaveLength(ROWS)
    expect(sheet.read('T08.D10[N]')).toEqual(valeur((ROWS * (ROWS + 1)) / 2))
    expect(sheet.read('T08.D21[N]')).toEqual(valeur((ROWS / 2) ** 2))
    expect(sheet.verify().total).toBeGreaterThan(ROWS)
  })

  test('one edit moves its row and what gathers its column, nothing else', () => {
    const simple = loadEdition(
      editionWithList({ '  - { code: part, libelle: Part, type: taux, formule: "[crd] / SOMME(X08[crd]) * 100" }\n': '' }),
    )
    const before = openSheet(simple, 'er', { famille: 'COOP', valeurs: many })
    const after = before.with(cells({ 'X08.L5000[brut]': 0 }))
    expect(addressesOf(after, before)).toEqual(['T08.D10[N]', 'T08.D51[N]', 'X08.L5000[brut]', 'X08.L5000[crd]'])
  })

  const addressesOf = (sheet: Sheet, before: Sheet): readonly (string | undefined)[] =>
    sheet.changedFrom(before).map((index) => sheet.cellule(index)?.at)
})
