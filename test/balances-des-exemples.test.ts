import { expect, test } from 'vitest'
import { declaredActivites } from '#engine/affectation/activites.ts'
import { routeBalance } from '#engine/affectation/route-balance.ts'
import { edition, EXEMPLES, openExemple, readExemple, valeurOf } from './edition-2025.ts'

/** Cells that no account decides: the shares of the result and what is more than a year away; and rents before the RLS closed into them (S19). */
const SAISIES = /^(BP\.(P131\d|P300\d)|CRP\.R123[12])\[/

test.each(EXEMPLES)('the balance of the example %s makes each cell of its accounts, to the centime, and waits for nobody', (name) => {
  const sheet = openExemple(name)
  const { balance } = readExemple(name)
  if (!balance) throw new Error(`${name} has no balance`)
  const affectee = routeBalance(edition, { famille: sheet.famille, activites: declaredActivites(sheet), balance })
  expect([affectee.applicable, affectee.remarques]).toEqual([true, []])
  const cibles = edition.comptes?.affectation.cibles.flatMap(({ at, recuperable }) => (recuperable ? [at, recuperable] : [at]))
  const own = (cibles ?? []).filter((at) => sheet.applies(at) && !sheet.cellule(at)?.formule && !SAISIES.test(at))
  const reached = own.map((at) => [at, affectee.cellules.get(at)?.montant ?? 0])
  expect(own.length).toBeGreaterThan(150)
  expect(reached).toEqual(own.map((at) => [at, valeurOf(sheet, at)]))
})
