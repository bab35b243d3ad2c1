/** Campaigns, their deadlines, the editions dossiers are filed under, and the platform's settings. No body's data. */
import type { Edition, Famille, LiasseCode } from '#definitions/edition.ts'
import type { Base } from './connect.ts'
import type { Tx } from './transact.ts'

type Reader = Base | Tx

export type Campagne = { readonly code: string; readonly exercice: number; readonly edition_digest: string; readonly ouverte: boolean }

/** The open campaign; `undefined` before the first one. */
export const findCampagneOuverte = (base: Reader): Promise<Campagne | undefined> =>
  base.selectFrom('campagnes').selectAll().where('ouverte', '=', true).orderBy('code', 'desc').executeTakeFirst()

export const findCampagne = (base: Reader, code: string): Promise<Campagne | undefined> =>
  base.selectFrom('campagnes').selectAll().where('code', '=', code).executeTakeFirst()

export const listEcheances = (base: Reader, campagne: string) =>
  base.selectFrom('echeances').selectAll().where('campagne', '=', campagne).execute()

export const replaceEcheance = (
  tx: Tx,
  echeance: { campagne: string; liasse: LiasseCode; famille: Famille; ouverture: string; limite: string },
) =>
  tx
    .insertInto('echeances')
    .values(echeance)
    .onConflict((conflict) =>
      conflict.columns(['campagne', 'liasse', 'famille']).doUpdateSet({ ouverture: echeance.ouverture, limite: echeance.limite }),
    )
    .execute()

export async function findEdition(base: Reader, digest: string): Promise<string | undefined> {
  const found = await base.selectFrom('editions').select('compilee').where('digest', '=', digest).executeTakeFirst()
  return found?.compilee
}

/** Digest of the last revision of an edition; `undefined` when none was published. */
export async function findDerniereRevision(base: Reader, code: string): Promise<string | undefined> {
  const found = await base.selectFrom('editions').select('digest').where('code', '=', code).orderBy('revision', 'desc').executeTakeFirst()
  return found?.digest
}

/** A publication refused: what dossiers were filed under never changes. The message is a complete French sentence. */
export class EditionDejaPubliee extends Error {
  override name = 'EditionDejaPubliee'
}

/**
 * Publishes an edition once and for ever: the same digest is the same text.
 * @throws {EditionDejaPubliee} when this revision was published with another content
 */
export async function publishEdition(base: Reader, edition: Edition, le: Date): Promise<void> {
  const { code, revision, digest } = edition
  await base
    .insertInto('editions')
    .values({ digest, code, revision, compilee: JSON.stringify(edition), publiee_le: le })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const published = await base.selectFrom('editions').select('digest').where('code', '=', code).where('revision', '=', revision).execute()
  if (published.some((other) => other.digest !== digest))
    throw new EditionDejaPubliee(
      `L’édition ${code}, révision ${revision}, a déjà été publiée avec un autre contenu, et des dossiers ont pu être déposés sous elle. ` +
        `Donnez à la nouvelle version une révision plus grande dans editions/${code}/edition.yaml (revision: ${revision + 1}).`,
    )
}

export async function findReglage(base: Reader, clef: string): Promise<unknown> {
  const found = await base.selectFrom('reglages').select('valeur').where('clef', '=', clef).executeTakeFirst()
  return found?.valeur
}

export const replaceReglage = (base: Reader, clef: string, valeur: unknown) =>
  base
    .insertInto('reglages')
    .values({ clef, valeur: JSON.stringify(valeur) })
    .onConflict((conflict) => conflict.column('clef').doUpdateSet({ valeur: JSON.stringify(valeur) }))
    .execute()
