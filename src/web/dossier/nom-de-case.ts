/** How a cell is called on screen: « A400 Net », never by its address in the edition. */
import type { Controle, Edition, LiasseCompilee } from '#definitions/edition.ts'
import { celluleAt } from '#definitions/liste.ts'
import { lineLabel, tableauOf, tell, tellAgregat, tellComptes, tellPrecedent, type Voice } from '#engine/explain-words.ts'

type Form = { readonly edition: Edition; readonly liasse: LiasseCompilee }

/** « A400 Net » from an index of the liasse. */
export function nomDeCase({ edition, liasse }: Form, index: number): string {
  const cellule = celluleAt(liasse, index)
  if (!cellule) return ''
  const colonne = tableauOf(edition, cellule.tableau)?.colonnes.find(({ code }) => code === cellule.colonne)
  return `${cellule.ligne} ${colonne?.libelle ?? cellule.colonne}`
}

/** « Capital restant dû »: the column of a list. */
function nomDeColonne({ edition, liasse }: Form, index: number): string {
  const cellule = celluleAt(liasse, index)
  return tableauOf(edition, cellule?.tableau ?? '')?.colonnes.find(({ code }) => code === cellule?.colonne)?.libelle ?? ''
}

/** « Bilan – actif, Terrains nus, Brut »: what a short name stands for. */
export function lieuDeCase({ edition, liasse }: Form, index: number): string {
  const cellule = celluleAt(liasse, index)
  const tableau = cellule && tableauOf(edition, cellule.tableau)
  if (!cellule || !tableau) return ''
  const colonne = tableau.colonnes.find(({ code }) => code === cellule.colonne)
  return [tableau.titre, lineLabel(tableau, cellule.ligne), colonne?.libelle].filter(Boolean).join(', ')
}

/** The rule of a control with its cells by their names: « A400 Net = P400 Exercice N ». */
export function regleEnMots(form: Form, { condition, si }: Pick<Controle, 'condition' | 'si'>): string {
  const cell = (index: number): string => nomDeCase(form, index)
  const range = (indices: readonly number[]): string => {
    const [first = 0, last = first] = [indices[0], indices.at(-1)]
    return indices.length === 1 ? cell(first) : `somme de ${cell(first)} à ${cell(last)}`
  }
  const voice: Voice = {
    cell,
    range,
    precedent: (precedent) => tellPrecedent(precedent, { cell }, form.edition.exercice),
    comptes: tellComptes,
    colonne: ({ index }) => nomDeColonne(form, index),
    agregat: (agregat) => {
      const code = form.liasse.listes[agregat.liste]?.tableau ?? ''
      return tellAgregat(agregat, voice, tableauOf(form.edition, code)?.titre ?? code)
    },
  }
  const regle = tell(condition, voice)
  return si ? `si ${tell(si, voice)} : ${regle}` : regle
}
