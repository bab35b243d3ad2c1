/** The data folder of the embedded PostgreSQL: made once, whole or not at all, and checked before each start. */
import { execFile } from 'node:child_process'
import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { EmbeddedPostgresError } from './embedded-error.ts'
import { giveTo, ownerOf, type Identity } from './embedded-identity.ts'
import { listPostgresIn, signal, startOfProcess, waitUntil } from './embedded-processes.ts'

const run = promisify(execFile)
/** Nothing of the caller's environment reaches PostgreSQL: a stray `PGPORT` or `LC_ALL` would change its behaviour. */
export const POSTGRES_ENV = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
/** The supervisor's own identity inside PostgreSQL. */
export const SUPERUSER = 'postgres'

const ORPHAN_STOP_MS = 30_000
const KILLED_MS = 5_000

export type DataFolder = {
  /** Absolute real path of the data folder. */
  readonly folder: string
  /** Folder holding `bin/postgres`. */
  readonly binaries: string
  readonly identity: Identity
  /** `false` only for the throw-away databases of tests. */
  readonly durable: boolean
}

/** Makes the folder ready for a start: nobody else in it, right version, right owner, created if missing. */
export async function prepareDataFolder(data: DataFolder): Promise<void> {
  await clearHalfMade(data.folder)
  await endPostgresIn(data.folder)
  if (isEmpty(data.folder)) await createCluster(data)
  await checkVersion(data)
  takeOwnership(data)
  // No process is left in the folder: a lock file naming a reused process id must not forbid the start.
  rmSync(join(data.folder, 'postmaster.pid'), { force: true })
}

/**
 * Stops what an earlier run left behind: an orphan server is asked to shut down, then whatever survives is killed. Backends whose
 * postmaster was killed can stay asleep for ever and PostgreSQL rightly refuses to start beside them.
 */
export async function endPostgresIn(folder: string): Promise<void> {
  const postmaster = Number.parseInt(readPidFile(folder), 10)
  if (listPostgresIn(folder).includes(postmaster)) {
    signal(postmaster, 'SIGINT')
    await waitUntil(() => startOfProcess(postmaster) === null, ORPHAN_STOP_MS)
  }
  for (const pid of listPostgresIn(folder)) signal(pid, 'SIGKILL')
  if (await waitUntil(() => listPostgresIn(folder).length === 0, KILLED_MS)) return
  throw new EmbeddedPostgresError(
    `Des processus PostgreSQL d’un arrêt précédent tiennent encore le dossier ${folder} et ne se laissent pas arrêter : ${listPostgresIn(folder).join(', ')}. Arrêtez-les, puis relancez.`,
  )
}

function readPidFile(folder: string): string {
  const file = join(folder, 'postmaster.pid')
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

const isEmpty = (folder: string): boolean => !existsSync(folder) || readdirSync(folder).length === 0

/** Removes the drafts of a creation that was interrupted. */
async function clearHalfMade(folder: string): Promise<void> {
  const parent = dirname(folder)
  for (const entry of readdirSync(parent).filter((name) => name.startsWith(`${basename(folder)}.nouveau`))) {
    await endPostgresIn(join(parent, entry))
    rmSync(join(parent, entry), { recursive: true, force: true })
  }
}

/** Creates beside, then renames: an interruption leaves no half-made folder under the final name. */
async function createCluster({ folder, binaries, identity, durable }: DataFolder): Promise<void> {
  const draft = `${folder}.nouveau-${process.pid}`
  mkdirSync(draft, { mode: 0o700 })
  giveTo(identity, draft)
  const words = ['--pgdata', draft, '--username', SUPERUSER, '--auth', 'trust', '--encoding', 'UTF8', '--no-instructions']
  // The built-in provider sorts and folds case alike on every machine, whatever its C library.
  words.push('--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8')
  if (!durable) words.push('--no-sync')
  const [command, ...before] = [...identity.prefix, join(binaries, 'bin', 'initdb')]
  try {
    await run(command, [...before, ...words], { ...identity.spawn, cwd: draft, env: POSTGRES_ENV })
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    throw new EmbeddedPostgresError(`La base de données n’a pas pu être créée dans ${folder} : ${String(error)}`)
  }
  renameSync(draft, folder)
  if (durable) syncFolder(dirname(folder))
}

function syncFolder(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

async function checkVersion({ folder, binaries, identity }: DataFolder): Promise<void> {
  const file = join(folder, 'PG_VERSION')
  if (!existsSync(file)) {
    throw new EmbeddedPostgresError(
      `Le dossier ${folder} n’est pas vide et ne contient pas de base de données PostgreSQL. Déplacez-le, puis relancez.`,
    )
  }
  const created = readFileSync(file, 'utf8').trim()
  const [command, ...words] = [...identity.prefix, join(binaries, 'bin', 'postgres'), '--version']
  const { stdout } = await run(command, words, { ...identity.spawn, cwd: '/' })
  const ours = /(\d+)/.exec(stdout)?.[1] ?? '?'
  if (created === ours) return
  throw new EmbeddedPostgresError(
    `La base de données de ${folder} a été créée par PostgreSQL ${created} ; ce Harmoni@ contient PostgreSQL ${ours} et ne peut pas l’ouvrir. Rien n’a été modifié : rouvrez-la avec la version précédente de Harmoni@ pour la transférer.`,
  )
}

function takeOwnership({ folder, identity }: DataFolder): void {
  const owner = ownerOf(folder)
  if (owner === identity.uid) return
  if (process.getuid?.() !== 0) {
    throw new EmbeddedPostgresError(
      `Le dossier ${folder} appartient à un autre utilisateur de la machine (n° ${owner}), sans doute parce que Harmoni@ a été lancé une fois en tant que root. Rendez-le avec « sudo chown -R $(id -u) ${folder} », ou choisissez un autre dossier avec HARMONIA_VAR.`,
    )
  }
  giveTo(identity, folder)
  chmodSync(folder, 0o700)
}
