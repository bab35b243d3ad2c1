/**
 * The grid in action: selection, mode, text being typed, and what each gesture does to the dossier. It belongs to no
 * framework; each cell is watched alone so that a gesture repaints only the cells it touches.
 */
import type { DossierStore, Write } from '#web/dossier/dossier-store.ts'
import { nomDeCase } from '#web/dossier/nom-de-case.ts'
import type { Content } from '#web/dossier/undo-stack.ts'
import { pluriel } from '#web/design/format.ts'
import { cellAt, isEntry, type GridCell, type GridModel, type Place } from './grid-model.ts'
import { draftOf, readEntry, type Lecture } from './entry.ts'
import type { Echelle } from './format-cell.ts'
import type { GridAction, Mode, TravelAction } from './keyboard.ts'
import { firstEntry, isInside, isSingle, placesIn, rectOf, selectOne, type Direction, type Selection } from './selection.ts'
import { isTravel, travel } from './travel.ts'

export type GridQuestion = { readonly cell: GridCell; readonly texte: string; readonly lecture: Extract<Lecture, { genre: 'question' }> }
export type GridState = {
  readonly selection: Selection
  readonly mode: Mode
  readonly echelle: Echelle
  /** Said under the grid about the last gesture: a computed cell, a refusal. */
  readonly message: string | null
  readonly question: GridQuestion | null
}
/** What the grid asks of the page around it. */
export type GridHooks = {
  /** Why nothing can be written now, `null` = it can. */
  readonly refusEcriture: () => string | null
  /** A key was typed on a protected table: propose « Modifier ». */
  readonly onProtege: () => void
  readonly onLeave: (before: boolean) => void
  /** Tab goes out of the table at once: nothing can be written, or the person prefers it so. [AC-04] */
  readonly tabLeaves: () => boolean
  readonly onTable: (step: 1 | -1) => void
  readonly onFinding: (step: 1 | -1) => void
  readonly onPanel: (panel: 'explication' | 'historique' | 'aide' | 'recherche', index: number | null) => void
  readonly onCopyLink: (index: number) => void
  readonly say: (texte: string) => void
}

const nothing = (): void => undefined
const ALONE: GridHooks = {
  refusEcriture: () => null,
  onProtege: nothing,
  onLeave: nothing,
  tabLeaves: () => false,
  onTable: nothing,
  onFinding: nothing,
  onPanel: nothing,
  onCopyLink: nothing,
  say: nothing,
}

export class GridController {
  readonly model: GridModel
  readonly store: DossierStore
  #hooks: GridHooks = ALONE
  #state: GridState
  #draft = ''
  #initial = ''
  #versions: number[]
  #cellListeners = new Map<number, Set<() => void>>()
  #listeners = new Set<() => void>()
  #focusListener: ((place: Place) => void) | null = null
  #showListener: ((place: Place) => void) | null = null

  /** `state`: that of the controller it takes over from, whose places are the same. */
  constructor(model: GridModel, store: DossierStore, state?: GridState) {
    this.model = model
    this.store = store
    this.#versions = Array.from({ length: model.colonnes.length * model.lignes.length }, () => 0)
    this.#state = state ?? { selection: selectOne(firstEntry(model)), mode: 'navigation', echelle: 'euro', message: null, question: null }
  }

  get hooks(): GridHooks {
    return this.#hooks
  }

  /** Given anew at each rendering of the page around. */
  attach(hooks: Partial<GridHooks>): void {
    this.#hooks = { ...this.#hooks, ...hooks }
  }

  /** Forwards the dossier's changes to the cells of this table; returns the way to stop. */
  connect(): () => void {
    return this.store.subscribeCells((indices) => {
      const keys = indices.flatMap((index) => {
        const place = this.model.places.get(index)
        return place ? [this.#key(place)] : []
      })
      this.#bump(keys)
    })
  }

  state = (): GridState => this.#state
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  version = (place: Place): number => this.#versions[this.#key(place)] ?? 0
  subscribeCell = (place: Place, listener: () => void): (() => void) => {
    const key = this.#key(place)
    const set = this.#cellListeners.get(key) ?? new Set()
    this.#cellListeners.set(key, set.add(listener))
    return () => set.delete(listener)
  }
  /** The view that puts the browser's focus on a cell, or only brings it into sight. */
  onFocus = (focus: (place: Place) => void, show: (place: Place) => void): (() => void) => {
    this.#focusListener = focus
    this.#showListener = show
    return () => {
      this.#focusListener = null
      this.#showListener = null
    }
  }

  active = (): GridCell | null => cellAt(this.model, this.#state.selection.active)
  isActive = (place: Place): boolean => place.row === this.#state.selection.active.row && place.col === this.#state.selection.active.col
  isSelected = (place: Place): boolean => isInside(rectOf(this.#state.selection), place)
  isEditing = (): boolean => this.#state.mode !== 'navigation'
  draft = (): string => this.#draft
  setDraft = (text: string): void => {
    this.#draft = text
  }

  #key = ({ row, col }: Place): number => row * this.model.colonnes.length + col

  #bump(keys: Iterable<number>): void {
    for (const key of keys) {
      this.#versions[key] = (this.#versions[key] ?? 0) + 1
      for (const listener of this.#cellListeners.get(key) ?? []) listener()
    }
  }

  #set(part: Partial<GridState>): void {
    this.#state = { ...this.#state, ...part }
    for (const listener of this.#listeners) listener()
  }

  /** Repaints only the cells that enter or leave the selection. */
  select(selection: Selection, focus = true): void {
    const before = this.#state.selection
    const [oldRect, newRect] = [rectOf(before), rectOf(selection)]
    const touched = new Set([this.#key(before.active), this.#key(selection.active)])
    for (const place of placesIn(oldRect)) if (!isInside(newRect, place)) touched.add(this.#key(place))
    for (const place of placesIn(newRect)) if (!isInside(oldRect, place)) touched.add(this.#key(place))
    this.#set({ selection, message: null })
    this.#bump(touched)
    if (focus) this.#focusListener?.(selection.active)
  }

  /** Shows a cell and gives it the focus. */
  goTo(index: number): void {
    const place = this.model.places.get(index)
    if (!place) return
    this.commit()
    this.select(selectOne(place))
  }

  setEchelle(echelle: Echelle): void {
    this.#set({ echelle })
    this.#bump(this.#versions.keys())
  }

  /** Begins typing; false when the cell cannot be typed in (it was said why). */
  startEditing(mode: Exclude<Mode, 'navigation'>, initial: 'vide' | 'contenu'): boolean {
    const cell = this.active()
    if (!this.#mayWrite(cell)) return false
    const content = this.store.content(cell.index)
    this.#initial = draftOf(content, cell.cellule)
    this.#draft = initial === 'vide' && cell.cellule.type !== 'choix' ? '' : this.#initial
    this.#set({ mode: cell.cellule.type === 'choix' ? 'edition' : mode, message: null, question: null })
    this.#bump([this.#key(this.#state.selection.active)])
    return true
  }

  #mayWrite(cell: GridCell | null): cell is GridCell {
    if (cell === null) this.#set({ message: 'Cette ligne n’a pas de case dans cette colonne.' })
    else if (cell.cellule.formule)
      this.#set({
        message: `Total calculé : ${this.store.sheet().explain(cell.index).calcul?.enMots ?? ''}. Il ne se saisit pas ; Alt+= explique le calcul.`,
      })
    else return this.mayWriteAny()
    return false
  }

  /** True when the table may be written to now; otherwise it is said why. */
  mayWriteAny(): boolean {
    const refus = this.#hooks.refusEcriture()
    if (refus !== null) this.#set({ message: refus })
    else if (this.store.snapshot().protege) this.#hooks.onProtege()
    else return true
    return false
  }

  /** Keeps what was typed: a value, or the refused text beside the last valid value. */
  commit(): void {
    const cell = this.active()
    if (this.#state.mode === 'navigation' || cell === null) return
    this.#endEditing()
    if (this.#draft === this.#initial) return
    this.#writeText(cell, this.#draft)
  }

  cancel(): void {
    this.#endEditing()
    this.#focusListener?.(this.#state.selection.active)
  }

  #endEditing(): void {
    this.#set({ mode: 'navigation' })
    this.#bump([this.#key(this.#state.selection.active)])
  }

  #writeText(cell: GridCell, texte: string): void {
    const lecture = readEntry(texte, cell.cellule)
    const label = { libelle: `saisie en ${nomDeCase(this.store, cell.index)}`, moyen: 'saisie' } as const
    if (lecture.genre === 'valeur') {
      this.store.write([{ index: cell.index, content: lecture.content }], label)
      if (lecture.note) this.#set({ message: lecture.note })
      return
    }
    this.store.write([{ index: cell.index, content: { valeur: this.store.content(cell.index).valeur, brouillon: texte } }], label)
    this.#set(lecture.genre === 'question' ? { question: { cell, texte, lecture } } : { message: lecture.message })
  }

  answer(content: Content | null): void {
    const { question } = this.#state
    this.#set({ question: null })
    if (question && content)
      this.store.write([{ index: question.cell.index, content }], {
        libelle: `saisie en ${nomDeCase(this.store, question.cell.index)}`,
        moyen: 'saisie',
      })
    this.#focusListener?.(this.#state.selection.active)
  }

  /** Accepts the suggestion of a refused text; false when there is none. */
  acceptSuggestion(): boolean {
    const cell = this.active()
    const brouillon = cell && this.store.content(cell.index).brouillon
    const lecture = cell && brouillon !== undefined && brouillon !== null ? readEntry(brouillon, cell.cellule) : null
    if (!cell || lecture?.genre !== 'refus' || lecture.suggestion === null) return false
    this.#writeText(cell, lecture.suggestion)
    return true
  }

  /** Writes on each entry cell of the selection, in one step. */
  writeSelection(content: (cell: GridCell, place: Place) => Content | null, libelle: string): void {
    const writes: Write[] = []
    for (const place of placesIn(rectOf(this.#state.selection))) {
      const cell = cellAt(this.model, place)
      const written = isEntry(cell) ? content(cell, place) : null
      if (cell && written) writes.push({ index: cell.index, content: written })
    }
    if (writes.length === 0 || !this.mayWriteAny()) return
    this.store.write(writes, { libelle: `${libelle} (${writes.length} ${writes.length > 1 ? 'cases' : 'case'})`, moyen: 'saisie' })
  }

  #fill(direction: Direction): void {
    const rect = rectOf(this.#state.selection)
    const single = isSingle(this.#state.selection)
    const from = ({ row, col }: Place): Place =>
      direction.rows ? { row: single ? row - 1 : rect.top, col } : { row, col: single ? col - 1 : rect.left }
    this.writeSelection(
      (cell, place) => {
        const source = cellAt(this.model, from(place))
        if (!source || source.index === cell.index) return null
        const valeur = this.store.read(source.index)
        return source.cellule.type === cell.cellule.type && source.cellule.decimales === cell.cellule.decimales ? { valeur } : null
      },
      direction.rows ? 'recopie vers le bas' : 'recopie vers la droite',
    )
  }

  #commitAll(): void {
    const cell = this.active()
    if (!cell) return
    this.#endEditing()
    const texte = this.#draft
    this.writeSelection((target) => {
      const lecture = readEntry(texte, target.cellule)
      return lecture.genre === 'valeur' ? lecture.content : null
    }, 'saisie dans la sélection')
    this.#focusListener?.(this.#state.selection.active)
  }

  clear(): void {
    this.writeSelection(
      (cell) => (draftOf(this.store.content(cell.index), cell.cellule) === '' ? null : { valeur: { etat: 'vide' } }),
      'effacement',
    )
  }

  /** Escape gives a refused cell its last valid value back, otherwise reduces the selection to the active cell. */
  #escape(): void {
    if (this.isEditing()) return this.cancel()
    const cell = this.active()
    const held = cell && this.store.content(cell.index)
    if (cell && held?.brouillon !== undefined && this.#hooks.refusEcriture() === null && !this.store.snapshot().protege)
      this.store.write([{ index: cell.index, content: { valeur: held.valeur, expression: held.expression } }], {
        libelle: `abandon du texte refusé en ${nomDeCase(this.store, cell.index)}`,
        moyen: 'saisie',
      })
    this.#set({ question: null, message: null })
    this.select(selectOne(this.#state.selection.active))
  }

  #undo(way: 'undo' | 'redo'): void {
    if (this.#hooks.refusEcriture() !== null || this.store.snapshot().protege) return
    const reversal = way === 'undo' ? this.store.undo() : this.store.redo()
    const verb = way === 'undo' ? 'Annulé' : 'Rétabli'
    if (!reversal) return this.#hooks.say(way === 'undo' ? 'Rien à annuler.' : 'Rien à rétablir.')
    const left =
      reversal.left.length === 0
        ? ''
        : ` ; ${pluriel(reversal.left.length, 'case modifiée depuis, laissée', 'cases modifiées depuis, laissées')} : ${reversal.left.map((index) => nomDeCase(this.store, index)).join(', ')}`
    this.#hooks.say(`${verb} : ${reversal.libelle}${left}`)
  }

  #filled = (place: Place): boolean => {
    const cell = cellAt(this.model, place)
    return cell !== null && this.store.read(cell.index).etat !== 'vide'
  }

  /** Does what a key means. */
  perform(action: GridAction): void {
    if (isTravel(action)) return this.#travel(action)
    switch (action.do) {
      case 'edit':
        return void this.startEditing('edition', 'contenu')
      case 'type':
        return void this.startEditing('frappe', 'vide')
      case 'clearAndEdit':
        return void this.startEditing('frappe', 'vide')
      case 'toggleCaret':
        return this.#set({ mode: this.#state.mode === 'frappe' ? 'edition' : 'frappe' })
      case 'cancel':
        return this.#escape()
      case 'commitAll':
        return this.#commitAll()
      case 'clear':
        return this.clear()
      case 'choices':
        return void (this.acceptSuggestion() || this.startEditing('edition', 'contenu'))
      case 'fillDown':
        return this.#fill({ rows: 1, cols: 0 })
      case 'fillRight':
        return this.#fill({ rows: 0, cols: 1 })
      case 'undo':
      case 'redo':
        return this.#undo(action.do)
      case 'table':
        return this.#hooks.onTable(action.step)
      case 'finding':
        return this.#hooks.onFinding(action.step)
      case 'leave':
        return this.#hooks.onLeave(action.before)
      case 'explain':
        return this.#hooks.onPanel('explication', this.active()?.index ?? null)
      case 'history':
        return this.#hooks.onPanel('historique', this.active()?.index ?? null)
      case 'help':
        return this.#hooks.onPanel('aide', this.active()?.index ?? null)
      case 'search':
        return this.#hooks.onPanel('recherche', null)
      case 'copyLink': {
        const cell = this.active()
        return cell ? this.#hooks.onCopyLink(cell.index) : undefined
      }
      default:
        return undefined
    }
  }

  /** The browser follows the moving end of the selection; the active cell keeps the keyboard. */
  #travel(action: TravelAction): void {
    const { selection } = this.#state
    if (action.do === 'tab' && this.hooks.tabLeaves()) return this.hooks.onLeave(action.step === -1)
    const next = travel(action, { model: this.model, selection, filled: this.#filled })
    if (next === null) return this.#hooks.onLeave(action.do === 'tab' && action.step === -1)
    const moved = next.active.row !== selection.active.row || next.active.col !== selection.active.col
    this.select(next, moved)
    if (!moved && action.do !== 'selectAll') this.#showListener?.(next.bout)
  }
}
