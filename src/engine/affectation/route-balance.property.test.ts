import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { edition, FAMILLES, route } from '#test/balances-2025.ts'
import { routeBalance } from './route-balance.ts'

/** Accounts of every class, some of the chart, some deeper, some unknown. */
const numeros = edition.comptes?.plan.comptes.map(({ numero }) => numero) ?? []
const compte = fc.tuple(fc.constantFrom(...numeros), fc.stringMatching(/^[0-9]{0,2}$/)).map(([numero, tail]) => numero + tail)
const ligne = fc.record({
  compte,
  libelle: fc.option(fc.constantFrom('part récupérable', 'baux', 'pour compte de tiers', 'divers'), { nil: null }),
  debitCents: fc.nat(1_000_000_00),
  creditCents: fc.nat(1_000_000_00),
})
const NUMERIC = { numRuns: 300 }

describe('whatever the balance', () => {
  const balance = fc.array(ligne, { maxLength: 60 })
  const famille = fc.constantFrom(...FAMILLES)

  test('every centime posted is in one cell, in the review list or refused: none lost, none twice', () => {
    fc.assert(
      fc.property(balance, famille, (lignes, own) => {
        const affectee = routeBalance(edition, { famille: own, balance: lignes })
        const sens = new Map(
          edition.comptes?.affectation.cibles.flatMap(({ at, recuperable, sens: side }) =>
            [at, recuperable ?? at].map((cell) => [cell, side] as const),
          ),
        )
        const affectes = [...affectee.cellules.values()].filter(({ detail }) => !detail)
        const routed = affectes.reduce(
          (sum, { at, comptes }) => sum + comptes.reduce((own2, { montant }) => own2 + (sens.get(at) === 'debit' ? montant : -montant), 0),
          0,
        )
        const waiting = [...affectee.revue, ...affectee.refus].reduce((sum, { solde }) => sum + solde, 0)
        expect(routed + waiting).toBe(lignes.reduce((sum, { debitCents, creditCents }) => sum + debitCents - creditCents, 0))
        const once = [...affectes.flatMap(({ comptes }) => comptes), ...affectee.revue, ...affectee.refus].map((found) => found.compte)
        expect(new Set(once).size).toBe(once.length)
      }),
      NUMERIC,
    )
  })

  test('each cell is the sum of the accounts that it shows', () => {
    fc.assert(
      fc.property(balance, famille, (lignes, own) => {
        const { cellules, resultat } = routeBalance(edition, { famille: own, balance: lignes })
        for (const { at, montant, comptes } of cellules.values()) {
          const shown = comptes.reduce((sum, found) => sum + found.montant, 0)
          expect(montant).toBe(comptes.length === 0 && at === 'BP.P131[N]' ? resultat.gestion : shown)
        }
      }),
      NUMERIC,
    )
  })

  test('the order of its lines changes nothing', () => {
    fc.assert(
      fc.property(balance, famille, (lignes, own) => {
        const withoutLabels = lignes.map((one) => ({ ...one, libelle: null }))
        const [one, other] = [withoutLabels, withoutLabels.toReversed()].map((own2) =>
          routeBalance(edition, { famille: own, balance: own2 }),
        )
        expect(other).toEqual(one)
      }),
      { numRuns: 100 },
    )
  })

  test('balanced and accepted, its actif less its passif is nil, the result included', () => {
    const safe = numeros.filter((numero) => {
      const { revue, refus } = route({ [numero]: 100 })
      const other = route({ [numero]: -100 })
      return !numero.startsWith('12') && revue.length + refus.length + other.revue.length + other.refus.length === 0
    })
    fc.assert(
      fc.property(fc.array(fc.record({ ...ligneOf(safe) }), { minLength: 1, maxLength: 60 }), (lignes) => {
        const gap = lignes.reduce((sum, { debitCents, creditCents }) => sum + debitCents - creditCents, 0)
        const bank = { compte: '512', libelle: null, debitCents: Math.max(-gap, 0), creditCents: Math.max(gap, 0) }
        const affectee = routeBalance(edition, { famille: 'COOP', balance: [...lignes, bank] })
        expect(affectee.applicable).toBe(true)
        const sumOf = (pattern: RegExp): number =>
          [...affectee.cellules.values()]
            .filter(({ at, detail }) => !detail && pattern.test(at))
            .reduce((sum, { montant }) => sum + montant, 0)
        const actif = sumOf(/^BA\..*\[brut\]/) - sumOf(/^BA\..*\[amort\]/)
        const passif = sumOf(/^BP\./) - 2 * sumOf(/^BP\.P142\[/)
        const resultat = sumOf(/^CRP\./) - sumOf(/^CRC\./)
        expect([actif - passif, sumOf(/^BP\.P131\[/)]).toEqual([0, resultat])
      }),
      NUMERIC,
    )
  })
})

const ligneOf = (known: readonly string[]) => ({
  compte: fc.constantFrom(...known),
  libelle: fc.constant(null),
  debitCents: fc.nat(1_000_000_00),
  creditCents: fc.nat(1_000_000_00),
})
