/**
 * The one table of routes: the server mounts it, the browser calls it, OpenAPI is printed from it. Whoever adds a route
 * says who may call it (`acces`): nothing is open by default.
 */
import { z } from 'zod'
import * as s from './shapes.ts'

export type Acces =
  /** Nobody needs to be signed in. */
  | 'public'
  /** Any signed-in account, even before its first password change. */
  | 'session'
  /** Signed in, password changed. The service then asks `refusal…`. */
  | 'compte'
  | 'administrateur'
  | 'organisme'
  | 'operateur'

export type Route = {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  readonly path: `/${string}`
  readonly acces: Acces
  /** Bytes that the body may weigh; 256 KiB when nothing is said. */
  readonly corpsMaxOctets?: number
  readonly resume: string
  readonly params: z.ZodType
  readonly body: z.ZodType
  readonly reply: z.ZodType
}

const none = z.strictObject({})
const fait = z.object({ fait: z.literal(true) })
const dossierId = z.strictObject({ dossierId: s.uuid })
const compteId = z.strictObject({ compteId: s.uuid })

export const routes = {
  lireAssistance: {
    method: 'GET',
    path: '/api/assistance',
    acces: 'public',
    resume: 'Bloc d’assistance, avec son état du moment',
    params: none,
    body: none,
    reply: s.blocAssistance,
  },
  ouvrirSession: {
    method: 'POST',
    path: '/api/session',
    acces: 'public',
    resume: 'Se connecter',
    params: none,
    body: z.strictObject({ login: z.string().max(100), motDePasse: z.string().max(200) }),
    reply: s.session,
  },
  lireSession: {
    method: 'GET',
    path: '/api/session',
    acces: 'session',
    resume: 'Qui suis-je ?',
    params: none,
    body: none,
    reply: s.session,
  },
  fermerSession: {
    method: 'DELETE',
    path: '/api/session',
    acces: 'session',
    resume: 'Se déconnecter',
    params: none,
    body: none,
    reply: fait,
  },
  changerMotDePasse: {
    method: 'POST',
    path: '/api/session/mot-de-passe',
    acces: 'session',
    resume: 'Changer son mot de passe',
    params: none,
    body: z.strictObject({ ancien: z.string().max(200), nouveau: z.string().max(400) }),
    reply: fait,
  },
  listerSessions: {
    method: 'GET',
    path: '/api/sessions',
    acces: 'session',
    resume: 'Mes sessions ouvertes',
    params: none,
    body: none,
    reply: z.array(z.object({ id: s.uuid, ouverteLe: s.instant, vueLe: s.instant, appareil: z.string(), courante: z.boolean() })),
  },
  revoquerSession: {
    method: 'DELETE',
    path: '/api/sessions/:sessionId',
    acces: 'session',
    resume: 'Fermer une de mes sessions',
    params: z.strictObject({ sessionId: s.uuid }),
    body: none,
    reply: fait,
  },

  lireEdition: {
    method: 'GET',
    path: '/api/editions/:digest',
    acces: 'session',
    resume: 'L’édition compilée (immuable)',
    params: z.strictObject({ digest: z.string().regex(/^[0-9a-f]{64}$/) }),
    body: none,
    reply: z.unknown(),
  },
  lireAccueil: {
    method: 'GET',
    path: '/api/accueil',
    acces: 'compte',
    resume: 'La campagne de mon organisme',
    params: none,
    body: none,
    reply: s.accueil,
  },

  listerComptes: {
    method: 'GET',
    path: '/api/comptes',
    acces: 'administrateur',
    resume: 'Utilisateurs de l’organisme',
    params: none,
    body: none,
    reply: z.object({ comptes: z.array(s.compte), impasses: z.array(s.impasse) }),
  },
  creerCompte: {
    method: 'POST',
    path: '/api/comptes',
    acces: 'administrateur',
    resume: 'Ajouter un utilisateur',
    params: none,
    body: s.compteSaisi,
    reply: z.object({ compte: s.compte, impasses: z.array(s.impasse) }),
  },
  modifierCompte: {
    method: 'PUT',
    path: '/api/comptes/:compteId',
    acces: 'administrateur',
    resume: 'Modifier un utilisateur',
    params: compteId,
    body: s.compteSaisi.extend({ version: z.int() }),
    reply: z.object({ compte: s.compte, impasses: z.array(s.impasse) }),
  },
  activerCompte: {
    method: 'PUT',
    path: '/api/comptes/:compteId/actif',
    acces: 'administrateur',
    resume: 'Activer ou désactiver un utilisateur',
    params: compteId,
    body: z.strictObject({ actif: z.boolean() }),
    reply: z.object({ compte: s.compte, impasses: z.array(s.impasse) }),
  },

  initialiser: {
    method: 'POST',
    path: '/api/dossiers',
    acces: 'organisme',
    resume: 'Initialiser la campagne de l’année',
    params: none,
    body: z.strictObject({ liasse: s.liasse }),
    /** `reprises`: entry cells filled from the dossier filed the year before. */
    reply: z.object({ dossierId: s.uuid, reprises: z.int() }),
  },
  lireDossier: {
    method: 'GET',
    path: '/api/dossiers/:dossierId',
    acces: 'compte',
    resume: 'Lire un dossier',
    params: dossierId,
    body: none,
    reply: s.dossier,
  },
  lirePrecedents: {
    method: 'GET',
    path: '/api/dossiers/:dossierId/precedents',
    acces: 'compte',
    resume: 'Lire ce que le dossier a repris des dossiers déposés les deux années précédentes',
    params: dossierId,
    body: none,
    reply: z.object({ precedents: z.array(s.precedent) }),
  },
  reprendrePrecedent: {
    method: 'POST',
    path: '/api/dossiers/:dossierId/precedents',
    acces: 'organisme',
    resume: 'Reprendre le dossier de l’année précédente, déposé après l’initialisation',
    params: dossierId,
    body: none,
    /** `reprises`: entry cells filled; those that somebody wrote are left as they are. */
    reply: z.object({ seq: z.int(), reprises: z.int() }),
  },
  enregistrerCellules: {
    method: 'PUT',
    path: '/api/dossiers/:dossierId/cellules',
    // A whole liasse at once, from a program.
    corpsMaxOctets: 4 * 1024 * 1024,
    acces: 'organisme',
    resume: 'Enregistrer des cases',
    params: dossierId,
    body: z.strictObject({
      moyen: z.enum(['saisie', 'collage', 'annulation', 'api']),
      changements: z.array(s.changement).min(1).max(5000),
    }),
    reply: z.object({
      seq: z.int(),
      valeurs: s.valeurs,
      calculees: z.record(s.adresse, z.string().nullable()),
      conflits: z.array(s.conflit),
      le: s.instant,
    }),
  },
  lireHistorique: {
    method: 'POST',
    path: '/api/dossiers/:dossierId/historique',
    acces: 'compte',
    resume: 'Journal d’un dossier, ou d’une case',
    params: dossierId,
    body: z.strictObject({ at: s.adresse.optional(), avant: z.int().optional() }),
    /** `suite`: older lines follow, asked for with `avant`. */
    reply: z.object({ suite: z.boolean(), lignes: z.array(s.ligneJournal) }),
  },
  lireSynchronisation: {
    method: 'GET',
    path: '/api/dossiers/:dossierId/synchronisation',
    acces: 'organisme',
    resume: 'Différences entre les ER et le QDIS',
    params: dossierId,
    body: none,
    reply: z.object({ erDossierId: s.uuid, erSeq: z.int(), seq: z.int(), differences: z.array(s.difference), identiques: z.int() }),
  },
  synchroniser: {
    method: 'POST',
    path: '/api/dossiers/:dossierId/synchronisation',
    acces: 'organisme',
    resume: 'Reprendre dans le QDIS les cases acceptées',
    params: dossierId,
    body: z.strictObject({ erSeq: z.int(), seq: z.int(), cases: z.array(s.adresse).min(1).max(20000) }),
    reply: z.object({ seq: z.int(), reprises: z.int() }),
  },
  lireAnnulation: {
    method: 'GET',
    path: '/api/dossiers/:dossierId/synchronisation/:seq',
    acces: 'organisme',
    resume: 'Ce que changerait l’annulation d’une synchronisation',
    params: dossierId.extend({ seq: z.coerce.number().int().min(1) }),
    body: none,
    reply: z.object({
      seq: z.int(),
      le: s.instant,
      qui: z.string(),
      intactes: z.array(s.caseReprise),
      retouchees: z.array(s.caseReprise),
    }),
  },
  annulerSynchronisation: {
    method: 'POST',
    path: '/api/dossiers/:dossierId/synchronisation/annulation',
    acces: 'organisme',
    resume: 'Annuler une synchronisation',
    params: dossierId,
    body: z.strictObject({ seq: z.int() }),
    reply: z.object({ seq: z.int(), retablies: z.int(), gardees: z.array(s.adresse) }),
  },
  verifier: {
    method: 'POST',
    path: '/api/dossiers/:dossierId/verification',
    acces: 'compte',
    resume: 'Lancer la vérification',
    params: dossierId,
    body: none,
    reply: s.verification,
  },
  justifier: {
    method: 'PUT',
    path: '/api/dossiers/:dossierId/justifications',
    acces: 'organisme',
    resume: 'Justifier une anomalie',
    params: dossierId,
    body: z.strictObject({ controle: z.string().max(60), texte: z.string().max(4000) }),
    reply: z.object({ seq: z.int() }),
  },
  passerEtape: {
    method: 'POST',
    path: '/api/dossiers/:dossierId/passages',
    acces: 'compte',
    resume: 'Passer une étape, ou renvoyer',
    params: dossierId,
    body: z.strictObject({ action: z.string().max(60), motif: z.string().max(4000).optional() }),
    reply: z.object({ seq: z.int(), etape: s.etape, etapeLibelle: z.string() }),
  },

  suivreCampagne: {
    method: 'GET',
    path: '/api/operateur/suivi',
    acces: 'operateur',
    resume: 'Où en est chaque organisme',
    params: none,
    body: none,
    reply: z.object({ campagne: z.string(), aujourdhui: s.date, lignes: z.array(s.suivi) }),
  },
  creerOrganisme: {
    method: 'POST',
    path: '/api/operateur/organismes',
    acces: 'operateur',
    resume: 'Déclarer un organisme',
    params: none,
    body: z.strictObject({ numero: z.string().max(40), raisonSociale: z.string().max(200), famille: s.famille }),
    reply: z.object({ organisme: s.organisme }),
  },
  emettreIdentifiants: {
    method: 'POST',
    path: '/api/operateur/organismes/:organismeId/identifiants',
    acces: 'operateur',
    resume: 'Émettre les identifiants AD_ d’un organisme',
    params: z.strictObject({ organismeId: s.uuid }),
    body: z.strictObject({ forme: z.enum(['siret', 'siren']) }),
    reply: z.object({ login: z.string(), motDePasse: z.string() }),
  },
  classerDossier: {
    method: 'PUT',
    path: '/api/operateur/dossiers/:dossierId/sous-etape',
    acces: 'operateur',
    resume: 'Affecter une sous-étape',
    params: dossierId,
    body: z.strictObject({ sousEtape: z.string().max(60) }),
    reply: z.object({ seq: z.int() }),
  },
  lireReglages: {
    method: 'GET',
    path: '/api/operateur/reglages',
    acces: 'operateur',
    resume: 'Réglages de l’opérateur',
    params: none,
    body: none,
    reply: z.object({
      assistance: s.assistance,
      exceptionAdministrateur: z.boolean(),
      echeances: z.array(z.object({ liasse: s.liasse, famille: s.famille, ouverture: s.date, limite: s.date })),
    }),
  },
  modifierReglages: {
    method: 'PUT',
    path: '/api/operateur/reglages',
    acces: 'operateur',
    resume: 'Modifier les réglages',
    params: none,
    body: z.strictObject({
      assistance: s.assistance,
      exceptionAdministrateur: z.boolean(),
      echeances: z.array(z.strictObject({ liasse: s.liasse, famille: s.famille, ouverture: s.date, limite: s.date })),
    }),
    reply: fait,
  },
} as const satisfies Record<string, Route>

export type Routes = typeof routes
export type RouteName = keyof Routes
export type Params<R extends RouteName> = z.infer<Routes[R]['params']>
export type Body<R extends RouteName> = z.infer<Routes[R]['body']>
export type Reply<R extends RouteName> = z.infer<Routes[R]['reply']>

/** Server-sent events of a dossier: `event: modifie`, data `{ seq }`, where `null` says « read again ». Outside the table: its reply never ends. */
export const evenementsPath = '/api/dossiers/:dossierId/evenements'
