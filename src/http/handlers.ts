/** What answers each route of the contract: the compiler refuses a route without its service, or a reply of another shape. */
import type { Body, Params, Reply, RouteName } from '#contract/routes.ts'
import { Problem } from '#domain/problems.ts'
import { annulerSynchronisation, lireAnnulation } from '#services/annuler-synchronisation.ts'
import { activerCompte, creerCompte, listerComptes, modifierCompte } from '#services/comptes.ts'
import { enregistrerCellules } from '#services/enregistrer-cellules.ts'
import { initialiser } from '#services/initialiser.ts'
import { justifier } from '#services/justifier.ts'
import { lireAccueil } from '#services/lire-accueil.ts'
import { lireDossier } from '#services/lire-dossier.ts'
import { lirePrecedents } from '#services/lire-precedents.ts'
import { lireHistorique } from '#services/lire-historique.ts'
import { classerDossier, creerOrganisme, emettreIdentifiants, suivreCampagne } from '#services/operateur.ts'
import { passerEtape } from '#services/passer-etape.ts'
import type { Plateforme } from '#services/plateforme.ts'
import { reprendrePrecedent } from '#services/reprendre-precedent.ts'
import { ouvrirSession, type Ouverture } from '#services/ouvrir-session.ts'
import { lireAssistance, lireReglages, modifierReglages } from '#services/reglages.ts'
import type { Call } from '#services/service.ts'
import { changerMotDePasse, fermerSession, findActeur, lireSession, listerSessions, revoquerSession } from '#services/session.ts'
import { lireSynchronisation, synchroniser } from '#services/synchronisation.ts'
import { verifier } from '#services/verifier.ts'

/** The request as a handler sees it; `call` throws when nobody is signed in. */
export type Demande = {
  readonly plateforme: Plateforme
  readonly maintenant: Date
  readonly adresse: string
  readonly appareil: string
  call(): Call
  /** What the browser kept of a former session. */
  readonly marque: string | null
  poserCookies(ouverture: Ouverture): void
  retirerCookie(): void
}

/** A reply is only read on its way out. */
type Settled<T> = T extends readonly (infer Item)[]
  ? readonly Settled<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: Settled<T[K]> }
    : T
type Handler<R extends RouteName> = (demande: Demande, input: Params<R> & Body<R>) => Promise<Settled<Reply<R>>>

/** A service as a handler: it gets the call and the checked input. */
const par =
  <In, Out>(service: (call: Call, input: In) => Promise<Out>) =>
  (demande: Demande, input: In): Promise<Out> =>
    service(demande.call(), input)

export const handlers: { readonly [R in RouteName]: Handler<R> } = {
  lireAssistance: (demande) => lireAssistance(demande.plateforme, demande.maintenant),
  ouvrirSession: async (demande, input) => {
    const { plateforme, maintenant, adresse, appareil, marque } = demande
    const ouverture = await ouvrirSession(plateforme, { ...input, adresse, appareil, marque, maintenant })
    const found = await findActeur(plateforme, ouverture.jeton, maintenant)
    if (!found) throw new Problem('session/absente')
    demande.poserCookies(ouverture)
    return lireSession({ plateforme, maintenant, adresse, ...found }, {})
  },
  lireSession: par(lireSession),
  fermerSession: async (demande) => {
    const done = await fermerSession(demande.call(), {})
    demande.retirerCookie()
    return done
  },
  changerMotDePasse: par(changerMotDePasse),
  listerSessions: par(listerSessions),
  revoquerSession: par(revoquerSession),
  lireEdition: (demande, input) => demande.plateforme.edition(demande.plateforme.base, input.digest),
  lireAccueil: par(lireAccueil),
  listerComptes: par(listerComptes),
  creerCompte: par(creerCompte),
  modifierCompte: par(modifierCompte),
  activerCompte: par(activerCompte),
  initialiser: par(initialiser),
  lireDossier: par(lireDossier),
  lirePrecedents: par(lirePrecedents),
  reprendrePrecedent: par(reprendrePrecedent),
  enregistrerCellules: par(enregistrerCellules),
  lireHistorique: par(lireHistorique),
  lireSynchronisation: par(lireSynchronisation),
  synchroniser: par(synchroniser),
  lireAnnulation: par(lireAnnulation),
  annulerSynchronisation: par(annulerSynchronisation),
  verifier: par(verifier),
  justifier: par(justifier),
  passerEtape: par(passerEtape),
  suivreCampagne: par(suivreCampagne),
  creerOrganisme: par(creerOrganisme),
  emettreIdentifiants: par(emettreIdentifiants),
  classerDossier: par(classerDossier),
  lireReglages: par(lireReglages),
  modifierReglages: par(modifierReglages),
}
