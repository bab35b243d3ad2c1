/** The syntax tree of a formula once its references are resolved to cell indices of one liasse. Plain JSON. */
import type { Selection } from '../comptes/selection.ts'

export type Comparateur = '=' | '<>' | '<' | '<=' | '>' | '>='
export type Operateur = '+' | '-' | '*' | '/'

export type Expression =
  /** An exact decimal: `numerateur / 10^decimales`. */
  | {
      readonly op: 'nombre'
      readonly numerateur: number
      readonly decimales: number
      /** The word that it stands for. */ readonly mot?: 'EXERCICE'
    }
  | { readonly op: 'texte'; readonly texte: string }
  | { readonly op: 'cellule'; readonly index: number }
  /** A range of lines (`A121..A128`): only inside SOMME, MIN, MAX. */
  | { readonly op: 'plage'; readonly indices: readonly number[]; readonly texte: string }
  | { readonly op: 'oppose'; readonly de: Expression }
  | { readonly op: 'calcul'; readonly par: Operateur; readonly gauche: Expression; readonly droite: Expression }
  | { readonly op: 'compare'; readonly par: Comparateur; readonly gauche: Expression; readonly droite: Expression }
  | { readonly op: 'fonction'; readonly nom: string; readonly arguments: readonly Expression[] }
  | { readonly op: 'famille'; readonly codes: readonly string[] }
  /** Told once and for all when the edition loads: a formula belongs to one liasse. */
  | { readonly op: 'liasse'; readonly codes: readonly string[]; readonly vrai: boolean }
  | Precedent
  | Comptes
  | CelluleDeLigne
  | Agregat

/** `PRECEDENT(BA.A400[net])`: what a cell held in the filed dossier of one or two years before. */
export type Precedent = { readonly op: 'precedent'; readonly annees: 1 | 2; readonly index: number }

/** `SOLDE("491")`, `DEBIT("6815")`, `CREDIT("78174")`: what the accounts of the balance hold, an amount. */
export type Comptes = {
  readonly op: 'comptes'
  readonly mesure: 'solde' | 'debit' | 'credit'
  readonly selection: Selection
  readonly texte: string
}

/** A cell of the current row of a list (`[crd]`): in a column formula, a per-row control, the condition of an aggregate. */
export type CelluleDeLigne = {
  readonly op: 'colonne'
  /** Position in `liasse.listes`. */
  readonly liste: number
  /** Position in `colonnes` of the list. */
  readonly rang: number
  /** Index of the column's cell in the first row: stands for the whole column in the order of evaluation. */
  readonly index: number
  readonly decimales: number
  readonly texte: boolean
}
/** `SOMME(X08[crd] SI [nature] = "2.21")`, `NOMBRE(X08)`: over the existing rows of a list that satisfy the condition. */
export type Agregat = {
  readonly op: 'agregat'
  readonly nom: 'SOMME' | 'NOMBRE' | 'MIN' | 'MAX'
  readonly liste: number
  /** The column gathered; absent for `NOMBRE`. */
  readonly colonne?: CelluleDeLigne
  /** Reads the current row; an empty cell counts for zero in it. */
  readonly si?: Expression
}
