/** The chart of accounts: one chart for every edition, each account with the exercices in which it means what its label says. */

export type ComptePlan = {
  /** Digits only: `21315`. */
  readonly numero: string
  readonly libelle: string
  /** First exercice of the account, when it is younger than the chart. */
  readonly depuis?: number
  /** Last exercice of the account, when the regulation dropped it. */
  readonly jusqua?: number
  /** Position in `sources`. */
  readonly source: number
}
export type PlanDeComptes = {
  /** In the order of their digits: an account comes right before its sub-accounts. */
  readonly comptes: readonly ComptePlan[]
  readonly sources: readonly string[]
}

const indexes = new WeakMap<PlanDeComptes, ReadonlyMap<string, ComptePlan>>()

function indexOf(plan: PlanDeComptes): ReadonlyMap<string, ComptePlan> {
  const known = indexes.get(plan)
  if (known) return known
  const index = new Map(plan.comptes.map((compte) => [compte.numero, compte]))
  indexes.set(plan, index)
  return index
}

/**
 * The account of the chart that bears this number; a number padded with zeros (`6112000`) is its account without them (`6112`).
 * Null for an account that the chart does not have.
 */
export function findCompte(plan: PlanDeComptes, numero: string): ComptePlan | null {
  const index = indexOf(plan)
  for (let own = numero; own !== ''; own = own.slice(0, -1)) {
    const compte = index.get(own)
    if (compte) return compte
    if (!own.endsWith('0')) return null
  }
  return null
}

/** The nearest account of the chart that holds this one, itself included: 61121 for 6112199; null outside the chart. */
export function findAncetre(plan: PlanDeComptes, numero: string): ComptePlan | null {
  const index = indexOf(plan)
  for (let length = numero.length; length > 0; length--) {
    const compte = index.get(numero.slice(0, length))
    if (compte) return compte
  }
  return null
}

/** Whether the number is an account of the chart, or opens the numbers of some (773, for 7732). */
export function isRacine(plan: PlanDeComptes, numero: string): boolean {
  const { comptes } = plan
  const next = comptes[lowerBound(comptes, numero)]
  return next?.numero.startsWith(numero) ?? false
}

/** The accounts of the chart under a number, itself included. */
export function listSousComptes({ comptes }: PlanDeComptes, numero: string): readonly ComptePlan[] {
  const fromFirst = comptes.slice(lowerBound(comptes, numero))
  const end = fromFirst.findIndex((compte) => !compte.numero.startsWith(numero))
  return end === -1 ? fromFirst : fromFirst.slice(0, end)
}

/** The accounts that have no sub-account: those a balance is usually posted on. */
export function listFeuilles({ comptes }: PlanDeComptes): readonly ComptePlan[] {
  return comptes.filter(({ numero }, rank) => !(comptes[rank + 1]?.numero.startsWith(numero) ?? false))
}

/** Position of the first account whose number is not before `numero`. */
function lowerBound(comptes: readonly ComptePlan[], numero: string): number {
  let [low, high] = [0, comptes.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((comptes[middle]?.numero ?? '') < numero) low = middle + 1
    else high = middle
  }
  return low
}
