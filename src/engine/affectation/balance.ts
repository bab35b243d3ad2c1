/** A trial balance as the engine takes it, and its accounts once added up. */
import type { Cote, Part } from '#definitions/comptes/selection.ts'
import { plainWords, type Affectation } from '#definitions/comptes/affectation.ts'
import { findAncetre, findCompte, type ComptePlan, type PlanDeComptes } from '#definitions/comptes/plan.ts'
import { MAX_VALEUR } from '../money.ts'

/** One line of a balance: both columns in centimes, none negative. An account may come more than once (auxiliaries): it is added up. */
export type SoldeDeCompte = {
  readonly compte: string
  /** The body's own label. */
  readonly libelle: string | null
  readonly debitCents: number
  readonly creditCents: number
}
export type Balance = readonly SoldeDeCompte[]

/** An account as posted, its lines added up. Never netted with another account (arbitrages R3). */
export type ComptePoste = {
  readonly numero: string
  /** The chart's label, else the body's, else that of the nearest account of the chart. */
  readonly libelle: string
  /** The words that decide (arbitrages R5): the chart's label, or the body's for an account that the chart does not have. */
  readonly intitule: string
  readonly part: Part
  readonly debit: number
  readonly credit: number
  /** Debit less credit, in centimes. */
  readonly solde: number
  /** Null when the balance is nil. */
  readonly cote: Cote | null
  /** The account of the chart, or the nearest one above. */
  readonly auPlan: ComptePlan | null
}
export type Comptes = { readonly plan: PlanDeComptes; readonly affectation: Pick<Affectation, 'recuperable'> }

/**
 * The accounts of a balance, in the order of their numbers. Throws a `RangeError` when an amount is not a whole number of centimes, or
 * when the total of a column is beyond `MAX_VALEUR`: no sum of them could then be trusted.
 */
export function mergeBalance(balance: Balance, comptes: Comptes): readonly ComptePoste[] {
  const merged = new Map<string, { libelle: string | null; debit: number; credit: number }>()
  let [debit, credit] = [0, 0]
  for (const ligne of balance) {
    debit += checked(ligne.debitCents)
    credit += checked(ligne.creditCents)
    if (debit > MAX_VALEUR || credit > MAX_VALEUR) throw new RangeError('the balance is beyond the amounts that are held exactly')
    const own = merged.get(ligne.compte) ?? { libelle: null, debit: 0, credit: 0 }
    own.libelle ??= ligne.libelle
    own.debit += ligne.debitCents
    own.credit += ligne.creditCents
    merged.set(ligne.compte, own)
  }
  return [...merged]
    .map(([numero, own]) => toPoste(numero, own, comptes))
    .toSorted((a, b) => Number(a.numero > b.numero) - Number(a.numero < b.numero))
}

function checked(cents: number): number {
  if (Number.isSafeInteger(cents) && cents >= 0) return cents
  throw new RangeError(`${cents} is not a whole number of centimes, nil or positive`)
}

type Mouvements = { readonly libelle: string | null; readonly debit: number; readonly credit: number }

/** An account with its labels, its part and its side. */
export function toPoste(numero: string, { libelle, debit, credit }: Mouvements, { plan, affectation }: Comptes): ComptePoste {
  const compte = findCompte(plan, numero)
  const auPlan = compte ?? findAncetre(plan, numero)
  const intitule = compte?.libelle ?? libelle ?? ''
  const solde = debit - credit
  return {
    numero,
    libelle: intitule === '' ? (auPlan?.libelle ?? '') : intitule,
    intitule,
    part: partOf(intitule, affectation) ?? partOf(auPlan?.libelle ?? '', affectation) ?? 'NR',
    debit,
    credit,
    solde,
    cote: solde === 0 ? null : solde > 0 ? 'debiteur' : 'crediteur',
    auPlan,
  }
}

/** What the words of a label say of the recoverable part; null when they say nothing. */
function partOf(intitule: string, { recuperable: { oui, non } }: Comptes['affectation']): Part | null {
  const words = plainWords(intitule)
  if (non.some((word) => words.includes(word))) return 'NR'
  return oui.some((word) => words.includes(word)) ? 'R' : null
}

/** Whether the account is posted at the root itself, padding zeros apart: 2911 or 2911000 for 2911. */
export const isSansDetail = (numero: string, racine: string): boolean =>
  numero.startsWith(racine) && /^0*$/.test(numero.slice(racine.length))
