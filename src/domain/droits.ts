/**
 * Who may do what: the one authority, shared by the server and the browser. A refusal is a value (a problem code with its
 * details), so the screen can say it and the API returns the same sentence. `null` = allowed. Deny by default.
 */
import type { Edition, Passage } from '#definitions/edition.ts'
import type { Acteur } from './acteur.ts'
import { isVerifie, type Dossier } from './dossier.ts'
import { etapeLabel, etapeOf } from './etapes.ts'
import { Problem, type ProblemCode, type ProblemDetails } from './problems.ts'

export type Refusal = { readonly [C in ProblemCode]: { readonly code: C; readonly details: ProblemDetails<C> } }[ProblemCode]

/** Names of the people who hold a right, by right: what a refusal proposes. */
export type Detenteurs = Readonly<Record<string, readonly string[]>>

export type Contexte = { readonly edition: Edition; readonly detenteurs?: Detenteurs; readonly exceptionAdministrateur?: boolean }

const refuse = <C extends ProblemCode>(code: C, details: ProblemDetails<C>): Refusal => ({ code, details }) as Refusal

/** The refusal as an exception, for services. */
export const problemOf = (refusal: Refusal): Problem =>
  new (Problem as new (code: ProblemCode, details: unknown) => Problem)(refusal.code, refusal.details)

const libelleDroit = (edition: Edition, droit: string): string => edition.droits.find((d) => d.code === droit)?.libelle ?? droit

/** May this person use a right of the body at all, whatever the dossier? */
export function refusalDroit(
  acteur: Acteur,
  droit: string,
  { edition, detenteurs = {}, exceptionAdministrateur = false }: Contexte,
): Refusal | null {
  if (acteur.genre === 'administrateur' && !exceptionAdministrateur) return refuse('droit/administrateur-sans-saisie', undefined)
  if (acteur.genre === 'administrateur')
    return droit === 'saisir' || droit === 'initialiser' || droit === 'verifier'
      ? null
      : refuse('droit/administrateur-sans-saisie', undefined)
  const declared = edition.droits.find((d) => d.code === droit)
  if (acteur.genre === 'operateur' && declared?.acteur !== 'operateur') return refuse('droit/operateur', undefined)
  if (acteur.genre === 'utilisateur' && declared?.acteur !== 'organisme') return refuse('droit/organisme', undefined)
  if (acteur.profil === null) return refuse('droit/sans-profil', undefined)
  if (acteur.droits.includes(droit)) return null
  const profils = acteur.genre === 'operateur' ? edition.profils.filter((profil) => profil.droits.includes(droit)) : []
  return refuse('droit/manquant', {
    droit: libelleDroit(edition, droit),
    qui: detenteurs[droit] ?? [],
    profils: profils.map(({ libelle }) => libelle),
  })
}

/** Does the operator receive this liasse of this body? (CGLLS reads both liasses.) */
export const isDestinataire = (acteur: Acteur, dossier: Dossier, edition: Edition): boolean => {
  const destinataire = edition.liasses.find((liasse) => liasse.code === dossier.liasse)?.destinataire
  if (acteur.operateur === 'cglls') return true
  if (acteur.operateur === 'ministere') return destinataire === 'ministere'
  return acteur.operateur === 'federation' && destinataire === 'federation' && dossier.federationId === acteur.organismeId
}

/** May this person read the figures of the dossier? [S75] [S76] */
export function refusalLecture(acteur: Acteur, dossier: Dossier, contexte: Contexte): Refusal | null {
  if (acteur.genre === 'operateur') {
    if (!isDestinataire(acteur, dossier, contexte.edition)) return refuse('dossier/inconnu', undefined)
    const droit = refusalDroit(acteur, 'lire_transmis', contexte)
    if (droit) return droit
    return dossier.etape >= contexte.edition.etapeVisible
      ? null
      : refuse('dossier/non-transmis', { etape: etapeLabel(contexte.edition, dossier.etape) })
  }
  if (acteur.organismeId !== dossier.organismeId) return refuse('dossier/inconnu', undefined)
  if (acteur.genre === 'administrateur')
    return contexte.exceptionAdministrateur ? null : refuse('droit/administrateur-sans-saisie', undefined)
  return acteur.profil === null ? refuse('droit/sans-profil', undefined) : null
}

/** May this person read where the two parts of the body differ? The ER and the QDIS have different recipients: only the body reads both. */
export function refusalComparaison(acteur: Acteur, dossier: Dossier, contexte: Contexte): Refusal | null {
  return acteur.genre === 'operateur' ? refuse('droit/operateur', undefined) : refusalLecture(acteur, dossier, contexte)
}

/** May this person change figures (right `saisir`), synchronise, verify or justify now? */
export function refusalEcriture(acteur: Acteur, dossier: Dossier, demande: Contexte & { readonly droit: string }): Refusal | null {
  const lecture = refusalLecture(acteur, dossier, demande)
  if (lecture) return lecture
  const droit = refusalDroit(acteur, demande.droit, demande)
  if (droit) return droit
  return demande.edition.etapesSaisie.includes(dossier.etape) ? null : lectureSeule(dossier, demande)
}

const DESTINATAIRES = { federation: 'à la fédération', ministere: 'au ministère' } as const

/** Why nothing of the dossier changes any more, and who can give it back: by name in the body, by its part outside. [EG-02] */
function lectureSeule(dossier: Dossier, { edition, detenteurs = {} }: Contexte): Refusal {
  const etape = etapeLabel(edition, dossier.etape)
  const retour = edition.passages.find(({ de, vers }) => de === dossier.etape && vers < de)
  if (!retour) return refuse('dossier/lecture-seule', { etape, pourquoi: 'Il est clos : ce qui y est écrit fait foi.' })
  if (retour.acteur === 'organisme') {
    const qui = detenteurs[retour.droit] ?? []
    return refuse('dossier/lecture-seule', { etape, pourquoi: 'Il est au visa : qui le contrôle peut le renvoyer en saisie.', qui })
  }
  const destinataire = edition.liasses.find(({ code }) => code === dossier.liasse)?.destinataire ?? 'federation'
  return refuse('dossier/lecture-seule', { etape, pourquoi: `Il est transmis : demandez ${DESTINATAIRES[destinataire]} de le renvoyer.` })
}

/**
 * An operator only reads the findings of what it received. The body stamps its verification, at each step but the one that nothing leaves:
 * a closed dossier keeps the stamp it was closed with.
 */
export function refusalVerification(acteur: Acteur, dossier: Dossier, contexte: Contexte): Refusal | null {
  const lecture = refusalLecture(acteur, dossier, contexte)
  if (lecture || acteur.genre === 'operateur') return lecture
  const droit = refusalDroit(acteur, 'verifier', contexte)
  if (droit) return droit
  return contexte.edition.passages.some(({ de }) => de === dossier.etape) ? null : lectureSeule(dossier, contexte)
}

export type Anomalies = { readonly bloquants: number; readonly aJustifier: number }

/** May this person pass the dossier with `action` now? Steps are passed one by one. [S73] [S77] */
export function refusalPassage(
  acteur: Acteur,
  dossier: Dossier,
  demande: Contexte & { readonly action: string; readonly anomalies: Anomalies },
): Refusal | null {
  const { edition, action, anomalies } = demande
  const lecture = refusalLecture(acteur, dossier, demande)
  if (lecture) return lecture
  const passage: Passage | undefined = edition.passages.find((candidate) => candidate.action === action && candidate.de === dossier.etape)
  if (!passage) return refuse('dossier/etape', { etape: etapeLabel(edition, dossier.etape) })
  const droit = refusalDroit(acteur, passage.droit, demande)
  if (droit) return droit
  if (passage.verifie && !isVerifie(dossier)) return refuse('dossier/non-verifie', undefined)
  if (passage.sansBloquant && anomalies.bloquants > 0) return refuse('dossier/bloquants', { nombre: anomalies.bloquants })
  if (passage.sansBloquant && anomalies.aJustifier > 0) return refuse('dossier/a-justifier', { nombre: anomalies.aJustifier })
  return null
}

/** Only the `AD_` account manages the users of its body. [S09] */
export function refusalComptes(acteur: Acteur): Refusal | null {
  return acteur.genre === 'administrateur' ? null : refuse('droit/administrateur-seulement', undefined)
}

/** May this operator give the dossier it receives this sub-step? Each step has its own. */
export function refusalClassement(acteur: Acteur, dossier: Dossier, demande: Contexte & { readonly sousEtape: string }): Refusal | null {
  if (acteur.genre !== 'operateur') return refuse('droit/organisme', undefined)
  const refused = refusalLecture(acteur, dossier, demande) ?? refusalDroit(acteur, 'faire_avancer', demande)
  if (refused) return refused
  const { edition, sousEtape } = demande
  const isOfEtape = etapeOf(edition, dossier.etape).sousEtapes.some((candidate) => candidate.code === sousEtape)
  return isOfEtape ? null : refuse('dossier/etape', { etape: etapeLabel(edition, dossier.etape) })
}

/** May this operator use an operator right? */
export function refusalOperateur(acteur: Acteur, droit: string, contexte: Contexte): Refusal | null {
  return acteur.genre === 'operateur' ? refusalDroit(acteur, droit, contexte) : refuse('droit/organisme', undefined)
}
