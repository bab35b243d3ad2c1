/** Syntax → expression over cell indices, with the types checked on the way. */
import type { Comparateur, Expression, Operateur } from './ast.ts'
import { didYouMean } from '../nearest-name.ts'
import type { Contexte } from './catalogue.ts'
import { asNombre, checkChoix, unifyAt, type Resolved } from './check-type.ts'
import { findCase, findCases } from './find-cases.ts'
import { fonctions, type Parametre, type Signature } from './fonctions.ts'
import { FormuleError } from './formule-error.ts'
import type { Noeud, Operation } from './syntaxe.ts'
import { divide, multiply, nameOfType, typeOf, type TypeNombre } from './type-formule.ts'

type Appel = Extract<Noeud, { genre: 'appel' }>

const FAMILLES = ['OPH', 'ESH', 'COOP', 'SEM'] as const
const MAX_ARRONDI = 6

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
function resolvePlage(noeud: Extract<Noeud, { genre: 'plage' }>, contexte: Contexte): Resolved {
  const cases = findCases(noeud, contexte)
  const type = cases.map((found) => asNombre({ type: typeOf(found.type) }, noeud)).reduce((a, b) => unifyAt(a, b, noeud))
  return { expression: { op: 'plage', indices: cases.map((found) => found.index), texte: `${noeud.de}..${noeud.a}` }, type }
}

/** Like `resolveFormule`, for places where a term cannot be left out. */
function resolveWhole(noeud: Noeud, contexte: Contexte): Resolved {
  const resolved = resolveFormule(noeud, contexte)
  if (resolved) return resolved
  throw new FormuleError(
    'Cette ligne n’a pas de case dans la colonne calculée : seul un terme d’une somme peut être laissé de côté.',
    noeud.debut,
    noeud.fin,
  )
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
  if (noeud.par === 'ET' || noeud.par === 'OU')
    return resolveAppel({ ...noeud, genre: 'appel', nom: noeud.par, arguments: [noeud.gauche, noeud.droite] }, contexte)
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

const calcul = (par: Operateur, gauche: Expression, droite: Expression): Expression => ({ op: 'calcul', par, gauche, droite })
const isComparateur = (par: Operation): par is Comparateur => ['=', '<>', '<', '<=', '>', '>='].includes(par)

/** Resolves a call; null when all its arguments name lines without a cell in the column being computed. */
function resolveAppel(appel: Appel, contexte: Contexte): Resolved | null {
  const signature = fonctions.get(appel.nom)
  if (!signature)
    throw new FormuleError(`Fonction « ${appel.nom} » inconnue.${didYouMean(appel.nom, fonctions.keys())}`, appel.debut, appel.fin)
  checkCount(appel, signature)
  if (signature.nom === 'FAMILLE') return resolveFamille(appel)
  const resolved = appel.arguments.map((argument, rank) => {
    const parametre = signature.parametres[Math.min(rank, signature.parametres.length - 1)]
    return parametre === undefined ? null : resolveArgument(argument, parametre, contexte)
  })
  const kept = resolved.filter((argument) => argument !== null)
  if (kept.length === 0) return null
  const expression: Expression = { op: 'fonction', nom: signature.nom, arguments: kept.map((argument) => argument.expression) }
  return { expression, type: signature.rend === 'condition' ? 'condition' : commonType(appel, kept) }
}

function resolveArgument(noeud: Noeud, parametre: Parametre, contexte: Contexte): Resolved | null {
  switch (parametre) {
    case 'valeurs': {
      const resolved = noeud.genre === 'plage' ? resolvePlage(noeud, contexte) : resolveFormule(noeud, contexte)
      if (resolved) asNombre(resolved, noeud)
      return resolved
    }
    case 'valeur': {
      const resolved = resolveWhole(noeud, contexte)
      asNombre(resolved, noeud)
      return resolved
    }
    case 'condition': {
      const resolved = resolveWhole(noeud, contexte)
      if (resolved.type === 'condition') return resolved
      throw new FormuleError(`Types incompatibles : il faut ici une condition, pas ${nameOfType(resolved.type)}.`, noeud.debut, noeud.fin)
    }
    case 'case': {
      if (noeud.genre !== 'reference') throw new FormuleError('Il faut ici l’adresse d’une seule case.', noeud.debut, noeud.fin)
      return resolveWhole(noeud, contexte)
    }
    case 'decimales': {
      if (noeud.genre === 'nombre' && noeud.decimales === 0 && Math.abs(noeud.numerateur) <= MAX_ARRONDI)
        return resolveWhole(noeud, contexte)
      throw new FormuleError('Il faut ici un nombre entier de décimales, de -6 à 6.', noeud.debut, noeud.fin)
    }
    case 'famille':
      throw new FormuleError('Il faut ici le code d’une famille entre guillemets.', noeud.debut, noeud.fin)
  }
}

function resolveFamille(appel: Appel): Resolved {
  const codes = appel.arguments.map((argument) => {
    if (argument.genre !== 'texte')
      throw new FormuleError('Il faut ici le code d’une famille entre guillemets.', argument.debut, argument.fin)
    if (!FAMILLES.some((code) => code === argument.texte)) {
      throw new FormuleError(`Famille « ${argument.texte} » inconnue.${didYouMean(argument.texte, FAMILLES)}`, argument.debut, argument.fin)
    }
    return argument.texte
  })
  return { expression: { op: 'famille', codes }, type: 'condition' }
}

/** The arguments that carry a value share one type; conditions and numbers of decimals have no say. */
function commonType(appel: Appel, kept: readonly Resolved[]): TypeNombre {
  const values = kept.filter((argument) => argument.type !== 'condition')
  return values.map((argument) => asNombre(argument, appel)).reduce((a, b) => unifyAt(a, b, appel))
}

function checkCount(appel: Appel, { nom, parametres, repete }: Signature): void {
  const count = appel.arguments.length
  if (count === parametres.length || (repete && count > parametres.length)) return
  const wanted = `${parametres.length} argument${parametres.length > 1 ? 's' : ''}${repete ? ' ou plus' : ''}`
  throw new FormuleError(`${nom} attend ${wanted}, séparés par des points-virgules ; il y en a ${count}.`, appel.debut, appel.fin)
}
