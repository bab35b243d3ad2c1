/** A database of one's own for one test: `await using db = await freshDatabase()`. It disappears at the end of the block. */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import type { Connexion } from '#store/connect.ts'

/** The migrated database that the others are copied from. */
export const TEMPLATE = 'harmonia_template'
/** Passes for a `Connexion`: `openBase(db, { role: 'harmonia_app' })`. The connection string is that of the owner of the schema. */
export type TestDatabase = Connexion & AsyncDisposable & { readonly name: string }

/** A copy of the migrated template, in about 40 ms. */
export const freshDatabase = (): Promise<TestDatabase> => makeDatabase(TEMPLATE)

/** A database without any table, for the tests of the migrations themselves. */
export const emptyDatabase = (): Promise<TestDatabase> => makeDatabase('template1')

async function makeDatabase(template: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  // `wal_log` copies the pages through the log: three times faster than copying files for a database of this size.
  await administrate(`create database ${name} template ${template} strategy wal_log`)
  return {
    name,
    connectionString: addressOf(name),
    [Symbol.asyncDispose]: () => administrate(`drop database if exists ${name} with (force)`),
  }
}

async function administrate(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: addressOf('postgres') })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

const addressOf = (database: string): string => inject('postgresUrl').replace(`/${TEMPLATE}?`, `/${database}?`)
