/** A formula said in words (labels) and in figures, both from the same tree. */
import type { Edition, Ligne, LiasseCompilee, Tableau } from '#definitions/edition.ts'
import type { Expression } from '#definitions/langage/ast.ts'
import { HORS_LIMITES, SANS_OBJET, VALEUR, type Cells } from './cells.ts'
import { formatCourt } from './format-montant.ts'

/** How a tree is told: the name or the figure of a cell, and a range of them. */
export type Voice = { readonly cell: (index: number) => string; readonly range: (indices: readonly number[], texte: string) => string }

const FORCE: Readonly<Record<string, number>> = { '+': 4, '-': 4, '*': 5, '/': 5 }
const SIGNS: Readonly<Record<string, string>> = { '+': '+', '-': '−', '*': '×', '/': '÷', '<>': '≠', '<=': '≤', '>=': '≥' }

/** The text of an expression told by `voice`. */
export function tell(expression: Expression, voice: Voice, force = 0): string {
  switch (expression.op) {
    case 'nombre':
      return formatCourt(expression.numerateur, expression.decimales)
    case 'texte':
      return `« ${expression.texte} »`
    case 'cellule':
      return voice.cell(expression.index)
    case 'plage':
      return voice.range(expression.indices, expression.texte)
    case 'oppose':
      return `−${tell(expression.de, voice, 6)}`
    case 'famille':
      return `famille ${expression.codes.join(' ou ')}`
    case 'compare':
      return `${tell(expression.gauche, voice, 3)} ${SIGNS[expression.par] ?? expression.par} ${tell(expression.droite, voice, 3)}`
    case 'calcul': {
      const own = FORCE[expression.par] ?? 0
      const text = `${tell(expression.gauche, voice, own - 1)} ${SIGNS[expression.par] ?? ''} ${tell(expression.droite, voice, own)}`
      return own <= force ? `(${text})` : text
    }
    case 'fonction':
      return tellFunction(expression.nom, expression.arguments, voice)
  }
}

function tellFunction(nom: string, args: readonly Expression[], voice: Voice): string {
  const parts = args.map((argument) => tell(argument, voice))
  switch (nom) {
    case 'SOMME':
      return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' + ')})`
    case 'MIN':
      return `le plus petit de ${parts.join(' et ')}`
    case 'MAX':
      return `le plus grand de ${parts.join(' et ')}`
    case 'ABS':
      return `valeur sans signe de (${parts.join(', ')})`
    case 'ARRONDI':
      return `arrondi de (${parts[0] ?? ''}) à ${parts[1] ?? ''} décimales`
    case 'SI':
      return `si ${parts[0] ?? ''} alors ${parts[1] ?? ''}, sinon ${parts[2] ?? ''}`
    case 'VIDE':
      return `${parts[0] ?? ''} est vide`
    case 'REMPLI':
      return `${parts[0] ?? ''} est rempli`
    case 'NON':
      return `non (${parts[0] ?? ''})`
    default:
      return parts.join(` ${nom.toLowerCase()} `)
  }
}

/** Cells by their labels, shortened by what they share with the cell explained: its line, or its table and column. */
export function wordsVoice(edition: Edition, liasse: LiasseCompilee, from: number | null): Voice {
  const cell = (index: number): string => nameCell(edition, liasse, { index, from })
  return {
    cell,
    range: (indices) => {
      const [first = 0, last = first] = [indices[0], indices.at(-1)]
      return indices.length === 1 ? cell(first) : `somme de ${cell(first)} à ${cell(last)} (${indices.length} lignes)`
    },
  }
}

/** Cells by what they hold. */
export function figuresVoice(liasse: LiasseCompilee, { values, presence, texts }: Cells): Voice {
  const cell = (index: number): string => {
    const state = presence[index]
    if (state === VALEUR)
      return texts.has(index) ? `« ${texts.get(index)} »` : formatCourt(values[index] ?? 0, liasse.cellules[index]?.decimales ?? 0)
    if (state === SANS_OBJET) return 's.o.'
    return state === HORS_LIMITES ? 'hors limites' : 'vide'
  }
  return {
    cell,
    range: (indices) => {
      const filled = indices.filter((index) => presence[index] === VALEUR)
      return filled.length === 0 ? 'vide' : filled.length === 1 ? cell(filled[0] ?? 0) : `(${filled.map(cell).join(' + ')})`
    },
  }
}

export const tableauOf = ({ tableaux }: Edition, code: string): Tableau | undefined => tableaux.find((tableau) => tableau.code === code)

export const ligneOf = (tableau: Tableau | undefined, code: string): Ligne | undefined =>
  tableau?.lignes.find((ligne): ligne is Ligne => ligne.genre === 'ligne' && ligne.code === code)

function nameCell(edition: Edition, { cellules }: LiasseCompilee, { index, from }: { index: number; from: number | null }): string {
  const cellule = cellules[index]
  if (!cellule) return ''
  const home = from === null ? undefined : cellules[from]
  const tableau = tableauOf(edition, cellule.tableau)
  const ligne = ligneOf(tableau, cellule.ligne)?.libelle ?? cellule.ligne
  const colonne = tableau?.colonnes.find(({ code }) => code === cellule.colonne)?.libelle ?? cellule.colonne
  if (home?.tableau !== cellule.tableau) return `« ${ligne} » (${tableau?.titre ?? cellule.tableau}, ${colonne})`
  if (home.ligne === cellule.ligne) return `« ${colonne} »`
  return home.colonne === cellule.colonne ? `« ${ligne} »` : `« ${ligne} » (${colonne})`
}
