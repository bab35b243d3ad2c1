/** The types of the language and how operations combine them. Units do not mix: an amount is not added to a count. */
import type { TypeCellule } from '../edition.ts'

/** `pur` is a number without a unit of its own: a literal, or the quotient of two values of one type. It fits everywhere. */
export type TypeNombre = 'montant' | 'nombre' | 'taux' | 'pur'
export type TypeFormule = TypeNombre | 'texte' | 'condition'

/** A choice is read as its text. */
export const typeOf = (type: TypeCellule): TypeFormule => (type === 'choix' ? 'texte' : type)

export const isNombre = (type: TypeFormule): type is TypeNombre => type !== 'texte' && type !== 'condition'

/** The type of two values put together (added, compared, chosen between); null when they do not mix. */
export function unify(a: TypeNombre, b: TypeNombre): TypeNombre | null {
  if (a === b || b === 'pur') return a
  return a === 'pur' ? b : null
}

/** The type of a product; null for an amount times an amount, which means nothing. */
export function multiply(a: TypeNombre, b: TypeNombre): TypeNombre | null {
  if (a === 'montant' || b === 'montant') return a === b ? null : 'montant'
  return unify(a, b) ?? 'pur'
}

/** The type of a quotient; null for a count divided by an amount. */
export function divide(a: TypeNombre, b: TypeNombre): TypeNombre | null {
  if (b === 'pur') return a
  if (a === b) return 'pur'
  if (b === 'montant') return null
  return a === 'montant' ? 'montant' : 'pur'
}

const NAMES: Readonly<Record<TypeFormule, string>> = {
  montant: 'un montant',
  nombre: 'un nombre',
  taux: 'un taux',
  pur: 'un nombre sans unité',
  texte: 'un texte',
  condition: 'une condition',
}
/** « un montant », for messages. */
export const nameOfType = (type: TypeFormule): string => NAMES[type]
