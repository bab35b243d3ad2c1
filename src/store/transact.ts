/** The only way to a transaction. The scope dies with it: a pooled connection never carries it over. */
import { sql, type Transaction } from 'kysely'
import type { Acteur } from '#domain/acteur.ts'
import type { Base } from './connect.ts'
import type { Tables } from './tables.ts'

export type Tx = Transaction<Tables>
/** What row-level security sees: the tenant, and its role when it is an operator. */
export type Portee = Pick<Acteur, 'organismeId' | 'operateur'>

export const transact = <T>(base: Base, portee: Portee, work: (tx: Tx) => Promise<T>): Promise<T> =>
  base.transaction().execute(async (tx) => {
    await sql`select set_config('app.organisme', ${portee.organismeId}, true), set_config('app.operateur', ${portee.operateur ?? ''}, true)`.execute(
      tx,
    )
    return work(tx)
  })
