/** The way to PostgreSQL: pools with the types we expect, working as the role given. */
import { CompiledQuery, Kysely, PostgresDialect } from 'kysely'
import { Pool, types } from 'pg'
import type { Tables } from './tables.ts'
import type { Tx } from './transact.ts'

export type Connexion = { readonly connectionString: string }
export type Role = 'harmonia_app' | 'harmonia_audit'

/** Kysely on a pool, with the pool at hand for the few statements that are prepared once per connection. */
export class Base extends Kysely<Tables> {
  readonly pool: Pool

  constructor(pool: Pool) {
    super({ dialect: new PostgresDialect({ pool }) })
    this.pool = pool
  }
}

const { INT8, DATE } = types.builtins

/** 64-bit integers become numbers (journals stay far below 2^53), dates of the law stay `YYYY-MM-DD`. */
const getTypeParser: typeof types.getTypeParser = (oid: Parameters<typeof types.getTypeParser>[0], format?: 'text' | 'binary') => {
  if (oid === INT8) return Number
  if (oid === DATE) return (text: string) => text
  return types.getTypeParser(oid, format === 'binary' ? 'text' : format) as (text: string) => unknown
}

/** `role: null` keeps the connecting user (migrations). Every connection of the pool takes the role before its first query. */
export const openPool = (
  { connectionString }: Connexion,
  { role, max = 10 }: { readonly role: Role | null; readonly max?: number },
): Pool =>
  new Pool({
    connectionString,
    max,
    types: { getTypeParser },
    application_name: 'harmonia',
    idleTimeoutMillis: 30_000,
    ...(role === null ? {} : { options: `-c role=${role}` }),
  })

/** Errors of idle connections (the server restarts) are not ours to die of: the pool replaces them. */
export function openBase(connexion: Connexion, options: { readonly role: Role | null; readonly max?: number }): Base {
  const pool = openPool(connexion, options)
  pool.on('error', () => undefined)
  // A connection in use that is cut refuses its query; without a listener it would end the process as well.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return new Base(pool)
}

/** A statement of the hot path: PostgreSQL parses and plans it once per connection, under this name. */
export type Prepared = { readonly name: string; readonly text: string }

/** Runs it in a transaction of its own, or inside the one given. */
export async function runPrepared<Row extends object>(on: Base | Tx, { name, text }: Prepared, values: readonly unknown[]): Promise<Row[]> {
  if (on instanceof Base) return (await on.pool.query<Row>({ name, text, values: [...values] })).rows
  return (await on.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows
}
