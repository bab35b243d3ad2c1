/** The accounts behind one cell: those of the chart that its line takes, and those of the balance that made its figure. [PI-10] */
import { findCompte, listSousComptes, type PlanDeComptes } from '#definitions/comptes/plan.ts'
import { matchLength, type Terme } from '#definitions/comptes/selection.ts'
import type { Cellule } from '#definitions/edition.ts'
import type { Comptes, Expression } from '#definitions/langage/ast.ts'
import { childrenOf } from '#definitions/langage/walk.ts'
import type { ComptePoste } from './affectation/balance.ts'
import { declaredActivites } from './affectation/activites.ts'
import { routeComptes, type BalanceAffectee, type CompteAffecte } from './affectation/route-balance.ts'
import type { Explained } from './explain.ts'
import { readCell } from './read-cell.ts'

export type CompteNomme = { readonly numero: string; readonly libelle: string }
export type ComptesExpliques = {
  /** The accounts that the line names, with their labels. */
  readonly plan?: readonly CompteNomme[]
  /** The posted accounts, in centimes and in the sign of the cell; absent without a balance. Their sum is the figure, unless it was typed over. */
  readonly balance?: readonly CompteAffecte[]
}

/** The accounts of a cell; nothing when neither its line nor its formula names any. */
export function explainComptes(explained: Explained, cellule: Cellule): ComptesExpliques {
  const { comptes } = explained.edition
  if (!comptes) return {}
  const cible = comptes.affectation.cibles.find(({ at, recuperable }) => at === cellule.at || recuperable === cellule.at)
  const lus = cellule.formule ? comptesRead(cellule.formule.expression) : []
  const termes = cible ? cible.selection : lus.flatMap(({ selection }) => selection)
  if (termes.length === 0 && !cible) return {}
  const balance =
    explained.cells.comptes && (cible ? affectes(explained, cellule) : lus.flatMap((own) => comptesOf(own, explained.cells.comptes ?? [])))
  return { plan: termes.flatMap((terme) => nommes(terme, comptes.plan)), ...(balance && { balance }) }
}

const comptesRead = (expression: Expression): readonly Comptes[] =>
  expression.op === 'comptes' ? [expression] : childrenOf(expression).flatMap(comptesRead)

/** The chart's accounts of a root, or of each root of a range; a root that is only the start of numbers stands for them. */
function nommes({ de, a }: Terme, plan: PlanDeComptes): readonly CompteNomme[] {
  const exact = findCompte(plan, de)
  if (de === a && exact?.numero === de) return [{ numero: de, libelle: exact.libelle }]
  const under =
    de === a ? listSousComptes(plan, de) : plan.comptes.filter(({ numero }) => numero.length === de.length && numero >= de && numero <= a)
  return under.map(({ numero, libelle }) => ({ numero, libelle }))
}

const comptesOf = ({ selection, mesure }: Comptes, postes: readonly ComptePoste[]): readonly CompteAffecte[] =>
  postes
    .filter((compte) => matchLength(selection, compte) > 0 && compte[mesure] !== 0)
    .map((compte) => ({ compte: compte.numero, libelle: compte.libelle, montant: compte[mesure] }))

function affectes(explained: Explained, { at }: Cellule): readonly CompteAffecte[] {
  return routeOnce(explained)?.cellules.get(at)?.comptes ?? []
}

/** A balance is routed once for all the cells explained, for each set of declared activities. */
const routed = new WeakMap<readonly ComptePoste[], Map<string, BalanceAffectee>>()

function routeOnce({ edition, programme, cells }: Explained): BalanceAffectee | null {
  const { comptes } = cells
  if (!comptes) return null
  const { liasse, famille, indexOf } = programme
  const read = (at: string): ReturnType<typeof readCell> => readCell(liasse, cells, indexOf.get(at) ?? -1)
  const activites = declaredActivites({ edition, liasse, read })
  const key = [edition.digest, famille, ...activites].join(' ')
  const known = routed.get(comptes) ?? new Map<string, BalanceAffectee>()
  routed.set(comptes, known)
  const found = known.get(key) ?? routeComptes(edition, { famille, comptes, activites })
  known.set(key, found)
  return found
}
