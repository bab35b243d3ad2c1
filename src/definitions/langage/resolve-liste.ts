/** What formulas read of lists: a cell of the current row, or the existing rows gathered by a function. */
import { didYouMean } from '../nearest-name.ts'
import type { Agregat, CelluleDeLigne } from './ast.ts'
import type { Contexte, TableauConnu } from './catalogue.ts'
import { resolveCondition, asNombre, type Resolve, type Resolved } from './check-type.ts'
import { TableauIllisible } from './find-cases.ts'
import { FormuleError } from './formule-error.ts'
import type { Filtre, Noeud, Place } from './syntaxe.ts'
import { isNombre, typeOf } from './type-formule.ts'

/** The cell `[col]` of the current row. */
export function resolveColonne(tableau: TableauConnu, colonne: string, at: Place): Resolved & { readonly expression: CelluleDeLigne } {
  const found = tableau.liste?.colonnes.get(colonne)
  if (!found || !tableau.liste)
    throw new FormuleError(
      `Case inconnue : la liste ${tableau.code} n’a pas de colonne « ${colonne} ».${didYouMean(colonne, tableau.colonnes)}`,
      at.debut,
      at.fin,
    )
  const type = typeOf(found.type)
  const { index, decimales, rang, choix } = found
  const { position: liste } = tableau.liste
  return { expression: { op: 'colonne', liste, rang, index, decimales, texte: !isNombre(type) }, type, ...(choix && { choix }) }
}

/** The rows a node gathers: the list, the column when one is written, the condition. Null when it names no list. */
type Lignes = { readonly tableau: TableauConnu; readonly colonne?: string; readonly si?: Noeud }

function lignesOf(noeud: Noeud, contexte: Contexte): Lignes | null {
  if (noeud.genre === 'filtre') {
    const lignes = lignesOf(noeud.de, contexte)
    if (!lignes) throw filtreMisplaced(noeud)
    return { ...lignes, si: noeud.si }
  }
  if (noeud.genre !== 'reference' || noeud.tableau !== undefined || noeud.ligne === undefined) return null
  const { tableaux, illisibles } = contexte.catalogue
  const tableau = tableaux.get(noeud.ligne)
  if (illisibles.has(noeud.ligne)) throw new TableauIllisible(`Le tableau « ${noeud.ligne} » est illisible.`, noeud.debut, noeud.fin)
  const isLigne = contexte.tableau !== undefined && tableaux.get(contexte.tableau)?.lignes.has(noeud.ligne)
  if (!tableau?.liste || isLigne === true) return null
  return { tableau, ...(noeud.colonne !== undefined && { colonne: noeud.colonne }) }
}

/** `SI` after a value that is not the column of a list. */
export const filtreMisplaced = ({ de, fin }: Filtre): FormuleError =>
  new FormuleError('« SI » après une valeur choisit les lignes d’une liste : SOMME(X08[crd] SI [nature] = "…").', de.debut, fin)

/** `X08[crd]` or `X08[crd] SI …` inside SOMME, MIN or MAX; null when the argument names no list. */
export function resolveAgregat(
  noeud: Noeud,
  nom: 'SOMME' | 'MIN' | 'MAX',
  contexte: Contexte,
  resolve: Resolve,
): (Resolved & { readonly expression: Agregat }) | null {
  const lignes = lignesOf(noeud, contexte)
  if (!lignes) return null
  const { tableau, colonne: code } = lignes
  if (code === undefined) throw new FormuleError(`Écrivez la colonne : ${nom}(${tableau.code}[colonne]).`, noeud.debut, noeud.fin)
  const colonne = resolveColonne(tableau, code, noeud)
  const type = asNombre(colonne, noeud)
  return { expression: { ...gathered(lignes, nom, contexte, resolve), colonne: colonne.expression }, type }
}

/** `NOMBRE(X08 SI …)`. */
export function resolveNombre(noeud: Noeud, contexte: Contexte, resolve: Resolve): Resolved {
  const lignes = lignesOf(noeud, contexte)
  if (lignes && lignes.colonne === undefined) return { expression: gathered(lignes, 'NOMBRE', contexte, resolve), type: 'nombre' }
  const list = lignes?.tableau.code ?? [...contexte.catalogue.tableaux.values()].find(({ liste }) => liste)?.code ?? 'X08'
  throw new FormuleError(`NOMBRE compte les lignes d’une liste : NOMBRE(${list}), NOMBRE(${list} SI condition).`, noeud.debut, noeud.fin)
}

function gathered({ tableau, si }: Lignes, nom: Agregat['nom'], { catalogue }: Contexte, resolve: Resolve): Agregat {
  const condition = si && resolveCondition(si, { catalogue, liste: tableau }, resolve).expression
  return { op: 'agregat', nom, liste: tableau.liste?.position ?? 0, ...(condition && { si: condition }) }
}
