import { expect, test } from 'vitest'
import { formatDefect, type Defect } from '#definitions/defect.ts'
import { edition } from '#test/balances-2025.ts'
import { checkDossier } from './check-dossier.ts'
import { openDossierFile, readDossier } from './read-dossier.ts'
import { explainTree, writeExplication } from './write-explication.ts'

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
