/**
 * The embedded PostgreSQL: a real server on a data folder, started and stopped with Harmoni@. It listens on a Unix socket only, in a
 * folder closed to other users, which is why no password is needed.
 */
import { accessSync, constants, existsSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { Client } from 'pg'
import { findPostgresBinaries } from './embedded-binaries.ts'
import { endPostgresIn, prepareDataFolder, SUPERUSER, type DataFolder } from './embedded-data-folder.ts'
import { EmbeddedPostgresError } from './embedded-error.ts'
import { chooseIdentity, ownerOf } from './embedded-identity.ts'
import { isLocked, takeLock } from './embedded-lock.ts'
import { startPostmaster, type Postmaster } from './embedded-postmaster.ts'
import { makeSocketFolder, socketBase } from './embedded-socket.ts'

export { EmbeddedPostgresError } from './embedded-error.ts'

const CRASHES_MAX = 3
const CRASH_WINDOW_MS = 60_000

export type EmbeddedPostgresOptions = {
  readonly dataDir: string
  /** Folder holding `bin/postgres`; the packaged one by default. */
  readonly binDir?: string
  readonly database?: string
  /** Further PostgreSQL settings. */
  readonly settings?: Readonly<Record<string, string>>
  /** `false` only for throw-away databases: a power cut then loses everything. */
  readonly durable?: boolean
  /** Called when the server died and could not be started again. */
  readonly onLost?: (error: Error) => void
}

export type EmbeddedPostgres = {
  /** Connection string of the superuser on the application's database. */
  readonly url: string
  readonly host: string
  readonly user: string
  readonly database: string
  /** Same server, other user or database. */
  urlFor(part: { readonly user?: string; readonly database?: string }): string
  /** Process id of the server at this moment; it changes if the server was restarted after a crash. */
  readonly postmasterPid: () => number
  stop(): Promise<void>
}

/**
 * Starts the server, creating its data folder at the first start, and restarts it if it dies.
 *
 * @throws {EmbeddedPostgresError} with a French sentence: folder held by another Harmoni@, other version, other owner…
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = realFolder(options.dataDir)
  const release = takeLock(`${folder}.lock`)
  try {
    const binaries = options.binDir ?? (await findPostgresBinaries())
    const identity = chooseIdentity(join(binaries, 'bin', 'postgres'), [dirname(folder), socketBase()], ownerOf(folder))
    const data: DataFolder = { folder, binaries, identity, durable: options.durable ?? true }
    await prepareDataFolder(data)
    const socketFolder = makeSocketFolder(folder, identity)
    const server = await supervise(data, socketFolder, options).catch((error: unknown) => {
      rmSync(socketFolder, { recursive: true, force: true })
      throw error
    })
    const stop = (): Promise<void> => server.stop().finally(release)
    return describe(socketFolder, options.database ?? 'harmonia', { ...server, stop })
  } catch (error) {
    release()
    throw error
  }
}

/** Connection strings of the server that another living process runs on this folder; `null` if there is none. */
export function findRunningPostgres(dataDir: string, database = 'harmonia'): { readonly url: string } | null {
  const folder = realFolder(dataDir)
  const file = join(folder, 'postmaster.pid')
  if (!isLocked(`${folder}.lock`) || !existsSync(file)) return null
  // The fifth line of the file is the folder of the socket.
  const host = readFileSync(file, 'utf8').split('\n')[4] ?? ''
  return host === '' ? null : { url: urlOf({ host, user: SUPERUSER, database }) }
}

function realFolder(dataDir: string): string {
  const wanted = resolve(dataDir)
  try {
    makeFolder(dirname(wanted))
    accessSync(dirname(wanted), constants.W_OK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new EmbeddedPostgresError(
      `Le dossier ${dirname(wanted)} ne peut pas être créé ou ne vous est pas ouvert en écriture (${code ?? String(error)}). Choisissez-en un autre avec HARMONIA_VAR.`,
    )
  }
  return existsSync(wanted) ? realpathSync(wanted) : join(realpathSync(dirname(wanted)), basename(wanted))
}

/** One folder after the other: asked to make them all, Node never comes back from `/proc`, where none can be made. */
function makeFolder(path: string): void {
  if (existsSync(path)) {
    if (!statSync(path).isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' })
    return
  }
  makeFolder(dirname(path))
  mkdirSync(path)
}

type Supervised = { readonly pid: () => number; readonly stop: () => Promise<void> }

async function supervise(data: DataFolder, socketFolder: string, options: EmbeddedPostgresOptions): Promise<Supervised> {
  const crashes: number[] = []
  const state: { current: Postmaster; stopping: boolean; restart: Promise<void> } = {
    current: await startPostmaster(data, socketFolder, options.settings ?? {}),
    stopping: false,
    restart: Promise.resolve(),
  }
  const restart = async (): Promise<void> => {
    if (state.stopping) return
    crashes.push(performance.now())
    if (crashes.filter((at) => at > performance.now() - CRASH_WINDOW_MS).length > CRASHES_MAX) {
      throw new EmbeddedPostgresError(
        `PostgreSQL s’est arrêté ${CRASHES_MAX + 1} fois en une minute ; voyez son journal ${data.folder}.log.`,
      )
    }
    await prepareDataFolder(data)
    state.current = await startPostmaster(data, socketFolder, options.settings ?? {})
    void watch()
  }
  const watch = async (): Promise<void> => {
    await state.current.gone
    state.restart = restart().catch((error: unknown) => options.onLost?.(error instanceof Error ? error : new Error(String(error))))
  }
  void watch()
  const stop = async (): Promise<void> => {
    state.stopping = true
    await state.restart
    await state.current.stop()
    await endPostgresIn(data.folder)
    rmSync(socketFolder, { recursive: true, force: true })
  }
  await createDatabase(socketFolder, options.database ?? 'harmonia').catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return { pid: () => state.current.pid, stop }
}

async function createDatabase(host: string, database: string): Promise<void> {
  const client = new Client({ host, user: SUPERUSER, database: 'postgres' })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database])
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)}`)
  } finally {
    await client.end()
  }
}

function describe(host: string, database: string, server: Supervised): EmbeddedPostgres {
  let stopped: Promise<void> | undefined
  const urlFor = (part: { readonly user?: string; readonly database?: string }): string =>
    urlOf({ host, user: SUPERUSER, database, ...part })
  return {
    url: urlFor({}),
    host,
    user: SUPERUSER,
    database,
    urlFor,
    postmasterPid: server.pid,
    stop: () => (stopped ??= server.stop()),
  }
}

const urlOf = ({ host, user, database }: { host: string; user: string; database: string }): string =>
  `postgresql://${encodeURIComponent(user)}@/${encodeURIComponent(database)}?host=${encodeURIComponent(host)}`
