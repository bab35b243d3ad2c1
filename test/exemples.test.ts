import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { formatDefect, type Defect } from '#definitions/defect.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { checkDossier } from '#exchange/check-dossier.ts'
import { openDossierFile, readDossier } from '#exchange/read-dossier.ts'
import { readEditionFolder } from '#store/read-edition-folder.ts'

const EDITIONS = join(import.meta.dirname, '../editions')
const NAMES = ['oph', 'esh', 'coop', 'sem'].flatMap((famille) => [famille, `${famille}-er`])
const editions = await Promise.all(
  ['2024', '2026'].map(async (code) => [code, loadEdition(await readEditionFolder(join(EDITIONS, code)))] as const),
)

/** Read what these filings have not: the filing of the year before, the balance. */
const AILLEURS = /\b(PRECEDENT2?|SOLDE|DEBIT|CREDIT)\(/

describe.each(editions)('the complete filings of %s', (code, edition) => {
  const pathOf = (name: string): string => join(EDITIONS, code, 'exemples', `${name}.json`)

  test.each(NAMES)('%s is read whole, has its required cells and no finding, and leaves no control of its year unanswered', (name) => {
    const defauts: Defect[] = []
    const ouvert = openDossierFile(name, readFileSync(pathOf(name)), defauts)
    expect(defauts.map(formatDefect)).toEqual([])
    if (!ouvert) return
    const { sheet, constats, totaux, misesDeCote } = checkDossier(readDossier(ouvert, { edition, editions: new Map() }, defauts))
    expect([defauts, totaux, misesDeCote, constats.anomalies]).toEqual([[], [], [], []])
    const reads = new Map(sheet.liasse.controles.map((own) => [own.code, own.texte]))
    const unanswered = constats.nonEvaluables.filter(({ controle }) => !AILLEURS.test(reads.get(controle) ?? ''))
    expect(unanswered.map(({ controle, manque }) => `${controle} ${manque.join(' ')}`)).toEqual([])
    const missing = sheet.liasse.cellules.filter((own) => own.obligatoire && sheet.applies(own.at) && sheet.read(own.at).etat === 'vide')
    expect(missing.map(({ at }) => at)).toEqual([])
  })
})
