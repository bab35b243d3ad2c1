/** Accounts. Before a scope exists (sign-in), only `findByLogin` and `findSessions` read them, through the gate functions. */
import { sql } from 'kysely'
import type { Insertable, Selectable, Updateable } from 'kysely'
import type { Base } from './connect.ts'
import type { Tables } from './tables.ts'
import type { Tx } from './transact.ts'

export type CompteRow = Selectable<Tables['comptes']>

export async function findByLogin(base: Base, login: string): Promise<CompteRow | undefined> {
  const found = await sql<CompteRow>`select * from porte_compte(${login})`.execute(base)
  return found.rows[0]
}

/** `false` when the login is already taken, on the whole platform. */
export async function reserveLogin(tx: Tx, login: string, compte: { organismeId: string; compteId: string }): Promise<boolean> {
  const inserted = await tx
    .insertInto('identifiants')
    .values({ login: login.toLowerCase(), organisme_id: compte.organismeId, compte_id: compte.compteId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return inserted.numInsertedOrUpdatedRows === 1n
}

export const insertCompte = (tx: Tx, compte: Insertable<Tables['comptes']>) => tx.insertInto('comptes').values(compte).execute()

export const listComptes = (tx: Tx, organismeId: string): Promise<CompteRow[]> =>
  tx
    .selectFrom('comptes')
    .selectAll()
    .where('organisme_id', '=', organismeId)
    .orderBy(sql`genre <> 'administrateur'`)
    .orderBy('cree_le')
    .execute()

export const findCompte = (tx: Tx, organismeId: string, id: string): Promise<CompteRow | undefined> =>
  tx.selectFrom('comptes').selectAll().where('organisme_id', '=', organismeId).where('id', '=', id).executeTakeFirst()

/** Changes a compte seen at `version`; `false` when somebody changed it since. */
export async function updateCompte(tx: Tx, compte: CompteRow, changes: Updateable<Tables['comptes']>): Promise<boolean> {
  const updated = await tx
    .updateTable('comptes')
    .set({ ...changes, version: compte.version + 1 })
    .where('organisme_id', '=', compte.organisme_id)
    .where('id', '=', compte.id)
    .where('version', '=', compte.version)
    .returning('id')
    .executeTakeFirst()
  return updated !== undefined
}
