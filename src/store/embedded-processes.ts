/**
 * What runs on this machine, as far as the supervisor needs it: is that very process still alive, and which PostgreSQL processes hold
 * a data folder. Linux is read from `/proc`; elsewhere `ps` answers.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync, readlinkSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

const ON_LINUX = process.platform === 'linux'

/**
 * When the process started, as an opaque text; `null` if it is not running. A process id alone proves nothing: ids are reused.
 * A zombie counts as gone: nobody may be there to reap it.
 */
export function startOfProcess(pid: number): string | null {
  try {
    if (!ON_LINUX) return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the name in parentheses and may itself hold spaces: fields are counted after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null)
  } catch {
    return null
  }
}

/** The PostgreSQL processes whose working folder is `folder` (an absolute real path), whoever started them. */
export function listPostgresIn(folder: string): readonly number[] {
  return ON_LINUX ? readdirSync('/proc').flatMap((entry) => postgresAt(entry, folder)) : listByCommandLine(folder)
}

function postgresAt(entry: string, folder: string): number[] {
  if (!/^\d+$/.test(entry)) return []
  try {
    const name = readFileSync(`/proc/${entry}/comm`, 'utf8').trim()
    // The name is checked too: a person's shell may well stand in the data folder.
    if (name !== 'postgres' && name !== 'initdb') return []
    const at = readlinkSync(`/proc/${entry}/cwd`).replace(/ \(deleted\)$/, '')
    return at === folder && startOfProcess(Number(entry)) !== null ? [Number(entry)] : []
  } catch {
    return []
  }
}

function listByCommandLine(folder: string): number[] {
  const lines = execFileSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8' }).split('\n')
  return lines.filter((line) => line.includes('postgres') && line.includes(folder)).map((line) => Number.parseInt(line, 10))
}

/** Sends a signal; a process that has just gone is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Waits until `done` says so; gives its last answer when the time is over. */
export async function waitUntil(done: () => boolean, timeoutMs: number): Promise<boolean> {
  const end = performance.now() + timeoutMs
  while (!done() && performance.now() < end) await delay(20)
  return done()
}
