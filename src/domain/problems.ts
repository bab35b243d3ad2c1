/**
 * Every refusal the product can utter, by stable code, with its French sentence. The same catalogue speaks on screen and
 * through the API. A message says the fact, the place and what to do.
 */
import { typographie } from '#definitions/typographie.ts'

type Qui = { readonly qui?: readonly string[] }

/** « Demandez à Bruno Carle ou Claire Petit. », or who can grant the right when nobody has it. */
export const quiPeutAider = ({ qui = [] }: Qui, sinon: string): string => (qui.length === 0 ? sinon : `Demandez à ${enumerer(qui)}.`)

/** « Bruno Carle, Claire Petit ou Denis Martin » */
const enumerer = (noms: readonly string[]): string =>
  noms.length > 1 ? `${noms.slice(0, -1).join(', ')} ou ${noms.at(-1)}` : (noms[0] ?? '')

/** « 1 seconde », « 45 secondes », « 5 minutes ». */
const dansTant = (secondes: number): string => {
  const [nombre, unite] = secondes < 90 ? [secondes, 'seconde'] : [Math.ceil(secondes / 60), 'minute']
  return `${nombre}\u00a0${unite}${nombre > 1 ? 's' : ''}`
}

const catalogue = {
  'requete/invalide': { status: 400, say: (d: { ou: string; pourquoi: string }) => `La requête est invalide (${d.ou}) : ${d.pourquoi}` },
  'requete/lourde': {
    status: 413,
    say: () => 'La requête est trop lourde : envoyez moins de cases à la fois.',
  },
  'requete/format': { status: 415, say: () => 'La requête n’est pas du JSON : envoyez « content-type: application/json ».' },
  'requete/entetes': {
    status: 431,
    say: () => 'Les en-têtes de la requête sont trop longs. Effacez les cookies de ce site, puis recommencez.',
  },
  'requete/lente': { status: 408, say: () => 'La requête n’est pas arrivée entière à temps. Vérifiez votre connexion, puis recommencez.' },
  'requete/origine': { status: 403, say: () => 'Cette requête vient d’un autre site : elle est refusée. Rechargez la page Harmoni@.' },
  'requete/trop': { status: 429, say: (d: { secondes: number }) => `Trop de requêtes. Réessayez dans ${dansTant(d.secondes)}.` },
  'page/inconnue': { status: 404, say: () => 'Cette adresse n’existe pas, ou ne vous est pas ouverte.' },
  'serveur/panne': {
    status: 500,
    say: (d: { reference: string }) =>
      `Le serveur a rencontré une panne. Vos saisies non envoyées restent dans la page. Donnez la référence ${d.reference} à l’assistance.`,
  },
  'session/absente': { status: 401, say: () => 'Votre session est fermée. Reconnectez-vous : rien de ce que vous avez saisi n’est perdu.' },
  'session/inconnue': { status: 404, say: () => 'Cette session n’existe pas, ou elle est déjà fermée.' },
  'session/identifiants': { status: 401, say: () => 'Identifiant ou mot de passe incorrect.' },
  'session/attendre': {
    status: 429,
    say: (d: { secondes: number }) => `Trop d’essais infructueux. Réessayez dans ${dansTant(d.secondes)}.`,
  },
  'session/compte-inactif': {
    status: 403,
    say: () => 'Ce compte est désactivé. L’administrateur AD_ de votre organisme peut le réactiver.',
  },
  'session/mot-de-passe-a-changer': {
    status: 403,
    say: () => 'Choisissez d’abord un nouveau mot de passe : celui qui vous a été remis ne sert qu’une fois.',
  },
  'motdepasse/faible': { status: 422, say: (d: { pourquoi: string }) => d.pourquoi },
  'motdepasse/ancien-faux': { status: 422, say: () => 'Le mot de passe actuel est incorrect.' },
  'motdepasse/identique': { status: 422, say: () => 'Le nouveau mot de passe doit différer de l’ancien.' },
  'compte/login-pris': {
    status: 409,
    say: (d: { login: string }) => `L’identifiant « ${d.login} » est déjà pris. Choisissez-en un autre.`,
  },
  'compte/login-reserve': {
    status: 422,
    say: () => 'Un identifiant ne peut pas commencer par AD_ : cette forme est réservée au compte administrateur.',
  },
  'compte/champ': { status: 422, say: (d: { champ: string; pourquoi: string }) => `${d.champ} : ${d.pourquoi}` },
  'compte/profil-manquant': { status: 422, say: () => 'Choisissez un profil : sans profil, cette personne ne pourrait rien faire.' },
  'compte/intouchable': {
    status: 403,
    say: () =>
      'Le compte AD_ ne se modifie pas et ne se supprime pas : il est le seul à pouvoir créer des utilisateurs. Seul son mot de passe peut être changé.',
  },
  'compte/inconnu': { status: 404, say: () => 'Ce compte n’existe pas dans votre organisme.' },
  'compte/version': { status: 409, say: () => 'Ce compte a été modifié entre-temps. Rechargez la liste avant d’enregistrer.' },
  'droit/administrateur-seulement': { status: 403, say: () => 'Seul le compte administrateur AD_ de l’organisme gère les utilisateurs.' },
  'droit/administrateur-sans-saisie': {
    status: 403,
    say: () =>
      'Le compte administrateur AD_ sert uniquement à créer les utilisateurs : il ne lit ni ne saisit de données. Connectez-vous avec votre compte personnel.',
  },
  'droit/sans-profil': {
    status: 403,
    say: () => 'Votre compte n’a pas de profil : il ne permet rien. L’administrateur AD_ de votre organisme peut vous en donner un.',
  },
  'droit/manquant': {
    status: 403,
    say: (d: { droit: string; qui?: readonly string[]; profils?: readonly string[] }) =>
      d.profils && d.profils.length > 0
        ? `Votre profil d’opérateur n’a pas «\u00a0${d.droit}\u00a0»\u00a0: il faut être ${enumerer(d.profils.map((profil) => `«\u00a0${profil}\u00a0»`))}.`
        : `Il vous manque la case «\u00a0${d.droit}\u00a0». ${quiPeutAider(d, 'Personne ne l’a dans votre organisme\u00a0: l’administrateur AD_ peut la cocher.')}`,
  },
  'droit/operateur': { status: 403, say: () => 'Cette action appartient à l’organisme : un opérateur ne modifie pas ses montants.' },
  'droit/organisme': { status: 403, say: () => 'Cette page est réservée aux fédérations, au ministère et à la CGLLS.' },
  'dossier/inconnu': { status: 404, say: () => 'Ce dossier n’existe pas, ou ne vous est pas ouvert.' },
  'dossier/non-transmis': {
    status: 403,
    say: (d: { etape: string }) =>
      `Ce dossier est à l’étape « ${d.etape} » : il n’est lisible qu’à partir de l’étape « 4 Fiabilisation ». L’organisme doit d’abord le signer et le transmettre.`,
  },
  'dossier/deja-initialise': {
    status: 409,
    say: (d: { par: string; le: string }) => `La campagne est déjà ouverte : ${d.par} l’a initialisée le ${d.le}.`,
  },
  'dossier/campagne-fermee': {
    status: 409,
    say: (d: { campagne: string; ouverture: string }) =>
      `La campagne ${d.campagne} n’est pas ouverte à la saisie (ouverture le ${d.ouverture}).`,
  },
  'dossier/lecture-seule': {
    status: 409,
    say: (d: { etape: string; pourquoi: string; qui?: readonly string[] }) =>
      `Lecture seule : le dossier est à l’étape « ${d.etape} ». ${d.pourquoi} ${quiPeutAider(d, '')}`.trimEnd(),
  },
  'dossier/etape': {
    status: 409,
    say: (d: { etape: string }) =>
      `Ce passage n’est pas ouvert : le dossier est à l’étape « ${d.etape} ». Les étapes se passent une par une.`,
  },
  'dossier/non-verifie': {
    status: 409,
    say: () =>
      'Des cases ont changé depuis la dernière vérification, ou elle n’a jamais été lancée. Lancez la vérification, puis passez l’étape.',
  },
  'dossier/vide': {
    status: 409,
    say: () => 'Le dossier est vide : il n’y a rien à vérifier. Saisissez vos montants, ou reprenez ceux des ER par « synchroniser ».',
  },
  'dossier/bloquants': {
    status: 422,
    say: (d: { nombre: number }) =>
      `${d.nombre === 1 ? 'Une anomalie bloquante reste' : `${d.nombre} anomalies bloquantes restent`} à corriger avant de passer l’étape.`,
  },
  'dossier/a-justifier': {
    status: 422,
    say: (d: { nombre: number }) =>
      `${d.nombre === 1 ? 'Une anomalie reste' : `${d.nombre} anomalies restent`} à justifier avant de passer l’étape.`,
  },
  'dossier/motif-manquant': {
    status: 422,
    say: () => 'Indiquez le motif du renvoi (15 caractères au moins) : la personne qui le recevra doit savoir quoi corriger.',
  },
  'cellule/inconnue': { status: 400, say: (d: { at: string }) => `La case ${d.at} n’existe pas dans cette édition.` },
  'cellule/calculee': {
    status: 422,
    say: (d: { at: string; formule: string }) => `La case ${d.at} est calculée (${d.formule}) : elle ne se saisit pas.`,
  },
  'cellule/illisible': { status: 422, say: (d: { at: string; pourquoi: string }) => `Case ${d.at} : ${d.pourquoi}` },
  'cellule/non-concernee': {
    status: 422,
    say: (d: { at: string; famille: string }) => `La case ${d.at} ne concerne pas un organisme de la famille ${d.famille}.`,
  },
  'cellule/changee': {
    status: 409,
    say: (d: { nombre: number }) =>
      `${d.nombre === 1 ? 'Une case a' : `${d.nombre} cases ont`} été modifiée${d.nombre > 1 ? 's' : ''} par une autre personne entre-temps. Choisissez la valeur à garder.`,
  },
  'precedent/aucun': {
    status: 409,
    say: (d: { exercice: number }) => `Aucun dossier ${d.exercice} n’est déposé : il n’y a rien à reprendre.`,
  },
  'synchronisation/rien': {
    status: 409,
    say: () => 'Aucun état réglementaire n’est saisi : il n’y a rien à reprendre. Vous pouvez saisir directement.',
  },
  'synchronisation/perimee': {
    status: 409,
    say: () => 'Des cases ont changé depuis l’affichage des différences. Relisez-les avant d’accepter.',
  },
  'synchronisation/inconnue': { status: 404, say: () => 'Cette synchronisation n’existe pas, ou elle est déjà annulée.' },
  'synchronisation/retouchee': {
    status: 409,
    say: () => 'Toutes les cases de cette synchronisation ont été modifiées depuis : il ne reste rien à annuler.',
  },
  'justification/courte': { status: 422, say: () => 'Expliquez en 15 caractères au moins.' },
  'justification/inconnue': { status: 404, say: (d: { controle: string }) => `Le contrôle ${d.controle} ne signale rien à justifier.` },
  'organisme/siret': {
    status: 422,
    say: (d: { saisi: string }) =>
      `« ${d.saisi} » n’est ni un SIRET (14 chiffres) ni un SIREN (9 chiffres) valide : la clé de contrôle est fausse. Vérifiez le numéro.`,
  },
  'organisme/inconnu': { status: 404, say: () => 'Cet organisme n’existe pas dans votre périmètre.' },
  'organisme/deja': { status: 409, say: (d: { siret: string }) => `L’organisme ${d.siret} existe déjà.` },
} as const

type Catalogue = typeof catalogue
export type ProblemCode = keyof Catalogue
export type ProblemDetails<C extends ProblemCode> = Parameters<Catalogue[C]['say']>[0]

/** A refusal or a conflict: thrown by services, turned into a reply once, in `http`. */
export class Problem<C extends ProblemCode = ProblemCode> extends Error {
  override name = 'Problem'
  readonly code: C
  readonly status: number
  readonly details: unknown
  /** Data that the screen needs to act (conflicting cells, names…). */
  readonly extra: Readonly<Record<string, unknown>>
  constructor(
    code: C,
    ...[details, extra]: undefined extends ProblemDetails<C> ? [] : [details: ProblemDetails<C>, extra?: Readonly<Record<string, unknown>>]
  ) {
    super(sentence(code, details))
    this.code = code
    this.status = catalogue[code].status
    this.details = details
    this.extra = extra ?? {}
  }
}

const sentence = (code: ProblemCode, details: unknown): string => {
  const say: (d: never) => string = catalogue[code].say
  return typographie(say(details as never))
}
