import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { formatDefect, type Defect } from '#definitions/defect.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { checkDossier } from '#exchange/check-dossier.ts'
import { declaredActivites } from '#engine/affectation/activites.ts'
import { routeBalance } from '#engine/affectation/route-balance.ts'
import { openDossierFile, readDossier, type DossierLu } from '#exchange/read-dossier.ts'
import { readEditionFolder } from '#store/read-edition-folder.ts'
import { valeurOf } from './edition-2025.ts'

const EDITIONS = join(import.meta.dirname, '../editions')
const NAMES = ['oph', 'esh', 'coop', 'sem'].flatMap((famille) => [famille, `${famille}-er`])
const editions = await Promise.all(
  ['2024', '2026'].map(async (code) => [code, loadEdition(await readEditionFolder(join(EDITIONS, code)))] as const),
)

/** Read what these filings have not: the filing of the year before. */
const AILLEURS = /\bPRECEDENT2?\(/
/** Cells that no account decides, as in those of 2025. */
const SAISIES = /^(BP\.(P131\d|P300\d)|CRP\.R123[12])\[/

describe.each(editions)('the complete filings of %s', (code, edition) => {
  const readFiling = (name: string): DossierLu => {
    const defauts: Defect[] = []
    const ouvert = openDossierFile(name, readFileSync(join(EDITIONS, code, 'exemples', `${name}.json`)), defauts)
    const dossier = ouvert && readDossier(ouvert, { edition, editions: new Map() }, defauts)
    if (!dossier || defauts.length > 0) throw new Error(defauts.map(formatDefect).join('\n'))
    return dossier
  }

  test.each(NAMES)('%s has its required cells and no finding, and leaves no control of its year unanswered', (name) => {
    const { sheet, constats, totaux, misesDeCote } = checkDossier(readFiling(name))
    expect([totaux, misesDeCote, constats.anomalies]).toEqual([[], [], []])
    const reads = new Map(sheet.liasse.controles.map((own) => [own.code, own.texte]))
    const unanswered = constats.nonEvaluables.filter(({ controle }) => !AILLEURS.test(reads.get(controle) ?? ''))
    expect(unanswered.map(({ controle, manque }) => `${controle} ${manque.join(' ')}`)).toEqual([])
    const missing = sheet.liasse.cellules.filter((own) => own.obligatoire && sheet.applies(own.at) && sheet.read(own.at).etat === 'vide')
    expect(missing.map(({ at }) => at)).toEqual([])
  })

  test.each(NAMES)('the balance of %s, in the accounts of its era, makes each cell to the centime and waits for nobody', (name) => {
    const dossier = readFiling(name)
    const { sheet } = checkDossier(dossier)
    const { famille, balance } = dossier
    if (!balance) throw new Error(`${name} has no balance`)
    const affectee = routeBalance(edition, { famille, activites: declaredActivites(sheet), balance })
    expect([affectee.applicable, affectee.remarques]).toEqual([true, []])
    const cibles = edition.comptes?.affectation.cibles.flatMap(({ at, recuperable }) => (recuperable ? [at, recuperable] : [at])) ?? []
    const own = cibles.filter((at) => sheet.applies(at) && !sheet.cellule(at)?.formule && !SAISIES.test(at))
    expect(own.length).toBeGreaterThan(150)
    expect(own.map((at) => [at, affectee.cellules.get(at)?.montant ?? 0])).toEqual(own.map((at) => [at, valeurOf(sheet, at)]))
  })
})
