/** Which findings still ask for an act: a blocking one, or one to justify without a justification that still holds. */
import type { Anomalie } from '#engine/verify.ts'
import type { DossierLu, DossierSnapshot } from './dossier-state.ts'

export type Justifications = ReadonlyMap<string, DossierLu['justifications'][number]>

export const justificationsOf = ({ justifications }: DossierLu): Justifications =>
  new Map(justifications.map((justification) => [justification.controle, justification]))

export const isOuverte = ({ niveau, controle }: Anomalie, justifications: Justifications): boolean =>
  niveau === 'bloquant' || (niveau === 'a_justifier' && justifications.get(controle)?.valide !== true)

/** Where « Corriger 3 erreurs » leads. [EG-01] */
export function premiereOuverte({ constat, lu }: Pick<DossierSnapshot, 'constat' | 'lu'>): Anomalie | undefined {
  const justifications = justificationsOf(lu)
  return constat.anomalies.find((anomalie) => isOuverte(anomalie, justifications))
}
