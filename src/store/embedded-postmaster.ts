/** One run of the PostgreSQL server: started, waited for by connecting, stopped. */
import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { POSTGRES_ENV, SUPERUSER, type DataFolder } from './embedded-data-folder.ts'
import { EmbeddedPostgresError } from './embedded-error.ts'
import { signal } from './embedded-processes.ts'

const READY_MS = 180_000
const FAST_STOP_MS = 30_000
const IMMEDIATE_STOP_MS = 5_000
const LOG_BYTES_MAX = 5_000_000

export type Postmaster = {
  readonly pid: number
  /** Resolves when the process is gone, however it went. */
  readonly gone: Promise<void>
  stop(): Promise<void>
}

/** Starts the server and resolves once it answers a query; throws with the end of its log if it gives up. */
export async function startPostmaster(
  data: DataFolder,
  socketFolder: string,
  settings: Readonly<Record<string, string>>,
): Promise<Postmaster> {
  // Left by a killed server; PostgreSQL would take the reused id, or the zombie, of its former process for a rival.
  for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) rmSync(join(socketFolder, name), { force: true })
  const log = openLog(`${data.folder}.log`)
  const child = launch(data, log, { ...ownSettings(socketFolder, data.durable), ...settings })
  closeSync(log)
  const state = { running: true }
  const gone = new Promise<void>((resolve) => {
    const end = (): void => {
      state.running = false
      resolve()
    }
    child.once('exit', end)
    child.once('error', end)
  })
  const pid = child.pid ?? 0
  const guard = startGuard(pid)
  void gone.then(() => guard.kill('SIGKILL'))
  const stop = () => stopPostmaster(pid, gone)
  try {
    await waitForAnswer(socketFolder, () => state.running)
  } catch (error) {
    await stop()
    throw new EmbeddedPostgresError(
      `PostgreSQL ne démarre pas (${String(error)}). Fin de son journal ${data.folder}.log :\n${endOf(`${data.folder}.log`)}`,
    )
  }
  return { pid, gone, stop }
}

function launch(data: DataFolder, log: number, settings: Readonly<Record<string, string>>): ChildProcess {
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [command = '', ...words] = [...data.identity.prefix, join(data.binaries, 'bin', 'postgres'), '-D', data.folder, ...options]
  // Detached: Ctrl-C reaches the whole group of the terminal, and the server must outlive the requests that are being answered.
  return spawn(command, words, { ...data.identity.spawn, cwd: data.folder, env: POSTGRES_ENV, detached: true, stdio: ['ignore', log, log] })
}

const ownSettings = (socketFolder: string, durable: boolean): Readonly<Record<string, string>> => ({
  listen_addresses: '',
  unix_socket_directories: socketFolder,
  unix_socket_permissions: '0700',
  max_connections: '100',
  shared_buffers: '128MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_line_prefix: '%m [%p] ',
  ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
})

/**
 * A shell that waits for the end of a pipe which only this process holds open. If this process dies, even by kill -9, the pipe ends
 * and the server is asked to shut down: no server is left behind.
 */
function startGuard(pid: number): ChildProcess {
  const guard = spawn('/bin/sh', ['-c', 'read -r _; kill -INT "$0" 2>/dev/null', String(pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
  })
  guard.unref()
  if (guard.stdin instanceof Socket) guard.stdin.unref()
  return guard
}

async function waitForAnswer(socketFolder: string, running: () => boolean): Promise<void> {
  const end = performance.now() + READY_MS
  for (;;) {
    const refused = await refusalToAnswer(socketFolder)
    if (refused === null) return
    if (!running()) throw new Error('le processus s’est arrêté')
    if (performance.now() > end) throw refused
    await delay(15)
  }
}

async function refusalToAnswer(socketFolder: string): Promise<Error | null> {
  const client = new Client({ host: socketFolder, user: SUPERUSER, database: 'postgres' })
  // A server that dies between two queries reports it here as well as in the query.
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select 1')
    return null
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  } finally {
    await client.end().catch(() => {})
  }
}

/** Fast shutdown first (sessions cut, checkpoint written), then without checkpoint, then by force. */
async function stopPostmaster(pid: number, gone: Promise<void>): Promise<void> {
  const steps: readonly [NodeJS.Signals, number][] = [
    ['SIGINT', FAST_STOP_MS],
    ['SIGQUIT', IMMEDIATE_STOP_MS],
    ['SIGKILL', IMMEDIATE_STOP_MS],
  ]
  for (const [name, timeoutMs] of steps) {
    if (pid > 0) signal(pid, name)
    const cancel = new AbortController()
    const over = await Promise.race([gone.then(() => true), delay(timeoutMs, false, { signal: cancel.signal }).catch(() => false)])
    cancel.abort()
    if (over) return
  }
}

function openLog(path: string): number {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LOG_BYTES_MAX) renameSync(path, `${path}.1`)
  return openSync(path, 'a', 0o600)
}

const endOf = (path: string): string => readFileSync(path, 'utf8').trimEnd().split('\n').slice(-8).join('\n')
