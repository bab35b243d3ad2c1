/** Syntax → expression over cell indices, with the types checked on the way. */
import type { Comparateur, Expression, Operateur } from './ast.ts'
import type { Contexte } from './catalogue.ts'
import { findCase, findCases } from './find-cases.ts'
import { FormuleError } from './formule-error.ts'
import { resolveAppel } from './resolve-appel.ts'
import type { Noeud, Operation, Place } from './syntaxe.ts'
import { divide, isNombre, multiply, nameOfType, typeOf, unify, type TypeFormule, type TypeNombre } from './type-formule.ts'

/** `choix` is there when the expression is a cell of type choice: a text compared with it must be one of them. */
export type Resolved = { readonly expression: Expression; readonly type: TypeFormule; readonly choix?: readonly string[] }

type Binaire = Extract<Noeud, { genre: 'binaire' }>

/**
 * Resolves a formula in its place; throws a `FormuleError` on an unknown name or a type clash.
 * Null when nothing is left of it: every term names a line without a cell in the column being computed.
 */
export function resolveFormule(noeud: Noeud, contexte: Contexte): Resolved | null {
  switch (noeud.genre) {
    case 'nombre':
      return { expression: { op: 'nombre', numerateur: noeud.numerateur, decimales: noeud.decimales }, type: 'pur' }
    case 'texte':
      return { expression: { op: 'texte', texte: noeud.texte }, type: 'texte' }
    case 'reference':
      return resolveReference(noeud, contexte)
    case 'plage':
      throw new FormuleError('Une plage ne s’écrit que dans SOMME, MIN ou MAX.', noeud.debut, noeud.fin)
    case 'oppose': {
      const de = resolveFormule(noeud.de, contexte)
      return de && { expression: { op: 'oppose', de: de.expression }, type: asNombre(de, noeud.de) }
    }
    case 'binaire':
      return resolveBinaire(noeud, contexte)
    case 'appel':
      return resolveAppel(noeud, contexte)
  }
}

/** The common type of the cells of a range, with its expression. */
export function resolvePlage(noeud: Extract<Noeud, { genre: 'plage' }>, contexte: Contexte): Resolved {
  const cases = findCases(noeud, contexte)
  const type = cases.map((found) => asNombre({ type: typeOf(found.type) }, noeud)).reduce((a, b) => unifyAt(a, b, noeud))
  return { expression: { op: 'plage', indices: cases.map((found) => found.index), texte: `${noeud.de}..${noeud.a}` }, type }
}

/** Like `resolveFormule`, for places where a term cannot be left out. */
export function resolveWhole(noeud: Noeud, contexte: Contexte): Resolved {
  const resolved = resolveFormule(noeud, contexte)
  if (resolved) return resolved
  throw new FormuleError('Cette ligne n’a pas de case dans la colonne calculée : seul un terme d’une somme peut être laissé de côté.', noeud.debut, noeud.fin)
}

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

function resolveReference(noeud: Extract<Noeud, { genre: 'reference' }>, contexte: Contexte): Resolved | null {
  const found = findCase(noeud, contexte)
  if (!found) return null
  return {
    expression: { op: 'cellule', index: found.index },
    type: typeOf(found.type),
    ...(found.choix && { choix: found.choix }),
  }
}

function resolveBinaire(noeud: Binaire, contexte: Contexte): Resolved | null {
  if (noeud.par === 'ET' || noeud.par === 'OU') return resolveAppel({ ...noeud, genre: 'appel', nom: noeud.par, arguments: [noeud.gauche, noeud.droite] }, contexte)
  if (isComparateur(noeud.par)) return resolveCompare(noeud, noeud.par, contexte)
  if (noeud.par === '+' || noeud.par === '-') return resolveSomme(noeud, noeud.par, contexte)
  const gauche = resolveWhole(noeud.gauche, contexte)
  const droite = resolveWhole(noeud.droite, contexte)
  const [a, b] = [asNombre(gauche, noeud.gauche), asNombre(droite, noeud.droite)]
  const type = noeud.par === '*' ? multiply(a, b) : divide(a, b)
  if (type === null) {
    const what = noeud.par === '*' ? 'un montant ne se multiplie pas par un montant' : `${nameOfType(a)} ne se divise pas par un montant`
    throw new FormuleError(`Types incompatibles : ${what}.`, noeud.debut, noeud.fin)
  }
  return { expression: calcul(noeud.par, gauche.expression, droite.expression), type }
}

/** A term without a cell in the column leaves the sum; the others remain, the sign of the right one included. */
function resolveSomme(noeud: Binaire, par: '+' | '-', contexte: Contexte): Resolved | null {
  const gauche = resolveFormule(noeud.gauche, contexte)
  const droite = resolveFormule(noeud.droite, contexte)
  if (gauche) asNombre(gauche, noeud.gauche)
  if (!droite) return gauche
  const type = asNombre(droite, noeud.droite)
  if (!gauche) return par === '+' ? droite : { expression: { op: 'oppose', de: droite.expression }, type }
  return { expression: calcul(par, gauche.expression, droite.expression), type: unifyAt(asNombre(gauche, noeud.gauche), type, noeud) }
}

function resolveCompare(noeud: Binaire, par: Comparateur, contexte: Contexte): Resolved {
  const gauche = resolveWhole(noeud.gauche, contexte)
  const droite = resolveWhole(noeud.droite, contexte)
  if (gauche.type === 'texte' && droite.type === 'texte') {
    if (par !== '=' && par !== '<>') throw new FormuleError('Deux textes ne se comparent que par = ou <>.', noeud.debut, noeud.fin)
    checkChoix(gauche, droite, noeud)
    checkChoix(droite, gauche, noeud)
  } else {
    unifyAt(asNombre(gauche, noeud.gauche), asNombre(droite, noeud.droite), noeud)
  }
  return { expression: { op: 'compare', par, gauche: gauche.expression, droite: droite.expression }, type: 'condition' }
}

function checkChoix(cell: Resolved, literal: Resolved, at: Place): void {
  if (!cell.choix || literal.expression.op !== 'texte' || cell.choix.includes(literal.expression.texte)) return
  throw new FormuleError(`« ${literal.expression.texte} » n’est pas un des choix : ${cell.choix.join(', ')}.`, at.debut, at.fin)
}

const calcul = (par: Operateur, gauche: Expression, droite: Expression): Expression => ({ op: 'calcul', par, gauche, droite })
const isComparateur = (par: Operation): par is Comparateur => ['=', '<>', '<', '<=', '>', '>='].includes(par)
