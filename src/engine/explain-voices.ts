/** The two voices in which a formula is told: by the labels of the form, and by what the cells hold. */
import type { Cellule, Edition } from '#definitions/edition.ts'
import type { Agregat, Comptes } from '#definitions/langage/ast.ts'
import { celluleAt, indexDeListe, numeroDeLigne } from '#definitions/liste.ts'
import { HORS_LIMITES, INCONNUE, SANS_OBJET, VALEUR, type Cells } from './cells.ts'
import type { Programme } from './compile.ts'
import { evaluateExact, isChosen, type Lecture } from './evaluate-exact.ts'
import { lineLabel, tableauOf, tellAgregat, tellComptes, tellPrecedent, type Voice } from './explain-words.ts'
import { formatCourt } from './format-montant.ts'
import { roundTo } from './fraction.ts'
import { forEachRow, SANS_LIGNES } from './lignes.ts'
import { toValeur } from './money.ts'
import { heldAt } from './read-cell.ts'

/** What is explained: a cell of a sheet; `numero` is its row when it is of a list. */
export type Scene = {
  readonly edition: Edition
  readonly programme: Programme
  readonly cells: Cells
  readonly from: Cellule
}

/** Cells by their labels, shortened by what they share with the cell explained: its line, or its table and column. */
export function wordsVoice(scene: Scene): Voice {
  const cell = (index: number): string => nameCell(scene, index)
  const voice: Voice = {
    cell,
    range: (indices) => {
      const [first = 0, last = first] = [indices[0], indices.at(-1)]
      return indices.length === 1 ? cell(first) : `somme de ${cell(first)} à ${cell(last)} (${indices.length} lignes)`
    },
    precedent: (precedent) => tellPrecedent(precedent, { cell }, scene.edition.exercice),
    comptes: tellComptes,
    colonne: ({ index }) => `« ${columnLabel(scene, index)} »`,
    agregat: (agregat) => nameAgregat(scene, agregat, voice),
  }
  return voice
}

/** « somme de « Capital restant dû » (État de la dette) pour les lignes où … ». */
export function nameAgregat({ edition, programme }: Scene, agregat: Agregat, voice: Voice): string {
  const code = programme.liasse.listes[agregat.liste]?.tableau ?? ''
  return tellAgregat(agregat, voice, tableauOf(edition, code)?.titre ?? code)
}

/** Cells by what they hold. */
export function figuresVoice(scene: Scene): Voice {
  const { programme, cells } = scene
  const cell = (index: number): string => sayHeld(scene, index)
  return {
    cell,
    range: (indices) => {
      const filled = indices.filter((index) => cells.presence[index] === VALEUR)
      return filled.length === 0 ? 'vide' : filled.length === 1 ? cell(filled[0] ?? 0) : `(${filled.map(cell).join(' + ')})`
    },
    precedent: ({ annees, index }) => {
      const passe = cells.precedents[annees - 1]
      return passe && passe.presence[index] !== INCONNUE ? sayHeld({ ...scene, cells: { ...cells, ...passe } }, index) : 'inconnu'
    },
    comptes: (comptes) => {
      const value = valueOf(scene, comptes, 2)
      return value === null ? 'inconnu' : typeof value === 'string' ? value : formatCourt(value, 2)
    },
    colonne: ({ liste, rang }) => {
      const found = programme.liasse.listes[liste]
      return found ? cell(indexDeListe(found, numeroDeLigne(scene.from.ligne) ?? 1, rang)) : ''
    },
    agregat: (agregat) => {
      const value = valueOfAgregat(scene, agregat)
      return value === null ? 'vide' : typeof value === 'string' ? value : formatCourt(value, agregat.colonne?.decimales ?? 0)
    },
  }
}

/** What gathered rows give, in units of the column; null when nothing was gathered. */
export const valueOfAgregat = (scene: Scene, agregat: Agregat): number | 'hors limites' | null =>
  valueOf(scene, agregat, agregat.colonne?.decimales ?? 0)

/** Numbers of the rows that the condition of an aggregate keeps. */
export function chosenRows({ programme, cells }: Scene, { liste, si }: Agregat): readonly number[] {
  const { decimales, famille } = programme
  const found: number[] = []
  forEachRow(cells.listes[liste] ?? SANS_LIGNES, (bloc, place, numero) => {
    const lecture = { cells, decimales, famille, ligne: { bloc, place } }
    if (!si || isChosen(si, { ...lecture, met: { filled: false, horsLimites: false } })) found.push(numero)
  })
  return found
}

function valueOf({ programme, cells }: Scene, expression: Agregat | Comptes, decimales: number): number | 'hors limites' | null {
  const met: Lecture['met'] = { filled: false, horsLimites: false }
  const operande = evaluateExact(expression, { cells, decimales: programme.decimales, famille: programme.famille, met })
  if (met.horsLimites) return 'hors limites'
  if (!met.filled || !('nombre' in operande) || !operande.nombre) return null
  return toValeur(roundTo(operande.nombre, decimales)) ?? 'hors limites'
}

function sayHeld({ programme, cells }: Scene, index: number): string {
  const { state, valeur, texte } = heldAt(programme.liasse, cells, index)
  if (state === VALEUR)
    return texte === undefined ? formatCourt(valeur, celluleAt(programme.liasse, index)?.decimales ?? 0) : `« ${texte} »`
  if (state === SANS_OBJET) return 's.o.'
  return state === HORS_LIMITES ? 'hors limites' : 'vide'
}

function columnLabel({ edition, programme }: Scene, index: number): string {
  const cellule = celluleAt(programme.liasse, index)
  if (!cellule) return ''
  return tableauOf(edition, cellule.tableau)?.colonnes.find(({ code }) => code === cellule.colonne)?.libelle ?? cellule.colonne
}

function nameCell(scene: Scene, index: number): string {
  const { edition, programme, from } = scene
  const cellule = celluleAt(programme.liasse, index)
  if (!cellule) return ''
  const tableau = tableauOf(edition, cellule.tableau)
  const ligne = lineLabel(tableau, cellule.ligne)
  const colonne = columnLabel(scene, index)
  if (from.tableau !== cellule.tableau) return `« ${ligne} » (${tableau?.titre ?? cellule.tableau}, ${colonne})`
  if (from.ligne === cellule.ligne) return `« ${colonne} »`
  return from.colonne === cellule.colonne ? `« ${ligne} »` : `« ${ligne} » (${colonne})`
}
