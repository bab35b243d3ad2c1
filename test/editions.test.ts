import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Edition } from '#definitions/edition.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { openSheet, type CellValue, type Sheet } from '#engine/sheet.ts'
import { readEditionFolder } from '#store/read-edition-folder.ts'

const EDITIONS = ['2024', '2025', '2026'] as const
const editions: ReadonlyMap<string, Edition> = new Map(
  await Promise.all(
    EDITIONS.map(async (code) => [code, loadEdition(await readEditionFolder(join(import.meta.dirname, '../editions', code)))] as const),
  ),
)

function get(code: string): Edition {
  const edition = editions.get(code)
  if (!edition) throw new Error(`no edition ${code}`)
  return edition
}
const lignesOf = (code: string, tableau: string): ReadonlySet<string> =>
  new Set(get(code).liasses.flatMap(({ cellules }) => cellules.filter((own) => own.tableau === tableau).map(({ ligne }) => ligne)))
const comptesOf = (code: string, tableau: string, ligne: string): string | undefined =>
  get(code)
    .tableaux.find((own) => own.code === tableau)
    ?.lignes.flatMap((own) => (own.genre === 'ligne' && own.code === ligne ? [own.comptes] : []))[0]
const at = (sheet: Sheet, address: string): number => {
  const value = sheet.read(address)
  return value.etat === 'valeur' ? (value.valeur ?? 0) : 0
}

describe('the three editions', () => {
  test('each is complete and its own: year, digest, no control lost on the way', () => {
    expect(EDITIONS.map((code) => [get(code).code, get(code).exercice])).toEqual(EDITIONS.map((code) => [code, Number(code)]))
    expect(new Set(EDITIONS.map((code) => get(code).digest)).size).toBe(3)
    const controles = (code: string): number => get(code).liasses.reduce((sum, liasse) => sum + liasse.controles.length, 0)
    expect(controles('2024')).toBeGreaterThan(controles('2025') - 10)
    expect(controles('2026')).toBeGreaterThan(controles('2025') - 10)
  })

  test('[expert] the lines that controls.md marks « ≤24 » live in 2024 only, those marked « ≥25 » from 2025', () => {
    const until2024 = { CRC: ['C163', 'C201', 'C202', 'C203', 'C204'], CRP: ['R185', 'R206', 'R211', 'R212', 'R213', 'R214', 'R217'] }
    for (const [tableau, lignes] of Object.entries(until2024))
      for (const ligne of lignes)
        expect([ligne, ...EDITIONS.map((code) => lignesOf(code, tableau).has(ligne))]).toEqual([ligne, true, false, false])
    for (const [tableau, ligne] of [
      ['CRC', 'C172'],
      ['CRP', 'R174'],
      ['CRP', 'R186'],
    ] as const)
      expect([ligne, ...EDITIONS.map((code) => lignesOf(code, tableau).has(ligne))]).toEqual([ligne, false, true, true])
    expect(EDITIONS.map((code) => lignesOf(code, 'T19').size > 0)).toEqual([true, false, false])
  })

  test.each<[code: string, own: string, other: string]>([
    ['2024', '1572', '1525'],
    ['2025', '1525', '1572'],
    ['2026', '1525', '1572'],
  ])('in %s the gros entretien is provided for in %s, and %s is found (CTL-039)', (code, own, other) => {
    const found = (compte: string): boolean => {
      const balance = [{ compte, libelle: null, debitCents: 0, creditCents: 100_00 }]
      const { anomalies } = openSheet(get(code), 'er', { famille: 'OPH', valeurs: new Map(), balance }).verify()
      return anomalies.some(({ controle }) => controle === 'CTL-039')
    }
    expect([found(own), found(other)]).toEqual([false, true])
  })

  test('[expert] any body may transfer charges in 2024; from 2025 only a concession d’aménagement (CTL-083)', () => {
    const codes = (code: string): readonly string[] => get(code).liasses.flatMap(({ controles }) => controles.map((own) => own.code))
    expect(EDITIONS.map((code) => codes(code).filter((own) => own.endsWith('-083')).length)).toEqual([0, 2, 2])
  })

  test.each(EDITIONS)('[expert] in %s the SIEG results run from 2021 to the exercice, whose own result is computed', (code) => {
    const years = Array.from({ length: Number(code) - 2020 }, (_, rank) => `Y${2021 + rank}`)
    expect([...lignesOf(code, 'X10')]).toEqual([...years, 'Y90'])
    const sheet = openSheet(get(code), 'er', { famille: 'OPH', valeurs: new Map([['BP.P1311[N]', { etat: 'valeur', valeur: 500 }]]) })
    expect([at(sheet, `X10.Y${code}[resultat]`), at(sheet, 'X10.Y90[resultat]')]).toEqual([500, 500])
  })

  test('[expert] transferred charges stay out of the denominator of the ratio of 2024, in both liasses and both years (CTL-114)', () => {
    const of = (liasse: 'er' | 'qdis', cells: readonly string[], read: string): number => {
      const valeurs = new Map(cells.map((own, rank): [string, CellValue] => [own, { etat: 'valeur', valeur: rank === 0 ? 1000 : 300 }]))
      return at(openSheet(get('2024'), liasse, { famille: 'ESH', valeurs }), read)
    }
    expect(of('er', ['CRP.R204[total]', 'CRP.R206[total]'], 'AFN.AF22[N]')).toBe(1000)
    expect(of('er', ['CRP.R204[n1]', 'CRP.R206[n1]'], 'AFN.AF22[n1]')).toBe(1000)
    expect(of('qdis', ['CRP.R204[total]', 'CRP.R206[total]'], 'Q04.Q0404C[N]')).toBe(1000)
  })

  test('[expert] the lines and accounts announced for 2026 wait for 2026', () => {
    for (const [tableau, ligne] of [
      ['CRC', 'C118'],
      ['CRP', 'R141'],
    ] as const)
      expect([ligne, ...EDITIONS.map((code) => lignesOf(code, tableau).has(ligne))]).toEqual([ligne, false, false, true])
    expect(EDITIONS.map((code) => comptesOf(code, 'CRC', 'C117'))).toEqual(['604, 605, 608', '604, 605, 608', '604, 608'])
    expect(EDITIONS.map((code) => comptesOf(code, 'CRP', 'R186') ?? comptesOf(code, 'CRP', 'R213'))).toEqual([
      '775, 757',
      '757, 775 sauf 7756',
      '757, 775 sauf 7756',
    ])
  })
})

describe.each(EDITIONS)('the edition %s closes on itself', { timeout: 120_000 }, (code) => {
  test('whatever the figures of the compte de résultat, the soldes lead to the result and both ways to the CAF agree', () => {
    const edition = get(code)
    const er = edition.liasses.find((liasse) => liasse.code === 'er')
    // Detail lines follow the line they detail: a « dont » alone is no dossier.
    const entries =
      er?.cellules
        .filter(({ tableau, colonne, formule }) => /^CR[CP]$/.test(tableau) && colonne !== 'n1' && !formule)
        .map((own) => own.at) ?? []
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1_000_000_00, max: 1_000_000_00 }), { minLength: entries.length, maxLength: entries.length }),
        (figures) => {
          const valeurs = new Map(
            entries.map((address, rank): [string, CellValue] => [address, { etat: 'valeur', valeur: figures[rank] ?? 0 }]),
          )
          const first = openSheet(edition, 'er', { famille: 'COOP', valeurs })
          const resultat = at(first, 'CRP.R300[total]') - at(first, 'CRC.C220[total]')
          const sheet = first.with(new Map([['BP.P131[N]', { etat: 'valeur', valeur: resultat }]]))
          expect(at(sheet, 'SIG.SG99[N]')).toBe(resultat)
          expect(at(sheet, 'CAF.CF30[N]')).toBe(at(sheet, 'CAF.CF12[N]'))
          expect(at(sheet, 'CRC.C240[total]')).toBe(at(sheet, 'CRP.R320[total]'))
        },
      ),
      { numRuns: 30 },
    )
  })
})
