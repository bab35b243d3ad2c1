/**
 * The one door of the engine: a dossier's figures as an immutable sheet. It does not know who is asking, where values are stored,
 * what day it is, nor how a figure is written on screen.
 */
import type { Adresse, Edition, Famille, LiasseCode, LiasseCompilee } from '#definitions/edition.ts'
import { copyCells, HORS_LIMITES, newCells, SANS_OBJET, VALEUR, VIDE, type Cells } from './cells.ts'
import { compile, prepare, runCalcul, type Programme } from './compile.ts'
import { explainCell, type Explication } from './explain.ts'
import { MAX_VALEUR } from './money.ts'
import { verifyCells, type Verification } from './verify.ts'

export type { Explication, Terme } from './explain.ts'
export type { Anomalie, Comparaison, NonEvaluable, Verdict, Verification } from './verify.ts'

/**
 * What a cell holds. `valeur` is a whole number of `10^-decimales` units (centimes for amounts); cells of text and choice carry `texte`
 * instead. « Hors limites » is a computed result too large to be exact: it is said, never shown wrong.
 */
export type CellValue =
  | { readonly etat: 'vide' }
  | { readonly etat: 'valeur'; readonly valeur: number; readonly texte?: undefined }
  | { readonly etat: 'valeur'; readonly texte: string; readonly valeur?: undefined }
  | { readonly etat: 'sans_objet' }
  | { readonly etat: 'hors_limites' }

/** An address (`BA.A101[brut]`) or an index in `liasse.cellules`. */
export type CellRef = Adresse | number
export type Changes = ReadonlyMap<CellRef, CellValue>

export type Sheet = {
  readonly edition: Edition
  readonly liasse: LiasseCompilee
  readonly famille: Famille
  /** By index in `liasse.cellules`; 0 where `presence` is not 1. Not to be written to. */
  readonly values: ArrayLike<number>
  /** 0 empty, 1 value, 2 sans objet, 3 hors limites. Not to be written to. */
  readonly presence: ArrayLike<number>
  /** Index of an address; undefined when the liasse has no such cell. */
  indexOf(at: Adresse): number | undefined
  /** Whether the cell exists for this family. */
  applies(at: CellRef): boolean
  /** Throws a `RangeError` on an unknown address. */
  read(at: CellRef): CellValue
  /**
   * A new sheet with these cells changed and all that depends on them computed; this one never changes.
   * Throws a `RangeError` on an unknown or computed cell, or a value that does not suit its type.
   * A change to a cell that does not exist for the family is set aside: it counts nowhere.
   */
  with(changes: Changes): Sheet
  /** Indices of the cells that differ from another sheet of the same liasse, increasing. */
  changedFrom(previous: Sheet): readonly number[]
  verify(): Verification
  explain(at: CellRef): Explication
}
export type SheetContent = {
  readonly famille: Famille
  /** Entered cells; those absent are empty, those of computed cells are refused. */
  readonly valeurs: Changes
}

/** Opens a dossier of a liasse: everything is computed once. Throws a `RangeError` like `with`. */
export function openSheet(edition: Edition, liasseCode: LiasseCode, { famille, valeurs }: SheetContent): Sheet {
  const liasse = edition.liasses.find(({ code }) => code === liasseCode)
  if (!liasse) throw new RangeError(`edition ${edition.code} has no liasse ${liasseCode}`)
  const programme = compile(liasse, famille)
  const texts = new Map<number, string>()
  const cells = newCells(liasse.cellules.length, texts)
  for (const [ref, value] of valeurs) write(programme, { cells, texts }, [locate(programme, ref), value])
  prepare(programme.etat, cells)
  for (const calcul of programme.calculs) runCalcul(programme, calcul, cells)
  return new OpenSheet(edition, programme, cells)
}

class OpenSheet implements Sheet {
  readonly edition: Edition
  readonly #programme: Programme
  readonly #cells: Cells

  constructor(edition: Edition, programme: Programme, cells: Cells) {
    this.edition = edition
    this.#programme = programme
    this.#cells = cells
  }

  get liasse(): LiasseCompilee {
    return this.#programme.liasse
  }

  get famille(): Famille {
    return this.#programme.famille
  }

  get values(): ArrayLike<number> {
    return this.#cells.values
  }

  get presence(): ArrayLike<number> {
    return this.#cells.presence
  }

  indexOf(at: Adresse): number | undefined {
    return this.#programme.indexOf.get(at)
  }

  applies(at: CellRef): boolean {
    return this.#programme.actif[locate(this.#programme, at)] === 1
  }

  read(at: CellRef): CellValue {
    return readCell(this.#cells, locate(this.#programme, at))
  }

  with(changes: Changes): Sheet {
    return new OpenSheet(this.edition, this.#programme, changed(this.#programme, this.#cells, changes))
  }

  changedFrom(previous: Sheet): readonly number[] {
    return differences(this.#cells, this.liasse, previous)
  }

  verify(): Verification {
    return verifyCells(this.#programme, this.#cells)
  }

  explain(at: CellRef): Explication {
    return explainCell({ edition: this.edition, programme: this.#programme, cells: this.#cells }, locate(this.#programme, at))
  }
}

function locate({ indexOf, liasse }: Programme, ref: CellRef): number {
  const index = typeof ref === 'number' ? ref : indexOf.get(ref)
  if (index === undefined || !(index in liasse.cellules)) throw new RangeError(`unknown cell ${ref} in liasse ${liasse.code}`)
  return index
}

function readCell({ values, presence, texts }: Cells, index: number): CellValue {
  const state = presence[index]
  if (state === VALEUR) {
    const texte = texts.get(index)
    return texte === undefined ? { etat: 'valeur', valeur: values[index] ?? 0 } : { etat: 'valeur', texte }
  }
  if (state === SANS_OBJET) return { etat: 'sans_objet' }
  return state === HORS_LIMITES ? { etat: 'hors_limites' } : { etat: 'vide' }
}

/** `texts` is null when no text is to be written: the cells then keep those of the sheet they come from. */
type Writable = { readonly cells: Cells; readonly texts: Map<number, string> | null }

/** Writes one entered cell; true when something changed. */
function write({ liasse, actif }: Programme, { cells, texts }: Writable, [index, value]: readonly [number, CellValue]): boolean {
  const cellule = liasse.cellules[index]
  if (!cellule) throw new RangeError(`unknown cell ${index} in liasse ${liasse.code}`)
  if (cellule.formule) throw new RangeError(`${cellule.at} is computed: it cannot be written`)
  if (value.etat === 'hors_limites') throw new RangeError(`${cellule.at}: « hors limites » is a result, not an entry`)
  if (actif[index] !== 1) return false
  const { values, presence } = cells
  const isText = cellule.type === 'texte' || cellule.type === 'choix'
  const before = [presence[index], values[index], texts?.get(index)] as const
  presence[index] = value.etat === 'valeur' ? VALEUR : value.etat === 'sans_objet' ? SANS_OBJET : VIDE
  values[index] = 0
  texts?.delete(index)
  if (value.etat === 'valeur') {
    if (isText !== (value.texte !== undefined)) throw new RangeError(`${cellule.at} expects ${isText ? 'a text' : 'a number'}`)
    if (value.texte !== undefined) texts?.set(index, value.texte)
    else values[index] = checked(value.valeur, cellule.at)
  }
  return presence[index] !== before[0] || values[index] !== before[1] || texts?.get(index) !== before[2]
}

function checked(valeur: number, at: Adresse): number {
  if (!Number.isInteger(valeur) || Math.abs(valeur) > MAX_VALEUR)
    throw new RangeError(`${at}: ${valeur} is not a whole number of units below 2^53`)
  return valeur + 0
}

/** Copies the cells, writes the changes, then computes only what reads a cell that changed, in order. */
function changed(programme: Programme, before: Cells, changes: Changes): Cells {
  const located = Array.from(changes, ([ref, value]) => [locate(programme, ref), value] as const)
  const texts = located.some(([index]) => isText(programme.liasse, index)) ? new Map(before.texts) : null
  const cells = texts ? copyCells(before, texts) : copyCells(before)
  const written = located.filter((change) => write(programme, { cells, texts }, change)).map(([index]) => index)
  prepare(programme.etat, cells)
  recompute(programme, cells, written)
  return cells
}

function recompute(programme: Programme, cells: Cells, written: readonly number[]): void {
  const { calculs, lecteurs, dirty } = programme
  let [first, last] = [calculs.length, -1]
  const touch = (index: number): void => {
    const positions = lecteurs[index]
    if (!positions) return
    for (const position of positions) {
      dirty[position] = 1
      if (position < first) first = position
      if (position > last) last = position
    }
  }
  for (const index of written) touch(index)
  for (let position = first; position <= last; position++) {
    if (dirty[position] !== 1) continue
    dirty[position] = 0
    const calcul = calculs[position]
    if (calcul && runCalcul(programme, calcul, cells)) touch(calcul.index)
  }
}

function differences({ values, presence, texts }: Cells, liasse: LiasseCompilee, previous: Sheet): readonly number[] {
  const found: number[] = []
  for (let index = 0; index < values.length; index++) {
    if (presence[index] !== previous.presence[index] || values[index] !== previous.values[index]) found.push(index)
    else if (isText(liasse, index)) {
      const before = previous.read(index)
      const text = before.etat === 'valeur' ? before.texte : undefined
      if (text !== texts.get(index)) found.push(index)
    }
  }
  return found
}

function isText({ cellules }: LiasseCompilee, index: number): boolean {
  const type = cellules[index]?.type
  return type === 'texte' || type === 'choix'
}
