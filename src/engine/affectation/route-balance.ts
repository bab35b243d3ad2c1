/**
 * A trial balance → the cells of an edition: each posted account in one line, by the data of the edition (arbitrages R1 to R10).
 * Pure, exact to the centime; nothing is guessed, netted or dropped. What is not sure waits in `revue`, what is not allowed in `refus`.
 */
import type { Adresse, Edition, Famille } from '#definitions/edition.ts'
import { mergeBalance, type Balance, type ComptePoste } from './balance.ts'
import { findDestination, listDetails, openRoutage, type Choix, type Destination, type Routage } from './find-destination.ts'
import { findResultat, type Resultat } from './find-resultat.ts'
import { proposeLignes, type Proposition } from './propose-lignes.ts'
import { euros, fill, remarquesOf, wordsOf, type Remarque } from './remarques.ts'

export type CompteAffecte = {
  readonly compte: string
  readonly libelle: string
  /** What it brings to the cell, in centimes and in the sign of the cell. */
  readonly montant: number
}
export type CelluleAffectee = {
  readonly at: Adresse
  /** In centimes. */
  readonly montant: number
  /** The accounts that make it, in the order of their numbers; none for a result read from classes 6 and 7. */
  readonly comptes: readonly CompteAffecte[]
  /** A « dont » line: it repeats what another cell counts. */
  readonly detail: boolean
}
/** An account that no line takes: it waits for a person, with the lines likeliest to be its own. */
export type CompteARevoir = Omit<CompteAffecte, 'montant'> & { readonly solde: number; readonly propositions: readonly Proposition[] }
export type CompteRefuse = Omit<CompteAffecte, 'montant'> & { readonly solde: number; readonly message: string; readonly source: string }
export type RefusDeBalance = {
  readonly code: 'desequilibre' | 'resultat_discordant' | 'apres_cloture'
  /** What cannot be drawn from the balance. */
  readonly portee: 'balance' | 'compte_de_resultat'
  readonly message: string
}
export type BalanceAffectee = {
  readonly cellules: ReadonlyMap<Adresse, CelluleAffectee>
  readonly revue: readonly CompteARevoir[]
  readonly remarques: readonly Remarque[]
  readonly refus: readonly CompteRefuse[]
  readonly refusDeBalance: readonly RefusDeBalance[]
  readonly resultat: Resultat
  /** Nothing waits, nothing is refused: the balance may be applied whole. */
  readonly applicable: boolean
}
export type BalanceAAffecter = {
  readonly famille: Famille
  readonly balance: Balance
  /** Codes of the activities that the body declares (`edition.comptes.affectation.activites`). */
  readonly activites?: ReadonlySet<string>
  /** By account number. */
  readonly choix?: ReadonlyMap<string, Choix>
}

/**
 * Routes a balance (amounts in centimes). Throws a `RangeError` when the edition has no accounts or when the balance is beyond the
 * amounts held exactly (`mergeBalance`).
 */
export function routeBalance(edition: Edition, { balance, ...body }: BalanceAAffecter): BalanceAffectee {
  return routeComptes(edition, { ...body, comptes: mergeBalance(balance, comptesOf(edition)) })
}

function comptesOf({ code, comptes }: Edition): NonNullable<Edition['comptes']> {
  if (!comptes) throw new RangeError(`edition ${code} has no chart of accounts`)
  return comptes
}

/** The same on accounts already added up. */
export function routeComptes(
  edition: Edition,
  {
    famille,
    comptes,
    activites = new Set(),
    choix = new Map(),
  }: Omit<BalanceAAffecter, 'balance'> & { readonly comptes: readonly ComptePoste[] },
): BalanceAffectee {
  const { plan, affectation } = comptesOf(edition)
  const routage = openRoutage(affectation, famille, activites)
  const postes = comptes.filter(({ solde }) => solde !== 0)
  const routes = postes.map((compte) => ({ compte, destination: findDestination(compte, routage, choix.get(compte.numero)) }))
  const duResultat = routes.filter(({ destination }) => destination.genre === 'case' && destination.at === routage.affectation.resultat.at)
  const resultat = findResultat(
    postes,
    duResultat.map(({ compte }) => compte),
    routage,
  )
  const revue = routes.flatMap(({ compte, destination }) =>
    destination.genre === 'aucune' ? [{ ...soldeOf(compte), propositions: proposeLignes(compte, plan, routage) }] : [],
  )
  const refus = routes.flatMap(({ compte, destination }) => (destination.genre === 'refus' ? [refuse(compte, destination)] : []))
  const refusDeBalance = refusalsOf(postes, resultat, routage)
  const remarques = routes.flatMap(({ compte, destination }) =>
    destination.genre === 'case' ? remarquesOf(compte, destination, { edition, routage }) : [],
  )
  return {
    cellules: cellulesOf(routes, { routage, resultat, choix }),
    revue,
    remarques: [...resteOf(duResultat, resultat, routage), ...remarques],
    refus,
    refusDeBalance,
    resultat,
    applicable: revue.length + refus.length + refusDeBalance.length === 0,
  }
}

type Route = { readonly compte: ComptePoste; readonly destination: Destination }
type Scene = { readonly routage: Routage; readonly resultat: Resultat; readonly choix: ReadonlyMap<string, Choix> }

const soldeOf = ({ numero, libelle, solde }: ComptePoste): Omit<CompteARevoir, 'propositions'> => ({ compte: numero, libelle, solde })

const refuse = (compte: ComptePoste, { refus }: Extract<Destination, { genre: 'refus' }>): CompteRefuse => ({
  ...soldeOf(compte),
  message: fill(refus.message, wordsOf(compte)),
  source: refus.source,
})

/** The cells and what makes them; the cell of the result holds classes 7 less 6 when no account holds it. */
function cellulesOf(routes: readonly Route[], { routage, resultat, choix }: Scene): ReadonlyMap<Adresse, CelluleAffectee> {
  const cellules = new Map<Adresse, CelluleAffectee>()
  const add = (
    at: Adresse,
    { numero: compte, libelle, solde }: ComptePoste,
    { sens, detail }: { sens: 'debit' | 'credit'; detail: boolean },
  ): void => {
    const montant = sens === 'debit' ? solde : -solde
    const before = cellules.get(at)
    cellules.set(at, {
      at,
      montant: (before?.montant ?? 0) + montant,
      comptes: [...(before?.comptes ?? []), { compte, libelle, montant }],
      detail,
    })
  }
  for (const { compte, destination } of routes) {
    if (destination.genre !== 'case') continue
    add(destination.at, compte, destination.cible)
    for (const { cible, at } of listDetails(compte, routage, choix.get(compte.numero))) add(at, compte, cible)
  }
  const { at } = routage.affectation.resultat
  if (resultat.etat === 'avant_cloture') cellules.set(at, { at, montant: resultat.gestion, comptes: [], detail: false })
  return cellules
}

/** What forbids the balance as a whole. An account 12 that repeats the result is left out of the équilibre: it is counted once. */
function refusalsOf(
  postes: readonly ComptePoste[],
  { etat, gestion, bilan }: Resultat,
  { affectation }: Routage,
): readonly RefusDeBalance[] {
  const { discordant, apresCloture } = affectation.resultat
  const words = { bilan: sayResultat(bilan), gestion: sayResultat(gestion) }
  const debit = postes.reduce((sum, { solde }) => sum + Math.max(solde, 0), 0)
  const credit = postes.reduce((sum, { solde }) => sum + Math.max(-solde, 0), 0)
  const ecart = debit - credit + (etat === 'egaux' ? bilan : 0)
  return [
    ...(ecart === 0
      ? []
      : [
          {
            code: 'desequilibre' as const,
            portee: 'balance' as const,
            message: fill(affectation.desequilibre, { debit: euros(debit), credit: euros(credit), ecart: euros(ecart) }),
          },
        ]),
    ...(etat === 'discordant'
      ? [{ code: 'resultat_discordant' as const, portee: 'balance' as const, message: fill(discordant, words) }]
      : []),
    ...(etat === 'apres_cloture'
      ? [{ code: 'apres_cloture' as const, portee: 'compte_de_resultat' as const, message: fill(apresCloture, words) }]
      : []),
  ]
}

/** « un bénéfice de 12,00 € » would need its own sentence: the sign is enough. */
const sayResultat = (cents: number): string => (cents < 0 ? `−${euros(cents)}` : euros(cents))

/** Account 12 still open although the classes 6 and 7 are not closed. */
function resteOf(duResultat: readonly Route[], { etat, bilan }: Resultat, { affectation }: Routage): readonly Remarque[] {
  const [first] = duResultat
  if (etat !== 'egaux' || !first) return []
  const { at, reste } = affectation.resultat
  return [{ compte: first.compte.numero, at, message: fill(reste, { bilan: sayResultat(bilan) }) }]
}
