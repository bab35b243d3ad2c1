/**
 * The one door of the engine: a dossier's figures as an immutable sheet. It does not know who is asking, where values are stored,
 * what day it is, nor how a figure is written on screen.
 */
import type { Adresse, Cellule, Edition, Famille, LiasseCode, LiasseCompilee } from '#definitions/edition.ts'
import { celluleAt, placeDeListe, trouveDansListe } from '#definitions/liste.ts'
import { mergeBalance, type Balance } from './affectation/balance.ts'
import type { CellValue } from './cell-value.ts'
import { newCells, type Cells } from './cells.ts'
import { changeCells } from './change-cells.ts'
import { compile, type Programme } from './compile.ts'
import { differences } from './differences.ts'
import { prepare } from './etat.ts'
import { explainCell, type Explication } from './explain.ts'
import { numerosOf, SANS_LIGNES } from './lignes.ts'
import { readCell } from './read-cell.ts'
import { readsOf, type Lu } from './reads.ts'
import { computeAll } from './recompute.ts'
import { verifyCells, type Verification } from './verify.ts'
import { toPasse } from './to-passe.ts'
import { writeEntries, type Ecriture } from './write-cells.ts'

export type { CellValue } from './cell-value.ts'
export type { Explication, Terme } from './explain.ts'
export type { Anomalie, Comparaison, NonEvaluable, Verdict, Verification } from './verify.ts'

/** An address (`BA.A101[brut]`, `X08.L12[crd]`) or an index: in `liasse.cellules`, or of a cell of a list (`definitions/liste.ts`). */
export type CellRef = Adresse | number
export type Changes = ReadonlyMap<CellRef, CellValue>

export type Sheet = {
  readonly edition: Edition
  readonly liasse: LiasseCompilee
  readonly famille: Famille
  /** Of the fixed cells, by index in `liasse.cellules`; 0 where `presence` is not 1. Not to be written to. */
  readonly values: ArrayLike<number>
  /** 0 empty, 1 value, 2 sans objet, 3 hors limites. Not to be written to. */
  readonly presence: ArrayLike<number>
  /** Index of an address; undefined when the liasse has no such cell (a row beyond the capacity of its list, `L0`, `L01`…). */
  indexOf(at: Adresse): number | undefined
  /** What a cell is, fixed or of a list; undefined when the liasse has none such. */
  cellule(at: CellRef): Cellule | undefined
  /** Numbers of the rows that exist in the list of this table, increasing; none for any other table. */
  rows(tableau: string): readonly number[]
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
  /** Indices of the cells, those of lists included, that differ from another sheet of the same liasse, increasing. */
  changedFrom(previous: Sheet): readonly number[]
  /** Runs every control, or only those of these codes (`CTL-020` for all its lines). */
  verify(seuls?: ReadonlySet<string>): Verification
  explain(at: CellRef): Explication
  /**
   * Everything that a finding read (its `controle`, row included), the rows of the lists it gathers too: it holds as long as they do.
   * Throws a `RangeError` on a control that the family has not.
   */
  readsOf(controle: string): readonly Lu[]
}
export type SheetContent = {
  readonly famille: Famille
  /** Entered cells; those absent are empty, those of computed cells are refused. */
  readonly valeurs: Changes
  /**
   * What the filed dossiers of one and of two years before held, computed cells included, already translated into the cells of this
   * edition; null or absent without such a dossier. Cells of lists are left aside.
   */
  readonly precedents?: readonly (Changes | null)[]
  /** Of each of these dossiers, the cells whose figure is not known in this edition: a formula that reads one is as without the dossier. */
  readonly inconnues?: readonly (readonly CellRef[])[]
  /** The accounts of the body, in centimes; null or absent without a balance: what reads them is then empty, or « non évaluable ». */
  readonly balance?: Balance | null
}

/** Opens a dossier of a liasse: everything is computed once. Throws a `RangeError` like `with`, and like `mergeBalance` on a hostile balance. */
export function openSheet(
  edition: Edition,
  liasseCode: LiasseCode,
  { famille, valeurs, precedents = [], inconnues = [], balance = null }: SheetContent,
): Sheet {
  const liasse = edition.liasses.find(({ code }) => code === liasseCode)
  if (!liasse) throw new RangeError(`edition ${edition.code} has no liasse ${liasseCode}`)
  const programme = compile(liasse, famille)
  const texts = new Map<number, string>()
  const listes = liasse.listes.map(() => SANS_LIGNES)
  const passes = precedents.map(
    (passe, rang) =>
      passe &&
      toPasse(liasse, {
        values: locateAll(programme, passe),
        unknown: (inconnues[rang] ?? []).map((ref) => locate(programme, ref)),
      }),
  )
  const comptes = balance && edition.comptes ? mergeBalance(balance, edition.comptes) : null
  const cells = newCells(liasse.cellules.length, { texts, listes, precedents: passes, comptes })
  const ecriture: Ecriture = { cells, texts, listes, touched: new Map(), written: [] }
  writeEntries(programme, ecriture, locateAll(programme, valeurs))
  prepare(programme.etat, cells)
  computeAll(programme, ecriture)
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
    return this.#programme.indexOf.get(at) ?? trouveDansListe(this.liasse, at)
  }

  cellule(at: CellRef): Cellule | undefined {
    const index = typeof at === 'number' ? at : this.indexOf(at)
    return index === undefined ? undefined : celluleAt(this.liasse, index)
  }

  rows(tableau: string): readonly number[] {
    const position = this.liasse.listes.findIndex((liste) => liste.tableau === tableau)
    return numerosOf(this.#cells.listes[position] ?? SANS_LIGNES)
  }

  applies(at: CellRef): boolean {
    const { actif, listes, liasse } = this.#programme
    const index = locate(this.#programme, at)
    const place = placeDeListe(liasse, index)
    return place ? listes[place.position]?.actif === true : actif[index] === 1
  }

  read(at: CellRef): CellValue {
    return readCell(this.liasse, this.#cells, locate(this.#programme, at))
  }

  with(changes: Changes): Sheet {
    return new OpenSheet(this.edition, this.#programme, changeCells(this.#programme, this.#cells, locateAll(this.#programme, changes)))
  }

  changedFrom(previous: Sheet): readonly number[] {
    if (!(previous instanceof OpenSheet) || previous.liasse !== this.liasse) throw new RangeError('sheets of two liasses do not compare')
    return differences(this.liasse, this.#cells, previous.#cells)
  }

  verify(seuls?: ReadonlySet<string>): Verification {
    return verifyCells(this.#programme, this.#cells, seuls)
  }

  readsOf(key: string): readonly Lu[] {
    const { controles, liasse } = this.#programme
    const row = /^(.+)\/L(\d+)$/.exec(key)
    const [code, numero] = controles.some(({ controle }) => controle.code === key) ? [key, undefined] : [row?.[1] ?? key, Number(row?.[2])]
    const found = controles.find(({ controle }) => controle.code === code)
    if (!found) throw new RangeError(`no control ${key} for ${this.famille} in liasse ${liasse.code}`)
    return readsOf(liasse, this.#cells, { controle: found.controle, ...(numero !== undefined && { numero }) })
  }

  explain(at: CellRef): Explication {
    return explainCell({ edition: this.edition, programme: this.#programme, cells: this.#cells }, locate(this.#programme, at))
  }
}

function locate({ indexOf, liasse }: Programme, ref: CellRef): number {
  const index = typeof ref === 'number' ? ref : (indexOf.get(ref) ?? trouveDansListe(liasse, ref))
  if (index === undefined || !(index in liasse.cellules || placeDeListe(liasse, index)))
    throw new RangeError(`unknown cell ${ref} in liasse ${liasse.code}`)
  return index
}

const locateAll = (programme: Programme, changes: Changes): readonly (readonly [number, CellValue])[] =>
  Array.from(changes, ([ref, value]) => [locate(programme, ref), value] as const)
