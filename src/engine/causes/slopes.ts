/**
 * By how much a gap between two figures moves when an entry grows by one unit, where the sheet stands: through sums, products, the branch
 * that a SI takes, the argument that a MAX keeps, the rows that a list gathers. An entry that a rounding or a count hides has no slope.
 */
import type { CelluleDeLigne, Expression } from '#definitions/langage/ast.ts'
import { indexDeListe } from '#definitions/liste.ts'
import type { Cells } from '../cells.ts'
import { VALEUR } from '../cells.ts'
import type { Calcul, Programme } from '../compile.ts'
import { evaluateExact, isConstant, type Lecture } from '../evaluate-exact.ts'

/** In units of the gap for one unit of the cell. */
export type Slopes = {
  /** Of the fixed entries, and of those of the row that a per-row control reads, by index. */
  readonly cases: ReadonlyMap<number, number>
  /** Of the entry columns that are gathered, whichever the row; by the index of their cell of row 1. */
  readonly colonnes: ReadonlyMap<number, number>
}
export type Ecart = {
  readonly gauche: Expression
  readonly droite: Expression
  /** The gap is told in units of `10^-decimales`. */
  readonly decimales: number
  /** The row of a list in hand, with its number. */
  readonly ligne?: { readonly lecture: NonNullable<Lecture['ligne']>; readonly liste: number; readonly numero: number }
}

type Sweep = {
  readonly programme: Programme
  readonly lecture: Omit<Lecture, 'met'>
  readonly cases: Map<number, number>
  /** Of the row in hand, by rank of column. */
  readonly rangs: Map<number, number>
  readonly colonnes: Map<number, number>
}
/** How a node weighs on the gap, in units of the gap for one whole unit (euro) of the node; `toutes`: in every row of a list. */
type Poids = { readonly facteur: number; readonly toutes: boolean }

/** Slopes of every entry that weighs on `gauche − droite`. */
export function slopesOf(programme: Programme, cells: Cells, ecart: Ecart): Slopes {
  const { decimales, famille } = programme
  const { ligne } = ecart
  const lecture = { cells, decimales, famille, ...(ligne && { ligne: ligne.lecture }) }
  const sweep: Sweep = { programme, lecture, cases: new Map(), rangs: new Map(), colonnes: new Map() }
  const facteur = 10 ** ecart.decimales
  visit(sweep, ecart.gauche, { facteur, toutes: false })
  visit(sweep, ecart.droite, { facteur: -facteur, toutes: false })
  for (let position = programme.calculs.length - 1; position >= 0; position--) {
    const calcul = programme.calculs[position]
    if (calcul) unfold(sweep, calcul, ligne?.liste)
  }
  const liste = ligne && programme.liasse.listes[ligne.liste]
  for (const [rang, slope] of liste ? sweep.rangs : []) if (liste) sweep.cases.set(indexDeListe(liste, ligne.numero, rang), slope)
  return { cases: sweep.cases, colonnes: sweep.colonnes }
}

/** Hands the slope of a computed cell over to what it reads. */
function unfold(sweep: Sweep, { index, colonne, decimales, expression }: Calcul, enMain: number | undefined): void {
  const unit = 10 ** decimales
  if (!colonne) {
    const slope = take(sweep.cases, index)
    if (slope !== 0) visit(sweep, expression, { facteur: slope * unit, toutes: false })
    return
  }
  const everywhere = take(sweep.colonnes, index)
  if (everywhere !== 0) visit(sweep, expression, { facteur: everywhere * unit, toutes: true })
  const here = colonne.liste === enMain ? take(sweep.rangs, colonne.rang) : 0
  if (here !== 0) visit(sweep, expression, { facteur: here * unit, toutes: false })
}

function take(slopes: Map<number, number>, index: number): number {
  const slope = slopes.get(index) ?? 0
  slopes.delete(index)
  return slope
}

const put = (slopes: Map<number, number>, index: number, slope: number): void => void slopes.set(index, (slopes.get(index) ?? 0) + slope)

function visit(sweep: Sweep, expression: Expression, poids: Poids): void {
  switch (expression.op) {
    case 'cellule':
      return putCell(sweep, expression.index, poids)
    case 'plage':
      for (const index of expression.indices) putCell(sweep, index, poids)
      return
    case 'colonne':
      return putColonne(sweep, expression, poids)
    case 'agregat':
      if (expression.nom === 'SOMME' && expression.colonne && !poids.toutes)
        putColonne(sweep, expression.colonne, { ...poids, toutes: true })
      return
    case 'oppose':
      return visit(sweep, expression.de, { ...poids, facteur: -poids.facteur })
    case 'calcul':
      return visitCalcul(sweep, expression, poids)
    case 'fonction':
      return visitFonction(sweep, expression, poids)
    case 'nombre':
    case 'texte':
    case 'compare':
    case 'famille':
    case 'liasse':
    case 'precedent':
    case 'comptes':
  }
}

function putCell({ cases, programme }: Sweep, index: number, { facteur, toutes }: Poids): void {
  if (!toutes) put(cases, index, facteur / 10 ** (programme.decimales[index] ?? 0))
}

function putColonne({ rangs, colonnes }: Sweep, { index, rang, decimales }: CelluleDeLigne, { facteur, toutes }: Poids): void {
  const slope = facteur / 10 ** decimales
  if (toutes) put(colonnes, index, slope)
  else put(rangs, rang, slope)
}

function visitCalcul(sweep: Sweep, { par, gauche, droite }: Extract<Expression, { op: 'calcul' }>, poids: Poids): void {
  const { facteur } = poids
  if (par === '+' || par === '-') {
    visit(sweep, gauche, poids)
    return visit(sweep, droite, { ...poids, facteur: par === '+' ? facteur : -facteur })
  }
  const right = valueOf(sweep, droite, poids)
  if (right) visit(sweep, gauche, { ...poids, facteur: par === '*' ? facteur * right : facteur / right })
  const left = par === '*' && valueOf(sweep, gauche, poids)
  if (left) visit(sweep, droite, { ...poids, facteur: facteur * left })
}

function visitFonction(sweep: Sweep, { nom, arguments: args }: Extract<Expression, { op: 'fonction' }>, poids: Poids): void {
  const [first, second, third] = args
  switch (nom) {
    case 'SOMME':
      for (const argument of args) visit(sweep, argument, poids)
      return
    case 'ARRONDI':
      if (first) visit(sweep, first, poids)
      return
    case 'ABS':
      if (first) visit(sweep, first, { ...poids, facteur: (valueOf(sweep, first, poids) ?? 0) < 0 ? -poids.facteur : poids.facteur })
      return
    case 'SI': {
      const taken = first && isTrue(sweep, first) ? second : third
      if (taken && !poids.toutes) visit(sweep, taken, poids)
      return
    }
    case 'MIN':
    case 'MAX': {
      const kept = keptOf(sweep, args, nom)
      if (kept && !poids.toutes) visit(sweep, kept, poids)
    }
  }
}

/** The argument that a MIN or a MAX keeps. */
function keptOf(sweep: Sweep, args: readonly Expression[], nom: 'MIN' | 'MAX'): Expression | undefined {
  const { presence } = sweep.lecture.cells
  const flat = args.flatMap((argument): readonly Expression[] =>
    argument.op === 'plage'
      ? argument.indices.flatMap((index) => (presence[index] === VALEUR ? [{ op: 'cellule' as const, index }] : []))
      : [argument],
  )
  const sign = nom === 'MAX' ? 1 : -1
  const valued = flat.flatMap((argument) => {
    const value = valueOf(sweep, argument, { facteur: 1, toutes: false })
    return value === null ? [] : [{ argument, value: value * sign }]
  })
  return valued.toSorted((a, b) => b.value - a.value)[0]?.argument
}

/** What an expression is worth; null when empty, or when it changes from row to row. */
function valueOf({ lecture }: Sweep, expression: Expression, { toutes }: Poids): number | null {
  if (toutes && !isConstant(expression)) return null
  const operande = evaluateExact(expression, { ...lecture, met: { filled: false, horsLimites: false } })
  return 'nombre' in operande && operande.nombre ? Number(operande.nombre.n) / Number(operande.nombre.d) : null
}

function isTrue({ lecture }: Sweep, condition: Expression): boolean {
  const operande = evaluateExact(condition, { ...lecture, emptyIsZero: true, met: { filled: false, horsLimites: false } })
  return 'vrai' in operande && operande.vrai === true
}
