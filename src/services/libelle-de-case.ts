/** A cell by the words of the form. */
import type { Cellule, Edition } from '#definitions/edition.ts'

/** « Capital — Exercice N »; the codes where the form has no words. */
export function libelleOf(edition: Edition, cellule: Pick<Cellule, 'tableau' | 'ligne' | 'colonne'>): string {
  const tableau = edition.tableaux.find((candidate) => candidate.code === cellule.tableau)
  const ligne = tableau?.lignes.find((candidate) => candidate.genre === 'ligne' && candidate.code === cellule.ligne)
  const colonne = tableau?.colonnes.find((candidate) => candidate.code === cellule.colonne)
  return `${ligne?.libelle ?? cellule.ligne} — ${colonne?.libelle ?? cellule.colonne}`
}
