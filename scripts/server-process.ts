/** Harmoni@ in a process of its own, on a data folder, for measures and crash rounds. */
import { spawn, type ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

export const CHECKOUT = join(import.meta.dirname, '..')
/** A first start fills the demonstration: long on a machine that does much else. */
const READY_MS = 180_000
const LAST_LINES = 40

export type ServerProcess = { readonly child: ChildProcess; readonly adresse: string }

/**
 * Starts the server on a port that the system chooses: one chosen beforehand may be another program's by the time it is opened, were it
 * only for a connection of its own. Resolves once it is open; fails with everything it said, and the end of its PostgreSQL's log.
 */
export async function startServer(folder: string): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['bin/harmonia.ts', 'serve'], {
    cwd: CHECKOUT,
    env: envOf(folder),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const { promise: opened, resolve, reject } = Promise.withResolvers<string>()
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const adresse = /est ouvert : (http\S+)/.exec(said)?.[1]
      if (adresse !== undefined) resolve(adresse)
    })
  child.once('close', (code, signal) => reject(new Error(`it ended, exit code ${code}, signal ${signal ?? 'none'}`)))
  const cancel = new AbortController()
  const late = delay(READY_MS, undefined, { signal: cancel.signal }).then(
    () => Promise.reject(new Error(`it was not open after ${READY_MS / 1000} s`)),
    () => '',
  )
  try {
    return { child, adresse: await Promise.race([opened, late]) }
  } catch (error) {
    child.kill('SIGKILL')
    throw new Error(`Harmoni@ did not start: ${String(error)}\n${said.trim()}\n${await postgresLog(folder)}`, { cause: error })
  } finally {
    cancel.abort()
  }
}

export const envOf = (folder: string): NodeJS.ProcessEnv => ({
  ...process.env,
  HARMONIA_VAR: folder,
  PORT: '0',
  HARMONIA_REQUETES_PAR_MINUTE: '99999999',
})

/** The end of what the embedded PostgreSQL said, if it said anything. */
async function postgresLog(folder: string): Promise<string> {
  const text = await readFile(join(folder, 'postgresql.log'), 'utf8').catch(() => '')
  return text.trim().split('\n').slice(-LAST_LINES).join('\n')
}
