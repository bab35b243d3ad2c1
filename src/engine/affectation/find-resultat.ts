/** The result of the year, read on both sides before the closing entries (arbitrages R10). */
import { matchLength } from '#definitions/comptes/selection.ts'
import type { ComptePoste } from './balance.ts'
import type { Routage } from './find-destination.ts'

export type EtatDuResultat =
  /** Classes 6 and 7 open, account 12 nil: the usual balance. */
  | 'avant_cloture'
  /** Both open, and equal: account 12 repeats the result. */
  | 'egaux'
  /** Both open, and different: refused. */
  | 'discordant'
  /** Classes 6 and 7 nil, account 12 open: there is no compte de résultat to draw. */
  | 'apres_cloture'
  /** Nothing on either side. */
  | 'nul'
export type Resultat = {
  readonly etat: EtatDuResultat
  /** Classes 7 less classes 6, in centimes; a loss is negative. */
  readonly gestion: number
  /** What the accounts of the result hold. */
  readonly bilan: number
}

/** `comptesDuResultat`: the accounts that the line of the result takes. */
export function findResultat(
  comptes: readonly ComptePoste[],
  comptesDuResultat: readonly ComptePoste[],
  { affectation }: Routage,
): Resultat {
  const { charges, produits } = affectation.resultat
  const ofGestion = comptes.filter((compte) => matchLength(charges, compte) > 0 || matchLength(produits, compte) > 0)
  const gestion = -sumOf(ofGestion) + 0
  const bilan = -sumOf(comptesDuResultat) + 0
  return { etat: etatOf({ ouverte: isOpen(ofGestion), gestion }, { ouvert: isOpen(comptesDuResultat), bilan }), gestion, bilan }
}

const sumOf = (comptes: readonly ComptePoste[]): number => comptes.reduce((sum, { solde }) => sum + solde, 0)
const isOpen = (comptes: readonly ComptePoste[]): boolean => comptes.some(({ solde }) => solde !== 0)

type Gestion = { readonly ouverte: boolean; readonly gestion: number }
type Bilan = { readonly ouvert: boolean; readonly bilan: number }

function etatOf({ ouverte, gestion }: Gestion, { ouvert, bilan }: Bilan): EtatDuResultat {
  if (!ouverte) return ouvert ? 'apres_cloture' : 'nul'
  if (!ouvert) return 'avant_cloture'
  return gestion === bilan ? 'egaux' : 'discordant'
}
