/** The way to PostgreSQL: pools with the types we expect, working as the role given. */
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Tables } from './tables.ts'

export type Connexion = { readonly connectionString: string }
export type Role = 'harmonia_app' | 'harmonia_audit'
export type Base = Kysely<Tables>

const INT8 = 20
const DATE = 1082

/** 64-bit integers become numbers (journals stay far below 2^53), dates of the law stay `YYYY-MM-DD`. */
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') => {
  if (oid === INT8) return Number
  if (oid === DATE) return (text: string) => text
  return pg.types.getTypeParser(oid, format === 'binary' ? 'text' : format) as (text: string) => unknown
}

/** `role: null` keeps the connecting user (migrations). Every connection of the pool takes the role before its first query. */
export const openPool = (
  { connectionString }: Connexion,
  { role, max = 10 }: { readonly role: Role | null; readonly max?: number },
): pg.Pool =>
  new pg.Pool({
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
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}
