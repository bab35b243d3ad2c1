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
  readonly onChange: (waiting: readonly Entry[], state: QueueState) => void
}

const PAUSE_MS = 400
const RETRY_SECONDS = [1, 2, 5, 10, 30] as const
const MAX_BATCH = 5000
const SETTLE_MS = 30

export class SaveQueue {
  readonly #options: QueueOptions
  readonly #waiting = new Map<string, Entry>()
  #inFlight: ReadonlyMap<string, Entry> = new Map()
  #state: QueueState = { genre: 'enregistre', le: null }
  #timer: ReturnType<typeof setTimeout> | null = null
  #failures = 0
  #batchLimit = MAX_BATCH

  constructor(options: QueueOptions) {
    this.#options = options
  }

  entries = (): readonly Entry[] => [...new Map([...this.#inFlight, ...this.#waiting]).values()]
  has = (at: string): boolean => this.#waiting.has(at) || this.#inFlight.has(at)

  add(entries: readonly Entry[]): void {
    for (const entry of entries) {
      const earlier = this.#waiting.get(entry.changement.at)
      this.#waiting.set(entry.changement.at, earlier ? { ...entry, changement: { ...entry.changement, vu: earlier.changement.vu } } : entry)
    }
    const nombre = this.entries().length
    this.#change(this.#state.genre === 'hors_ligne' ? { ...this.#state, nombre } : { genre: 'envoi', nombre })
    if (this.#inFlight.size > 0 || this.#state.genre === 'hors_ligne') return
    // A block pasted, filled or taken back is whole: only what is typed cell by cell waits for what may follow.
    this.#schedule(entries.length > 1 ? 0 : PAUSE_MS)
  }

  /** Sends at once what waits (leaving the page, network back, before an act of the server). */
  async flush(): Promise<void> {
    this.stop()
    if (this.#inFlight.size > 0 || this.#waiting.size === 0) return
    this.#inFlight = this.#nextBatch()
    for (const at of this.#inFlight.keys()) this.#waiting.delete(at)
    const sent = [...this.#inFlight.values()]
    this.#change({ genre: 'envoi', nombre: this.entries().length })
    try {
      this.#saved(await this.#options.send({ moyen: sent[0]?.moyen ?? 'saisie', changements: sent.map((entry) => entry.changement) }), sent)
    } catch (error) {
      this.#failed(error, sent)
    }
  }

  /** Resolves when nothing waits any more, or at once when the network is cut. */
  async settle(): Promise<void> {
    while (this.entries().length > 0 && this.#state.genre !== 'hors_ligne') {
      await this.flush()
      if (this.#inFlight.size > 0) await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
    }
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }

  #change(next: QueueState): void {
    this.#state = next
    this.#options.onChange(this.entries(), next)
  }

  #schedule(delayMs: number): void {
    this.stop()
    this.#timer = setTimeout(() => void this.flush(), delayMs)
  }

  /** Entries of one means, in the order they were typed. */
  #nextBatch(): ReadonlyMap<string, Entry> {
    const moyen = this.#waiting.values().next().value?.moyen
    return new Map([...this.#waiting].filter(([, entry]) => entry.moyen === moyen).slice(0, this.#batchLimit))
  }

  #saved(reply: Sauvegarde, sent: readonly Entry[]): void {
    this.#failures = 0
    this.#batchLimit = MAX_BATCH
    this.#inFlight = new Map()
    for (const [at, valeur] of Object.entries(reply.valeurs)) {
      const later = this.#waiting.get(at)
      if (later) this.#waiting.set(at, { ...later, changement: { ...later.changement, vu: valeur.s } })
    }
    this.#options.onSaved(reply, sent)
    this.#goOn({ genre: 'enregistre', le: reply.le })
  }

  #failed(error: unknown, sent: readonly Entry[]): void {
    this.#putBack(sent)
    if (isPassager(error)) return this.#retryLater()
    // One bad cell must not hold the others back: the batch is halved until the culprit is alone.
    if (isAboutOneCell(error) && sent.length > 1) this.#batchLimit = Math.ceil(sent.length / 2)
    else {
      for (const entry of sent) if (this.#waiting.get(entry.changement.at) === entry) this.#waiting.delete(entry.changement.at)
      this.#batchLimit = MAX_BATCH
      this.#options.onRefused(messageOf(error), sent)
    }
    this.#goOn({ genre: 'enregistre', le: null })
  }

  #retryLater(): void {
    const delaiSecondes = RETRY_SECONDS[Math.min(this.#failures++, RETRY_SECONDS.length - 1)] ?? 30
    this.#schedule(delaiSecondes * 1000)
    this.#change({ genre: 'hors_ligne', nombre: this.#waiting.size, delaiSecondes })
  }

  /** Entries typed again since keep their newer text. */
  #putBack(sent: readonly Entry[]): void {
    this.#inFlight = new Map()
    const newer = new Map(this.#waiting)
    this.#waiting.clear()
    for (const entry of sent) this.#waiting.set(entry.changement.at, entry)
    for (const [at, entry] of newer) this.#waiting.set(at, entry)
  }

  #goOn(finished: QueueState): void {
    this.#change(this.#waiting.size === 0 ? finished : { genre: 'envoi', nombre: this.#waiting.size })
    if (this.#waiting.size > 0) this.#schedule(0)
  }
}

const isAboutOneCell = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  (error.code.startsWith('cellule/') || error.code === 'requete/invalide')
