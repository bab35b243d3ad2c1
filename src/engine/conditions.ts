/**
 * Conditions of controls as one flat program: instructions and terms stand in a few arrays, in the order in which they are read, so that
 * verifying a dossier walks memory forward and calls almost nothing. Comparisons of sums, presences, comparisons with a text, ET, OU and NON
 * are written so; a condition with anything else keeps its closure. Same answers as the closures, hence as the exact evaluator.
 */
import type { Comparateur, Expression } from '#definitions/langage/ast.ts'
import type { FastContext } from './fast-condition.ts'
import { datedTerms, type DatedLinear } from './linear-terms.ts'
import { MAX_VALEUR } from './money.ts'

/** Instructions, each followed by its operands. */
export const COMPARER = 0 // number of the comparison
export const PRESENCE = 1 // one of `PRESENCES`, cell
export const TEXTE = 2 // 1 for =, 0 for <>, cell, number of the text
export const VERITE = 3 // 0 or 1
export const NON = 4
export const ET = 5 // how many
export const OU = 6 // how many

export const PRESENCES = ['VIDE', 'REMPLI', 'SANS_OBJET'] as const
export const COMPARATEURS: readonly Comparateur[] = ['=', '<>', '<=', '>=', '<', '>']

/** A cell of a dossier filed one (two) years before is written as its index plus once (twice) this. */
export const PASSE = 2 ** 24
/** Truths waiting at once. */
export const PILE = 64

export type Conditions = {
  readonly mots: Int32Array
  readonly textes: readonly string[]
  /** Three by comparison: where its left terms start, where its right terms start, where they end. */
  readonly bornes: Int32Array
  readonly indices: Int32Array
  readonly coefficients: Float64Array
  /** Two by comparison: the constants of both sides, in its unit. */
  readonly constantes: Float64Array
  /** By comparison: the tolerance in its unit, which comparison, which sides name no cell (1 left, 2 right). */
  readonly seuils: Float64Array
  readonly par: Uint8Array
  readonly sansCase: Uint8Array
}
/** One condition: its instructions, from `debut` to `fin` excluded. */
export type Morceau = { readonly debut: number; readonly fin: number }
export type Tolerance = { readonly numerateur: number; readonly denominateur: number }

/** Writes conditions one after the other, then gives the whole. */
export class Assembleur {
  readonly #context: FastContext
  readonly #mots: number[] = []
  readonly #textes: string[] = []
  readonly #bornes: number[] = []
  readonly #indices: number[] = []
  readonly #coefficients: number[] = []
  readonly #constantes: number[] = []
  readonly #seuils: number[] = []
  readonly #par: number[] = []
  readonly #sansCase: number[] = []

  constructor(context: FastContext) {
    this.#context = context
  }

  /** The place of the condition; null when it cannot be written so. */
  add(expression: Expression, tolerance: Tolerance): Morceau | null {
    const debut = this.#mots.length
    if (depthOf(expression) <= PILE && this.#write(expression, tolerance)) return { debut, fin: this.#mots.length }
    this.#mots.length = debut
    return null
  }

  assembled(): Conditions {
    return {
      mots: Int32Array.from(this.#mots),
      textes: this.#textes,
      bornes: Int32Array.from(this.#bornes),
      indices: Int32Array.from(this.#indices),
      coefficients: Float64Array.from(this.#coefficients),
      constantes: Float64Array.from(this.#constantes),
      seuils: Float64Array.from(this.#seuils),
      par: Uint8Array.from(this.#par),
      sansCase: Uint8Array.from(this.#sansCase),
    }
  }

  #write(expression: Expression, tolerance: Tolerance): boolean {
    if (expression.op === 'famille') {
      this.#mots.push(VERITE, Number(expression.codes.includes(this.#context.famille)))
      return true
    }
    if (expression.op === 'liasse') {
      this.#mots.push(VERITE, Number(expression.vrai))
      return true
    }
    if (expression.op === 'compare') return this.#texte(expression) || this.#comparaison(expression, tolerance)
    if (expression.op !== 'fonction') return false
    const presence = PRESENCES.findIndex((nom) => nom === expression.nom)
    if (presence >= 0) return this.#presence(presence, expression.arguments)
    if (!expression.arguments.every((argument) => this.#write(argument, tolerance))) return false
    if (expression.nom === 'NON') this.#mots.push(NON)
    else if (expression.nom === 'ET' || expression.nom === 'OU')
      this.#mots.push(expression.nom === 'ET' ? ET : OU, expression.arguments.length)
    else return false
    return true
  }

  #presence(presence: number, [only]: readonly Expression[]): boolean {
    if (only?.op === 'cellule') this.#mots.push(PRESENCE, presence, only.index)
    else if (only?.op === 'precedent') this.#mots.push(PRESENCE, presence, only.index + only.annees * PASSE)
    else return false
    return true
  }

  /** A cell of text beside a written text. */
  #texte({ par, gauche, droite }: Extract<Expression, { op: 'compare' }>): boolean {
    const { textes } = this.#context
    if (gauche.op !== 'cellule' || droite.op !== 'texte' || !textes.has(gauche.index)) return false
    this.#mots.push(TEXTE, Number(par === '='), gauche.index, this.#textes.push(droite.texte) - 1)
    return true
  }

  #comparaison({ par, gauche, droite }: Extract<Expression, { op: 'compare' }>, tolerance: Tolerance): boolean {
    const { decimales, textes } = this.#context
    const [left, right] = [datedTerms(gauche, decimales), datedTerms(droite, decimales)]
    if (!left || !right || [left, right].some((side) => side.indices.some((index) => textes.has(index)))) return false
    const unit = Math.max(left.denominateur, right.denominateur)
    const seuil = (tolerance.numerateur * unit) / tolerance.denominateur
    // A tolerance finer than the cells is left to the closures, one beyond what float64 holds too.
    if (!Number.isInteger(seuil) || Math.abs(seuil) > MAX_VALEUR) return false
    const number = this.#par.push(COMPARATEURS.indexOf(par)) - 1
    this.#seuils.push(seuil)
    this.#sansCase.push(Number(isConstant(left)) + 2 * Number(isConstant(right)))
    this.#bornes.push(this.#terms(left, unit), this.#terms(right, unit), this.#indices.length)
    this.#mots.push(COMPARER, number)
    return true
  }

  /** Writes one side; gives the place of its first term. */
  #terms({ indices, coefficients, passes, constante, denominateur }: DatedLinear, unit: number): number {
    const first = this.#indices.length
    const up = unit / denominateur
    this.#constantes.push(constante * up)
    this.#indices.push(...indices, ...passes.map(({ index, annees }) => index + annees * PASSE))
    this.#coefficients.push(...[...coefficients].map((own) => own * up), ...passes.map(({ coefficient }) => coefficient * up))
    return first
  }
}

const isConstant = ({ indices, passes }: DatedLinear): boolean => indices.length === 0 && passes.length === 0

/** How many truths wait at most while the condition is told. */
function depthOf(expression: Expression): number {
  if (expression.op !== 'fonction') return 1
  return Math.max(1, ...expression.arguments.map((argument, rank) => rank + depthOf(argument)))
}
