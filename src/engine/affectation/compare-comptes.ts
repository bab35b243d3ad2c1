/** What an accountant asks first of a new edition: the accounts that open, those that close, those that go to another line. */
import { writeSelection } from '#definitions/comptes/selection.ts'
import type { ComptePlan } from '#definitions/comptes/plan.ts'
import type { Edition, Famille } from '#definitions/edition.ts'
import { toPoste } from './balance.ts'
import { findDestination, openRoutage, type Routage } from './find-destination.ts'

/** Lines, `CRP.R186`, in the order of the form: more than one when the side or the family decides, none when no line takes the account. */
export type CompteCompare = {
  readonly compte: string
  readonly libelle: string
  /** Sub-accounts that do the same, not told one by one. */
  readonly sousComptes: number
  readonly avant: readonly string[]
  readonly apres: readonly string[]
}
/** A sentence that asks to justify some accounts: `comptes` as the edition writes them. */
export type RemarqueComparee = { readonly comptes: string; readonly message: string; readonly source: string }
export type ComptesCompares = {
  /** In the chart of the newer edition only; `avant` is empty. */
  readonly ouverts: readonly CompteCompare[]
  /** In the chart of the older edition only; `apres` is where they go all the same (arbitrages R9). */
  readonly fermes: readonly CompteCompare[]
  /** In both, not in the same line. */
  readonly deplaces: readonly CompteCompare[]
  readonly remarquesAjoutees: readonly RemarqueComparee[]
  readonly remarquesRetirees: readonly RemarqueComparee[]
}

type Sort = 'ouverts' | 'fermes' | 'deplaces'
type Compare = { readonly sort: Sort | null; readonly dit: CompteCompare }

const FAMILLES: readonly Famille[] = ['OPH', 'ESH', 'COOP', 'SEM']
const COTES: readonly { readonly debit: number; readonly credit: number }[] = [
  { debit: 1, credit: 0 },
  { debit: 0, credit: 1 },
]
const NOTHING: ComptesCompares = { ouverts: [], fermes: [], deplaces: [], remarquesAjoutees: [], remarquesRetirees: [] }

/** Every account of the chart, told with the root that speaks for its sub-accounts. Nothing for editions without accounts. */
export function compareComptes(avant: Edition, apres: Edition): ComptesCompares {
  if (!avant.comptes || !apres.comptes) return NOTHING
  const [before, after] = [routagesOf(avant.comptes), routagesOf(apres.comptes)]
  const all = apres.comptes.plan.comptes.map((compte): Compare => {
    const valid = [isValid(compte, avant), isValid(compte, apres)] as const
    const own = { avant: valid[0] ? linesOf(compte, avant.comptes, before) : [], apres: linesOf(compte, apres.comptes, after) }
    return { sort: sortOf(valid, own), dit: { compte: compte.numero, libelle: compte.libelle, sousComptes: 0, ...own } }
  })
  const told = gathered(all)
  const of = (sort: Sort): readonly CompteCompare[] => told.filter((own) => own.sort === sort).map(({ dit }) => dit)
  const [old, now] = [remarquesOf(avant.comptes), remarquesOf(apres.comptes)]
  return {
    ouverts: of('ouverts'),
    fermes: of('fermes'),
    deplaces: of('deplaces'),
    remarquesAjoutees: now.filter(({ message }) => old.every((own) => own.message !== message)),
    remarquesRetirees: old.filter(({ message }) => now.every((own) => own.message !== message)),
  }
}

const routagesOf = (comptes: NonNullable<Edition['comptes']>): readonly Routage[] =>
  FAMILLES.map((famille) => openRoutage(comptes.affectation, famille, new Set()))

const isValid = ({ depuis = -Infinity, jusqua = Infinity }: ComptePlan, { exercice }: Edition): boolean =>
  depuis <= exercice && exercice <= jusqua

function sortOf([inBefore, inAfter]: readonly [boolean, boolean], { avant, apres }: Pick<CompteCompare, 'avant' | 'apres'>): Sort | null {
  if (!inBefore && !inAfter) return null
  if (!inBefore) return 'ouverts'
  if (!inAfter) return 'fermes'
  return avant.join() === apres.join() ? null : 'deplaces'
}

/** The lines of an account, whatever its side and the family of the body. */
function linesOf({ numero, libelle }: ComptePlan, comptes: Edition['comptes'], routages: readonly Routage[]): readonly string[] {
  if (!comptes) return []
  const found = COTES.flatMap((cote) => {
    const poste = toPoste(numero, { libelle, ...cote }, comptes)
    return routages.flatMap((routage) => {
      const destination = findDestination(poste, routage)
      return destination.genre === 'case' ? [`${destination.cible.tableau}.${destination.cible.ligne}`] : []
    })
  })
  return [...new Set(found)]
}

/** An account that does as the one above it is counted there. */
function gathered(all: readonly Compare[]): readonly Compare[] {
  const told: { sort: Sort | null; dit: CompteCompare }[] = []
  for (const own of all) {
    const above = told.findLast(({ dit }) => own.dit.compte.startsWith(dit.compte))
    if (above && above.sort === own.sort && isSame(above.dit, own.dit)) above.dit = { ...above.dit, sousComptes: above.dit.sousComptes + 1 }
    else told.push({ ...own })
  }
  return told
}

const isSame = (a: CompteCompare, b: CompteCompare): boolean => a.avant.join() === b.avant.join() && a.apres.join() === b.apres.join()

const remarquesOf = ({ affectation }: NonNullable<Edition['comptes']>): readonly RemarqueComparee[] =>
  affectation.remarques.map(({ selection, message, source }) => ({ comptes: writeSelection(selection), message, source }))
