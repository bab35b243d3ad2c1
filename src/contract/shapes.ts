/** The words of the API: every value that crosses the wire, checked in and out. Amounts are decimal strings in euros. */
import { z } from 'zod'

export const uuid = z.uuid()
export const instant = z.iso.datetime()
export const date = z.iso.date()
export const famille = z.enum(['OPH', 'ESH', 'COOP', 'SEM'])
export const liasse = z.enum(['qdis', 'er'])
export const etape = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(6)])
/** `BA.A101[brut]` */
export const adresse = z.string().min(3).max(60)

export const assistance = z.object({
  nom: z.string(),
  telephone: z.string(),
  ouverture: z.string().regex(/^\d{2}:\d{2}$/),
  fermeture: z.string().regex(/^\d{2}:\d{2}$/),
  federation: z.object({ nom: z.string(), telephone: z.string(), courriel: z.string() }),
})

/** The support block: `courriel` is cut in two so that no page carries the whole address. [S83] */
export const blocAssistance = z.object({
  nom: z.string(),
  telephone: z.string(),
  horaires: z.string(),
  ouverte: z.boolean(),
  phrase: z.string(),
  federation: z.object({ nom: z.string(), telephone: z.string(), courriel: z.object({ boite: z.string(), domaine: z.string() }) }),
})

export const organisme = z.object({
  id: uuid,
  raisonSociale: z.string(),
  siren: z.string(),
  siret: z.string().nullable(),
  famille,
})

export const acteur = z.object({
  compteId: uuid,
  login: z.string(),
  nom: z.string(),
  prenom: z.string(),
  genre: z.enum(['administrateur', 'utilisateur', 'operateur']),
  organismeId: uuid,
  operateur: z.enum(['federation', 'ministere', 'cglls']).nullable(),
  profil: z.string().nullable(),
  droits: z.array(z.string()),
  doitChangerMotDePasse: z.boolean(),
})

export const session = z.object({
  acteur,
  /** Name of the body, or of the operator. */
  organisation: z.string(),
  organisme: organisme.nullable(),
  campagne: z.string(),
  /** Digest of the campaign's edition: fetch it once, keep it for ever. */
  editionDigest: z.string(),
  inactiviteMinutes: z.number(),
  exceptionAdministrateur: z.boolean(),
})

/** A user as the settings list shows it. */
export const compte = z.object({
  id: uuid,
  login: z.string(),
  nom: z.string(),
  prenom: z.string(),
  courriel: z.string(),
  telephone: z.string(),
  fonction: z.string(),
  genre: z.enum(['administrateur', 'utilisateur', 'operateur']),
  configuration: z.enum(['seul', 'plusieurs']).nullable(),
  profil: z.string().nullable(),
  droits: z.array(z.string()),
  actif: z.boolean(),
  derniereConnexionLe: instant.nullable(),
  version: z.int(),
})

export const compteSaisi = z.strictObject({
  nom: z.string(),
  prenom: z.string(),
  courriel: z.string(),
  login: z.string(),
  /** Mandatory at creation; empty = unchanged afterwards. */
  motDePasse: z.string(),
  telephone: z.string().default(''),
  fonction: z.string().default(''),
  configuration: z.enum(['seul', 'plusieurs']).nullable().default(null),
  profil: z.string().nullable(),
  droits: z.array(z.string()),
})

export const impasse = z.object({ droit: z.string(), message: z.string() })

/** A refusal as a reply says it: code, French sentence. `null` = allowed. */
export const refus = z.object({ code: z.string(), message: z.string() }).nullable()

export const dossierResume = z.object({
  id: uuid,
  liasse,
  campagne: z.string(),
  etape,
  etapeLibelle: z.string(),
  sousEtape: z.string().nullable(),
  seq: z.int(),
  modifieSeq: z.int(),
  verifieSeq: z.int().nullable(),
  verifieLe: instant.nullable(),
  initialiseLe: instant,
  initialisePar: z.string(),
  modifieLe: instant.nullable(),
  transmisLe: instant.nullable(),
  /** Since when the dossier is at its step. */
  etapeDepuis: instant,
  bloquants: z.int().nullable(),
  aJustifier: z.int().nullable(),
  /** Cells that hold something, those of the rows of lists included. */
  remplies: z.int(),
  limite: date.nullable(),
})

export const liasseAccueil = z.object({
  liasse,
  libelle: z.string(),
  destinataire: z.string(),
  ouverture: date.nullable(),
  limite: date.nullable(),
  joursRestants: z.int().nullable(),
  enRetard: z.boolean(),
  dossier: dossierResume.nullable(),
  /** Why « Initialiser » can't be pressed; `null` = it can. */
  refusInitialiser: refus,
  prochainActe: z.object({
    libelle: z.string(),
    cible: z.enum(['initialiser', 'saisie', 'correction', 'verification', 'passage', 'lecture', 'parametres', 'aucun']),
    /** Table to open; `null` = the first one. */
    tableau: z.string().nullable(),
  }),
  /** Cells that cannot stay empty, filled and in all; `null` before the dossier exists. */
  obligatoires: z.object({ remplies: z.int(), total: z.int() }).nullable(),
  /** The dossier filed for the year before: taken over by the dossier, or that « Initialiser » would take over; `null` = none. */
  precedent: z.object({ exercice: z.int(), edition: z.string(), deposeLe: instant, repris: z.boolean() }).nullable(),
  /** Who gave the dossier back to the step where it is, and why. */
  renvoi: z.object({ qui: z.string(), le: instant, motif: z.string() }).nullable(),
})

export const accueil = z.object({
  campagne: z.string(),
  exercice: z.int(),
  aujourdhui: date,
  liasses: z.array(liasseAccueil),
  /** Who does what in the body: name, profile, rights of the way. */
  equipe: z.array(z.object({ nom: z.string(), profil: z.string().nullable(), actes: z.array(z.string()) })),
  impasses: z.array(impasse),
  evenements: z.array(z.object({ le: instant, qui: z.string(), quoi: z.string() })),
})

/** `v`: decimal string; `so`: sans objet; `t`: text; nothing of the three = empty. `b`: refused text kept as a draft. */
export const valeur = z.object({
  v: z.string().optional(),
  so: z.literal(true).optional(),
  t: z.string().optional(),
  b: z.string().optional(),
  /** `=1200+350*2`: the typed expression, an annotation. */
  e: z.string().optional(),
  /** `seq` of the act that wrote it: the version that a save names. */
  s: z.int(),
  /** By what means: saisie, collage, synchronisation, reprise, annulation, api. */
  m: z.string(),
  /** Who wrote it. */
  p: z.string().optional(),
})
export const valeurs = z.record(adresse, valeur)

export const passagePossible = z.object({
  action: z.string(),
  libelle: z.string(),
  de: etape,
  vers: etape,
  motif: z.boolean(),
  refus,
})

export const dossier = z.object({
  resume: dossierResume,
  organisme,
  editionDigest: z.string(),
  valeurs,
  refusEcriture: refus,
  refusSynchroniser: refus,
  refusVerifier: refus,
  refusJustifier: refus,
  /** A dossier of the year before, filed since: it may be taken over now. */
  reprisePossible: z.object({ exercice: z.int(), deposeLe: instant }).nullable(),
  passages: z.array(passagePossible),
  /** Steps already passed: who, when; returns carry a reason. */
  parcours: z.array(z.object({ le: instant, qui: z.string(), action: z.string(), de: etape, vers: etape, motif: z.string().nullable() })),
  justifications: z.array(z.object({ controle: z.string(), texte: z.string(), qui: z.string(), le: instant, valide: z.boolean() })),
})

/** Where a copy of an earlier year comes from. */
export const provenance = z.object({
  /** 1: the year before; 2: two years before. */
  rang: z.union([z.literal(1), z.literal(2)]),
  exercice: z.int(),
  edition: z.string(),
  deposeLe: instant,
  reprisLe: instant,
  /** Figures that did not follow by themselves: to be shared out by hand, without a sequel, of another type, too large. */
  remarques: z.array(
    z.object({
      genre: z.enum(['a_repartir', 'sans_suite', 'incompatible', 'hors_limites']),
      /** In the edition of the source: its address, its name, its figure as it is written. */
      de: z.string(),
      libelle: z.string(),
      valeur: z.string(),
      /** Entry cells of this dossier that wait for it. */
      cases: z.array(adresse),
      pourquoi: z.string(),
    }),
  ),
})

/** The filed dossier of an earlier year in the cells of this one, as the formulas read it; cells of lists are left out. */
export const precedent = provenance.extend({
  valeurs: z.record(adresse, z.object({ v: z.string().optional(), so: z.literal(true).optional(), t: z.string().optional() })),
  inconnues: z.array(adresse),
})

export const changement = z.strictObject({
  at: adresse,
  /** Decimal string in euros, text of a text cell, `null` = emptied. */
  v: z.string().max(4000).nullable().optional(),
  so: z.literal(true).optional(),
  /** Refused text kept as a draft: the last valid value stays. */
  b: z.string().max(200).optional(),
  e: z.string().max(200).optional(),
  /** The version seen: `s` of the cell, 0 when it was never written. */
  vu: z.int().min(0),
})

export const conflit = z.object({ at: adresse, actuelle: valeur, qui: z.string(), le: instant })

/** A finding as everybody receives it: `AnomalieConstatee` of the domain; figures are decimal strings. */
export const anomalie = z.object({
  controle: z.string(),
  niveau: z.enum(['bloquant', 'a_justifier', 'a_noter']),
  message: z.string(),
  cellules: z.array(adresse),
  gauche: z.string().nullable(),
  droite: z.string().nullable(),
  ecart: z.string().nullable(),
  tolerance: z.string(),
  regle: z.string(),
  source: z.string(),
  pourquoi: z.string().nullable(),
  quoiFaire: z.string().nullable(),
  /** The finding that speaks most directly of the same cause; null on a finding of its own. */
  cause: z.string().nullable(),
  causes: z.array(z.object({ genre: z.string(), phrase: z.string(), cellules: z.array(adresse) })),
})

const verdict = z.enum(['recevable', 'recevable_avec_justifications', 'non_recevable'])

/** The findings in their one form: `Constats` of the domain, the same for the browser, the server and the command line. */
export const constats = z.object({
  regles: z.string(),
  edition: z.string(),
  revision: z.int(),
  liasse,
  famille,
  verdict,
  controles: z.int(),
  anomalies: z.array(anomalie),
  nonEvaluables: z.array(
    z.object({
      controle: z.string(),
      niveau: z.enum(['bloquant', 'a_justifier', 'a_noter']),
      message: z.string(),
      manque: z.array(adresse),
      horsLimites: z.array(adresse),
      exercices: z.array(z.int()),
      balance: z.boolean(),
    }),
  ),
})

export const verification = z.object({
  /** Of the dossier, its justifications taken into account; `constats.verdict` is without them. */
  verdict,
  constats,
  /** SHA-256 of the canonical text of `constats`. */
  empreinte: z.string(),
  /** Codes of the controls that a justification still in force answers. */
  justifiees: z.array(z.string()),
  seq: z.int(),
  le: instant,
  par: z.string(),
})

export const difference = z.object({
  at: adresse,
  libelle: z.string(),
  tableau: z.string(),
  /** What the QDIS holds now, what the ER holds, decimal strings; `null` = empty. */
  actuelle: valeur.nullable(),
  er: z.string().nullable(),
  /** `nouvelle`: the QDIS cell is empty; `changee`: it was synchronised and the ER changed since; `reprise`: taken over from the year before; `saisie`: typed by hand. */
  genre: z.enum(['nouvelle', 'changee', 'reprise', 'saisie']),
})

/** A cell that a synchronisation wrote: what it held before, what it received, what it holds now; `null` = empty. */
export const caseReprise = z.object({
  at: adresse,
  avant: z.string().nullable(),
  reprise: z.string().nullable(),
  actuelle: valeur.nullable(),
})

export const suivi = z.object({
  organisme,
  liasse,
  dossierId: uuid.nullable(),
  etape: etape.nullable(),
  etapeLibelle: z.string(),
  sousEtape: z.string().nullable(),
  etapeDepuis: instant.nullable(),
  limite: date.nullable(),
  enRetard: z.boolean(),
  joursDeRetard: z.int(),
  /** `null` before the step from which the operator reads. */
  bloquants: z.int().nullable(),
  aJustifier: z.int().nullable(),
  derniereActivite: instant.nullable(),
  lisible: z.boolean(),
  compteAdministrateur: z.object({ login: z.string(), emisLe: instant, jamaisConnecte: z.boolean() }).nullable(),
  utilisateurs: z.int(),
})

export const ligneJournal = z.object({
  seq: z.int(),
  le: instant,
  qui: z.string(),
  action: z.string(),
  phrase: z.string(),
  cellules: z.array(z.object({ at: adresse, de: z.string().nullable(), vers: z.string().nullable() })),
  annulable: z.boolean(),
})

/** RFC 9457, in French, with a stable code. */
export const probleme = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  reference: z.string().optional(),
  extra: z.record(z.string(), z.unknown()).optional(),
})
