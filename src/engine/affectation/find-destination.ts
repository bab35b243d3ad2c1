/** The cell of one account: a person's choice, else the longest root, refusals and special cases winning over a line that is not longer. */
import { plainWords, type Affectation, type CasParticulier, type Cible, type RefusDeCompte } from '#definitions/comptes/affectation.ts'
import { isSous, matchLength, type Part, type Selection } from '#definitions/comptes/selection.ts'
import type { Adresse, Famille } from '#definitions/edition.ts'
import { isSansDetail, type ComptePoste } from './balance.ts'

/** What a person decided for one account, remembered from one balance to the next: its line, or only its part (arbitrages R5). */
export type Choix = { readonly at?: Adresse; readonly part?: Part }

/** The routing of an edition for one body. */
export type Routage = {
  readonly affectation: Affectation
  /** The cells that exist for the family, by address. */
  readonly cases: ReadonlyMap<Adresse, Cible>
  /** The lines that count an account. */
  readonly lignes: readonly Cible[]
  /** The « dont » lines, which repeat it. */
  readonly details: readonly Cible[]
  readonly refus: readonly RefusDeCompte[]
  readonly activites: ReadonlySet<string>
}
export type Destination =
  | { readonly genre: 'case'; readonly cible: Cible; readonly at: Adresse; readonly cas: CasParticulier | null }
  | { readonly genre: 'refus'; readonly refus: RefusDeCompte }
  | { readonly genre: 'aucune' }

/** The routing for a family and its declared activities. */
export function openRoutage(affectation: Affectation, famille: Famille, activites: ReadonlySet<string>): Routage {
  const applies = ({ familles }: { readonly familles: readonly Famille[] }): boolean => familles.length === 0 || familles.includes(famille)
  const cibles = affectation.cibles.filter(applies)
  const lignes = cibles.filter(({ detail }) => !detail)
  return {
    affectation,
    cases: new Map(
      lignes.flatMap((cible) => [cible.at, ...(cible.recuperable ? [cible.recuperable] : [])].map((at) => [at, cible] as const)),
    ),
    lignes,
    details: cibles.filter(({ detail }) => detail),
    refus: affectation.refus.filter(applies),
    activites,
  }
}

/** Where the balance of an account goes. */
export function findDestination(compte: ComptePoste, routage: Routage, choix: Choix = {}): Destination {
  if (choix.at !== undefined) return chosen(choix.at, routage)
  const refus = longest(routage.refus, compte)
  const cas = longest(
    routage.affectation.cas.filter((own) => isConcerned(own, compte, routage)),
    compte,
  )
  const ligne = longest(routage.lignes, compte)
  if (refus && refus.length >= Math.max(cas?.length ?? 0, ligne?.length ?? 0)) return { genre: 'refus', refus: refus.found }
  const special = cas && cas.length >= (ligne?.length ?? 0) ? cas.found : null
  const cible = special ? routage.cases.get(special.at) : ligne?.found
  if (!cible) return { genre: 'aucune' }
  return { genre: 'case', cible, at: addressOf(cible, choix.part ?? compte.part), cas: special }
}

/** A choice that names no cell of this edition and family is no choice: the account waits for another. */
function chosen(at: Adresse, { cases }: Routage): Destination {
  const cible = cases.get(at)
  return cible ? { genre: 'case', cible, at, cas: null } : { genre: 'aucune' }
}

const addressOf = ({ at, recuperable }: Cible, part: Part): Adresse => (part === 'R' && recuperable ? recuperable : at)

function longest<T extends { readonly selection: Selection }>(
  rules: readonly T[],
  compte: ComptePoste,
): { readonly found: T; readonly length: number } | null {
  let best: { found: T; length: number } | null = null
  for (const found of rules) {
    const length = matchLength(found.selection, compte)
    if (length > (best?.length ?? 0)) best = { found, length }
  }
  return best
}

function isConcerned({ sansDetail, intitule, activite, selection }: CasParticulier, compte: ComptePoste, { activites }: Routage): boolean {
  if (activite !== null && !activites.has(activite)) return false
  if (sansDetail && !isAtRoot(selection, compte.numero)) return false
  if (intitule.length === 0) return true
  const words = plainWords(compte.intitule)
  return intitule.some((word) => words.includes(word))
}

/** Whether the account is one of the roots themselves. */
export const isAtRoot = (selection: Selection, numero: string): boolean =>
  selection.some((terme) => isSous(numero, terme) && isSansDetail(numero, numero.slice(0, terme.de.length)))

/** The « dont » cells that repeat the account. */
export function listDetails(
  compte: ComptePoste,
  { details }: Routage,
  choix: Choix = {},
): readonly { readonly cible: Cible; readonly at: Adresse }[] {
  return details
    .filter(({ selection }) => matchLength(selection, compte) > 0)
    .map((cible) => ({ cible, at: addressOf(cible, choix.part ?? compte.part) }))
}
