/** Turns a refusal of the domain into a problem, with the names of those who can help. Services never decide by themselves. */
import type { Edition } from '#definitions/edition.ts'
import { nomComplet } from '#domain/acteur.ts'
import type { Dossier } from '#domain/dossier.ts'
import { problemOf, type Contexte, type Refusal } from '#domain/droits.ts'
import { detenteursOf, type PersonneDroits } from '#domain/impasses.ts'
import { Problem, type ProblemCode } from '#domain/problems.ts'
import { findReglage } from '#store/campagnes.ts'
import { listComptes, type CompteRow } from '#store/comptes.ts'
import { findDossier, lockDossier, type DossierRow } from '#store/dossiers.ts'
import { findOrganisme } from '#store/organismes.ts'
import type { Tx } from '#store/transact.ts'
import type { Call } from './service.ts'

export const EXCEPTION_ADMINISTRATEUR = 'exception_administrateur'

export const personneOf = (compte: CompteRow): PersonneDroits => ({
  nom: nomComplet(compte),
  actif: compte.actif,
  profil: compte.profil,
  droits: compte.genre === 'utilisateur' ? compte.droits : [],
})

/** The users of the body: the `AD_` account is not one of them. */
export const listPersonnes = async (tx: Tx, organismeId: string): Promise<readonly PersonneDroits[]> =>
  (await listComptes(tx, organismeId)).filter((compte) => compte.genre === 'utilisateur').map(personneOf)

/** What `refusal…` needs besides the actor: the edition, and the operator's exception for `AD_` accounts. [S12] */
export async function contexteOf(tx: Tx, call: Call, edition: Edition): Promise<Contexte> {
  if (call.acteur.genre !== 'administrateur') return { edition }
  return { edition, exceptionAdministrateur: (await findReglage(tx, EXCEPTION_ADMINISTRATEUR)) === true }
}

export async function contexteAvecNoms(tx: Tx, call: Call, edition: Edition): Promise<Contexte> {
  const [contexte, personnes] = [await contexteOf(tx, call, edition), await listPersonnes(tx, call.acteur.organismeId)]
  return { ...contexte, detenteurs: detenteursOf(personnes) }
}

/** The refusals that name who can help. */
const NOMMES: ReadonlySet<ProblemCode> = new Set(['droit/manquant', 'dossier/lecture-seule'])

/** Throws the refusal, if any; the names are read only when the refusal can use them. */
export async function autoriser(
  tx: Tx,
  call: Call,
  { edition, refusal }: { edition: Edition; refusal: (contexte: Contexte) => Refusal | null },
): Promise<void> {
  const refused = refusal(await contexteOf(tx, call, edition))
  if (!refused) return
  if (!NOMMES.has(refused.code)) throw problemOf(refused)
  throw problemOf(refusal(await contexteAvecNoms(tx, call, edition)) ?? refused)
}

/** The dossier as the rules see it. The federation of the body is read only for operators, who alone depend on it. */
export async function dossierOf(tx: Tx, call: Call, row: DossierRow): Promise<Dossier> {
  return dossierDe(row, call.acteur.genre === 'operateur' ? ((await findOrganisme(tx, row.organisme_id))?.federation_id ?? '') : '')
}

export const dossierDe = (row: DossierRow, federationId = ''): Dossier => ({
  id: row.id,
  organismeId: row.organisme_id,
  federationId,
  campagne: row.campagne,
  liasse: row.liasse,
  famille: row.famille,
  editionDigest: row.edition_digest,
  etape: row.etape,
  sousEtape: row.sous_etape,
  seq: row.seq,
  modifieSeq: row.modifie_seq,
  verifieSeq: row.verifie_seq,
})

/** The row that a query found, or the 404 that says nothing about other bodies. */
export function trouve<T>(row: T | undefined): T {
  if (row === undefined) throw new Problem('dossier/inconnu')
  return row
}

/**
 * The dossier of an act, locked. An operator sees that a dossier exists before it may touch it: that row comes back unlocked,
 * for the refusal to say why; row-level security would refuse the act all the same.
 */
export const getDossierForAct = async (tx: Tx, id: string): Promise<DossierRow> =>
  trouve((await lockDossier(tx, id)) ?? (await findDossier(tx, id)))

/** A refusal as a reply says it. */
export const refusOf = (refused: Refusal | null): { code: string; message: string } | null =>
  refused ? { code: refused.code, message: problemOf(refused).message } : null
