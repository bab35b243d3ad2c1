/** Dossiers and their values: one row per line of a table, its cells as one value (see `docs/decisions/0005-…`). */
import { sql, type Insertable, type Selectable } from 'kysely'
import type { CelluleStockee, LigneStockee } from './cellules.ts'
import type { Tables } from './tables.ts'
import type { Tx } from './transact.ts'

export type DossierRow = Selectable<Tables['dossiers']>
/** What an act changes in its dossier's row, besides the line number and its seal. */
export type Modification = Partial<Omit<DossierRow, 'seq' | 'empreinte' | 'id' | 'organisme_id'>>

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

/** Merges cells into their lines: only what changed travels. */
export async function mergeCellules(tx: Tx, dossier: { organisme_id: string; id: string }, lignes: readonly LigneStockee[]): Promise<void> {
  const tableaux = lignes.map(({ tableau }) => tableau)
  const codes = lignes.map(({ ligne }) => ligne)
  const cellules = lignes.map((ligne) => JSON.stringify(ligne.cellules))
  await sql`
    insert into valeurs (organisme_id, dossier_id, tableau, ligne, cellules)
    select ${dossier.organisme_id}::uuid, ${dossier.id}::uuid, ecrite.*
    from unnest(${tableaux}::text[], ${codes}::text[], ${cellules}::jsonb[]) as ecrite
    on conflict (organisme_id, dossier_id, tableau, ligne) do update set cellules = valeurs.cellules || excluded.cellules
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
