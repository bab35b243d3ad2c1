/** Rows as PostgreSQL returns them. `bigint` columns are read as numbers: a journal never reaches 2^53 lines. */
import type { ColumnType } from 'kysely'
import type { EtapeNumero, Famille, LiasseCode } from '#definitions/edition.ts'
import type { OperateurRole } from '#domain/acteur.ts'
import type { CellulesStockees, ValeurStockee, RemarqueDeReprise } from './cellules.ts'

type Json<T> = ColumnType<T, string, string>

export type Tables = {
  editions: { digest: string; code: string; revision: number; compilee: string; publiee_le: Date }
  campagnes: { code: string; exercice: number; edition_digest: string; ouverte: boolean }
  echeances: { campagne: string; liasse: LiasseCode; famille: Famille; ouverture: string; limite: string }
  reglages: { clef: string; valeur: Json<unknown> }
  operateurs: { id: string; role: OperateurRole; libelle: string }
  tentatives: { clef: string; echecs: number; libre_le: Date; dernier_le: Date }
  identifiants: { login: string; organisme_id: string; compte_id: string }
  organismes: {
    id: string
    federation_id: string
    siren: string
    siret: string | null
    raison_sociale: string
    famille: Famille
    cree_le: Date
  }
  comptes: {
    organisme_id: string
    id: string
    login: string
    genre: 'administrateur' | 'utilisateur' | 'operateur'
    nom: string
    prenom: string
    courriel: string
    telephone: string
    fonction: string
    configuration: 'seul' | 'plusieurs' | null
    profil: string | null
    droits: string[]
    mot_de_passe: string
    doit_changer: boolean
    actif: boolean
    version: number
    cree_le: Date
    connecte_le: Date | null
  }
  sessions: {
    organisme_id: string
    id: string
    compte_id: string
    jeton: Buffer
    adresse: string
    appareil: string
    ouverte_le: Date
    vue_le: Date
    fermee_le: Date | null
  }
  chaines: { organisme_id: string; id: string; seq: number; empreinte: Buffer }
  dossiers: {
    organisme_id: string
    id: string
    campagne: string
    liasse: LiasseCode
    famille: Famille
    edition_digest: string
    etape: EtapeNumero
    etape_visible: number
    sous_etape: string | null
    seq: number
    empreinte: Buffer
    modifie_seq: number
    modifie_le: Date | null
    verifie_seq: number | null
    verifie_le: Date | null
    bloquants: number | null
    a_justifier: number | null
    remplies: number
    a_remplir: number
    initialise_par: string
    initialise_le: Date
    etape_depuis: Date
    transmis_le: Date | null
  }
  valeurs: { organisme_id: string; dossier_id: string; tableau: string; ligne: string; cellules: Json<CellulesStockees> }
  precedents: {
    organisme_id: string
    dossier_id: string
    rang: 1 | 2
    exercice: number
    /** Code of the edition under which the source was filed. */
    edition: string
    edition_digest: string
    source_dossier: string
    source_seq: number
    depose_le: Date
    repris_le: Date
    /** By address, in the cells of the edition of the dossier that keeps the copy; computed cells included, empty ones left out. */
    valeurs: Json<Readonly<Record<string, ValeurStockee>>>
    inconnues: string[]
    remarques: Json<readonly RemarqueDeReprise[]>
  }
  justifications: { organisme_id: string; dossier_id: string; controle: string; texte: string; empreinte: string; qui: string; le: Date }
  journal: {
    organisme_id: string
    chaine_id: string
    seq: number
    le: Date
    acteur_id: string
    qui: string
    action: string
    details: Json<Record<string, unknown>>
    precedente: Buffer
    empreinte: Buffer
  }
}
