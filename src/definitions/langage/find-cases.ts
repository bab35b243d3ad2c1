/** From a written reference to the cells it names, with the nearest known name when there is none. */
import { didYouMean } from '../nearest-name.ts'
import type { CaseConnue, Contexte, LigneConnue, TableauConnu } from './catalogue.ts'
import { FormuleError } from './formule-error.ts'
import { MOTS, type Place, type Plage, type Reference } from './syntaxe.ts'

/** The formula names a table whose own file is faulty: that fault is already told. */
export class TableauIllisible extends FormuleError {
  override name = 'TableauIllisible'
}

/**
 * The cell of a reference; null when its column was not written (it follows the cell being computed), exists in the table,
 * but the line named has no cell there: the term is then left out.
 */
export function findCase(reference: Reference, contexte: Contexte): CaseConnue | null {
  refuseListe(reference, contexte)
  const tableau = findTableau(reference, contexte)
  const code = reference.ligne ?? contexte.ligne
  if (code === undefined)
    throw new FormuleError('Écrivez la ligne : cette formule n’est pas celle d’une ligne.', reference.debut, reference.fin)
  const ligne = findLigne(tableau, code, { ...reference, contexte })
  const colonne = findColonne(tableau, reference, contexte)
  const found = ligne.cases.get(colonne)
  if (found) return found
  if (reference.colonne === undefined) return null
  throw new FormuleError(`La ligne ${tableau.code}.${code} n’a pas de case dans la colonne « ${colonne} ».`, reference.debut, reference.fin)
}

/**
 * The cells of a range, in the order of the table: every line between both ends that has a cell in the column,
 * except total lines and indented « dont » lines, which are already counted in others.
 */
export function findCases(plage: Plage, contexte: Contexte): readonly CaseConnue[] {
  const tableau = findTableau(plage, contexte)
  const colonne = findColonne(tableau, plage, contexte)
  const cases = findLignes(plage, contexte).flatMap(([, ligne]) => ligne.cases.get(colonne) ?? [])
  if (cases.length === 0) {
    throw new FormuleError(`La plage ${plage.de}..${plage.a} n’a aucune case dans la colonne « ${colonne} ».`, plage.debut, plage.fin)
  }
  return cases
}

/** The lines of a range (without totals and « dont » lines), by code. */
export function findLignes(plage: Plage, contexte: Contexte): readonly (readonly [string, LigneConnue])[] {
  const tableau = findTableau(plage, contexte)
  findLigne(tableau, plage.de, { ...plage, contexte })
  findLigne(tableau, plage.a, { ...plage, contexte })
  const lignes = [...tableau.lignes]
  const from = lignes.findIndex(([code]) => code === plage.de)
  const to = lignes.findIndex(([code]) => code === plage.a)
  if (to < from) throw new FormuleError(`La plage est à l’envers : ${plage.a} vient avant ${plage.de}.`, plage.debut, plage.fin)
  return lignes.slice(from, to + 1).filter(([, ligne]) => !ligne.total && ligne.retrait === 0)
}

/** A list has rows that come and go: a formula gathers them, it never names one. */
function refuseListe(reference: Reference, { catalogue, tableau }: Contexte): void {
  const code = [reference.tableau, reference.ligne, tableau].find(
    (candidate) => candidate !== undefined && catalogue.tableaux.get(candidate)?.liste !== undefined,
  )
  if (code === undefined) return
  throw new FormuleError(
    `${code} est une liste : ses lignes ne se lisent qu’ensemble, par SOMME(${code}[colonne]), MIN, MAX ou NOMBRE(${code}).`,
    reference.debut,
    reference.fin,
  )
}

function findTableau(written: Place & { readonly tableau?: string; readonly ligne?: string }, contexte: Contexte): TableauConnu {
  const code = written.tableau ?? contexte.tableau
  const { tableaux, illisibles, ailleurs } = contexte.catalogue
  if (code === undefined) {
    const near = written.ligne === undefined ? '' : didYouMean(written.ligne, otherNames(contexte))
    throw new FormuleError(`Écrivez le tableau : TABLEAU.LIGNE[colonne].${near}`, written.debut, written.fin)
  }
  const tableau = tableaux.get(code)
  if (tableau) return tableau
  if (illisibles.has(code)) throw new TableauIllisible(`Le tableau « ${code} » est illisible.`, written.debut, written.fin)
  if (ailleurs.has(code))
    throw new FormuleError(
      `Le tableau « ${code} » n’est pas dans cette liasse : aucun de ses onglets ne le montre.`,
      written.debut,
      written.fin,
    )
  throw new FormuleError(`Tableau « ${code} » inconnu dans cette liasse.${didYouMean(code, tableaux.keys())}`, written.debut, written.fin)
}

/** What may stand where a line was not found: a list, a word of the language. */
const otherNames = ({ catalogue }: Contexte): readonly string[] => [
  ...[...catalogue.tableaux.values()].filter(({ liste }) => liste).map(({ code }) => code),
  ...MOTS,
]

function findLigne(tableau: TableauConnu, code: string, written: Place & { readonly contexte: Contexte }): LigneConnue {
  const ligne = tableau.lignes.get(code)
  if (ligne) return ligne
  throw new FormuleError(
    `Case inconnue : le tableau ${tableau.code} n’a pas de ligne « ${code} ».${didYouMean(code, [...tableau.lignes.keys(), ...otherNames(written.contexte)])}`,
    written.debut,
    written.fin,
  )
}

function findColonne(tableau: TableauConnu, written: Place & { readonly colonne?: string }, contexte: Contexte): string {
  const colonne = written.colonne ?? contexte.colonne
  if (colonne === undefined) throw new FormuleError('Écrivez la colonne : TABLEAU.LIGNE[colonne].', written.debut, written.fin)
  if (tableau.colonnes.includes(colonne)) return colonne
  throw new FormuleError(
    `Case inconnue : le tableau ${tableau.code} n’a pas de colonne « ${colonne} ».${didYouMean(colonne, tableau.colonnes)}`,
    written.debut,
    written.fin,
  )
}
