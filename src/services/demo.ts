/** The bodies of the demonstration: invented, with valid numbers of nobody; each at another point of the way. */
import type { Famille, LiasseCode } from '#definitions/edition.ts'

/** A filing of `editions/2025/exemples/`: a dossier file, amounts as decimal text in euros, by address. */
export type Exemple = {
  readonly edition: string
  readonly famille: Famille
  readonly libelle: string
  readonly liasse: LiasseCode
  readonly valeurs: Readonly<Record<string, string>>
}
export type Exemples = ReadonlyMap<string, Exemple>

/** Accounts of the demonstration share this password, printed at the first start. */
export const MOT_DE_PASSE_DEMO = 'Tilleuls-Demo-2025'

export type PersonneDemo = {
  readonly prenom: string
  readonly nom: string
  readonly login: string
  readonly profil: string
  readonly tout?: true
}

export type OrganismeDemo = {
  readonly siret: string
  readonly raisonSociale: string
  readonly famille: Famille
  readonly personnes: readonly PersonneDemo[]
  readonly liasses: readonly { readonly liasse: LiasseCode; readonly exemple: string; readonly part: number; readonly jusqua: 1 | 2 | 4 }[]
  /** Filings of the year before, under its edition: transmitted, then closed. */
  readonly avant?: readonly { readonly liasse: LiasseCode; readonly exemple: string }[]
}

const equipe = (suffixe: string): readonly PersonneDemo[] => [
  { prenom: 'Bruno', nom: 'Carle', login: `bruno.${suffixe}`, profil: 'responsable_saisie' },
  { prenom: 'Claire', nom: 'Petit', login: `claire.${suffixe}`, profil: 'responsable_comptable' },
  { prenom: 'Denis', nom: 'Martin', login: `denis.${suffixe}`, profil: 'responsable_hierarchique' },
]

export const ORGANISMES_DEMO: readonly OrganismeDemo[] = [
  { siret: '99900001100018', raisonSociale: 'Coopérative des Tilleuls', famille: 'COOP', personnes: [], liasses: [] },
  {
    siret: '99900002900010',
    raisonSociale: 'Coopérative du Val Fleuri',
    famille: 'COOP',
    personnes: equipe('valfleuri'),
    liasses: [{ liasse: 'er', exemple: 'coop-er', part: 1, jusqua: 1 }],
    avant: [{ liasse: 'qdis', exemple: 'coop-depose' }],
  },
  {
    siret: '99900003700013',
    raisonSociale: 'ESH Les Remparts',
    famille: 'ESH',
    personnes: equipe('remparts'),
    liasses: [{ liasse: 'qdis', exemple: 'esh', part: 1, jusqua: 2 }],
    avant: [{ liasse: 'qdis', exemple: 'esh-depose' }],
  },
  {
    siret: '99900004500016',
    raisonSociale: 'OPH du Grand Estuaire',
    famille: 'OPH',
    personnes: [{ prenom: 'Solange', nom: 'Olivier', login: 'solange.estuaire', profil: 'responsable_hierarchique', tout: true }],
    liasses: [{ liasse: 'qdis', exemple: 'oph', part: 1, jusqua: 4 }],
    avant: [{ liasse: 'qdis', exemple: 'oph-depose' }],
  },
  {
    siret: '99900005200012',
    raisonSociale: 'SEM Horizon Habitat',
    famille: 'SEM',
    personnes: equipe('horizon'),
    liasses: [{ liasse: 'qdis', exemple: 'sem', part: 0.4, jusqua: 1 }],
  },
]

export const OPERATEURS_DEMO = [
  {
    role: 'federation',
    id: '7d1c2a60-0000-4000-8000-000000000001',
    libelle: 'Fédération (démonstration)',
    login: 'fanny.federation',
    prenom: 'Fanny',
    nom: 'Roux',
    profil: 'gestionnaire_federation',
  },
  {
    role: 'ministere',
    id: '7d1c2a60-0000-4000-8000-000000000002',
    libelle: 'Ministère (démonstration)',
    login: 'malik.ministere',
    prenom: 'Malik',
    nom: 'Bernard',
    profil: 'gestionnaire_ministere',
  },
  {
    role: 'cglls',
    id: '7d1c2a60-0000-4000-8000-000000000003',
    libelle: 'CGLLS (démonstration)',
    login: 'odile.cglls',
    prenom: 'Odile',
    nom: 'Lefèvre',
    profil: 'lecteur_cglls',
  },
] as const

/** First password of the body that has not started: it must be changed at the first sign-in. */
export type CompteDemo = { readonly qui: string; readonly login: string; readonly motDePasse: string }
