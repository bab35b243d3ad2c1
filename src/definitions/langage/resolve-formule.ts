/** Syntax → expression over cell indices, with the types checked on the way. */
import type { Comparateur, Expression, Operateur } from './ast.ts'
import type { Contexte } from './catalogue.ts'
import { asNombre, checkChoix, resolveWhole, unifyAt, type Resolved } from './check-type.ts'
import { findCase } from './find-cases.ts'
import { FormuleError } from './formule-error.ts'
import { resolveAppel } from './resolve-appel.ts'
import { resolveCompareMot, resolveMot, resolveParmi } from './resolve-mot.ts'
import { filtreMisplaced, resolveColonne } from './resolve-liste.ts'
import type { Noeud, Operation } from './syntaxe.ts'
import { divide, multiply, nameOfType, typeOf } from './type-formule.ts'

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
    case 'mot':
      return resolveMot(noeud, contexte)
    case 'parmi':
      return resolveParmi(noeud, contexte, resolveFormule)
    case 'filtre':
      throw filtreMisplaced(noeud)
    case 'oppose': {
      const de = resolveFormule(noeud.de, contexte)
      return de && { expression: { op: 'oppose', de: de.expression }, type: asNombre(de, noeud.de) }
    }
    case 'binaire':
      return resolveBinaire(noeud, contexte)
    case 'appel':
      return resolveAppel(noeud, contexte, resolveFormule)
  }
}

function resolveReference(noeud: Extract<Noeud, { genre: 'reference' }>, contexte: Contexte): Resolved | null {
  if (contexte.liste && noeud.tableau === undefined && noeud.ligne === undefined)
    return resolveColonne(contexte.liste, noeud.colonne ?? '', noeud)
  const found = findCase(noeud, contexte)
  if (!found) return null
  return {
    expression: { op: 'cellule', index: found.index },
    type: typeOf(found.type),
    ...(found.choix && { choix: found.choix }),
  }
}

function resolveBinaire(noeud: Binaire, contexte: Contexte): Resolved | null {
  if (noeud.par === 'ET' || noeud.par === 'OU')
    return resolveAppel({ ...noeud, genre: 'appel', nom: noeud.par, arguments: [noeud.gauche, noeud.droite] }, contexte, resolveFormule)
  if (isComparateur(noeud.par))
    return resolveCompareMot({ ...noeud, par: noeud.par }, contexte) ?? resolveCompare(noeud, noeud.par, contexte)
  if (noeud.par === '+' || noeud.par === '-') return resolveSomme(noeud, noeud.par, contexte)
  const gauche = resolveWhole(noeud.gauche, contexte, resolveFormule)
  const droite = resolveWhole(noeud.droite, contexte, resolveFormule)
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
  const gauche = resolveWhole(noeud.gauche, contexte, resolveFormule)
  const droite = resolveWhole(noeud.droite, contexte, resolveFormule)
  if (gauche.type === 'texte' && droite.type === 'texte') {
    if (par !== '=' && par !== '<>') throw new FormuleError('Deux textes ne se comparent que par = ou <>.', noeud.debut, noeud.fin)
    checkChoix(gauche, droite, noeud)
    checkChoix(droite, gauche, noeud)
  } else {
    unifyAt(asNombre(gauche, noeud.gauche), asNombre(droite, noeud.droite), noeud)
  }
  return { expression: { op: 'compare', par, gauche: gauche.expression, droite: droite.expression }, type: 'condition' }
}

const calcul = (par: Operateur, gauche: Expression, droite: Expression): Expression => ({ op: 'calcul', par, gauche, droite })
const isComparateur = (par: Operation): par is Comparateur => ['=', '<>', '<', '<=', '>', '>='].includes(par)
