/** Calls: the arguments against the signature of the function. */
import { didYouMean } from '../nearest-name.ts'
import type { Expression } from './ast.ts'
import type { Contexte } from './catalogue.ts'
import { fonctions, type Parametre, type Signature } from './fonctions.ts'
import { FormuleError } from './formule-error.ts'
import { asNombre, resolveFormule, resolvePlage, resolveWhole, unifyAt, type Resolved } from './resolve-formule.ts'
import type { Noeud } from './syntaxe.ts'
import { nameOfType, type TypeNombre } from './type-formule.ts'

type Appel = Extract<Noeud, { genre: 'appel' }>

export const FAMILLES = ['OPH', 'ESH', 'COOP', 'SEM'] as const
const MAX_ARRONDI = 6

/** Resolves a call; null when all its arguments name lines without a cell in the column being computed. */
export function resolveAppel(appel: Appel, contexte: Contexte): Resolved | null {
  const signature = fonctions.get(appel.nom)
  if (!signature) throw new FormuleError(`Fonction « ${appel.nom} » inconnue.${didYouMean(appel.nom, fonctions.keys())}`, appel.debut, appel.fin)
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
      if (noeud.genre === 'nombre' && noeud.decimales === 0 && Math.abs(noeud.numerateur) <= MAX_ARRONDI) return resolveWhole(noeud, contexte)
      throw new FormuleError('Il faut ici un nombre entier de décimales, de -6 à 6.', noeud.debut, noeud.fin)
    }
    case 'famille':
      throw new FormuleError('Il faut ici le code d’une famille entre guillemets.', noeud.debut, noeud.fin)
  }
}

function resolveFamille(appel: Appel): Resolved {
  const codes = appel.arguments.map((argument) => {
    if (argument.genre !== 'texte') throw new FormuleError('Il faut ici le code d’une famille entre guillemets.', argument.debut, argument.fin)
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
