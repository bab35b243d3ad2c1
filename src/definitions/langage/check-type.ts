/** The checks that the resolution makes on types, with their sentences. */
import type { Expression } from './ast.ts'
import type { Contexte } from './catalogue.ts'
import { FormuleError } from './formule-error.ts'
import type { Noeud, Place } from './syntaxe.ts'
import { isNombre, nameOfType, unify, type TypeFormule, type TypeNombre } from './type-formule.ts'

/** `choix` is there when the expression is a cell of type choice: a text compared with it must be one of them. */
export type Resolved = { readonly expression: Expression; readonly type: TypeFormule; readonly choix?: readonly string[] }

/** `resolveFormule`, handed to what it calls so that no two files import each other. */
export type Resolve = (noeud: Noeud, contexte: Contexte) => Resolved | null

/** Refuses what is not a number. */
export function asNombre(resolved: { readonly type: TypeFormule }, at: Place): TypeNombre {
  if (isNombre(resolved.type)) return resolved.type
  throw new FormuleError(`Types incompatibles : il faut ici un nombre, pas ${nameOfType(resolved.type)}.`, at.debut, at.fin)
}

/** The common type of two values, or the clash said in words. */
export function unifyAt(a: TypeNombre, b: TypeNombre, at: Place): TypeNombre {
  const type = unify(a, b)
  if (type) return type
  throw new FormuleError(`Types incompatibles : ${nameOfType(a)} et ${nameOfType(b)} ne vont pas ensemble.`, at.debut, at.fin)
}

/** The resolution of a place where a term cannot be left out. */
export function resolveWhole(noeud: Noeud, contexte: Contexte, resolve: Resolve): Resolved {
  const resolved = resolve(noeud, contexte)
  if (resolved) return resolved
  throw new FormuleError(
    'Cette ligne n’a pas de case dans la colonne calculée : seul un terme d’une somme peut être laissé de côté.',
    noeud.debut,
    noeud.fin,
  )
}

/** The resolution of a condition. */
export function resolveCondition(noeud: Noeud, contexte: Contexte, resolve: Resolve): Resolved {
  const resolved = resolveWhole(noeud, contexte, resolve)
  if (resolved.type === 'condition') return resolved
  throw new FormuleError(`Types incompatibles : il faut ici une condition, pas ${nameOfType(resolved.type)}.`, noeud.debut, noeud.fin)
}

/** A text compared with a choice must be one of its choices. */
export function checkChoix(cell: Resolved, literal: Resolved, at: Place): void {
  if (!cell.choix || literal.expression.op !== 'texte' || cell.choix.includes(literal.expression.texte)) return
  throw new FormuleError(`« ${literal.expression.texte} » n’est pas un des choix : ${cell.choix.join(', ')}.`, at.debut, at.fin)
}
