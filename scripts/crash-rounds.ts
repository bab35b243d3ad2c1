/** Kills Harmoni@ in the middle of saves, again and again: no acknowledged cell may be missing, no journal broken. */
import { spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { MOT_DE_PASSE_DEMO } from '#services/demo.ts'
import { qdisOf, signIn, type Api } from './api-client.ts'
import { CHECKOUT, envOf, startServer } from './server-process.ts'

const LIGNES = ['A101', 'A102', 'A103', 'A121'] as const

type Journal = { readonly acquittees: Map<string, string>; enVol: Map<string, string> }
export type Bilan = { readonly tours: number; readonly acquittees: number; readonly perdues: readonly string[]; readonly journal: boolean }

type Valeurs = Readonly<Record<string, { readonly v?: string; readonly s: number }>>
async function lire(api: Api): Promise<{ id: string; valeurs: Valeurs }> {
  const id = await qdisOf(api)
  return { id, valeurs: (await api('GET', `/api/dossiers/${id}`))['valeurs'] as Valeurs }
}

/** Saves without rest until the server dies; what was acknowledged is written down first, what was in flight beside. */
async function saisir(api: Api, depart: { id: string; valeurs: Valeurs }, { acquittees, enVol }: Journal): Promise<void> {
  await Promise.all(
    LIGNES.map(async (ligne) => {
      const at = `BA.${ligne}[brut]`
      let vu = depart.valeurs[at]?.s ?? 0
      for (let n = 1; ; n++) {
        const v = `${n}.${String(Math.floor(Math.random() * 90) + 10)}`
        enVol.set(at, v)
        try {
          const { seq, conflits } = (await api('PUT', `/api/dossiers/${depart.id}/cellules`, {
            moyen: 'saisie',
            changements: [{ at, v, vu }],
          })) as { seq: number; conflits: readonly unknown[] }
          if (conflits.length > 0) throw new Error('conflict')
          vu = seq
          acquittees.set(at, v)
        } catch {
          return
        }
      }
    }),
  )
}

/** Kills the server, or PostgreSQL and the server: nobody gets the time to say goodbye. */
async function tuer(child: ChildProcess, folder: string, tour: number): Promise<void> {
  const pid =
    tour % 2 === 0 ? null : Number((await readFile(join(folder, 'postgresql/postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0])
  if (pid) spawnSync('kill', ['-9', String(pid)])
  child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

/** Asks a server that still lives to stop, and waits for it: its socket goes with it. */
async function arreter(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

export async function runCrashRounds(tours: number): Promise<Bilan> {
  const folder = await mkdtemp(join(tmpdir(), 'harmonia-crash-'))
  const journal: Journal = { acquittees: new Map(), enVol: new Map() }
  const perdues: string[] = []
  let total = 0
  let child: ChildProcess | undefined
  try {
    for (let tour = 0; tour <= tours; tour++) {
      const started = await startServer(folder)
      child = started.child
      const api = await signIn(started.adresse, 'bruno.horizon', MOT_DE_PASSE_DEMO)
      const depart = await lire(api)
      for (const [at, v] of journal.acquittees) {
        const found = depart.valeurs[at]?.v
        if (found !== v && found !== journal.enVol.get(at)) perdues.push(`tour ${tour} : ${at} valait ${v}, lu ${found ?? 'vide'}`)
      }
      journal.acquittees.clear()
      if (tour === tours) {
        const whole =
          spawnSync(process.execPath, ['bin/harmonia.ts', 'journal', 'verify'], { cwd: CHECKOUT, env: envOf(folder) }).status === 0
        return { tours, acquittees: total, perdues, journal: whole }
      }
      const saisie = saisir(api, depart, journal)
      await delay(150 + Math.random() * 500)
      await tuer(child, folder, tour)
      await saisie
      total += journal.acquittees.size
    }
    throw new Error('no round was asked for')
  } finally {
    if (child) await arreter(child)
    await rm(folder, { recursive: true, force: true })
  }
}
