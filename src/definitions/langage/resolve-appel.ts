/** Calls of functions: their arguments resolved and checked against the signature. */
import { didYouMean } from '../nearest-name.ts'
import type { Contexte } from './catalogue.ts'
import { asNombre, resolveCondition, resolveWhole, unifyAt, type Resolve, type Resolved } from './check-type.ts'
import { findCases } from './find-cases.ts'
import { fonctions, type Parametre, type Signature } from './fonctions.ts'
import { FormuleError } from './formule-error.ts'
import { resolveComptes } from './resolve-comptes.ts'
import { resolveAgregat, resolveNombre } from './resolve-liste.ts'
import { codeOf } from './resolve-mot.ts'
import type { Appel, Noeud } from './syntaxe.ts'
import { typeOf, type TypeNombre } from './type-formule.ts'

type Site = { readonly contexte: Contexte; readonly resolve: Resolve }

const MAX_ARRONDI = 6

/** Resolves a call; null when all its arguments name lines without a cell in the column being computed. */
export function resolveAppel(appel: Appel, contexte: Contexte, resolve: Resolve): Resolved | null {
  const signature = fonctions.get(appel.nom)
  if (!signature)
    throw new FormuleError(`Fonction « ${appel.nom} » inconnue.${didYouMean(appel.nom, fonctions.keys())}`, appel.debut, appel.fin)
  checkCount(appel, signature)
  if (signature.nom === 'FAMILLE') return resolveFamille(appel)
  if (signature.nom === 'PRECEDENT' || signature.nom === 'PRECEDENT2') return resolvePrecedent(appel, { contexte, resolve })
  if (signature.parametres[0] === 'comptes') return resolveComptes(appel, contexte.catalogue.plan)
  const resolved = appel.arguments.map((argument, rank) => {
    const parametre = signature.parametres[Math.min(rank, signature.parametres.length - 1)]
    return parametre === undefined ? null : resolveArgument(argument, { nom: signature.nom, parametre }, { contexte, resolve })
  })
  const kept = resolved.filter((argument) => argument !== null)
  const [first] = kept
  if (!first) return null
  const type = signature.rend === 'condition' ? 'condition' : commonType(appel, kept)
  if (kept.length === 1 && first.expression.op === 'agregat') return { expression: first.expression, type }
  return { expression: { op: 'fonction', nom: signature.nom, arguments: kept.map((argument) => argument.expression) }, type }
}

type Expected = { readonly nom: string; readonly parametre: Parametre }

function resolveArgument(noeud: Noeud, { nom, parametre }: Expected, { contexte, resolve }: Site): Resolved | null {
  switch (parametre) {
    case 'valeurs': {
      const gathered = nom === 'SOMME' || nom === 'MIN' || nom === 'MAX' ? resolveAgregat(noeud, nom, contexte, resolve) : null
      if (gathered) return gathered
      const resolved = noeud.genre === 'plage' ? resolvePlage(noeud, contexte) : resolve(noeud, contexte)
      if (resolved) asNombre(resolved, noeud)
      return resolved
    }
    case 'lignes':
      return resolveNombre(noeud, contexte, resolve)
    case 'valeur': {
      const resolved = resolveWhole(noeud, contexte, resolve)
      asNombre(resolved, noeud)
      return resolved
    }
    case 'condition':
      return resolveCondition(noeud, contexte, resolve)
    case 'case': {
      if (noeud.genre !== 'reference') throw new FormuleError('Il faut ici l’adresse d’une seule case.', noeud.debut, noeud.fin)
      return resolveWhole(noeud, contexte, resolve)
    }
    case 'decimales': {
      if (noeud.genre === 'nombre' && noeud.decimales === 0 && Math.abs(noeud.numerateur) <= MAX_ARRONDI)
        return resolveWhole(noeud, contexte, resolve)
      throw new FormuleError('Il faut ici un nombre entier de décimales, de -6 à 6.', noeud.debut, noeud.fin)
    }
    case 'comptes':
    case 'famille':
      throw new FormuleError('Il faut ici un texte entre guillemets.', noeud.debut, noeud.fin)
  }
}

/** The common type of the cells of a range, with its expression. */
function resolvePlage(noeud: Extract<Noeud, { genre: 'plage' }>, contexte: Contexte): Resolved {
  const cases = findCases(noeud, contexte)
  const type = cases.map((found) => asNombre({ type: typeOf(found.type) }, noeud)).reduce((a, b) => unifyAt(a, b, noeud))
  return { expression: { op: 'plage', indices: cases.map((found) => found.index), texte: `${noeud.de}..${noeud.a}` }, type }
}

/** A cell of an earlier year; null when it names a line without a cell in the column being computed. */
function resolvePrecedent({ nom, arguments: [argument], debut, fin }: Appel, { contexte, resolve }: Site): Resolved | null {
  const refused = new FormuleError(`${nom} attend l’adresse d’une seule case d’un tableau : ${nom}(BA.A400[net]).`, debut, fin)
  if (argument?.genre !== 'reference') throw refused
  const resolved = resolve(argument, contexte)
  if (resolved === null) return null
  if (resolved.expression.op !== 'cellule') throw refused
  const { index } = resolved.expression
  return { ...resolved, expression: { op: 'precedent', annees: nom === 'PRECEDENT' ? 1 : 2, index } }
}

function resolveFamille(appel: Appel): Resolved {
  return { expression: { op: 'famille', codes: appel.arguments.map((argument) => codeOf(argument, 'FAMILLE')) }, type: 'condition' }
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
