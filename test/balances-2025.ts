/** The edition 2025 and balances of a few accounts, for the tests of their routing. */
import { join } from 'node:path'
import type { Edition, Famille } from '#definitions/edition.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { readEditionFolder } from '#store/read-edition-folder.ts'
import type { Balance } from '#engine/affectation/balance.ts'
import type { Choix } from '#engine/affectation/find-destination.ts'
import { routeBalance, type BalanceAffectee } from '#engine/affectation/route-balance.ts'

export const edition: Edition = loadEdition(await readEditionFolder(join(import.meta.dirname, '../editions/2025')))
export const FAMILLES: readonly Famille[] = ['OPH', 'ESH', 'COOP', 'SEM']

/** `{ '411': 100, '401': -100 }`: account to its balance, a credit being negative; a label may follow the number, `4169 Douteux`. */
export function balanceOf(soldes: Readonly<Record<string, number>>): Balance {
  return Object.entries(soldes).map(([said, solde]) => {
    const [compte = '', ...libelle] = said.split(' ')
    return { compte, libelle: libelle.join(' ') || null, debitCents: Math.max(solde, 0), creditCents: Math.max(-solde, 0) }
  })
}
type Options = { readonly famille?: Famille; readonly activites?: readonly string[]; readonly choix?: Readonly<Record<string, Choix>> }
export const route = (
  soldes: Readonly<Record<string, number>>,
  { famille = 'COOP', activites = [], choix = {} }: Options = {},
): BalanceAffectee =>
  routeBalance(edition, { famille, balance: balanceOf(soldes), activites: new Set(activites), choix: new Map(Object.entries(choix)) })

/** What reaches the cells, without the result that an unbalanced balance of a few accounts also gives. */
export const cells = (affectee: BalanceAffectee): Readonly<Record<string, number>> =>
  Object.fromEntries([...affectee.cellules.values()].filter(({ at }) => at !== 'BP.P131[N]').map(({ at, montant }) => [at, montant]))
/** Without the no-break spaces, so that sentences read as they are written here. */
const plain = (message: string): string => message.replace(/[\u00a0\u202f]/g, ' ')
export const messages = ({ remarques }: BalanceAffectee): readonly string[] => remarques.map(({ message }) => plain(message))
export const refusals = ({ refusDeBalance }: BalanceAffectee): readonly string[] => refusDeBalance.map(({ message }) => plain(message))
