/** The PostgreSQL server of a test run: started before the first test that needs it, migrated once into a template, thrown away after. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#store/embedded-postgres.ts'
import { migrate } from '#store/migrate.ts'
import { TEMPLATE } from './database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    readonly postgresUrl: string
  }
}

type Server = { readonly postgres: EmbeddedPostgres; readonly folder: string }
type Shared = { users: number; server: Promise<Server> | undefined }

// Each suite that needs the server runs this file in a module registry of its own: the process is what they share.
const KEY = Symbol.for('harmonia.tests.postgres')
const holder = globalThis as { [KEY]?: Shared }
const shared: Shared = (holder[KEY] ??= { users: 0, server: undefined })

export async function setup(project: TestProject): Promise<void> {
  shared.users += 1
  shared.server ??= startServer()
  project.provide('postgresUrl', (await shared.server).postgres.url)
}

export async function teardown(): Promise<void> {
  shared.users -= 1
  if (shared.users > 0 || !shared.server) return
  const { postgres, folder } = await shared.server
  shared.server = undefined
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}

/** Also what a script uses that opens a scene outside a test run; its caller stops it and removes the folder. */
export async function startServer(): Promise<Server> {
  const base = join(tmpdir(), `harmonia-tests-${process.getuid?.() ?? 0}`)
  mkdirSync(base, { recursive: true })
  clearLeftovers(base)
  const folder = mkdtempSync(join(base, `${process.pid}-`))
  const postgres = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    durable: false,
    settings: { max_connections: '200', autovacuum: 'off', io_method: 'sync' },
    database: TEMPLATE,
  })
  try {
    await migrate({ connectionString: postgres.urlFor({ database: TEMPLATE }) })
  } catch (error) {
    await postgres.stop()
    throw error
  }
  return { postgres, folder }
}

/** Folders of runs that were killed. */
function clearLeftovers(base: string): void {
  for (const name of readdirSync(base)) {
    if (!isAlive(Number.parseInt(name, 10))) rmSync(join(base, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
