import { expect, test } from 'vitest'
import { openSheet, type CellValue } from '#engine/sheet.ts'
import { edition2025, qdis } from '#test/dossier-scene.ts'
import { constatOf } from './a-completer.ts'

const montant = (euros: number): CellValue => ({ etat: 'valeur', valeur: euros * 100 })

function constat(cells: Readonly<Record<string, CellValue>>, demande = false, reprises: readonly string[] = []) {
  const valeurs = new Map(Object.entries(cells))
  const sheet = openSheet(edition2025, 'qdis', { famille: 'COOP', valeurs })
  const isReprise = (index: number): boolean => reprises.includes(sheet.cellule(index)?.at ?? '')
  return { sheet, ...constatOf(sheet.verify(), { liasse: qdis, presence: sheet.presence, famille: 'COOP', demande, isReprise }) }
}
const codes = (list: readonly { readonly controle: string }[]) => list.map(({ controle }) => controle)

test('[CH-05] an empty dossier greets with what remains to do, and not one finding', () => {
  const { anomalies, aCompleter, vide } = constat({})
  expect(anomalies).toEqual([])
  expect(aCompleter.length).toBeGreaterThan(0)
  expect(vide).toBe(true)
})

test('[CH-05] [PI-01] what comes from the year before begins no table', () => {
  const cells = { 'BA.A124[n1]': montant(1000), 'BP.P101[n1]': montant(900) }
  const { anomalies, vide } = constat(cells, false, Object.keys(cells))
  expect([anomalies, vide]).toEqual([[], true])
  expect(codes(constat(cells, false, ['BA.A124[n1]']).anomalies)).toContain('CTL-002')
})

test('[CH-05] a table that is begun is controlled at once; those still empty go on waiting', () => {
  const { anomalies, aCompleter, vide } = constat({ 'BA.A101[brut]': montant(-5), 'BA.A101[amort]': montant(3) })
  expect(codes(anomalies)).toContain('CTL-021/A101')
  expect(codes(aCompleter)).not.toContain('QDIS-001')
  expect(codes(aCompleter)).toContain('OBL-Q01')
  expect(vide).toBe(false)
})

test('[CH-05] once the verification is asked for, nothing is set aside', () => {
  const { sheet, anomalies, aCompleter } = constat({}, true)
  expect(aCompleter).toEqual([])
  expect(anomalies).toEqual(sheet.verify().anomalies)
})

test('[CH-12] whatever is set aside, the two lists together are what the engine finds', () => {
  const { sheet, anomalies, aCompleter } = constat({ 'BA.A124[brut]': montant(1000), 'BP.P101[N]': montant(900) })
  expect([...codes(anomalies), ...codes(aCompleter)].toSorted()).toEqual(codes(sheet.verify().anomalies).toSorted())
})
