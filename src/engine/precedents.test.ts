import { expect, test } from 'vitest'
import { loadEdition } from '#definitions/load-edition.ts'
import { smallEdition } from '#definitions/small-edition.fixture.ts'
import { openSheet, type CellValue, type Sheet } from './sheet.ts'

const FORMULE = 'MAX(BA.A110[net] - BA.P100[net]; 0)'
const edition = loadEdition(
  smallEdition({
    [FORMULE]: 'BA.A110[net] - PRECEDENT(BA.A110[net]) + PRECEDENT2(BA.A110[net])',
    '"BA.A110[net] = BA.A110[n1]"': '"BA.A110[n1] = PRECEDENT(BA.A110[net])"',
  }),
)

type Year = Readonly<Record<string, number>>
const valeur = (value: number): CellValue => ({ etat: 'valeur', valeur: value })
const cells = (entries: Year): ReadonlyMap<string, CellValue> => new Map(Object.entries(entries).map(([at, value]) => [at, valeur(value)]))
const open = (entries: Year, years: readonly (Year | null)[] = []): Sheet =>
  openSheet(edition, 'qdis', { famille: 'COOP', valeurs: cells(entries), precedents: years.map((year) => year && cells(year)) })
const EXCEDENT = 'Q01.Q01-07[N]'

test('a formula reads the filed dossiers of one and of two years before, computed cells as they were filed', () => {
  const sheet = open({ 'BA.A102[brut]': 500 }, [{ 'BA.A110[net]': 200 }, { 'BA.A110[net]': 50 }])
  expect(sheet.read(EXCEDENT)).toEqual(valeur(350))
  expect(sheet.with(cells({ 'BA.A102[brut]': 600 })).read(EXCEDENT)).toEqual(valeur(450))
})

test('a cell left empty in a filed dossier counts for zero', () => {
  expect(open({ 'BA.A102[brut]': 500 }, [{}, {}]).read(EXCEDENT)).toEqual(valeur(500))
})

test.each<[what: string, years: readonly (Year | null)[]]>([
  ['no dossier', []],
  ['none of the year before', [null, { 'BA.A110[net]': 50 }]],
  ['none of two years before', [{ 'BA.A110[net]': 200 }]],
])('with %s the formula is empty, whatever else is filled', (_what, years) => {
  expect(open({ 'BA.A102[brut]': 500 }, years).read(EXCEDENT)).toEqual({ etat: 'vide' })
})

test('[CH-05] a control that reads an earlier year is not evaluable without its dossier, and speaks with it', () => {
  const entries = { 'BA.A101[n1]': 1000 }
  const said = (sheet: Sheet): readonly [violated: boolean, unknown: boolean] => {
    const { anomalies, nonEvaluables } = sheet.verify()
    return [anomalies.some(({ controle }) => controle === 'CTL-040'), nonEvaluables.some(({ controle }) => controle === 'CTL-040')]
  }
  expect(said(open(entries))).toEqual([false, true])
  expect(said(open(entries, [{ 'BA.A110[net]': 1 }]))).toEqual([true, false])
  expect(said(open(entries, [{ 'BA.A110[net]': 1000 }]))).toEqual([false, false])
})

test('[AD-06] a cell that the earlier year does not tell is as without its dossier; the others still speak', () => {
  const opened = (unknown: readonly string[]): Sheet =>
    openSheet(edition, 'qdis', {
      famille: 'COOP',
      valeurs: cells({ 'BA.A102[brut]': 500, 'BA.A101[n1]': 1000 }),
      precedents: [cells({ 'BA.A110[net]': 200 }), cells({})],
      inconnues: [unknown],
    })
  expect(opened(['BA.A101[net]']).read(EXCEDENT)).toEqual(valeur(300))
  const sheet = opened(['BA.A110[net]'])
  expect(sheet.read(EXCEDENT)).toEqual({ etat: 'vide' })
  expect(sheet.verify().nonEvaluables.map(({ controle }) => controle)).toContain('CTL-040')
  expect(sheet.explain(EXCEDENT).calcul?.enChiffres).toBe('5 − inconnu + vide')
})

test('[CH-10] the explanation names the year and shows its figure', () => {
  const { calcul, termes } = open({ 'BA.A102[brut]': 500_00 }, [{ 'BA.A110[net]': 200_00 }]).explain(EXCEDENT)
  expect(calcul?.enMots).toContain('« Immobilisations » (Bilan, Net) de l’exercice 2024')
  expect(calcul?.enChiffres).toBe('500 − 200 + inconnu')
  expect(termes.map(({ at, exercice, etat, valeur }) => [at, exercice, etat, valeur])).toEqual([
    ['BA.A110[net]', undefined, 'valeur', 500_00],
    ['BA.A110[net]', 2024, 'valeur', 200_00],
    ['BA.A110[net]', 2023, 'vide', null],
  ])
})

test.each([{ 'BA.A999[net]': 1 }, { 'BA.A110[net]': 1e308 }, { 'BA.A110[net]': Number.NaN }, { 'Q01.Q01-06[N]': 1 }])(
  'the earlier year %j is refused',
  (year) => {
    expect(() => open({}, [year])).toThrow(RangeError)
  },
)

test('only the address of one cell may be asked of an earlier year', () => {
  expect(() => loadEdition(smallEdition({ [FORMULE]: 'PRECEDENT(BA.A110[net] + 1)' }))).toThrow(
    /PRECEDENT attend l’adresse d’une seule case/,
  )
})
