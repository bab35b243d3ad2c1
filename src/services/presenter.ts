/** Rows as the API says them: dates as ISO text, names of the domain. */
import type { Edition } from '#definitions/edition.ts'
import { etapeLabel } from '#domain/etapes.ts'
import type { CompteRow } from '#store/comptes.ts'
import type { DossierRow } from '#store/dossiers.ts'
import type { OrganismeRow } from '#store/organismes.ts'
import type { Provenance } from '#store/precedents.ts'

export const iso = (instant: Date | null): string | null => instant?.toISOString() ?? null

export const organismeOf = (row: Pick<OrganismeRow, 'id' | 'raison_sociale' | 'siren' | 'siret' | 'famille'>) => ({
  id: row.id,
  raisonSociale: row.raison_sociale,
  siren: row.siren,
  siret: row.siret,
  famille: row.famille,
})

export const compteOf = (row: CompteRow) => ({
  id: row.id,
  login: row.login,
  nom: row.nom,
  prenom: row.prenom,
  courriel: row.courriel,
  telephone: row.telephone,
  fonction: row.fonction,
  genre: row.genre,
  configuration: row.configuration,
  profil: row.profil,
  droits: row.droits,
  actif: row.actif,
  derniereConnexionLe: iso(row.connecte_le),
  version: row.version,
})

export const resumeOf = (row: DossierRow, edition: Edition, limite: string | null) => ({
  id: row.id,
  liasse: row.liasse,
  campagne: row.campagne,
  etape: row.etape,
  etapeLibelle: etapeLabel(edition, row.etape),
  sousEtape: row.sous_etape,
  seq: row.seq,
  modifieSeq: row.modifie_seq,
  verifieSeq: row.verifie_seq,
  verifieLe: iso(row.verifie_le),
  initialiseLe: row.initialise_le.toISOString(),
  initialisePar: row.initialise_par,
  modifieLe: iso(row.modifie_le),
  transmisLe: iso(row.transmis_le),
  etapeDepuis: row.etape_depuis.toISOString(),
  bloquants: row.bloquants,
  aJustifier: row.a_justifier,
  remplies: row.remplies,
  limite,
})

export const provenanceDe = ({ rang, exercice, edition, depose_le, repris_le, remarques }: Provenance) => ({
  rang,
  exercice,
  edition,
  deposeLe: depose_le.toISOString(),
  reprisLe: repris_le.toISOString(),
  remarques: remarques.map(({ cases, ...remarque }) => ({ ...remarque, cases: [...cases] })),
})
