import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { listFeuilles } from '#definitions/comptes/plan.ts'
import { matchLength, type CompteVu } from '#definitions/comptes/selection.ts'
import type { Edition, Famille } from '#definitions/edition.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { routeBalance, type BalanceAffectee } from '#engine/affectation/route-balance.ts'
import { readEditionFolder } from '#store/read-edition-folder.ts'

const EDITIONS = join(import.meta.dirname, '../editions')
const codes = readdirSync(EDITIONS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
const editions = new Map(
  await Promise.all(codes.map(async (code) => [code, loadEdition(await readEditionFolder(join(EDITIONS, code)))] as const)),
)
const FAMILLES: readonly Famille[] = ['OPH', 'ESH', 'COOP', 'SEM']
const COTES = ['débit', 'crédit'] as const
type Cote = (typeof COTES)[number]
const CASES = codes.flatMap((code) => FAMILLES.flatMap((famille) => COTES.map((cote) => [code, famille, cote] as const)))

const comptesOf = (edition: Edition): NonNullable<Edition['comptes']> => {
  if (!edition.comptes) throw new Error(`edition ${edition.code} has no accounts`)
  return edition.comptes
}
function getEdition(code: string): Edition {
  const edition = editions.get(code)
  if (!edition) throw new Error(`no edition ${code}`)
  return edition
}

/** One euro on each account. */
function routeAll(edition: Edition, numeros: readonly string[], { famille, cote }: { famille: Famille; cote: Cote }): BalanceAffectee {
  const [debitCents, creditCents] = cote === 'débit' ? [100, 0] : [0, 100]
  return routeBalance(edition, { famille, balance: numeros.map((compte) => ({ compte, libelle: null, debitCents, creditCents })) })
}
/** Account → the cells that count it. */
function linesOf({ cellules }: BalanceAffectee): ReadonlyMap<string, readonly string[]> {
  const lines = new Map<string, readonly string[]>()
  for (const { at, detail, comptes } of cellules.values())
    for (const { compte } of detail ? [] : comptes) lines.set(compte, [...(lines.get(compte) ?? []), at])
  return lines
}

/** Accounts whose other side has no line (the table of sides of the arbitrages says « – »): they wait for a person. */
const SANS_LIGNE: Readonly<Record<Cote, readonly string[]>> = { débit: ['269', '279', '509'], crédit: ['4781'] }

describe.each(CASES)('edition %s, %s, a %s balance', (code, famille, cote) => {
  const edition = getEdition(code)
  const { plan, affectation } = comptesOf(edition)
  const numeros = listFeuilles(plan).map(({ numero }) => numero)
  const affectee = routeAll(edition, numeros, { famille, cote })

  test('every deepest account of the chart has exactly one line, or a sentence that refuses it', () => {
    expect(affectee.revue.map(({ compte }) => compte)).toEqual(SANS_LIGNE[cote])
    const lines = linesOf(affectee)
    expect([...lines].filter(([, cells]) => cells.length > 1)).toEqual([])
    const refused = affectee.refus.map(({ compte }) => compte)
    expect(refused.filter((compte) => lines.has(compte))).toEqual([])
    expect(lines.size + refused.length + SANS_LIGNE[cote].length).toBe(numeros.length)
  })

  test('no line wins by the order of the file: a longest root is the root of one line only', () => {
    const lignes = affectation.cibles.filter(({ detail, familles }) => !detail && (familles.length === 0 || familles.includes(famille)))
    const vu = (numero: string): CompteVu => ({ numero, cote: cote === 'débit' ? 'debiteur' : 'crediteur', part: 'NR' })
    const ties = plan.comptes.filter(({ numero }) => {
      const lengths = lignes.map(({ selection }) => matchLength(selection, vu(numero))).filter((length) => length > 0)
      return lengths.filter((length) => length === Math.max(...lengths)).length > 1
    })
    expect(ties.map(({ numero }) => numero)).toEqual([])
  })

  test('a « dont » line repeats accounts of the line above it', () => {
    const lines = linesOf(affectee)
    const strays = [...affectee.cellules.values()]
      .filter(({ detail }) => detail)
      .flatMap(({ at, comptes }) =>
        comptes.filter(({ compte }) => (lines.get(compte) ?? []).length !== 1).map(({ compte }) => `${at} ${compte}`),
      )
    expect(strays).toEqual([])
  })
})

describe.each(codes)('the depreciations of edition %s (R4)', (code) => {
  const edition = getEdition(code)
  const { plan } = comptesOf(edition)
  const actifs = listFeuilles(plan)
    .map(({ numero }) => numero)
    .filter((numero) => /^(20|21|22[1-3]|23|25|26|27|3[1-8])/.test(numero) && !/^(269|279)/.test(numero) && !/^(2678|2768)/.test(numero))

  test.each(['8', '9'])('an account made by a %s after the first digit goes to the line of its asset', (chiffre) => {
    const miroirs = actifs
      .filter((numero) => chiffre === '9' || /^2(0|1|2)/.test(numero))
      .map((actif) => ({ actif, miroir: `${actif.slice(0, 1)}${chiffre}${actif.slice(1)}` }))
    const lineOf = (numeros: readonly string[], cote: Cote): ReadonlyMap<string, string> =>
      new Map(
        [...linesOf(routeAll(edition, numeros, { famille: 'COOP', cote }))].map(([compte, [at = '']]) => [compte, at.replace(/\[.*/, '')]),
      )
    const ofActif = lineOf(
      miroirs.map(({ actif }) => actif),
      'débit',
    )
    const ofMiroir = lineOf(
      miroirs.map(({ miroir }) => miroir),
      'crédit',
    )
    const astray = miroirs.filter(({ actif, miroir }) => ofActif.get(actif) !== ofMiroir.get(miroir))
    expect(astray.map(({ actif, miroir }) => `${actif} ${ofActif.get(actif)}, ${miroir} ${ofMiroir.get(miroir)}`)).toEqual([])
  })
})

test('every account says its source', () => {
  for (const edition of editions.values()) {
    const { comptes, sources } = comptesOf(edition).plan
    expect(comptes.filter(({ source }) => !/\[expert\]|https:|arbitrages/.test(sources[source] ?? ''))).toEqual([])
    expect(comptes.length).toBeGreaterThanOrEqual(1519)
  }
})
