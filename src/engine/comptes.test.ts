import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { LiasseCode } from '#definitions/edition.ts'
import { EditionDefects, formatDefect, type Defect } from '#definitions/defect.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { readEditionFolder } from '#store/read-edition-folder.ts'
import { balanceOf, edition } from '#test/balances-2025.ts'
import { openSheet, type CellValue, type Sheet } from './sheet.ts'

const files = await readEditionFolder(join(import.meta.dirname, '../../editions/2025'))
/** The edition with a table ESSAI whose lines F1, F2… are computed by these formulas; [n1] is typed. */
function withFormules(...formules: readonly string[]): ReturnType<typeof loadEdition> {
  const lignes = formules.map((formule, rank) => `  - { code: F${rank + 1}, libelle: "Essai", formules: { N: '${formule}' } }`)
  const essai = [
    'code: ESSAI',
    'titre: "Essai"',
    'source: "[expert]"',
    'liasses: [qdis]',
    'colonnes:',
    '  - { code: N, libelle: "N", type: montant }',
    '  - { code: n1, libelle: "N-1", type: montant }',
    'lignes:',
    ...lignes,
  ].join('\n')
  const page = files.get('edition.yaml') ?? ''
  const onglets = page.replace('    onglets:\n', '    onglets:\n      - { libelle: "Essai", tableaux: [ESSAI] }\n')
  if (onglets === page) throw new Error('edition.yaml has another layout')
  return loadEdition(new Map([...files, ['edition.yaml', onglets], ['tableaux/essai.yaml', essai]]))
}

type Soldes = Readonly<Record<string, number>>
const valeurs = (cells: Readonly<Record<string, number | string>>): ReadonlyMap<string, CellValue> =>
  new Map(
    Object.entries(cells).map(([at, value]): [string, CellValue] => [
      at,
      typeof value === 'string' ? { etat: 'valeur', texte: value } : { etat: 'valeur', valeur: value },
    ]),
  )
type Dossier = {
  readonly liasse?: LiasseCode
  readonly cells?: Readonly<Record<string, number | string>>
  readonly avant?: Readonly<Record<string, number>>
  readonly edition?: typeof edition
}
const open = (soldes: Soldes | null, { liasse = 'qdis', cells = {}, avant, edition: own = edition }: Dossier = {}): Sheet =>
  openSheet(own, liasse, {
    famille: 'COOP',
    valeurs: valeurs(cells),
    balance: soldes && balanceOf(soldes),
    ...(avant && { precedents: [valeurs(avant)] }),
  })

function stateOf(sheet: Sheet, controle: string): 'viole' | 'non_evaluable' | 'tenu' {
  const { anomalies, nonEvaluables } = sheet.verify()
  if (anomalies.some((own) => own.controle === controle)) return 'viole'
  return nonEvaluables.some((own) => own.controle === controle) ? 'non_evaluable' : 'tenu'
}

describe('the controls that read the balance', () => {
  test.each<[string, Soldes, Soldes, Dossier]>([
    ['CTL-032', { '10688': -100 }, { '10686': -100, '10687': 100 }, {}],
    ['CTL-032', { '10688': -100 }, { '1068710': 1 }, {}],
    ['CTL-039', { '1525': -100 }, { '1572': -100 }, {}],
    ['CTL-084', { '7043': -100 }, { '70943': 100 }, {}],
    ['QDIS-083', { '758': -100 }, { '791': -100, '799': 100 }, { cells: { 'Q01.Q0102C[N]': 'Non' } }],
    ['QDIS-083', { '758': -100 }, { '791': -100 }, {}],
    ['CTL-083', { '758': -100 }, { '791': -100 }, { liasse: 'er' }],
  ])('%s is held by %j, violated by %j, not evaluable without a balance', (controle, held, violated, dossier) => {
    expect([open(held, dossier), open(violated, dossier), open(null, dossier)].map((sheet) => stateOf(sheet, controle))).toEqual([
      'tenu',
      'viole',
      'non_evaluable',
    ])
  })

  test.each<[string, LiasseCode, string]>([
    ['QDIS-083', 'qdis', 'Q01.Q0102C[N]'],
    ['CTL-083', 'er', 'F01.AC35[N]'],
  ])('%s admits the accounts 79 of a declared concession', (controle, liasse, at) => {
    expect(stateOf(open({ '791': -100 }, { liasse, cells: { [at]: 'Oui' } }), controle)).toBe('tenu')
  })

  test.each<[what: string, reprises: Soldes | null, avant: Readonly<Record<string, number>> | undefined, expected: string]>([
    ['explained by the allowance and the reversal', { '78174': -2000 }, { 'BA.A245[amort]': 4000 }, 'tenu'],
    ['explained to the euro', { '78174': -2100 }, { 'BA.A245[amort]': 4000 }, 'tenu'],
    ['off by more than a euro', { '78174': -2101 }, { 'BA.A245[amort]': 4000 }, 'viole'],
    ['without a balance', null, { 'BA.A245[amort]': 4000 }, 'non_evaluable'],
    ['without the dossier of the year before', { '78174': -2000 }, undefined, 'non_evaluable'],
  ])('CTL-187, the variation of 491 %s', (_, reprises, avant, expected) => {
    const cells = { 'CRC.C166[nrec]': 5000, 'BA.A245[amort]': 6000, 'BA.A241[amort]': 1000 }
    expect(stateOf(open(reprises, { cells, ...(avant && { avant }) }), 'CTL-187')).toBe(expected)
  })

  test('[CH-03] the finding shows the figures in euros and centimes', () => {
    const found = open({ '1572': -123_45 })
      .verify()
      .anomalies.find(({ controle }) => controle === 'CTL-039')
    expect(found?.comparaison).toMatchObject({ gauche: -123_45, droite: 0, ecart: -123_45, decimales: 2, unite: 'montant' })
  })
})

describe('a formula may read the balance', () => {
  const EXEMPLES: readonly (readonly [string, number])[] = [
    ['SOLDE("706")', -700],
    ['SOLDE("706 débiteur")', 300],
    ['SOLDE("706 créditeur")', -1000],
    ['DEBIT("706")', 300],
    ['CREDIT("706")', 1000],
    ['CREDIT("706 sauf 7062")', 1000],
    ['SOLDE("60 R")', 50],
    ['SOLDE("60 NR")', 20],
    ['-SOLDE("706") * 2', 1400],
    ['SOLDE("401 à 403") + [n1]', 9],
    ['SOLDE("108")', 0],
  ]
  const own = withFormules(...EXEMPLES.map(([formule]) => formule))
  const balance: Soldes = { '7061': -1000, '7062': 300, '60612': 50, '60611': 20, '4021': 4 }

  test.each(EXEMPLES.map(([formule, expected], rank) => ({ formule, expected, ligne: `ESSAI.F${rank + 1}` })))(
    '$formule = $expected centimes',
    ({ expected, ligne }) => {
      const cells = { [`${ligne}[n1]`]: 5 }
      const sheet = open(balance, { edition: own, cells })
      expect(sheet.read(`${ligne}[N]`)).toEqual({ etat: 'valeur', valeur: expected })
      expect(sheet.with(valeurs({ [`${ligne}[n1]`]: 6 })).read(`${ligne}[N]`)).toEqual({
        etat: 'valeur',
        valeur: expected + (ligne === 'ESSAI.F10' ? 1 : 0),
      })
      expect(open(null, { edition: own, cells }).read(`${ligne}[N]`)).toEqual({ etat: 'vide' })
    },
  )

  test('the explanation names the accounts, in words and in figures', () => {
    const sheet = open({ '7061': -1000_00, '7062': 250_00 }, { edition: withFormules('-SOLDE("706")') })
    const { calcul, comptesExpliques } = sheet.explain('ESSAI.F1[N]')
    expect([calcul?.enMots, calcul?.enChiffres]).toEqual(['−solde du compte 706', '−(−750)'])
    expect(comptesExpliques?.balance).toEqual([
      { compte: '7061', libelle: 'Rémunération de gestion - accession', montant: -1000_00 },
      expect.objectContaining({ compte: '7062', montant: 250_00 }),
    ])
  })

  test.each([
    ['SOLDE("7069")', 'Compte 7069 inconnu du plan de comptes. Vouliez-vous « 7068 » ?'],
    ['SOLDE("706 et 707")', '« et » inattendu'],
    ['SOLDE(R133)', 'SOLDE attend des comptes entre guillemets : SOLDE("213 sauf 2135").'],
    ['SOLDE("706"; "707")', 'SOLDE attend 1 argument'],
    ['SOLDE("706") * SOLDE("707")', 'un montant ne se multiplie pas par un montant'],
    ['SOMME("706")', 'il faut ici un nombre'],
    ['DEBIT("")', 'il faut ici un numéro de compte'],
  ])('%s is refused: %s', (formule, message) => {
    expect(defectsOf(formule).map(formatDefect).join('\n')).toContain(message)
  })

  test('the place of a fault inside the quotes is told', () => {
    const formule = '1 + SOLDE("706, 7069")'
    const [defect] = defectsOf(formule)
    const line = `  - { code: F1, libelle: "Essai", formules: { N: '${formule}' } }`
    expect(defect).toMatchObject({ fichier: 'tableaux/essai.yaml', ligne: 9, colonne: line.indexOf('7069') + 1 })
  })
})

function defectsOf(formule: string): readonly Defect[] {
  try {
    withFormules(formule)
  } catch (error) {
    if (error instanceof EditionDefects) return error.defects
    throw error
  }
  throw new Error(`${formule} should be refused`)
}

describe('[PI-10] the explanation of a cell names its accounts', () => {
  const soldes = { '213111': 1_000_00, '2134': 250_00, '2135': 70_00, '281311': -300_00 }

  test('those of the chart, with their labels, without a balance', () => {
    const { comptesExpliques } = open(null).explain('BA.A124[brut]')
    expect(comptesExpliques).toEqual({ plan: [{ numero: '213', libelle: 'Constructions sur sol propre' }] })
  })

  test('and those of the balance that made the figure', () => {
    const sheet = open(soldes)
    expect(sheet.explain('BA.A124[brut]').comptesExpliques?.balance).toEqual([
      { compte: '213111', libelle: 'Immeubles de rapport - structure et ouvrages assimilés', montant: 1_000_00 },
      { compte: '2134', libelle: "Travaux d'amélioration", montant: 250_00 },
    ])
    expect(sheet.explain('BA.A124[amort]').comptesExpliques?.balance).toEqual([
      { compte: '281311', libelle: 'Immeubles de rapport', montant: 300_00 },
    ])
    expect(sheet.explain('BA.A125[brut]').comptesExpliques?.balance).toEqual([])
  })

  test('a range is told account by account, a root that no account bears by those under it', () => {
    expect(
      open(null)
        .explain('BA.A231[brut]')
        .comptesExpliques?.plan?.map(({ numero }) => numero),
    ).toEqual(['400', '401', '402', '403', '404', '405', '408', '409'])
    expect(
      open(null)
        .explain('CRC.C173[nrec]')
        .comptesExpliques?.plan?.map(({ numero }) => numero),
    ).toEqual(['651', '653', '656', '658', '671', '672', '6732'])
  })

  test('the recoverable part has its own, and the declared activities count', () => {
    expect(open({ '60612': 50_00, '60611': 20_00 }).explain('CRC.C119[rec]').comptesExpliques?.balance).toEqual([
      expect.objectContaining({ compte: '60612', montant: 50_00 }),
    ])
    const locatif = open({ '68111': 50_00 }, { cells: { 'Q01.Q0102A[N]': 'Oui' } })
    expect(locatif.explain('CRC.C161[nrec]').comptesExpliques?.balance).toHaveLength(1)
    expect(open({ '68111': 50_00 }).explain('CRC.C161[nrec]').comptesExpliques?.balance).toEqual([])
  })

  test('a total and a cell without accounts have none', () => {
    expect(open(soldes).explain('BA.A130[brut]').comptesExpliques).toBeUndefined()
    expect(open(soldes).explain('Q01.Q0104[N]').comptesExpliques).toBeUndefined()
  })
})

test('a hostile balance is refused as such', () => {
  const run = (debitCents: number) => () =>
    openSheet(edition, 'qdis', {
      famille: 'COOP',
      valeurs: new Map(),
      balance: [{ compte: '512', libelle: null, debitCents, creditCents: 0 }],
    })
  for (const hostile of [Number.NaN, 1e308, -1, 0.5]) expect(run(hostile)).toThrow(RangeError)
})
