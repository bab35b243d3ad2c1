/**
 * One living Harmoni@ per data folder. The lock is a file naming its holder by process id and start time; it is put in place whole, by
 * a hard link, so that nobody ever reads half of it, and a holder that died (even by kill -9) no longer counts.
 */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { EmbeddedPostgresError } from './embedded-error.ts'
import { startOfProcess } from './embedded-processes.ts'

/** Takes the lock, or throws a sentence naming the living holder. Gives the function that releases it. */
export function takeLock(path: string): () => void {
  const mine = `${process.pid} ${startOfProcess(process.pid)}\n`
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, mine)
  try {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      if (placed(draft, path)) return () => releaseLock(path, mine)
      clearDeadLock(path)
    }
  } finally {
    rmSync(draft, { force: true })
  }
  throw new EmbeddedPostgresError(`Le verrou ${path} est pris et rendu sans cesse par d’autres démarrages. Réessayez dans un instant.`)
}

/** Whether a living process holds the lock. */
export const isLocked = (path: string): boolean => livingHolder(readLock(path)) !== null

function placed(draft: string, path: string): boolean {
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function clearDeadLock(path: string): void {
  const seen = readLock(path)
  if (seen === null) return
  const holder = livingHolder(seen)
  if (holder !== null) {
    throw new EmbeddedPostgresError(
      `Un autre Harmoni@ (processus ${holder}) utilise déjà ce dossier de données (verrou ${path}). Arrêtez-le d’abord (Ctrl-C dans sa fenêtre, ou « kill ${holder} »), ou choisissez un autre dossier avec HARMONIA_VAR.`,
    )
  }
  const aside = `${path}.mort.${process.pid}`
  try {
    renameSync(path, aside)
    // Someone may have cleared the dead lock and taken it between the reading and the renaming: it goes back.
    if (readLock(aside) !== seen) placed(aside, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  rmSync(aside, { force: true })
}

function releaseLock(path: string, mine: string): void {
  if (readLock(path) === mine) rmSync(path, { force: true })
}

function readLock(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

function livingHolder(lock: string | null): number | null {
  const [, pid, start] = /^(\d+) (.+)\n$/.exec(lock ?? '') ?? []
  return pid !== undefined && startOfProcess(Number(pid)) === start ? Number(pid) : null
}
