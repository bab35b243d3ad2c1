/** Brings a database to the current schema. Two processes may run it at once: Kysely's lock lets one through. */
import { Migrator, type Migration } from 'kysely/migration'
import { checkServer } from './check-server.ts'
import { openBase, type Connexion } from './connect.ts'
import * as founding from './migrations/0001-founding-tables.ts'
import * as save from './migrations/0002-save-in-one-statement.ts'
import * as earlier from './migrations/0003-filed-dossiers-of-earlier-years.ts'
import * as logins from './migrations/0004-logins-behind-the-wall.ts'

const migrations: Record<string, Migration> = {
  '0001-founding-tables': founding,
  '0002-save-in-one-statement': save,
  '0003-filed-dossiers-of-earlier-years': earlier,
  '0004-logins-behind-the-wall': logins,
}

/** Runs as the connecting user, who owns the tables. Throws the first error, untouched, or a `DatabaseRefused`. */
export async function migrate(connexion: Connexion): Promise<readonly string[]> {
  const base = openBase(connexion, { role: null, max: 2 })
  try {
    await checkServer(base)
    const migrator = new Migrator({ db: base, provider: { getMigrations: async () => migrations } })
    const { error, results = [] } = await migrator.migrateToLatest()
    if (error !== undefined) throw error instanceof Error ? error : new Error('a migration failed', { cause: error })
    return results.map((result) => result.migrationName)
  } finally {
    await base.destroy()
  }
}
