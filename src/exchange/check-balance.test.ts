import { expect, test } from 'vitest'
import { formatDefect, type Defect } from '#definitions/defect.ts'
import { edition } from '#test/balances-2025.ts'
import { checkDossier } from './check-dossier.ts'
import { openDossierFile, readDossier } from './read-dossier.ts'
import { writeConstats } from './write-constats.ts'
import { explainTree, writeExplication } from './write-explication.ts'

test('a total that the file states otherwise breaks the rule that the edition holds by construction', () => {
  const defauts: Defect[] = []
  const octets = new TextEncoder().encode(
    JSON.stringify({ liasse: 'qdis', famille: 'COOP', valeurs: { 'BP.P231[N]': '10.00', 'BP.P300[N]': '12.00' } }),
  )
  const ouvert = openDossierFile('d.json', octets, defauts)
  if (!ouvert) throw new Error(defauts.map(formatDefect).join('\n'))
  const dossier = readDossier(ouvert, { edition, editions: new Map() }, defauts)
  const verifie = checkDossier(dossier)
  expect(verifie.totaux).toEqual([
    { cellule: 'BP.P300[N]', fichier: '12.00', calcule: '10.00', regle: { code: 'CTL-018', message: 'Le total des dettes est inexact.' } },
  ])
  expect(writeConstats('d.json', dossier, verifie)).toContain('Le total des dettes est inexact. [CTL-018]')
})

test('a dossier file with a balance is checked and explained with it, amounts in euros', () => {
  const defauts: Defect[] = []
  const octets = new TextEncoder().encode(
    JSON.stringify({ liasse: 'qdis', famille: 'COOP', valeurs: {}, balance: [{ compte: '1572', debit: '0', credit: '123.45' }] }),
  )
  const ouvert = openDossierFile('d.json', octets, defauts)
  if (!ouvert) throw new Error(defauts.map(formatDefect).join('\n'))
  const { sheet, constats } = checkDossier(readDossier(ouvert, { edition, editions: new Map() }, defauts))
  expect(constats.anomalies.filter(({ controle }) => controle === 'CTL-039')).toMatchObject([{ gauche: '-123.45', ecart: '-123.45' }])
  expect(explainTree(sheet, 'BP.P212[N]').comptesExpliques?.balance).toEqual([
    { compte: '1572', libelle: expect.any(String) as string, montant: '123.45' },
  ])
  expect(writeExplication(sheet, 'BP.P212[N]').replaceAll(/[\u00a0\u202f]/g, ' ')).toMatch(/Balance : 1572 .* : 123,45 €/)
})
