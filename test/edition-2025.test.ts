import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Cellule, Famille, LiasseCompilee, Tableau } from '#definitions/edition.ts'
import { openSheet } from '#engine/sheet.ts'
import { edition, EXEMPLES, FOLDER, getLiasse, openExemple, valeurOf } from './edition-2025.ts'

const FAMILLES: readonly Famille[] = ['OPH', 'ESH', 'COOP', 'SEM']

const qdis = getLiasse('qdis')
const er = getLiasse('er')
const partie = edition.parties.find((own) => own.code === '01')
const tableauxQ = edition.tableaux.filter(({ code }) => /^Q\d{2}$/.test(code))

const cellsOf = (liasse: LiasseCompilee, tableau: string): readonly Cellule[] =>
  liasse.cellules.filter((cellule) => cellule.tableau === tableau)
const lignesOf = (tableau: Tableau) => tableau.lignes.filter((ligne) => ligne.genre === 'ligne')

test('the edition loads without defect', () => {
  expect([edition.code, edition.exercice, qdis.destinataire, er.destinataire]).toEqual(['2025', 2025, 'federation', 'ministere'])
})

test('[S60][S61][S62][S65] the part of the DIS and its first tabs have the labels of the founding page', () => {
  expect(partie?.libelle).toBe('01 - Liasse DIS (QDIS)')
  expect(partie?.onglets.slice(0, 3)).toEqual([
    { libelle: 'Bilan', tableaux: ['BA', 'BP'] },
    { libelle: 'Cpte de résultat', tableaux: ['CRC', 'CRP'] },
    { libelle: 'Tableaux de ventilation', tableaux: ['VC', 'VP', 'VCS', 'VPS'] },
  ])
})

test('[S63] exactly 13 further tables follow, one tab each, in order', () => {
  const codes = Array.from({ length: 13 }, (_, rank) => `Q${String(rank + 1).padStart(2, '0')}`)
  expect(partie?.onglets.slice(3).map(({ tableaux }) => tableaux)).toEqual(codes.map((code) => [code]))
  expect(partie?.onglets.slice(3).map(({ libelle }) => libelle.slice(0, 6))).toEqual(codes.map((code) => `${code} – `))
  expect(tableauxQ).toHaveLength(13)
})

test('each table Q is in a file named after its code', () => {
  const files = readdirSync(join(FOLDER, 'tableaux')).filter((name) => /^q\d{2}-.+\.yaml$/.test(name))
  const codes = files.map((name) => /^code: (\S+)$/m.exec(readFileSync(join(FOLDER, 'tableaux', name), 'utf8'))?.[1])
  expect(codes).toEqual(files.map((name) => name.slice(0, 3).toUpperCase()))
  expect(files).toHaveLength(13)
})

test('every line and every control says its source', () => {
  const lignes = edition.tableaux.flatMap(lignesOf).filter(({ source }) => !/\[expert\]|\[source: |\.md/.test(source))
  const controles = [...qdis.controles, ...er.controles].filter(({ source }) => !/\[expert\]|\[source: /.test(source))
  expect([lignes, controles]).toEqual([[], []])
})

test('[S64][S69] the QDIS holds only its own tabs and no control of it reads another', () => {
  const shown = new Set(partie?.onglets.flatMap(({ tableaux }) => tableaux))
  expect(qdis.tableaux.filter((code) => !shown.has(code))).toEqual([])
  const stray = qdis.controles.filter(({ cellules }) => cellules.some((index) => !shown.has(qdis.cellules[index]?.tableau ?? '')))
  expect(stray.map(({ code }) => code)).toEqual([])
})

test('[S68] the other parts are the états réglementaires', () => {
  const others = edition.parties.filter(({ code }) => code !== '01')
  expect(others.map(({ libelle, liasse }) => [libelle, liasse])).toEqual([
    ['02 - États réglementaires\u00a0: comptes annuels', 'er'],
    ['03 - États réglementaires\u00a0: annexe', 'er'],
    ['04 - États réglementaires\u00a0: fiches', 'er'],
  ])
})

test('[S58] the bilan, the compte de résultat and the ventilation of the ER all have their cell in the QDIS', () => {
  const same = ['BA', 'BP', 'CRC', 'CRP', 'VC', 'VP', 'VCS', 'VPS']
  const unlinked = same.flatMap((code) => cellsOf(qdis, code)).filter(({ at, formule, depuisEr }) => !formule && depuisEr !== at)
  expect(unlinked.map(({ at }) => at)).toEqual([])
})

test.each(FAMILLES)('a body of family %s finds its cells in every table meant for it', (famille) => {
  const sheet = openSheet(edition, 'qdis', { famille, valeurs: new Map() })
  const own = qdis.cellules.filter((cellule) => sheet.applies(cellule.at))
  const ventilation = famille === 'SEM' ? ['VCS', 'VPS'] : ['VC', 'VP']
  const expected = ['BA', 'BP', 'CRC', 'CRP', ...ventilation, ...tableauxQ.map(({ code }) => code)]
  expect([...new Set(own.map(({ tableau }) => tableau))].toSorted()).toEqual(expected.toSorted())
})

test('an empty QDIS says what is missing, table by table', () => {
  const sheet = openSheet(edition, 'qdis', { famille: 'COOP', valeurs: new Map() })
  const blocking = sheet
    .verify()
    .anomalies.filter(({ niveau }) => niveau === 'bloquant')
    .map(({ controle }) => controle)
  expect(blocking).toEqual(expect.arrayContaining(['QDIS-001', 'QDIS-002', 'OBL-BP', 'OBL-Q01']))
})

test('a complete filing is kept for each family and each liasse', () => {
  expect(EXEMPLES.toSorted()).toEqual(['coop', 'coop-er', 'esh', 'esh-er', 'oph', 'oph-er', 'sem', 'sem-er'])
})

/** Controls of a liasse that compare with the filed dossier of the year before: nothing to say of a body that files for the first time. */
const readsTheYearBefore = (liasse: LiasseCompilee): ReadonlySet<string> =>
  new Set(liasse.controles.filter(({ texte }) => texte.includes('PRECEDENT(')).map(({ code }) => code))

test.each(EXEMPLES)('[S01] the example %s has its required cells, no finding, and no control of its year left unanswered', (name) => {
  const sheet = openExemple(name)
  const { anomalies, nonEvaluables } = sheet.verify()
  expect(anomalies).toEqual([])
  const ofTheYearBefore = readsTheYearBefore(sheet.liasse)
  expect(nonEvaluables.filter(({ controle }) => !ofTheYearBefore.has(controle))).toEqual([])
  const missing = sheet.liasse.cellules.filter(({ at, obligatoire }) => obligatoire && sheet.applies(at) && sheet.read(at).etat === 'vide')
  expect(missing.map(({ at }) => at)).toEqual([])
})

test.each(['oph', 'esh', 'coop', 'sem'])('the computed syntheses of the example %s close on its accounts to the centime', (name) => {
  const sheet = openExemple(name)
  const at = (address: string): number => valeurOf(sheet, address)
  expect(at('Q03.Q0305[N]')).toBe(at('BP.P131[N]'))
  expect([at('Q02.Q0209A[N]'), at('Q02.Q0214[N]')]).toEqual([at('BA.A400[net]'), at('BP.P400[N]')])
  expect([at('Q02.Q0209A[n1]'), at('Q02.Q0214[n1]')]).toEqual([at('BA.A400[n1]'), at('BP.P400[n1]')])
  expect(at('Q13.Q1301A[N]')).toBe(at('Q13.Q1301B[N]') + at('Q13.Q1301C[N]'))
  expect(at('Q11.Q1101[N]')).toBe(at('Q11.Q1102[N]'))
})

test('synchronising the example changes a few cells, not all of them', () => {
  const [mine, theirs] = [openExemple('coop'), openExemple('coop-er')]
  const differing = qdis.cellules.filter(
    ({ at, depuisEr }) =>
      depuisEr !== undefined &&
      theirs.read(depuisEr).etat !== 'vide' &&
      JSON.stringify(theirs.read(depuisEr)) !== JSON.stringify(mine.read(at)),
  )
  expect(differing.length).toBeGreaterThan(5)
  expect(differing.length).toBeLessThan(25)
})
