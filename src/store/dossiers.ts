/** Dossiers and their values: one row per table of the form, the cells as one value (see `docs/decisions/0002-…`). */
import { sql, type Insertable, type Selectable } from 'kysely'
import type { CellulesStockees, CelluleStockee } from './cellules.ts'
import type { Tables } from './tables.ts'
import type { Tx } from './transact.ts'

export type DossierRow = Selectable<Tables['dossiers']>

export const findDossier = (tx: Tx, id: string): Promise<DossierRow | undefined> =>
  tx.selectFrom('dossiers').selectAll().where('id', '=', id).executeTakeFirst()

/** Locks the dossier's row: everything that changes a dossier begins here, so acts on one dossier never interleave. */
export const lockDossier = (tx: Tx, id: string): Promise<DossierRow | undefined> =>
  tx.selectFrom('dossiers').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const findDossierOf = (
  tx: Tx,
  { organismeId, campagne, liasse }: { organismeId: string; campagne: string; liasse: 'qdis' | 'er' },
): Promise<DossierRow | undefined> =>
  tx
    .selectFrom('dossiers')
    .selectAll()
    .where('organisme_id', '=', organismeId)
    .where('campagne', '=', campagne)
    .where('liasse', '=', liasse)
    .executeTakeFirst()

/** `false` when the body already has this dossier. */
export async function insertDossier(tx: Tx, dossier: Insertable<Tables['dossiers']>): Promise<boolean> {
  const inserted = await tx
    .insertInto('dossiers')
    .values(dossier)
    .onConflict((conflict) => conflict.columns(['organisme_id', 'campagne', 'liasse']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

export async function listCellules(tx: Tx, dossier: { organisme_id: string; id: string }): Promise<Map<string, CelluleStockee>> {
  const rows = await tx
    .selectFrom('valeurs')
    .select('cellules')
    .where('organisme_id', '=', dossier.organisme_id)
    .where('dossier_id', '=', dossier.id)
    .execute()
  return new Map(rows.flatMap((row) => Object.entries(row.cellules)))
}

/** Merges cells into their tables: only what changed travels. */
export async function mergeCellules(
  tx: Tx,
  dossier: { organisme_id: string; id: string },
  parTableau: ReadonlyMap<string, CellulesStockees>,
): Promise<void> {
  const tableaux = [...parTableau.keys()]
  const cellules = [...parTableau.values()].map((cells) => JSON.stringify(cells))
  await sql`
    insert into valeurs (organisme_id, dossier_id, tableau, cellules)
    select ${dossier.organisme_id}::uuid, ${dossier.id}::uuid, t.tableau, t.cellules
    from unnest(${tableaux}::text[], ${cellules}::jsonb[]) as t (tableau, cellules)
    on conflict (organisme_id, dossier_id, tableau) do update set cellules = valeurs.cellules || excluded.cellules
  `.execute(tx)
}

export const listJustifications = (tx: Tx, dossier: { organisme_id: string; id: string }) =>
  tx
    .selectFrom('justifications')
    .selectAll()
    .where('organisme_id', '=', dossier.organisme_id)
    .where('dossier_id', '=', dossier.id)
    .orderBy('controle')
    .execute()

export const replaceJustification = (tx: Tx, justification: Insertable<Tables['justifications']>) =>
  tx
    .insertInto('justifications')
    .values(justification)
    .onConflict((conflict) =>
      conflict.columns(['organisme_id', 'dossier_id', 'controle']).doUpdateSet({
        texte: justification.texte,
        empreinte: justification.empreinte,
        qui: justification.qui,
        le: justification.le,
      }),
    )
    .execute()
