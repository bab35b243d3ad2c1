/** A formula said in words (labels) and in figures, both from the same tree. */
import type { Edition, Ligne, Tableau, TypeCellule } from '#definitions/edition.ts'
import type { Agregat, CelluleDeLigne, Comptes, Expression, Precedent } from '#definitions/langage/ast.ts'
import { numeroDeLigne } from '#definitions/liste.ts'
import { formatCourt } from './format-montant.ts'

/** How a tree is told: the name or the figure of a cell, of a range of them, of a cell of the current row, of gathered rows. */
export type Voice = {
  readonly cell: (index: number) => string
  readonly range: (indices: readonly number[], texte: string) => string
  readonly precedent: (precedent: Precedent) => string
  readonly comptes: (comptes: Comptes) => string
  readonly colonne: (colonne: CelluleDeLigne) => string
  readonly agregat: (agregat: Agregat) => string
}

const FORCE: Readonly<Record<string, number>> = { '+': 4, '-': 4, '*': 5, '/': 5 }
const SIGNS: Readonly<Record<string, string>> = { '+': '+', '-': '−', '*': '×', '/': '÷', '<>': '≠', '<=': '≤', '>=': '≥' }

/** The text of an expression told by `voice`. */
export function tell(expression: Expression, voice: Voice, force = 0): string {
  switch (expression.op) {
    case 'nombre':
      if (expression.mot) return `l’exercice (${expression.numerateur})`
      return formatCourt(expression.numerateur, expression.decimales)
    case 'texte':
      return `« ${expression.texte} »`
    case 'cellule':
      return voice.cell(expression.index)
    case 'plage':
      return voice.range(expression.indices, expression.texte)
    case 'colonne':
      return voice.colonne(expression)
    case 'agregat':
      return voice.agregat(expression)
    case 'precedent':
      return voice.precedent(expression)
    case 'comptes':
      return voice.comptes(expression)
    case 'oppose':
      return `−${guarded(tell(expression.de, voice, 6))}`
    case 'famille':
      return `famille ${expression.codes.join(' ou ')}`
    case 'liasse':
      return `liasse ${expression.codes.map((code) => code.toUpperCase()).join(' ou ')}`
    case 'compare':
      return `${tell(expression.gauche, voice, 3)} ${SIGNS[expression.par] ?? expression.par} ${tell(expression.droite, voice, 3)}`
    case 'calcul': {
      const own = FORCE[expression.par] ?? 0
      const text = `${tell(expression.gauche, voice, own - 1)} ${SIGNS[expression.par] ?? ''} ${guarded(tell(expression.droite, voice, own))}`
      return own <= force ? `(${text})` : text
    }
    case 'fonction':
      return tellFunction(expression.nom, expression.arguments, voice)
  }
}

/** A negative figure after a sign stands between parentheses: « 5 − (−3) ». */
const guarded = (text: string): string => (text.startsWith('−') ? `(${text})` : text)

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
      return `(${parts[0] ?? ''}) arrondi ${placesInWords(Number(parts[1]?.replace('−', '-') ?? 0), 'nombre')}`
    case 'SI':
      return `si ${parts[0] ?? ''} alors ${parts[1] ?? ''}, sinon ${parts[2] ?? ''}`
    case 'VIDE':
      return `${parts[0] ?? ''} est vide`
    case 'REMPLI':
      return `${parts[0] ?? ''} est rempli`
    case 'SANS_OBJET':
      return `${parts[0] ?? ''} est sans objet`
    case 'NON':
      return `non (${parts[0] ?? ''})`
    default:
      return parts.join(` ${nom.toLowerCase()} `)
  }
}

const GATHERED: Readonly<Record<Agregat['nom'], string>> = {
  SOMME: 'somme de',
  MIN: 'le plus petit de',
  MAX: 'le plus grand de',
  NOMBRE: 'nombre de lignes de',
}

/** « « Net » de l’exercice 2024 »; `exercice`: that of the edition. */
export const tellPrecedent = ({ annees, index }: Precedent, voice: Pick<Voice, 'cell'>, exercice: number): string =>
  `${voice.cell(index)} de l’exercice ${exercice - annees}`

const BY_TENS = [
  'à l’unité',
  'à la dizaine',
  'à la centaine',
  'au millier',
  'à la dizaine de milliers',
  'à la centaine de milliers',
  'au million',
]

/** « au centime », « à une décimale », « au millier » for −3 decimals. */
export function placesInWords(decimales: number, type: TypeCellule): string {
  if (type === 'montant' && decimales === 2) return 'au centime'
  if (decimales <= 0) return BY_TENS[-decimales] ?? `à ${decimales} décimales`
  return decimales === 1 ? 'à une décimale' : `à ${decimales} décimales`
}

const MESURES: Readonly<Record<Comptes['mesure'], string>> = { solde: 'solde', debit: 'total des débits', credit: 'total des crédits' }

/** « solde des comptes 213 sauf 2135 ». */
export const tellComptes = ({ mesure, texte }: Comptes): string =>
  `${MESURES[mesure]} ${/^\d+$/.test(texte) ? 'du compte' : 'des comptes'} ${texte}`

/** « somme de « Capital restant dû » (Liste des emprunts) pour les lignes où … »; `titre`: the list's. */
export function tellAgregat({ nom, colonne, si }: Agregat, voice: Voice, titre: string): string {
  const what = colonne ? `${voice.colonne(colonne)} (${titre})` : `« ${titre} »`
  return `${GATHERED[nom]} ${what}${si ? ` pour les lignes où ${tell(si, voice)}` : ''}`
}

export const tableauOf = ({ tableaux }: Edition, code: string): Tableau | undefined => tableaux.find((tableau) => tableau.code === code)

export const ligneOf = (tableau: Tableau | undefined, code: string): Ligne | undefined =>
  tableau?.lignes.find((ligne): ligne is Ligne => ligne.genre === 'ligne' && ligne.code === code)

/** Label of a line; of a row of a list, « Emprunt 12 ». */
export function lineLabel(tableau: Tableau | undefined, code: string): string {
  if (tableau?.liste) return `${tableau.liste.nom} ${numeroDeLigne(code) ?? code}`
  return ligneOf(tableau, code)?.libelle ?? code
}
