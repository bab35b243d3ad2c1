/**
 * One dossier open in a page: the engine's sheet, what is typed, what the server knows, what is waiting. It belongs to no
 * framework; cells are watched one by one so that typing repaints only what changes.
 */
import type { Cellule, Edition, LiasseCompilee, Niveau } from '#definitions/edition.ts'
import { celluleAt } from '#definitions/liste.ts'
import type { Reply } from '#contract/routes.ts'
import { openSheet, type CellValue, type Sheet } from '#engine/sheet.ts'
import { constatOf, type Constat } from './a-completer.ts'
import type { CellView, Conflit, DossierLu, DossierSnapshot, EcartServeur, NonEnvoyee, Precedents } from './dossier-state.ts'
import type { Keeper } from './kept-entries.ts'
import { SaveQueue, type Entry, type Moyen, type Sauvegarde } from './save-queue.ts'
import { emptyStack, recorded, redone, sameContent, undone, type Content, type Reversal, type Step, type UndoStack } from './undo-stack.ts'
import { readPrecedents, readWire, toChangement, VIDE, wireText, type ValeurFil } from './wire-values.ts'

type SendBody = { readonly moyen: Moyen; readonly changements: readonly Entry['changement'][] }
export type StoreOptions = {
  readonly edition: Edition
  readonly liasse: LiasseCompilee
  readonly lu: DossierLu
  readonly precedents: Precedents
  readonly send: (body: SendBody) => Promise<Sauvegarde>
  /** Reads the dossier again: after a refusal or when somebody else changed it. */
  readonly reload: () => Promise<DossierLu>
  readonly keeper: Keeper
}
export type Write = { readonly index: number; readonly content: Content }
export type ActLabel = { readonly libelle: string; readonly moyen: Moyen }

/** How long the initials of who has just written a cell stay on it. */
const FLASH_MS = 6000
const VERIFY_MS = 60
const NEVER: Content = { valeur: VIDE }

/** Everything a page needs of an open dossier; the methods handed to React are bound. */
export class DossierStore {
  readonly edition: Edition
  readonly liasse: LiasseCompilee
  readonly precedents: Precedents
  readonly #options: StoreOptions
  readonly #queue: SaveQueue
  readonly #known = new Map<number, ValeurFil>()
  readonly #local = new Map<number, Content>()
  readonly #flashes = new Set<number>()
  readonly #cellListeners = new Set<(indices: readonly number[]) => void>()
  readonly #listeners = new Set<() => void>()
  #sheet: Sheet
  #stack: UndoStack
  #levels = new Map<number, Niveau>()
  #verifyTimer: ReturnType<typeof setTimeout> | null = null
  #snapshot: DossierSnapshot

  constructor(options: StoreOptions) {
    const { edition, liasse, lu, precedents, keeper } = options
    this.edition = edition
    this.liasse = liasse
    this.#options = options
    this.precedents = precedents
    this.#sheet = openSheet(edition, liasse.code, {
      famille: lu.organisme.famille,
      valeurs: new Map(),
      ...readPrecedents(precedents, liasse),
    })
    this.#stack = keeper.recoverSteps() ?? emptyStack
    this.#snapshot = firstSnapshot(lu, this.#sheet)
    this.#queue = new SaveQueue({
      send: options.send,
      onSaved: (reply, sent) => this.#onSaved(reply, sent),
      onRefused: (message, entries) => this.#onRefused(message, entries),
      onChange: (waiting, state) => {
        keeper.keep(waiting)
        this.#set({ sauvegarde: state })
      },
    })
    this.merge(lu, false)
    this.#recover()
    this.#refreshFindings()
  }

  #cellule(index: number): Cellule {
    const found = this.cellule(index)
    if (!found) throw new RangeError(`no cell ${index} in ${this.liasse.code}`)
    return found
  }

  #set(part: Partial<DossierSnapshot>): void {
    this.#snapshot = {
      ...this.#snapshot,
      ...part,
      annulable: this.#stack.done.at(-1)?.libelle ?? null,
      retablissable: this.#stack.undone.at(-1)?.libelle ?? null,
    }
    for (const listener of this.#listeners) listener()
  }

  #tell(indices: readonly number[]): void {
    for (const listener of this.#cellListeners) listener(indices)
  }

  read = (index: number): CellValue => this.#sheet.read(index)
  content = (index: number): Content => this.#local.get(index) ?? NEVER

  /** Puts values in the sheet; tells of these cells and of each total that moved. */
  #applyValues(changes: ReadonlyMap<number, Content>): void {
    const before = this.#sheet
    this.#sheet = before.with(new Map([...changes].map(([index, content]) => [index, content.valeur])))
    for (const [index, content] of changes) this.#local.set(index, content)
    const moved = this.#sheet.changedFrom(before)
    this.#tell([...changes.keys(), ...moved])
    this.#verifyTimer ??= setTimeout(() => this.#refreshFindings(), VERIFY_MS)
  }

  #refreshFindings(): void {
    this.#verifyTimer = null
    const constat = findingsOf(this.#sheet, this.#snapshot.lu, (index) => this.#isReprise(index))
    const before = this.#levels
    this.#levels = levelsOf(constat.anomalies, this.indexOf)
    this.#set({ constat })
    this.#tell([...new Set([...before.keys(), ...this.#levels.keys()])].filter((index) => before.get(index) !== this.#levels.get(index)))
  }

  /** Still as it was taken over from the year before. */
  #isReprise(index: number): boolean {
    const fil = this.#known.get(index)
    return fil?.m === 'reprise' && !this.#queue.has(this.#cellule(index).at)
  }

  /** The findings of what is typed now, not of a moment ago. */
  findings(): Constat {
    if (this.#verifyTimer !== null) {
      clearTimeout(this.#verifyTimer)
      this.#refreshFindings()
    }
    return this.#snapshot.constat
  }

  #enqueue(writes: readonly Write[], moyen: Moyen): void {
    this.#queue.add(
      writes.map(({ index, content }) => ({
        moyen,
        changement: toChangement(this.#cellule(index), content, this.#known.get(index)?.s ?? 0),
      })),
    )
  }

  write(writes: readonly Write[], { libelle, moyen }: ActLabel): number {
    const changes = writes
      .map(({ index, content }) => ({ index, avant: this.content(index), apres: content }))
      .filter(({ avant, apres }) => !sameContent(avant, apres) || avant.expression !== apres.expression)
    if (changes.length === 0) return 0
    this.#applyValues(new Map(changes.map(({ index, apres }) => [index, apres])))
    this.#stack = recorded(this.#stack, { libelle, changes })
    this.#options.keeper.keepSteps(this.#stack)
    this.#enqueue(
      changes.map(({ index, apres }) => ({ index, content: apres })),
      moyen,
    )
    return changes.length
  }

  #reverse(reversal: Reversal | null): Reversal | null {
    if (!reversal) return null
    this.#stack = reversal.stack
    this.#options.keeper.keepSteps(this.#stack)
    if (reversal.writes.length > 0) {
      this.#applyValues(new Map(reversal.writes.map(({ index, content }) => [index, content])))
      this.#enqueue(reversal.writes, 'annulation')
    } else this.#set({})
    return reversal
  }

  #onSaved(reply: Sauvegarde, sent: readonly Entry[]): void {
    for (const [at, valeur] of Object.entries(reply.valeurs)) {
      const index = this.indexOf(at)
      if (index !== undefined) this.#known.set(index, valeur)
    }
    const overtaken = reply.seq > this.#snapshot.lu.resume.seq + 1
    const conflits = reply.conflits.flatMap((leur) => {
      const index = this.indexOf(leur.at)
      return index === undefined || this.#queue.has(leur.at) ? [] : [{ index, mien: this.content(index), leur }]
    })
    this.#takeTheirs(conflits)
    this.#set({
      lu: { ...this.#snapshot.lu, resume: { ...this.#snapshot.lu.resume, seq: reply.seq, modifieSeq: reply.seq, modifieLe: reply.le } },
      conflits: [...this.#snapshot.conflits, ...conflits],
    })
    void this.#compareTotals(reply, overtaken).catch(() => undefined)
    this.#tell(sent.flatMap(({ changement }) => this.indexOf(changement.at) ?? []))
  }

  /** The other person's value counts until this person chooses. */
  #takeTheirs(conflits: readonly Conflit[]): void {
    if (conflits.length === 0) return
    for (const { index, leur } of conflits) this.#known.set(index, leur.actuelle)
    this.#applyValues(new Map(conflits.map(({ index, leur }) => [index, this.#contentOf(leur.actuelle, index)])))
  }

  /** Somebody else may have written between two of our saves: their cells are read before any total is called different. */
  async #compareTotals(reply: Sauvegarde, overtaken: boolean): Promise<void> {
    let ecarts: readonly EcartServeur[] = overtaken ? [] : this.#ecartsOf(reply)
    if (overtaken || ecarts.length > 0) {
      const lu = await this.#options.reload()
      this.merge(lu)
      ecarts = lu.resume.seq === reply.seq ? this.#ecartsOf(reply) : []
    }
    this.#set({ ecarts })
  }

  /** Browser and server run the same engine: a different total is a defect that must be seen. */
  #ecartsOf(reply: Sauvegarde): readonly EcartServeur[] {
    if (this.#queue.entries().length > 0) return this.#snapshot.ecarts
    return Object.entries(reply.calculees).flatMap(([at, serveur]) => {
      const index = this.indexOf(at)
      const ici = index === undefined ? null : wireText(this.read(index), this.#cellule(index))
      return ici === serveur ? [] : [{ at, ici, serveur }]
    })
  }

  #onRefused(message: string, entries: readonly Entry[]): void {
    const nonEnvoyees: NonEnvoyee[] = entries.map(({ changement }) => ({
      at: changement.at,
      texte: changement.b ?? (changement.so ? 's.o.' : (changement.v ?? '')),
      message,
    }))
    const back = new Map(
      entries.flatMap(({ changement }) => {
        const index = this.indexOf(changement.at)
        return index === undefined ? [] : [[index, this.#contentOf(this.#known.get(index), index)] as const]
      }),
    )
    this.#applyValues(back)
    this.#set({ nonEnvoyees: [...this.#snapshot.nonEnvoyees, ...nonEnvoyees] })
    void this.#options.reload().then(
      (lu) => this.merge(lu),
      () => undefined,
    )
  }

  #contentOf(fil: ValeurFil | undefined, index: number): Content {
    return {
      valeur: readWire(fil, this.#cellule(index)),
      brouillon: fil?.b,
      expression: fil?.e,
    }
  }

  /** Takes what the server now says, cells being typed here excepted: their save will meet the other value. */
  merge(lu: DossierLu, flash = true): void {
    // An answer older than what is known was overtaken by one of our own saves.
    if (lu.resume.seq < this.#snapshot.lu.resume.seq) return
    const changes = new Map<number, Content>()
    for (const [at, fil] of Object.entries(lu.valeurs)) {
      const index = this.indexOf(at)
      if (index === undefined || this.#queue.has(at) || (this.#known.get(index)?.s ?? 0) >= fil.s) continue
      this.#known.set(index, fil)
      changes.set(index, this.#contentOf(fil, index))
    }
    if (flash && changes.size > 0) this.#light([...changes.keys()])
    if (changes.size > 0) this.#applyValues(changes)
    const demandait = this.#snapshot.lu.resume.verifieLe !== null
    this.#set({ lu, protege: this.#snapshot.protege || lu.refusEcriture !== null })
    if (demandait !== (lu.resume.verifieLe !== null)) this.#refreshFindings()
  }

  #light(indices: readonly number[]): void {
    for (const index of indices) this.#flashes.add(index)
    setTimeout(() => {
      for (const index of indices) this.#flashes.delete(index)
      this.#tell(indices)
    }, FLASH_MS)
  }

  /** Entries that a closed tab or a cut network left on this computer go first. */
  #recover(): void {
    const entries = this.#options.keeper.recover().filter(({ changement }) => {
      const index = this.indexOf(changement.at)
      return index !== undefined && !isAlreadySaved(changement, this.#known.get(index))
    })
    if (entries.length === 0) return
    this.#applyValues(
      new Map(
        entries.flatMap(({ changement }) => {
          const index = this.indexOf(changement.at)
          if (index === undefined) return []
          const content = this.#contentOf({ ...wireOf(changement, this.cellule(index)?.type), s: 0, m: 'saisie' }, index)
          return [[index, changement.b === undefined ? content : { ...this.content(index), brouillon: changement.b }] as const]
        }),
      ),
    )
    this.#set({ recuperees: entries.length })
    this.#queue.add(entries)
  }

  settleConflict(index: number, choix: 'garder' | 'remettre'): void {
    const conflit = this.#snapshot.conflits.find((candidate) => candidate.index === index)
    this.#set({ conflits: this.#snapshot.conflits.filter((candidate) => candidate.index !== index) })
    this.#tell([index])
    if (conflit && choix === 'remettre')
      this.write([{ index, content: conflit.mien }], { libelle: 'choix après une saisie simultanée', moyen: 'saisie' })
  }

  snapshot = (): DossierSnapshot => this.#snapshot
  sheet = (): Sheet => this.#sheet
  /** Index of an address, of a fixed cell or of a row of a list. */
  indexOf = (at: string): number | undefined => this.#sheet.indexOf(at)
  /** What a cell is; undefined for an index of none. */
  cellule = (index: number): Cellule | undefined => celluleAt(this.liasse, index)
  /** Watches the whole; returns the way to stop. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  /** Watches the cells: their indices, each time some change. */
  subscribeCells = (listener: (indices: readonly number[]) => void): (() => void) => {
    this.#cellListeners.add(listener)
    return () => this.#cellListeners.delete(listener)
  }
  /** The person's last act that undoing would take back. */
  lastStep = (): Step | null => this.#stack.done.at(-1) ?? null
  isUndone = (step: Step): boolean => !this.#stack.done.includes(step)
  undo = (): Reversal | null => this.#reverse(undone(this.#stack, this.content))
  redo = (): Reversal | null => this.#reverse(redone(this.#stack, this.content))
  setProtege = (protege: boolean): void => this.#set({ protege })
  forgetNonEnvoyees = (): void => this.#set({ nonEnvoyees: [] })
  forgetRecuperees = (): void => this.#set({ recuperees: 0 })
  /** Sends at once what waits. */
  flush = (): Promise<void> => this.#queue.flush()
  /** Resolves when the server has everything, or at once without network. */
  settle = (): Promise<void> => this.#queue.settle()
  refresh = async (): Promise<void> => this.merge(await this.#options.reload())

  /** A cell as it is shown. */
  view(index: number): CellView {
    const fil = this.#known.get(index)
    return {
      ...this.content(index),
      valeur: this.read(index),
      moyen: fil?.m ?? null,
      par: fil?.p ?? null,
      enAttente: this.#queue.has(this.#cellule(index).at),
      conflit: this.#snapshot.conflits.some((conflit) => conflit.index === index),
      eclair: this.#flashes.has(index),
      niveau: this.#levels.get(index) ?? null,
    }
  }

  stop(): void {
    this.#queue.stop()
    if (this.#verifyTimer !== null) clearTimeout(this.#verifyTimer)
  }
}

const findingsOf = (sheet: Sheet, lu: DossierLu, isReprise: (index: number) => boolean): Constat =>
  constatOf(sheet.verify(), {
    liasse: sheet.liasse,
    isReprise,
    presence: sheet.presence,
    famille: lu.organisme.famille,
    demande: lu.resume.verifieLe !== null,
  })

const firstSnapshot = (lu: DossierLu, sheet: Sheet): DossierSnapshot => ({
  lu,
  sauvegarde: { genre: 'enregistre', le: lu.resume.modifieLe },
  protege: true,
  constat: findingsOf(sheet, lu, () => false),
  conflits: [],
  nonEnvoyees: [],
  ecarts: [],
  recuperees: 0,
  annulable: null,
  retablissable: null,
})

const RANKS: Readonly<Record<Niveau, number>> = { bloquant: 3, a_justifier: 2, a_noter: 1 }

function levelsOf(
  anomalies: readonly { readonly niveau: Niveau; readonly cellules: readonly string[] }[],
  indexOf: (at: string) => number | undefined,
): Map<number, Niveau> {
  const levels = new Map<number, Niveau>()
  for (const { niveau, cellules } of anomalies)
    for (const at of cellules) {
      const index = indexOf(at)
      const present = index === undefined ? undefined : levels.get(index)
      if (index !== undefined && (!present || RANKS[niveau] > RANKS[present])) levels.set(index, niveau)
    }
  return levels
}

const wireOf = ({ v, so }: Entry['changement'], type: string | undefined): Pick<ValeurFil, 'v' | 'so' | 't'> => {
  if (so) return { so }
  if (v === null || v === undefined) return {}
  return type === 'texte' || type === 'choix' ? { t: v } : { v }
}

/** The server had taken the entry just before the page closed: sending it again would be a conflict with oneself. */
const isAlreadySaved = ({ v, so, b }: Entry['changement'], fil: Reply<'lireDossier'>['valeurs'][string] | undefined): boolean =>
  fil !== undefined &&
  (b === undefined ? (fil.so ?? false) === (so ?? false) && (fil.v ?? fil.t ?? null) === (v ?? null) && fil.b === undefined : fil.b === b)
