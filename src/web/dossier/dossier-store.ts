/**
 * One dossier open in a page: the engine's sheet, what is typed, what the server knows, what is waiting. It belongs to no
 * framework; cells are watched one by one so that typing repaints only what changes.
 */
import type { Edition, LiasseCompilee, Niveau } from '#definitions/edition.ts'
import type { Reply } from '#contract/routes.ts'
import { openSheet, type CellValue, type Sheet } from '#engine/sheet.ts'
import type { CellView, Conflit, DossierLu, DossierSnapshot, EcartServeur, NonEnvoyee } from './dossier-state.ts'
import type { Keeper } from './kept-entries.ts'
import { createSaveQueue, type Entry, type Moyen, type Sauvegarde } from './save-queue.ts'
import { emptyStack, recorded, redone, sameContent, undone, type Content, type Reversal, type UndoStack } from './undo-stack.ts'
import { readWire, toChangement, VIDE, wireText, type ValeurFil } from './wire-values.ts'

type SendBody = { readonly moyen: Moyen; readonly changements: readonly Entry['changement'][] }
export type StoreOptions = {
  readonly edition: Edition
  readonly liasse: LiasseCompilee
  readonly lu: DossierLu
  readonly send: (body: SendBody) => Promise<Sauvegarde>
  /** Reads the dossier again: after a refusal or when somebody else changed it. */
  readonly reload: () => Promise<DossierLu>
  readonly keeper: Keeper
}
export type Write = { readonly index: number; readonly content: Content }
export type ActLabel = { readonly libelle: string; readonly moyen: Moyen }

const FLASH_MS = 1500
const VERIFY_MS = 60
const NEVER: Content = { valeur: VIDE }

export function createDossierStore(options: StoreOptions) {
  const { liasse, edition, keeper } = options
  const indexByAt = new Map(liasse.cellules.map((cellule, index) => [cellule.at, index]))
  const known = new Map<number, ValeurFil>()
  const local = new Map<number, Content>()
  const flashes = new Set<number>()
  const cellListeners = new Set<(indices: readonly number[]) => void>()
  const listeners = new Set<() => void>()
  let sheet: Sheet = openSheet(edition, liasse.code, { famille: options.lu.organisme.famille, valeurs: new Map() })
  let stack: UndoStack = keeper.recoverSteps() ?? emptyStack
  let levels = new Map<number, Niveau>()
  let verifyTimer: ReturnType<typeof setTimeout> | null = null
  let snapshot: DossierSnapshot = {
    lu: options.lu,
    sauvegarde: { genre: 'enregistre', le: options.lu.resume.modifieLe },
    protege: true,
    constat: sheet.verify(),
    conflits: [],
    nonEnvoyees: [],
    ecarts: [],
    recuperees: 0,
    annulable: null,
    retablissable: null,
  }

  const cellule = (index: number) => {
    const found = liasse.cellules[index]
    if (!found) throw new RangeError(`no cell ${index} in ${liasse.code}`)
    return found
  }
  const set = (part: Partial<DossierSnapshot>): void => {
    snapshot = { ...snapshot, ...part, annulable: stack.done.at(-1)?.libelle ?? null, retablissable: stack.undone.at(-1)?.libelle ?? null }
    for (const listener of listeners) listener()
  }
  const tell = (indices: readonly number[]): void => cellListeners.forEach((listener) => listener(indices))
  const read = (index: number): CellValue => sheet.read(index)
  const held = (index: number): Content => local.get(index) ?? NEVER

  const queue = createSaveQueue({
    send: options.send,
    onSaved,
    onRefused,
    onChange: (waiting) => {
      keeper.keep(waiting)
      set({ sauvegarde: queue.state() })
    },
  })

  /** Puts values in the sheet; tells of these cells and of each total that moved. */
  function applyValues(changes: ReadonlyMap<number, Content>): void {
    const before = sheet
    sheet = before.with(new Map([...changes].map(([index, content]) => [index, content.valeur])))
    for (const [index, content] of changes) local.set(index, content)
    const moved = sheet.changedFrom(before)
    tell([...changes.keys(), ...moved])
    verifyTimer ??= setTimeout(refreshFindings, VERIFY_MS)
  }

  function refreshFindings(): void {
    verifyTimer = null
    const constat = sheet.verify()
    const before = levels
    levels = levelsOf(constat.anomalies, indexByAt)
    set({ constat })
    tell([...new Set([...before.keys(), ...levels.keys()])].filter((index) => before.get(index) !== levels.get(index)))
  }

  function enqueue(writes: readonly Write[], moyen: Moyen): void {
    queue.add(writes.map(({ index, content }) => ({ moyen, changement: toChangement(cellule(index), content, known.get(index)?.s ?? 0) })))
  }

  function write(writes: readonly Write[], { libelle, moyen }: ActLabel): number {
    const changes = writes
      .map(({ index, content }) => ({ index, avant: held(index), apres: content }))
      .filter(({ avant, apres }) => !sameContent(avant, apres) || avant.expression !== apres.expression)
    if (changes.length === 0) return 0
    applyValues(new Map(changes.map(({ index, apres }) => [index, apres])))
    stack = recorded(stack, { libelle, changes })
    keeper.keepSteps(stack)
    enqueue(
      changes.map(({ index, apres }) => ({ index, content: apres })),
      moyen,
    )
    return changes.length
  }

  function reverse(reversal: Reversal | null): Reversal | null {
    if (!reversal) return null
    stack = reversal.stack
    keeper.keepSteps(stack)
    if (reversal.writes.length > 0) {
      applyValues(new Map(reversal.writes.map(({ index, content }) => [index, content])))
      enqueue(reversal.writes, 'annulation')
    } else set({})
    return reversal
  }

  function onSaved(reply: Sauvegarde, sent: readonly Entry[]): void {
    for (const [at, valeur] of Object.entries(reply.valeurs)) {
      const index = indexByAt.get(at)
      if (index !== undefined) known.set(index, valeur)
    }
    const conflits = reply.conflits.flatMap((leur) => {
      const index = indexByAt.get(leur.at)
      return index === undefined || queue.has(leur.at) ? [] : [{ index, mien: held(index), leur }]
    })
    takeTheirs(conflits)
    set({
      lu: { ...snapshot.lu, resume: { ...snapshot.lu.resume, seq: reply.seq, modifieSeq: reply.seq, modifieLe: reply.le } },
      conflits: [...snapshot.conflits, ...conflits],
      ecarts: ecartsOf(reply),
    })
    tell(sent.flatMap(({ changement }) => indexByAt.get(changement.at) ?? []))
  }

  /** The other person's value counts until this person chooses. */
  function takeTheirs(conflits: readonly Conflit[]): void {
    if (conflits.length === 0) return
    for (const { index, leur } of conflits) known.set(index, leur.actuelle)
    applyValues(new Map(conflits.map(({ index, leur }) => [index, contentOf(leur.actuelle, index)])))
  }

  /** Browser and server run the same engine: a different total is a defect that must be seen. */
  function ecartsOf(reply: Sauvegarde): readonly EcartServeur[] {
    if (queue.entries().length > 0) return snapshot.ecarts
    return Object.entries(reply.calculees).flatMap(([at, serveur]) => {
      const index = indexByAt.get(at)
      const ici = index === undefined ? null : wireText(read(index), cellule(index))
      return ici === serveur ? [] : [{ at, ici, serveur }]
    })
  }

  function onRefused(message: string, entries: readonly Entry[]): void {
    const nonEnvoyees: NonEnvoyee[] = entries.map(({ changement }) => ({
      at: changement.at,
      texte: changement.b ?? (changement.so ? 's.o.' : (changement.v ?? '')),
      message,
    }))
    const back = new Map(
      entries.flatMap(({ changement }) => {
        const index = indexByAt.get(changement.at)
        return index === undefined ? [] : [[index, contentOf(known.get(index), index)] as const]
      }),
    )
    applyValues(back)
    set({ nonEnvoyees: [...snapshot.nonEnvoyees, ...nonEnvoyees] })
    void options.reload().then(merge, () => undefined)
  }

  const contentOf = (fil: ValeurFil | undefined, index: number): Content => ({
    valeur: readWire(fil, cellule(index)),
    brouillon: fil?.b,
    expression: fil?.e,
  })

  /** Takes what the server now says, cells being typed here excepted: their save will meet the other value. */
  function merge(lu: DossierLu, flash = true): void {
    // An answer older than what is known was overtaken by one of our own saves.
    if (lu.resume.seq < snapshot.lu.resume.seq) return
    const changes = new Map<number, Content>()
    for (const [at, fil] of Object.entries(lu.valeurs)) {
      const index = indexByAt.get(at)
      if (index === undefined || queue.has(at) || (known.get(index)?.s ?? 0) >= fil.s) continue
      known.set(index, fil)
      changes.set(index, contentOf(fil, index))
    }
    if (flash && changes.size > 0) light([...changes.keys()])
    if (changes.size > 0) applyValues(changes)
    set({ lu, protege: snapshot.protege || lu.refusEcriture !== null })
  }

  function light(indices: readonly number[]): void {
    for (const index of indices) flashes.add(index)
    setTimeout(() => {
      for (const index of indices) flashes.delete(index)
      tell(indices)
    }, FLASH_MS)
  }

  /** Entries that a closed tab or a cut network left on this computer go first. */
  function recover(): void {
    const entries = keeper.recover().filter(({ changement }) => {
      const index = indexByAt.get(changement.at)
      return index !== undefined && !isAlreadySaved(changement, known.get(index))
    })
    if (entries.length === 0) return
    applyValues(
      new Map(
        entries.flatMap(({ changement }) => {
          const index = indexByAt.get(changement.at)
          if (index === undefined) return []
          const content = contentOf({ ...wireOf(changement, liasse.cellules[index]?.type), s: 0, m: 'saisie' }, index)
          return [[index, changement.b === undefined ? content : { ...held(index), brouillon: changement.b }] as const]
        }),
      ),
    )
    set({ recuperees: entries.length })
    queue.add(entries)
  }

  function settleConflict(index: number, choix: 'garder' | 'remettre'): void {
    const conflit = snapshot.conflits.find((candidate) => candidate.index === index)
    set({ conflits: snapshot.conflits.filter((candidate) => candidate.index !== index) })
    tell([index])
    if (conflit && choix === 'remettre')
      write([{ index, content: conflit.mien }], { libelle: 'choix après une saisie simultanée', moyen: 'saisie' })
  }

  merge(options.lu, false)
  recover()
  refreshFindings()

  return {
    edition,
    liasse,
    snapshot: () => snapshot,
    sheet: () => sheet,
    read,
    indexOf: (at: string): number | undefined => indexByAt.get(at),
    content: held,
    view(index: number): CellView {
      const fil = known.get(index)
      const at = cellule(index).at
      return {
        ...held(index),
        valeur: read(index),
        moyen: fil?.m ?? null,
        par: fil?.p ?? null,
        enAttente: queue.has(at),
        conflit: snapshot.conflits.some((c) => c.index === index),
        eclair: flashes.has(index),
        niveau: levels.get(index) ?? null,
      }
    },
    subscribe: (listener: () => void) => (listeners.add(listener), () => listeners.delete(listener)),
    subscribeCells: (listener: (indices: readonly number[]) => void) => (cellListeners.add(listener), () => cellListeners.delete(listener)),
    write,
    undo: () => reverse(undone(stack, held)),
    redo: () => reverse(redone(stack, held)),
    merge,
    settleConflict,
    setProtege: (protege: boolean) => set({ protege }),
    forgetNonEnvoyees: () => set({ nonEnvoyees: [] }),
    forgetRecuperees: () => set({ recuperees: 0 }),
    flush: queue.flush,
    settle: queue.settle,
    refresh: async () => merge(await options.reload()),
    stop(): void {
      queue.stop()
      if (verifyTimer !== null) clearTimeout(verifyTimer)
    },
  }
}

export type DossierStore = ReturnType<typeof createDossierStore>

const RANKS: Readonly<Record<Niveau, number>> = { bloquant: 3, a_justifier: 2, a_noter: 1 }

function levelsOf(
  anomalies: readonly { readonly niveau: Niveau; readonly cellules: readonly string[] }[],
  indexByAt: ReadonlyMap<string, number>,
): Map<number, Niveau> {
  const levels = new Map<number, Niveau>()
  for (const { niveau, cellules } of anomalies)
    for (const at of cellules) {
      const index = indexByAt.get(at)
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
