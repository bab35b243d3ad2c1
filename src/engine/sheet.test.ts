import { describe, expect, test } from 'vitest'
import type { Edition, Famille, LiasseCode } from '#definitions/edition.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { smallEdition } from '#definitions/small-edition.fixture.ts'
import { MAX_VALEUR } from './money.ts'
import { openSheet, type CellValue, type Sheet } from './sheet.ts'

const edition = loadEdition(smallEdition())

/** Amounts in centimes; a text for cells of text, `null` for « sans objet ». */
type Entries = Readonly<Record<string, number | string | null>>
const values = (entries: Entries): ReadonlyMap<string, CellValue> =>
  new Map(Object.entries(entries).map(([at, value]) => [at, toCell(value)]))
function toCell(value: number | string | null): CellValue {
  if (value === null) return { etat: 'sans_objet' }
  return typeof value === 'string' ? { etat: 'valeur', texte: value } : { etat: 'valeur', valeur: value }
}
const open = (entries: Entries, famille: Famille = 'COOP', liasse: LiasseCode = 'qdis'): Sheet =>
  openSheet(edition, liasse, { famille, valeurs: values(entries) })
const valeur = (cents: number): CellValue => ({ etat: 'valeur', valeur: cents })
const VIDE: CellValue = { etat: 'vide' }

describe('reading', () => {
  test('a total counts empty cells for zero, and stays empty when all of them are', () => {
    expect(open({}).read('BA.A110[brut]')).toEqual(VIDE)
    expect(open({ 'BA.A102[brut]': 1050 }).read('BA.A110[brut]')).toEqual(valeur(1050))
    expect(open({ 'BA.A102[brut]': 0 }).read('BA.A110[brut]')).toEqual(valeur(0))
  })

  test('[EG-23] « sans objet » counts nowhere and is not empty', () => {
    const sheet = open({ 'BA.A101[brut]': null })
    expect(sheet.read('BA.A101[brut]')).toEqual({ etat: 'sans_objet' })
    expect(sheet.read('BA.A110[brut]')).toEqual(VIDE)
  })

  test('a division by zero or by an empty cell is empty, and counts for zero in what reads it', () => {
    expect(open({ 'BA.A102[brut]': 1000 }).read('Q01.Q01-03[N]')).toEqual(VIDE)
    expect(open({ 'BA.A102[brut]': 1000, 'Q01.Q01-02[N]': 0 }).read('Q01.Q01-03[N]')).toEqual(VIDE)
    expect(open({ 'BA.A102[brut]': 1000, 'Q01.Q01-02[N]': 3 }).read('Q01.Q01-03[N]')).toEqual(valeur(333))
  })

  test('a quotient is rounded once, at the decimals of the cell, halves away from zero', () => {
    expect(open({ 'BA.A102[brut]': 1, 'Q01.Q01-02[N]': 2 }).read('Q01.Q01-03[N]')).toEqual(valeur(1))
    expect(open({ 'BA.A102[brut]': -1, 'Q01.Q01-02[N]': 2 }).read('Q01.Q01-03[N]')).toEqual(valeur(-1))
    expect(open({ 'BA.A102[brut]': 30000, 'BA.A102[amort]': 10000 }).read('Q01.Q01-04[N]')).toEqual(valeur(6667))
  })

  test('a result too large to be exact is said, never shown wrong, and cures itself', () => {
    const sheet = open({ 'BA.A101[brut]': MAX_VALEUR, 'BA.A102[brut]': 1 })
    expect(sheet.read('BA.A110[brut]')).toEqual({ etat: 'hors_limites' })
    expect(sheet.read('BA.A110[net]')).toEqual({ etat: 'hors_limites' })
    expect(sheet.with(new Map([['BA.A102[brut]', VIDE]])).read('BA.A110[brut]')).toEqual(valeur(MAX_VALEUR))
  })

  test('[CH-15] a cell foreign to the family is set aside and counts nowhere', () => {
    const entries = { 'BA.A103[net]': 500, 'BA.A102[brut]': 1000 }
    expect(open(entries).applies('BA.A103[net]')).toBe(true)
    const oph = open(entries, 'OPH')
    expect(oph.applies('BA.A103[net]')).toBe(false)
    expect(oph.read('BA.A103[net]')).toEqual(VIDE)
  })

  test.each<[what: string, entries: Entries]>([
    ['an unknown cell', { 'BA.A999[brut]': 1 }],
    ['a computed cell', { 'BA.A110[brut]': 1 }],
    ['a text where a number is expected', { 'BA.A101[brut]': 'abc' }],
    ['a number where a text is expected', { 'Q01.Q01-06[N]': 1 }],
    ['half a centime', { 'BA.A101[brut]': 0.5 }],
    ['NaN', { 'BA.A101[brut]': Number.NaN }],
    ['more than 2^53', { 'BA.A101[brut]': 1e300 }],
  ])('%s is refused', (_what, entries) => {
    expect(() => open(entries)).toThrow(RangeError)
  })
})

describe('changing', () => {
  test('gives a new sheet and leaves the first as it was', () => {
    const before = open({ 'BA.A101[brut]': 100 })
    const after = before.with(values({ 'BA.A101[brut]': 250 }))
    expect(before.read('BA.A110[net]')).toEqual(valeur(100))
    expect(after.read('BA.A110[net]')).toEqual(valeur(250))
  })

  test('tells every cell that moved, entered, computed or text', () => {
    const before = open({ 'BA.A101[brut]': 100 })
    const after = before.with(values({ 'BA.A101[brut]': 250, 'Q01.Q01-06[N]': 'Bonjour' }))
    expect(after.changedFrom(before).map((index) => after.liasse.cellules[index]?.at)).toEqual([
      'BA.A101[brut]',
      'BA.A101[net]',
      'BA.A110[brut]',
      'BA.A110[net]',
      'Q01.Q01-06[N]',
      'Q01.Q01-07[N]',
    ])
    expect(after.with(values({ 'Q01.Q01-06[N]': 'Bonsoir' })).changedFrom(after)).toHaveLength(1)
  })
})

describe('verifying', () => {
  const codes = (sheet: Sheet): readonly string[] => sheet.verify().anomalies.map(({ controle }) => controle)

  test('[CH-05] an empty dossier shows no wall of red: what lacks its figures is not evaluable, and says which', () => {
    const { verdict, anomalies, nonEvaluables, total } = open({}).verify()
    expect({ verdict, anomalies, total }).toEqual({ verdict: 'recevable', anomalies: [], total: 5 })
    expect(nonEvaluables.map(({ controle }) => controle)).toEqual(['CTL-001', 'CTL-020/A102', 'CTL-030', 'CTL-031', 'CTL-040'])
    expect(nonEvaluables[0]?.manque).toEqual(['BA.A110[net]', 'BA.P100[net]'])
  })

  test('[CH-13] the verdict is the worst level met', () => {
    expect(open({ 'BA.A101[brut]': 100, 'BA.P100[net]': 100, 'BA.A101[n1]': 100 }).verify().verdict).toBe('recevable')
    expect(open({ 'BA.A101[brut]': 1000, 'BA.P100[net]': 1000, 'BA.A101[n1]': 1 }).verify().verdict).toBe('recevable_avec_justifications')
    expect(open({ 'BA.A101[brut]': 1000, 'BA.P100[net]': 900, 'BA.A101[n1]': 1 }).verify().verdict).toBe('non_recevable')
  })

  test('one empty side counts for zero', () => {
    expect(codes(open({ 'BA.A101[brut]': 100 }))).toContain('CTL-001')
  })

  test('[CH-08] the tolerance is allowed to the centime, not one more', () => {
    const at = (n1: number): readonly string[] => codes(open({ 'BA.A101[brut]': 1000, 'BA.P100[net]': 1000, 'BA.A101[n1]': n1 }))
    expect(at(500)).toEqual([])
    expect(at(499)).toEqual(['CTL-040'])
  })

  test('a control under condition speaks only when the condition holds, and then reads an empty cell as zero', () => {
    expect(codes(open({ 'Q01.Q01-02[N]': 12 }))).toEqual(['CTL-030'])
    expect(codes(open({ 'Q01.Q01-02[N]': 0 }))).toEqual([])
    expect(codes(open({ 'Q01.Q01-02[N]': 12, 'BA.A102[brut]': 1, 'BA.P100[net]': 1, 'BA.A101[n1]': 1 }))).toEqual([])
  })

  test('[CH-05] a control whose condition asks for an answer speaks as soon as it is given, « sans objet » included', () => {
    const asking = loadEdition(smallEdition({ "si: 'Q01.Q01-02[N] > 0'": "si: 'REMPLI(Q01.Q01-02[N])'" }))
    const said = (entries: Entries): boolean =>
      openSheet(asking, 'qdis', { famille: 'COOP', valeurs: values(entries) })
        .verify()
        .anomalies.some(({ controle }) => controle === 'CTL-030')
    expect([said({}), said({ 'Q01.Q01-02[N]': 0 }), said({ 'Q01.Q01-02[N]': null })]).toEqual([false, true, true])
  })

  test('conditions on texts and families', () => {
    expect(codes(open({ 'Q01.Q01-05[N]': 'Oui' }))).toEqual(['CTL-031'])
    expect(codes(open({ 'Q01.Q01-05[N]': 'Oui', 'Q01.Q01-06[N]': 'Voir note.' }))).toEqual([])
    expect(codes(open({ 'Q01.Q01-05[N]': 'Non' }))).toEqual([])
    expect(codes(open({ 'Q01.Q01-05[N]': 'Oui' }, 'OPH'))).toEqual([])
  })

  test('[CH-03] a finding carries its figures, its cells, its rule and its source', () => {
    const anomalie = open({ 'BA.A102[brut]': 100_00, 'BA.A102[amort]': 150_00 })
      .verify()
      .anomalies.find(({ controle }) => controle.startsWith('CTL-020'))
    expect(anomalie).toMatchObject({
      controle: 'CTL-020/A102',
      niveau: 'bloquant',
      message: 'Les amortissements dépassent le brut\u00a0: Constructions.',
      texte: '[amort] <= [brut]',
      source: '[expert]',
      cellules: ['BA.A102[amort]', 'BA.A102[brut]'],
      comparaison: { par: '<=', gauche: 150_00, droite: 100_00, ecart: 50_00, tolerance: 0, unite: 'montant', decimales: 2 },
    })
  })

  test('a figure beyond the limits leaves its controls not evaluable', () => {
    const { nonEvaluables } = open({ 'BA.A101[brut]': MAX_VALEUR, 'BA.A102[brut]': 1, 'BA.P100[net]': 1 }).verify()
    expect(nonEvaluables.find(({ controle }) => controle === 'CTL-001')?.horsLimites).toEqual(['BA.A110[net]'])
  })

  test('[CH-12] the same figures give the same findings, byte for byte, whatever way they came', () => {
    const entries = { 'BA.A101[brut]': 1000, 'BA.A102[amort]': 30, 'BA.P100[net]': 900, 'Q01.Q01-05[N]': 'Oui' }
    const reopened: Sheet = openSheet(JSON.parse(JSON.stringify(edition)) as Edition, 'qdis', { famille: 'COOP', valeurs: values(entries) })
    const edited = Object.entries(entries)
      .toReversed()
      .reduce((sheet, [at, value]) => sheet.with(new Map([[at, toCell(value)]])), open({}))
    expect(JSON.stringify(edited.verify())).toBe(JSON.stringify(reopened.verify()))
  })
})

describe('[CH-06] the gap detective', () => {
  const suspects = (entries: Entries): readonly (readonly [string, string | undefined, number | undefined])[] =>
    (
      open(entries)
        .verify()
        .anomalies.find(({ controle }) => controle === 'CTL-001')?.causes ?? []
    ).map(({ genre, at, devrait }) => [genre, at, devrait])

  const RIGHT = { 'BA.A101[brut]': 1_234_00, 'BA.A102[brut]': 56_789_00, 'BA.A102[amort]': 4_321_00, 'BA.P100[net]': 53_702_00 }

  test('nothing to seek when both sides agree', () => {
    expect(suspects(RIGHT)).toEqual([])
  })

  test.each<[name: string, change: Entries, expected: readonly [string, string, number]]>([
    ['a wrong sign', { 'BA.A101[brut]': -1_234_00 }, ['signe', 'BA.A101[brut]', 1_234_00]],
    ['two digits exchanged', { 'BA.A102[brut]': 57_689_00 }, ['chiffres', 'BA.A102[brut]', 56_789_00]],
    ['ten times too much', { 'BA.A101[brut]': 12_340_00 }, ['unite', 'BA.A101[brut]', 1_234_00]],
    ['a hundred times too little', { 'BA.A101[brut]': 12_34 }, ['unite', 'BA.A101[brut]', 1_234_00]],
    ['the other total at fault', { 'BA.P100[net]': 57_302_00 }, ['chiffres', 'BA.P100[net]', 53_702_00]],
    ['last year’s figure left over', { 'BA.P100[net]': 50_000_03, 'BA.P100[n1]': 50_000_03 }, ['n1', 'BA.P100[net]', 53_702_00]],
  ])('%s', (_name, change, expected) => {
    expect(suspects({ ...RIGHT, ...change })[0]).toEqual(expected)
  })

  test('a line left empty that held the gap last year', () => {
    expect(suspects({ 'BA.A101[brut]': 1_234_00, 'BA.P100[n1]': 1_234_00 })[0]).toEqual(['n1', 'BA.P100[net]', 1_234_00])
  })

  test('a small gap may be rounding', () => {
    expect(suspects({ ...RIGHT, 'BA.P100[net]': 53_703_00 }).map(([genre]) => genre)).toContain('arrondi')
  })

  test('never more than five suspects', () => {
    expect(suspects({ 'BA.A101[brut]': 1, 'BA.A102[brut]': 1, 'BA.A102[amort]': 1, 'BA.P100[net]': 2 }).length).toBeLessThanOrEqual(5)
  })
})

describe('[CH-10] explaining', () => {
  test('a computed cell says its formula in words and in figures, with its terms', () => {
    const sheet = open({ 'BA.A102[brut]': 100_000, 'BA.A102[amort]': 25_050 })
    expect(sheet.explain('BA.A102[net]')).toMatchObject({
      libelle: 'Constructions',
      colonne: 'Net',
      comptes: '213',
      calcul: { formule: '[brut] - [amort]', enMots: '« Brut » − « Amortissements »', enChiffres: '1\u00a0000 − 250,50' },
      termes: [
        { at: 'BA.A102[brut]', signe: '+', valeur: 100_000 },
        { at: 'BA.A102[amort]', signe: '-', valeur: 25_050 },
      ],
      resultat: { valeur: 74_950, etat: 'valeur' },
      source: '[expert]',
    })
  })

  test('a quotient keeps its brackets and its empty cells', () => {
    const { calcul } = open({ 'BA.A101[brut]': 5_00 }).explain('Q01.Q01-04[N]')
    expect(calcul?.enMots).toBe('« Immobilisations » (Bilan, Net) ÷ « Immobilisations » (Bilan, Brut) × 100')
    expect(open({}).explain('Q01.Q01-07[N]').calcul?.enChiffres).toBe('le plus grand de vide − vide et 0')
  })

  test('a rate says its exact figure before it is rounded, an exact one says so, a sum has nothing to say', () => {
    const sheet = open({ 'BA.A101[brut]': 2_00, 'BA.A102[brut]': 1_00, 'BA.A102[amort]': 1_00 })
    expect(sheet.explain('Q01.Q01-04[N]').arrondi).toBe('Valeur exacte 66,666667…, arrondie à 2 décimales, la moitié s’éloignant de zéro.')
    expect(open({ 'BA.A101[brut]': 2_00 }).explain('Q01.Q01-04[N]').arrondi).toBe('Résultat exact : rien n’est arrondi.')
    expect(sheet.explain('BA.A110[net]').arrondi).toBeUndefined()
    expect(open({}).explain('Q01.Q01-04[N]').arrondi).toBeUndefined()
  })

  test('an explanation carries its version, the other year, and which of its terms have one of their own', () => {
    const sheet = open({ 'BA.A101[brut]': 2_00, 'BA.A101[n1]': 3_00 })
    const { regle, autreExercice, termes } = sheet.explain('BA.A110[brut]')
    expect(regle).toEqual({ edition: '2025', revision: 1, empreinte: edition.digest })
    expect(autreExercice).toBeUndefined()
    expect(termes.map(({ at, calcule }) => [at, calcule])).toEqual([
      ['BA.A101[brut]', undefined],
      ['BA.A102[brut]', undefined],
    ])
    expect(sheet.explain('BA.A101[net]').autreExercice).toMatchObject({ at: 'BA.A101[n1]', valeur: 3_00 })
    expect(sheet.explain('Q01.Q01-03[N]').termes.map(({ at, calcule }) => [at, calcule])).toEqual([
      ['BA.A110[net]', true],
      ['Q01.Q01-02[N]', undefined],
    ])
  })

  test('an entry has no calculation', () => {
    expect(open({}).explain('BA.A101[brut]')).toMatchObject({ termes: [], resultat: { etat: 'vide', valeur: null } })
  })
})
