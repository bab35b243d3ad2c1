/** For an account that no line takes: the lines of its usual sub-accounts, else of its neighbours. Proposed, never applied. */
import { listSousComptes, type PlanDeComptes } from '#definitions/comptes/plan.ts'
import type { Adresse } from '#definitions/edition.ts'
import { toPoste, type ComptePoste } from './balance.ts'
import { findDestination, type Routage } from './find-destination.ts'

export type Proposition = {
  readonly at: Adresse
  /** The accounts of the chart that go there, the first few: what the proposal rests on. */
  readonly comptes: readonly string[]
}
const MAX_PROPOSITIONS = 3
const MAX_COMPTES = 6

/** The likeliest first. */
export function proposeLignes(compte: ComptePoste, plan: PlanDeComptes, routage: Routage): readonly Proposition[] {
  const own = compte.numero.replace(/0+$/, '')
  for (let length = own.length; length >= 2; length--) {
    const found = linesOf(own.slice(0, length), compte, { plan, routage })
    if (found.length > 0) return found
  }
  return []
}

type Scene = { readonly plan: PlanDeComptes; readonly routage: Routage }

/** The lines of the accounts under a root, on the side of the account; on the other one when its own side has none. */
function linesOf(racine: string, { solde }: ComptePoste, scene: Scene): readonly Proposition[] {
  const sameSide = gather(racine, solde, scene)
  return sameSide.length > 0 ? sameSide : gather(racine, -solde, scene)
}

function gather(racine: string, solde: number, { plan, routage }: Scene): readonly Proposition[] {
  const mouvements = { libelle: null, debit: Math.max(solde, 0), credit: Math.max(-solde, 0) }
  const found = new Map<Adresse, string[]>()
  for (const { numero } of listSousComptes(plan, racine)) {
    const destination = findDestination(toPoste(numero, mouvements, { plan, affectation: routage.affectation }), routage)
    if (destination.genre !== 'case') continue
    found.set(destination.at, [...(found.get(destination.at) ?? []), numero])
  }
  return [...found]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .slice(0, MAX_PROPOSITIONS)
    .map(([at, comptes]) => ({ at, comptes: comptes.slice(0, MAX_COMPTES) }))
}
