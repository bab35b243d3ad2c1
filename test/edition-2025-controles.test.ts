import { expect, test } from 'vitest'
import { openSheet, type CellValue, type Sheet } from '#engine/sheet.ts'
import { edition, entriesOf, openExemple, valeurOf } from './edition-2025.ts'

/** A centime amount or a whole number, a text, or nothing at all. */
type Saisie = number | string | null

function valueOf(saisie: Saisie): CellValue {
  if (saisie === null) return { etat: 'vide' }
  return typeof saisie === 'number' ? { etat: 'valeur', valeur: saisie } : { etat: 'valeur', texte: saisie }
}

/** The example with a few cells entered otherwise, and what was filed the year before. */
function enter(name: string, saisies: Readonly<Record<string, Saisie>>, filed?: ReadonlyMap<string, CellValue>): Sheet {
  const sheet = openExemple(name)
  const valeurs = new Map(entriesOf(name).map((at) => [at, sheet.read(at)]))
  for (const [at, saisie] of Object.entries(saisies)) valeurs.set(at, valueOf(saisie))
  return openSheet(edition, sheet.liasse.code, { famille: sheet.famille, valeurs, ...(filed ? { precedents: [filed] } : {}) })
}

const found = (sheet: Sheet): readonly string[] => sheet.verify().anomalies.map(({ controle }) => controle)
const unanswered = (sheet: Sheet): readonly string[] => sheet.verify().nonEvaluables.map(({ controle }) => controle)

const WITHOUT_CHARGES = Object.fromEntries(entriesOf('coop').flatMap((at) => (at.startsWith('VC.') ? [[at, null]] : [])))
const WITHOUT_DWELLINGS = Object.fromEntries(
  entriesOf('coop').flatMap((at) => (/^Q05\.Q0507|^Q06\.Q0604|^Q13\.Q1306A/.test(at) ? [[at, null]] : [])),
)

type Cas = readonly [controle: string, what: string, exemple: string, saisies: Readonly<Record<string, Saisie>>]

test.each<Cas>([
  ['CTL-024', 'a negative SIEG part of a reserve that is empty', 'coop', { 'BP.P114[N]': null, 'BP.P1141[N]': -500 }],
  [
    'CTL-033',
    'works of a closed account that came and went',
    'coop-er',
    { 'T04.KA95[ouv]': null, 'T04.KP95[acq]': 100, 'T04.KP95[demol]': 201_984_978 },
  ],
  ['CTL-037', 'more capital paid in than subscribed', 'esh', { 'BP.P1011[N]': null, 'BP.P1012[N]': 999_999_999_999 }],
  ['CTL-037', 'capital not called beside a capital that is not said called', 'esh', { 'BP.P1011[N]': null, 'BA.A010[brut]': 500_00 }],
  ['CTL-199', 'negative deposits', 'coop-er', { 'BP.P237[N]': -1_000 }],
  ['QDIS-199', 'negative deposits', 'coop', { 'BP.P237[N]': -1_000 }],
  ['CTL-244', 'rents left in the structure', 'coop', { 'VP.R130[V81]': 10_000 }],
  ['CTL-246', 'services of a lender outside the management of loans', 'coop', { 'VP.R135[V41]': 0, 'VP.R135[V21]': 6_314_400 }],
  ['CTL-248', 'interest of accession in the letting beyond the SIEG', 'coop', { 'VC.C200[V21]': 0, 'VC.C200[V12]': 14_003_822 }],
  ['CTL-242/C120', 'products ventilated before any charge', 'coop', WITHOUT_CHARGES],
  ['QDIS-272', 'rented places without fee', 'coop', { 'Q05.Q0503A[N]': 0, 'Q05.Q0503D[N]': 12, 'CRP.R125[total]': 0 }],
  ['QDIS-063', 'a stock of dwellings that doubles', 'coop', { 'Q05.Q0507B[N]': 900, 'Q13.Q1306A[N]': null }],
  ['CTL-063', 'a stock of dwellings that doubles', 'coop-er', { 'F05.G20[fam]': 900, 'LIT.AN85[texte]': null }],
  ['CTL-222', 'a dividend of the SIEG without the rate that caps it', 'coop-er', { 'T02.AF-12[total]': null }],
  ['CTL-286', 'no answer on the report of the auditor', 'coop-er', { 'F01.CAC20[N]': null }],
])('%s finds %s (%s)', (controle, _what, exemple, saisies) => {
  expect(found(enter(exemple, {}))).not.toContain(controle)
  expect(found(enter(exemple, saisies))).toContain(controle)
})

test.each<Cas>([
  ['CTL-037', 'a capital paid in, its called part not said', 'esh', { 'BP.P1011[N]': null }],
  ['CTL-248', 'interest of accession left in the structure', 'coop', { 'VC.C200[V21]': 0, 'VC.C200[V81]': 9_586_130 }],
  ['QDIS-063', 'a stock of dwellings that doubles and is told', 'coop', { 'Q05.Q0507B[N]': 900, 'Q13.Q1306A[N]': 'Fusion.' }],
  ['QDIS-063', 'no dwelling at all', 'coop', WITHOUT_DWELLINGS],
  ['QDIS-272', 'fees of places taken on lease', 'coop', { 'Q05.Q0503A[N]': 0, 'Q05.Q0503D[N]': 36 }],
])('%s lets pass %s (%s)', (controle, _what, exemple, saisies) => {
  expect(found(enter(exemple, saisies))).not.toContain(controle)
  expect(unanswered(enter(exemple, saisies))).not.toContain(controle)
})

test('CTL-284 waits for the length of the exercice instead of keeping silent', () => {
  expect(unanswered(enter('coop-er', { 'F01.EX10[N]': null }))).toContain('CTL-284')
})

test('CTL-220 finds what was decided the year before, whatever was taken from reserves or paid in advance on the dividend', () => {
  const advance = { 'X01.P132[affect]': 500_000 }
  const sheet = enter('coop-er', advance)
  const at = (address: string): CellValue => ({ etat: 'valeur', valeur: valeurOf(sheet, address) })
  const filed = new Map<string, CellValue>([
    ['T02.AF-08[total]', at('X01.P114[affect]')],
    ['T02.AF-09[total]', at('X01.P115[affect]')],
    ['T02.AF-10[total]', { etat: 'valeur', valeur: 500_000 - valeurOf(sheet, 'X01.P200[affect]') }],
    ['T02.AF-11[total]', { etat: 'valeur', valeur: valeurOf(sheet, 'X01.P121[ouv]') + valeurOf(sheet, 'X01.P121[affect]') }],
  ])
  expect(found(enter('coop-er', advance, filed))).not.toContain('CTL-220')
  filed.set('T02.AF-09[total]', { etat: 'valeur', valeur: valeurOf(sheet, 'X01.P115[affect]') + 700 })
  expect(found(enter('coop-er', advance, filed))).toContain('CTL-220')
  filed.set('T02.AF-03[total]', { etat: 'valeur', valeur: 700 })
  expect(found(enter('coop-er', advance, filed))).not.toContain('CTL-220')
  filed.set('T02.AF-10[total]', { etat: 'valeur', valeur: 0 })
  expect(found(enter('coop-er', advance, filed))).toContain('CTL-220')
})

test('the fourth indicator of the CGLLS divides the debt by the whole CAF, as the états réglementaires do', () => {
  const before = openExemple('coop')
  const after = enter('coop', { 'Q04.Q0402[N]': Math.round(valeurOf(before, 'Q04.Q0401[N]') / 2) })
  expect(after.read('Q13.Q1305D[N]')).toEqual(before.read('Q13.Q1305D[N]'))
})

test('a restructuring declared and told in Q01 lifts the comparison of the QDIS with the year before', () => {
  const filed = new Map<string, CellValue>([['BA.A124[net]', { etat: 'valeur', valeur: 1 }]])
  const merged = { 'Q01.Q0106A[N]': 'Fusion' }
  const told = { ...merged, 'Q01.Q0106B[N]': 'Fusion avec la coopérative voisine au 1er janvier.' }
  expect(found(enter('coop', {}, filed))).toContain('QDIS-051/A124')
  expect(found(enter('coop', merged, filed))).toContain('QDIS-051/A124')
  expect(found(enter('coop', told, filed)).filter((code) => /^QDIS-05[123]/.test(code))).toEqual([])
})

test('[CH-05] a cell of which a control only asks whether it is filled is never said to lack', () => {
  const { nonEvaluables } = openSheet(edition, 'qdis', { famille: 'COOP', valeurs: new Map() }).verify()
  const continuite = nonEvaluables.find(({ controle }) => controle.startsWith('QDIS-051/'))
  expect([continuite?.manque, continuite?.dossiersAbsents]).toEqual([['BA.A010[n1]'], [1]])
})
