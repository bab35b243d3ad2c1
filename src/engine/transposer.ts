/**
 * A filed dossier in the cells of a later edition: what it holds there, what it cannot tell, what a person must share out. Pure. [AD-06]
 */
import { lieuxOf, placeOf } from '#definitions/designation.ts'
import type { Adresse, Edition, Famille, LiasseCompilee } from '#definitions/edition.ts'
import { containsExpression } from '#definitions/langage/walk.ts'
import type { CellValue } from './cell-value.ts'
import { readAll, type Passee } from './reprise.ts'
import { openSheet, type Sheet } from './sheet.ts'
import { addValues, translateValeurs, type Lien, type Remarque } from './translate-valeurs.ts'

export type Transposee = Passee & {
  /** Proposed for cells whose figure is not known: what they hold with each share-out put whole on the line that it names. */
  readonly proposees: ReadonlyMap<Adresse, CellValue>
  readonly remarques: readonly Remarque[]
  readonly sheet: Sheet
}

const SANS_CHANGEMENT: Lien['correspondances'] = { relations: [], sansSuite: [] }

/** Whether `edition` says what became of the cells of `avant`. */
export const isSuite = (edition: Edition, avant: Edition): boolean =>
  edition.code === avant.code || edition.correspondances?.depuis === avant.code

/**
 * The figures of `source` in the cells of `edition`, for a body of `famille`: the same edition as they were filed; the edition before through the
 * correspondences, totals computed again. Throws a `RangeError` when the edition follows another (`isSuite`).
 */
export function transposer(source: Sheet, edition: Edition, famille: Famille): Transposee {
  if (source.edition.digest === edition.digest && source.famille === famille)
    return { ...readAll(source), proposees: new Map(), remarques: [], sheet: source }
  if (!isSuite(edition, source.edition)) throw new RangeError(`edition ${edition.code} does not follow ${source.edition.code}`)
  const vers = edition.liasses.find(({ code }) => code === source.liasse.code)
  if (!vers) throw new RangeError(`edition ${edition.code} has no liasse ${source.liasse.code}`)
  const correspondances = edition.code === source.edition.code ? SANS_CHANGEMENT : (edition.correspondances ?? SANS_CHANGEMENT)
  const lien = { de: source.liasse, vers, correspondances }
  const { valeurs, remarques } = translateValeurs(readAll(source).valeurs, lien)
  return new Placements({ edition, famille, vers }, valeurs, remarques).read([...newCells(lien), ...readingPast(vers)])
}

/** The editions to go through from `de` to `vers`, each the sequel of the one before; `null` when one of them is not found. */
export function cheminDe(de: Edition, vers: Edition, find: (code: string) => Edition | undefined): readonly Edition[] | null {
  const chemin = [vers]
  for (let first = vers; !isSuite(first, de);) {
    const depuis = first.correspondances?.depuis
    const before = depuis === undefined || depuis >= first.code ? undefined : find(depuis)
    if (!before) return null
    first = before
    chemin.unshift(first)
  }
  return chemin
}

/** One edition after the other; `onPas` sees each passage. What one of them could not tell, the last does not tell either. */
export function suivre(
  depart: Sheet,
  chemin: readonly Edition[],
  famille: Famille,
  onPas?: (passee: Transposee, avant: Sheet) => void,
): Transposee {
  const inconnues = new Set<Adresse>()
  let passee: Transposee | null = null
  let source = depart
  for (const edition of chemin) {
    passee = transposer(source, edition, famille)
    onPas?.(passee, source)
    for (const at of passee.inconnues) inconnues.add(at)
    source = passee.sheet
  }
  if (!passee) throw new RangeError('a way between editions has at least its end')
  return { ...passee, inconnues: [...inconnues].filter((at) => source.indexOf(at) !== undefined) }
}

/** Entry cells that the edition before did not have, and that nothing of it became: their past was not told apart. */
function newCells({ de, vers }: Lien): readonly Adresse[] {
  const before = new Set(lieuxOf(de).map(({ place }) => place))
  return vers.cellules.flatMap(({ at, formule }) => (formule || before.has(at) ? [] : [at]))
}

/** Cells computed from the years before: they are computed again without them. */
const readingPast = ({ cellules }: LiasseCompilee): readonly Adresse[] =>
  cellules.flatMap(({ at, formule }) => (formule && containsExpression(formule.expression, ({ op }) => op === 'precedent') ? [at] : []))

type Cadre = { readonly edition: Edition; readonly famille: Famille; readonly vers: LiasseCompilee }

/**
 * A figure to be shared out may be anywhere among its lines. It is put on each in turn: a cell that never moves is known whatever the
 * share (the total of both lines), a cell that moves is not.
 */
class Placements {
  readonly #cadre: Cadre
  readonly #valeurs: Map<Adresse, CellValue>
  readonly #remarques: readonly Remarque[]
  readonly #inconnues = new Set<Adresse>()

  constructor(cadre: Cadre, valeurs: ReadonlyMap<Adresse, CellValue>, remarques: readonly Remarque[]) {
    this.#cadre = cadre
    this.#valeurs = new Map(valeurs)
    this.#remarques = remarques
    for (const { genre, vers: touched } of remarques) {
      if (genre === 'a_repartir') continue
      for (const at of touched) {
        if (placeOf(cadre.vers, at).numero === null) this.#inconnues.add(at)
        this.#valeurs.delete(at)
      }
    }
  }

  /** `untold`: cells that the edition before does not tell by nature. */
  read(untold: readonly Adresse[]): Transposee {
    const partages = this.#remarques.filter(({ genre }) => genre === 'a_repartir')
    const whole = partages.reduce((valeurs, { valeur, vers, garde }) => placed(valeurs, garde ?? vers[0], valeur), this.#valeurs)
    const sheet = this.#open(whole)
    const bougees = new Bougees()
    for (const { valeur, vers, garde } of partages) {
      const kept = garde ?? vers[0]
      for (const other of vers.filter((one) => one !== kept)) {
        const moved = this.#open(placed(placed(whole, kept, opposite(valeur)), other, valeur))
        for (const index of moved.changedFrom(sheet)) bougees.set(sheet.cellule(index)?.at ?? other, garde !== undefined)
      }
    }
    for (const at of bougees.keys()) this.#inconnues.add(at)
    const { valeurs: held, inconnues } = readAll(sheet)
    const translated = new Set(this.#valeurs.keys())
    for (const at of [...inconnues, ...untold.filter((one) => !translated.has(one))]) this.#inconnues.add(at)
    const valeurs = new Map([...held].filter(([at]) => !this.#inconnues.has(at)))
    return {
      valeurs,
      inconnues: [...this.#inconnues],
      proposees: new Map([...held].filter(([at]) => bougees.get(at) === true)),
      remarques: this.#remarques,
      sheet,
    }
  }

  #open(valeurs: ReadonlyMap<Adresse, CellValue>): Sheet {
    const { edition, famille, vers } = this.#cadre
    return openSheet(edition, vers.code, { famille, valeurs })
  }
}

/** The cells that some share moves, and whether each share-out that moves them names a line for the whole. */
class Bougees extends Map<Adresse, boolean> {
  override set(at: Adresse, garde: boolean): this {
    return super.set(at, garde && this.get(at) !== false)
  }
}

function placed(valeurs: Map<Adresse, CellValue>, at: Adresse | undefined, value: CellValue): Map<Adresse, CellValue> {
  if (at === undefined) return valeurs
  const added = addValues(valeurs.get(at), value)
  return typeof added === 'string' ? valeurs : new Map(valeurs).set(at, added)
}

const opposite = (value: CellValue): CellValue =>
  value.etat === 'valeur' && value.valeur !== undefined ? { etat: 'valeur', valeur: -value.valeur } : value
