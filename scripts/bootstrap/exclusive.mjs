import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Failure } from './failure.mjs'

const WAIT_MS_MAX = 10 * 60_000

/** Runs `work` while no other process of this checkout does the same; `file` names whoever works, and a dead one no longer counts. */
export async function exclusively(file, what, work) {
  mkdirSync(dirname(file), { recursive: true })
  await take(file, what)
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

async function take(file, what) {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, String(process.pid))
  const end = Date.now() + WAIT_MS_MAX
  try {
    for (let said = false; !placed(draft, file); said = true) {
      const holder = holderOf(file)
      if (holder === null) {
        rmSync(file, { force: true })
        continue
      }
      if (!said) console.error(`${what} est déjà en cours (processus ${holder}) : attente de sa fin…`)
      if (Date.now() > end) throw new Failure(`${what} n’en finit pas (processus ${holder}). Arrêtez-la, puis relancez.`)
      await delay(300)
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

function placed(draft, file) {
  try {
    // A link appears with its content: nobody reads a lock that does not name its holder yet.
    linkSync(draft, file)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function holderOf(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'))
    process.kill(pid, 0)
    return pid
  } catch (error) {
    return error.code === 'EPERM' ? 'd’un autre utilisateur' : null
  }
}
