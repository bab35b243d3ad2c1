/** The dossiers filed for earlier years: which one may be taken over, and the dated copy that a dossier keeps of it. */
import type { Insertable, Selectable } from 'kysely'
import type { LiasseCode } from '#definitions/edition.ts'
import type { DossierRow } from './dossiers.ts'
import type { Tables } from './tables.ts'
import type { Tx } from './transact.ts'

export type PrecedentRow = Selectable<Tables['precedents']>
/** Without the figures: where they come from. */
export type Provenance = Omit<PrecedentRow, 'valeurs' | 'inconnues'>

/** The dossier of a body for an exercice that its recipient can see: filed. The last filed one when two campaigns share the exercice. */
export const findDossierDepose = (
  tx: Tx,
  { organismeId, liasse, exercice }: { organismeId: string; liasse: LiasseCode; exercice: number },
): Promise<DossierRow | undefined> =>
  tx
    .selectFrom('dossiers')
    .innerJoin('campagnes', 'campagnes.code', 'dossiers.campagne')
    .selectAll('dossiers')
    .where('dossiers.organisme_id', '=', organismeId)
    .where('dossiers.liasse', '=', liasse)
    .where('campagnes.exercice', '=', exercice)
    .whereRef('dossiers.etape', '>=', 'dossiers.etape_visible')
    .orderBy('dossiers.transmis_le', (order) => order.desc().nullsLast())
    .limit(1)
    .executeTakeFirst()

/** By increasing rank: the year before, then two years before. */
export const listPrecedents = (tx: Tx, dossier: { organisme_id: string; id: string }): Promise<PrecedentRow[]> =>
  tx
    .selectFrom('precedents')
    .selectAll()
    .where('organisme_id', '=', dossier.organisme_id)
    .where('dossier_id', '=', dossier.id)
    .orderBy('rang')
    .execute()

/** The same without the figures. */
export const listProvenances = (tx: Tx, dossier: { organisme_id: string; id: string }): Promise<Provenance[]> =>
  tx
    .selectFrom('precedents')
    .select([
      'organisme_id',
      'dossier_id',
      'rang',
      'exercice',
      'edition',
      'edition_digest',
      'source_dossier',
      'source_seq',
      'depose_le',
      'repris_le',
      'remarques',
    ])
    .where('organisme_id', '=', dossier.organisme_id)
    .where('dossier_id', '=', dossier.id)
    .orderBy('rang')
    .execute()

/** Keeps the copies, each in the place of the one of its rank. */
export async function replacePrecedents(tx: Tx, copies: readonly Insertable<Tables['precedents']>[]): Promise<void> {
  for (const copie of copies) {
    const { organisme_id: _organisme, dossier_id: _dossier, rang: _rang, ...reste } = copie
    await tx
      .insertInto('precedents')
      .values(copie)
      .onConflict((conflict) => conflict.columns(['organisme_id', 'dossier_id', 'rang']).doUpdateSet(reste))
      .execute()
  }
}
