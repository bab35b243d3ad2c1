/**
 * What was typed and is not yet on the server. Batches leave after a pause, one request at a time; a cut network is tried
 * again; a refusal hands the entries back. Nothing leaves the queue without the server's answer. [EG-20] [EG-21]
 */
import type { Body, Reply } from '#contract/routes.ts'
import { isPassager, messageOf } from '#web/api/api-problem.ts'

type Envoi = Body<'enregistrerCellules'>
export type Changement = Envoi['changements'][number]
export type Moyen = Envoi['moyen']
export type Sauvegarde = Reply<'enregistrerCellules'>
export type Entry = { readonly moyen: Moyen; readonly changement: Changement }

export type QueueState =
  | { readonly genre: 'enregistre'; readonly le: string | null }
  | { readonly genre: 'envoi'; readonly nombre: number }
  | { readonly genre: 'hors_ligne'; readonly nombre: number; readonly delaiSecondes: number }

type QueueOptions = {
  readonly send: (envoi: Envoi) => Promise<Sauvegarde>
  readonly onSaved: (reply: Sauvegarde, sent: readonly Entry[]) => void
  readonly onRefused: (message: string, entries: readonly Entry[]) => void
  /** Called whenever the state or the waiting entries change: what must be kept on this computer. */
  readonly onChange: (waiting: readonly Entry[]) => void
}

const PAUSE_MS = 400
const RETRY_SECONDS = [1, 2, 5, 10, 30] as const
const MAX_BATCH = 5000

export function createSaveQueue({ send, onSaved, onRefused, onChange }: QueueOptions) {
  const waiting = new Map<string, Entry>()
  let inFlight: ReadonlyMap<string, Entry> = new Map()
  let state: QueueState = { genre: 'enregistre', le: null }
  let timer: ReturnType<typeof setTimeout> | null = null
  let failures = 0
  let batchLimit = MAX_BATCH

  const all = (): readonly Entry[] => [...new Map([...inFlight, ...waiting]).values()]
  const change = (next: QueueState): void => {
    state = next
    onChange(all())
  }
  const schedule = (delayMs: number): void => {
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(() => void flush(), delayMs)
  }

  const nextBatch = (): ReadonlyMap<string, Entry> => {
    const moyen = waiting.values().next().value?.moyen
    return new Map([...waiting].filter(([, entry]) => entry.moyen === moyen).slice(0, batchLimit))
  }
  function saved(reply: Sauvegarde, sent: readonly Entry[]): void {
    failures = 0
    batchLimit = MAX_BATCH
    inFlight = new Map()
    for (const [at, valeur] of Object.entries(reply.valeurs)) {
      const later = waiting.get(at)
      if (later) waiting.set(at, { ...later, changement: { ...later.changement, vu: valeur.s } })
    }
    onSaved(reply, sent)
    change(waiting.size === 0 ? { genre: 'enregistre', le: reply.le } : { genre: 'envoi', nombre: waiting.size })
    if (waiting.size > 0) schedule(0)
  }

  /** Entries typed again since keep their newer text. */
  const putBack = (sent: readonly Entry[]): void => {
    inFlight = new Map()
    const newer = new Map(waiting)
    waiting.clear()
    for (const entry of sent) waiting.set(entry.changement.at, entry)
    for (const [at, entry] of newer) waiting.set(at, entry)
  }

  function failed(error: unknown, sent: readonly Entry[]): void {
    putBack(sent)
    if (isPassager(error)) {
      const delaiSecondes = RETRY_SECONDS[Math.min(failures++, RETRY_SECONDS.length - 1)] ?? 30
      schedule(delaiSecondes * 1000)
      change({ genre: 'hors_ligne', nombre: waiting.size, delaiSecondes })
      return
    }
    // One bad cell must not hold the others back: the batch is halved until the culprit is alone.
    if (isAboutOneCell(error) && sent.length > 1) {
      batchLimit = Math.ceil(sent.length / 2)
    } else {
      for (const entry of sent) if (waiting.get(entry.changement.at) === entry) waiting.delete(entry.changement.at)
      batchLimit = MAX_BATCH
      onRefused(messageOf(error), sent)
    }
    change(waiting.size === 0 ? { genre: 'enregistre', le: null } : { genre: 'envoi', nombre: waiting.size })
    if (waiting.size > 0) schedule(0)
  }

  async function flush(): Promise<void> {
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (inFlight.size > 0 || waiting.size === 0) return
    inFlight = nextBatch()
    for (const at of inFlight.keys()) waiting.delete(at)
    const sent = [...inFlight.values()]
    change({ genre: 'envoi', nombre: all().length })
    try {
      const reply = await send({ moyen: sent[0]?.moyen ?? 'saisie', changements: sent.map((entry) => entry.changement) })
      saved(reply, sent)
    } catch (error) {
      failed(error, sent)
    }
  }

  return {
    add(entries: readonly Entry[]): void {
      for (const entry of entries) {
        const earlier = waiting.get(entry.changement.at)
        waiting.set(entry.changement.at, earlier ? { ...entry, changement: { ...entry.changement, vu: earlier.changement.vu } } : entry)
      }
      change(state.genre === 'hors_ligne' ? { ...state, nombre: all().length } : { genre: 'envoi', nombre: all().length })
      if (inFlight.size === 0 && state.genre !== 'hors_ligne') schedule(PAUSE_MS)
    },
    /** Sends at once what waits (leaving the page, network back, before an act of the server). */
    flush,
    /** Resolves when nothing waits any more, or at once when the network is cut. */
    async settle(): Promise<void> {
      while (all().length > 0 && state.genre !== 'hors_ligne') {
        await flush()
        if (inFlight.size > 0) await new Promise((resolve) => setTimeout(resolve, 30))
      }
    },
    has: (at: string): boolean => waiting.has(at) || inFlight.has(at),
    entries: all,
    state: (): QueueState => state,
    stop(): void {
      if (timer !== null) clearTimeout(timer)
    },
  }
}

export type SaveQueue = ReturnType<typeof createSaveQueue>

const isAboutOneCell = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  (error.code.startsWith('cellule/') || error.code === 'requete/invalide')
