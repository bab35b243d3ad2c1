/** The one main button of a liasse's card: what this person can usefully do next, and where that is done. [EG-01] */
import type { Edition, EtapeNumero } from '#definitions/edition.ts'
import type { Acteur } from './acteur.ts'
import { refusalDroit, type Contexte } from './droits.ts'

export type Cible = 'initialiser' | 'saisie' | 'correction' | 'verification' | 'passage' | 'lecture' | 'parametres' | 'aucun'
export type Acte = {
  readonly libelle: string
  readonly cible: Cible
  /** Code of the table to open; `null` = the first one. */
  readonly tableau: string | null
}

export type Avancement = {
  readonly etape: EtapeNumero
  /** True when no figure changed since the last verification. */
  readonly verifie: boolean
  /** Entry cells filled. */
  readonly remplies: number
  /** Findings of the last verification; `null` before the first. */
  readonly bloquants: number | null
  readonly aJustifier: number | null
  /** The table where somebody last wrote, when the last act wrote in one only. */
  readonly dernierTableau: string | null
}

const acte = (cible: Cible, libelle: string, tableau: string | null = null): Acte => ({ cible, libelle, tableau })
const compte = (nombre: number, un: string): string => `${nombre}\u00a0${un}${nombre > 1 ? 's' : ''}`

/** `avancement` is `null` while the liasse is not initialised. */
export function prochainActe(acteur: Acteur, avancement: Avancement | null, contexte: Contexte): Acte {
  const peut = (droit: string): boolean => refusalDroit(acteur, droit, contexte) === null
  if (acteur.genre === 'administrateur' && contexte.exceptionAdministrateur !== true) return acte('parametres', 'Gérer les utilisateurs')
  if (avancement === null) return peut('initialiser') ? acte('initialiser', 'Initialiser') : acte('aucun', 'En attente d’initialisation')
  const { edition } = contexte
  const passage = edition.passages.find(({ de, vers, acteur: qui }) => de === avancement.etape && vers > de && qui === 'organisme')
  const peutPasser = passage !== undefined && peut(passage.droit)
  const aVerifier = avancement.remplies === 0 || !avancement.verifie
  const { bloquants, aJustifier } = { bloquants: avancement.bloquants ?? 0, aJustifier: avancement.aJustifier ?? 0 }
  if (peutPasser && !aVerifier && bloquants + aJustifier === 0) return acte('passage', passage.libelle)
  if (edition.etapesSaisie.includes(avancement.etape)) {
    if (peut('saisir')) return saisie(avancement, edition)
    if (!aVerifier && aJustifier > 0 && peut('justifier')) return acte('correction', `Justifier ${compte(aJustifier, 'anomalie')}`)
  }
  if (!peutPasser) return acte('lecture', 'Consulter')
  if (avancement.remplies === 0) return acte('lecture', 'Consulter')
  return aVerifier
    ? acte('verification', 'Lancer la vérification')
    : acte('correction', `Voir ${compte(bloquants + aJustifier, 'anomalie')}`)
}

/** For whoever may type. */
function saisie({ verifie, remplies, bloquants, aJustifier, dernierTableau }: Avancement, { tableaux }: Edition): Acte {
  if (remplies === 0) return acte('saisie', 'Commencer la saisie')
  if (verifie && bloquants) return acte('correction', `Corriger ${compte(bloquants, 'erreur')}`)
  if (verifie && aJustifier) return acte('correction', `Justifier ${compte(aJustifier, 'anomalie')}`)
  const titre = tableaux.find(({ code }) => code === dernierTableau)?.titre
  return titre === undefined
    ? acte('saisie', 'Reprendre la saisie')
    : acte('saisie', `Reprendre au tableau «\u00a0${titre}\u00a0»`, dernierTableau)
}
