/** One liasse and one family → what evaluates a sheet: computed cells in order, who reads whom, controls. Compiled once and kept. */
import type { Adresse, Famille, LiasseCompilee, ListeCompilee } from '#definitions/edition.ts'
import type { Expression } from '#definitions/langage/ast.ts'
import { placeDeListe } from '#definitions/liste.ts'
import { childrenOf, containsExpression } from '#definitions/langage/walk.ts'
import { cellsRead } from '#definitions/order-cells.ts'
import { compileControles, type ControleCompile } from './compile-controle.ts'
import { fastNumber } from './compile-fast.ts'
import type { FastContext, FastNumber } from './fast-condition.ts'
import type { Etat } from './fast-fraction.ts'
import { isConstant } from './evaluate-exact.ts'
import { newEtat } from './etat.ts'
import { sommesOf, type Sommes } from './sommes.ts'

export type Calcul = {
  /** Index of the cell computed; of the column's cell in row 1 for a column of a list. */
  readonly index: number
  readonly decimales: number
  readonly expression: Expression
  /** A formula without any cell always has a value; any other is empty when all it reads is empty. */
  readonly constant: boolean
  readonly fast: FastNumber | null
  /** The column of a list that the formula computes in each row: positions of the list and of the column. */
  readonly colonne?: { readonly liste: number; readonly rang: number }
}
/** A list as the engine uses it. */
export type ListeActive = {
  readonly liste: ListeCompilee
  /** False when the list does not exist for the family: its rows are set aside. */
  readonly actif: boolean
  /** Ranks of the columns that are typed. */
  readonly saisies: readonly number[]
  /** For each column, the positions in `calculs` of those computed from it in the same row. */
  readonly voisins: readonly (readonly number[])[]
  /** For each column, the positions in `calculs` of the formulas that gather it. */
  readonly agregateurs: readonly (readonly number[])[]
  /** Positions in `calculs` of its computed columns, and of the formulas that count its rows. */
  readonly colonnes: readonly number[]
  readonly compteurs: readonly number[]
}
export type Programme = {
  readonly liasse: LiasseCompilee
  readonly famille: Famille
  /** Fixed cells only. */
  readonly indexOf: ReadonlyMap<Adresse, number>
  /** 1 for the fixed cells that exist for the family. */
  readonly actif: Uint8Array
  /** Of the fixed cells. */
  readonly decimales: Uint8Array
  readonly listes: readonly ListeActive[]
  /** In an order where each comes after what it reads. */
  readonly calculs: readonly Calcul[]
  readonly sommes: Sommes
  /** For each fixed cell, the positions in `calculs` of those that read it directly, increasing. */
  readonly lecteurs: readonly Int32Array[]
  readonly controles: readonly ControleCompile[]
  /** Entry cells of figures that exist for the family, by table. */
  readonly saisies: ReadonlyMap<string, readonly number[]>
  /** Working memory of an edit: all zero between two. */
  readonly dirty: Uint8Array
  /** Working memory of the closures: never kept between two evaluations. */
  readonly etat: Etat
}

const compiled = new WeakMap<LiasseCompilee, Map<Famille, Programme>>()

/** The programme of a liasse for a family; the same object each time for the same compiled edition. */
export function compile(liasse: LiasseCompilee, famille: Famille): Programme {
  const known = compiled.get(liasse) ?? new Map<Famille, Programme>()
  compiled.set(liasse, known)
  const found = known.get(famille)
  if (found) return found
  const programme = build(liasse, famille)
  known.set(famille, programme)
  return programme
}

function build(liasse: LiasseCompilee, famille: Famille): Programme {
  const { cellules } = liasse
  const decimales = Uint8Array.from(cellules, (cellule) => cellule.decimales)
  const applies = (familles: readonly Famille[]): boolean => familles.length === 0 || familles.includes(famille)
  const actif = Uint8Array.from(cellules, (cellule) => Number(applies(cellule.familles)))
  const textes = new Set(cellules.flatMap(({ type }, index) => (type === 'texte' || type === 'choix' ? [index] : [])))
  const context: FastContext = { decimales, famille, textes, emptyIsZero: false, agregats: new Map() }
  const calculs = liasse.ordre.flatMap((index): readonly Calcul[] => toCalcul({ liasse, actif, context, applies }, index))
  const controles = liasse.controles.filter((controle) => applies(controle.familles) && isConcerned(liasse, controle, actif))
  return {
    liasse,
    famille,
    indexOf: new Map(cellules.map(({ at }, index) => [at, index])),
    actif,
    decimales,
    listes: liasse.listes.map((liste, position) => toListe(liste, { position, calculs, actif: applies(liste.familles) })),
    calculs,
    sommes: sommesOf(calculs, decimales),
    lecteurs: readersOf(calculs, cellules.length),
    controles: compileControles(controles, context),
    saisies: entriesOf(cellules, actif),
    dirty: new Uint8Array(calculs.length),
    etat: newEtat(),
  }
}

type Site = {
  readonly liasse: LiasseCompilee
  readonly actif: Uint8Array
  readonly context: FastContext
  readonly applies: (familles: readonly Famille[]) => boolean
}

function toCalcul({ liasse, actif, context, applies }: Site, index: number): readonly Calcul[] {
  const place = placeDeListe(liasse, index)
  const cellule = place ? place.liste.colonnes[place.rang] : liasse.cellules[index]
  const isActif = place ? applies(place.liste.familles) : actif[index] === 1
  if (!cellule?.formule || !isActif) return []
  const { expression } = cellule.formule
  return [
    {
      index,
      decimales: cellule.decimales,
      expression,
      constant: isConstant(expression),
      fast: fastNumber(expression, context),
      ...(place && { colonne: { liste: place.position, rang: place.rang } }),
    },
  ]
}

type ListeAt = { readonly position: number; readonly calculs: readonly Calcul[]; readonly actif: boolean }

function toListe(liste: ListeCompilee, { position, calculs, actif }: ListeAt): ListeActive {
  return {
    liste,
    actif,
    saisies: liste.colonnes.flatMap(({ formule }, rang) => (formule ? [] : [rang])),
    voisins: liste.colonnes.map((_, rang) =>
      positionsOf(calculs, ({ colonne, expression }) => colonne?.liste === position && readsInRow(expression, rang)),
    ),
    agregateurs: liste.colonnes.map((_, rang) => positionsOf(calculs, ({ expression }) => gathers(expression, position, rang))),
    colonnes: positionsOf(calculs, ({ colonne }) => colonne?.liste === position),
    compteurs: positionsOf(calculs, ({ expression }) =>
      containsExpression(expression, (part) => part.op === 'agregat' && part.liste === position && part.nom === 'NOMBRE'),
    ),
  }
}

/** Whether a formula of a column reads another column of the same row. */
function readsInRow(expression: Expression, rang: number): boolean {
  if (expression.op === 'agregat') return false
  return expression.op === 'colonne' ? expression.rang === rang : childrenOf(expression).some((child) => readsInRow(child, rang))
}

/** Whether an expression gathers a column of a list, or chooses rows by it. */
const gathers = (expression: Expression, liste: number, rang: number): boolean =>
  containsExpression(
    expression,
    (part) =>
      part.op === 'agregat' &&
      childrenOf(part).some((child) =>
        containsExpression(child, (cell) => cell.op === 'colonne' && cell.liste === liste && cell.rang === rang),
      ),
  )

const positionsOf = (calculs: readonly Calcul[], wanted: (calcul: Calcul) => boolean): readonly number[] =>
  calculs.flatMap((calcul, position) => (wanted(calcul) ? [position] : []))

/** A control all of whose cells are foreign to the family has nothing to say; one without cells always speaks. */
function isConcerned({ listes }: LiasseCompilee, { cellules }: LiasseCompilee['controles'][number], actif: Uint8Array): boolean {
  const isActif = (index: number): boolean => actif[index] === 1 || (listes.length > 0 && index >= actif.length)
  return cellules.length === 0 || cellules.some(isActif)
}

function readersOf(calculs: readonly Calcul[], count: number): readonly Int32Array[] {
  const readers: number[][] = Array.from({ length: count }, () => [])
  for (const [position, { expression }] of calculs.entries()) for (const index of cellsRead(expression)) readers[index]?.push(position)
  return readers.map((positions) => Int32Array.from(positions))
}

function entriesOf(cellules: LiasseCompilee['cellules'], actif: Uint8Array): ReadonlyMap<string, readonly number[]> {
  const entries = new Map<string, number[]>()
  for (const [index, { tableau, formule, type }] of cellules.entries()) {
    if (formule || actif[index] !== 1 || type === 'texte' || type === 'choix') continue
    const own = entries.get(tableau)
    if (own) own.push(index)
    else entries.set(tableau, [index])
  }
  return entries
}
