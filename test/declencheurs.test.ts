/**
 * Every control of the edition, on a filing where it holds and on the same one changed so that it speaks: `declencheurs.json`. A control
 * without its line is red: nobody would see it break.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { LiasseCode } from '#definitions/edition.ts'
import { liasseCode } from '#definitions/shape.ts'
import { openSheet, type CellValue, type Sheet } from '#engine/sheet.ts'
import { parseWire } from '#engine/format-montant.ts'
import { readValeur } from '#exchange/read-valeur.ts'
import { yearBefore } from './annee-precedente.ts'
import { edition, FOLDER, getLiasse, openExemple, readExemple } from './edition-2025.ts'

/** What is changed: cells of the filing (null empties one), whole tables emptied, cells filed the year before, balances of accounts. */
const changement = z.strictObject({
  cases: z.record(z.string(), z.string().nullable()).optional(),
  tables_vides: z.array(z.string()).optional(),
  precedent: z.record(z.string(), z.string().nullable()).optional(),
  balance: z.record(z.string(), z.string()).optional(),
})
type Changement = z.output<typeof changement>
/** `passe`: what the filing needs for the control to have something to say; it stays when `declenche` is applied. */
const declencheur = z.strictObject({ exemple: z.string(), passe: changement.optional(), declenche: changement })
const declencheurs = z
  .record(liasseCode, z.record(z.string(), declencheur))
  .parse(JSON.parse(readFileSync(join(FOLDER, 'declencheurs.json'), 'utf8')))

const codeOf = (controle: string): string => controle.split('/')[0] ?? controle
/** What is only a cell to fill has its own test. */
const codesOf = (liasse: LiasseCode): readonly string[] =>
  [...new Set(getLiasse(liasse).controles.map(({ code }) => codeOf(code)))].filter((code) => !code.startsWith('OBL-'))

/** The example filings, read once. */
const exemples = new Map(
  [...new Set(Object.values(declencheurs).flatMap((own) => Object.values(own).map(({ exemple }) => exemple)))].map((name) => {
    const base = openExemple(name)
    return [name, { ...readExemple(name), base, filed: yearBefore(base) }] as const
  }),
)

function open(exemple: string, changements: readonly Changement[]): Sheet {
  const found = exemples.get(exemple)
  if (!found) throw new Error(`no example ${exemple}`)
  const { base, liasse, famille, saisies, balance } = found
  const emptied = new Set(changements.flatMap(({ tables_vides: tables = [] }) => tables))
  const valeurs = new Map([...saisies].filter(([at]) => !emptied.has(at.split('.')[0] ?? at)))
  const filed = new Map(found.filed)
  const comptes = new Map((balance ?? []).map((ligne) => [ligne.compte, ligne]))
  for (const { cases = {}, precedent = {}, balance: soldes = {} } of changements) {
    for (const [at, text] of Object.entries(cases)) valeurs.set(at, toValue(base, at, text))
    for (const [at, text] of Object.entries(precedent)) filed.set(at, toValue(base, at, text))
    for (const [compte, text] of Object.entries(soldes)) comptes.set(compte, toLigne(compte, text))
  }
  return openSheet(edition, liasse, { famille, valeurs, precedents: [filed], balance: [...comptes.values()] })
}

function toValue(sheet: Sheet, at: string, text: string | null): CellValue {
  const cellule = sheet.cellule(at)
  if (!cellule) throw new Error(`unknown cell ${at}`)
  const lu = readValeur(cellule, text, null)
  if ('refus' in lu) throw new Error(`${at}: ${lu.refus}`)
  return lu.valeur
}

function toLigne(compte: string, text: string) {
  const solde = parseWire(text, 2)
  if (solde === null) throw new Error(`${compte}: ${text} is no amount`)
  return { compte, libelle: null, debitCents: Math.max(solde, 0), creditCents: Math.max(-solde, 0) }
}

describe.each(Object.entries(declencheurs))('the controls of the liasse %s', (liasse, own) => {
  test('have each a filing where they hold and a change that triggers them', () => {
    expect(Object.keys(own).toSorted()).toEqual(codesOf(liasseCode.parse(liasse)).toSorted())
  })

  test.each(Object.entries(own))('%s', (code, { exemple, passe = {}, declenche }) => {
    const seul = new Set([code])
    const before = open(exemple, [passe]).verify(seul)
    expect([before.anomalies.map(({ message }) => message), before.total - before.nonEvaluables.length > 0]).toEqual([[], true])
    const [first] = open(exemple, [passe, declenche]).verify(seul).anomalies
    expect(codeOf(first?.controle ?? 'silent')).toBe(code)
    expect(first?.message).not.toMatch(/\{|undefined/)
  })
})

describe.each([...exemples.keys()])('what must be filled in the filing %s', (name) => {
  const sheet = open(name, [])
  const own = sheet.liasse.controles.filter(({ requis, familles }) => requis && (familles.length === 0 || familles.includes(sheet.famille)))

  test.each(own.map(({ code, requis = [] }) => ({ code, requis })))('is filled, and $code names it when it is not', (controle) => {
    const seul = new Set([controle.code])
    expect(sheet.verify(seul).anomalies).toEqual([])
    const tableau = controle.code.replace('OBL-', '')
    const isListe = sheet.liasse.listes.some((liste) => liste.tableau === tableau)
    const [row] = sheet.rows(tableau)
    if (isListe && row === undefined) return
    for (const { index, libelle } of controle.requis) {
      const cellule = sheet.cellule(index)
      const at = row === undefined ? (cellule?.at ?? '') : `${tableau}.L${row}[${cellule?.colonne ?? ''}]`
      if (!sheet.applies(at)) continue
      const [anomalie] = sheet.with(new Map([[at, { etat: 'vide' as const }]])).verify(seul).anomalies
      expect([anomalie?.cellules, anomalie?.message.includes(libelle)]).toEqual([[at], true])
    }
  })
})
