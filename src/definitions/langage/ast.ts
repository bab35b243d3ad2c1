/** The syntax tree of a formula once its references are resolved to cell indices of one liasse. Plain JSON. */
export type Comparateur = '=' | '<>' | '<' | '<=' | '>' | '>='
export type Operateur = '+' | '-' | '*' | '/'

export type Expression =
  /** An exact decimal: `numerateur / 10^decimales`. */
  | { readonly op: 'nombre'; readonly numerateur: number; readonly decimales: number }
  | { readonly op: 'texte'; readonly texte: string }
  | { readonly op: 'cellule'; readonly index: number }
  /** A range of lines (`A121..A128`): only inside SOMME, MIN, MAX. */
  | { readonly op: 'plage'; readonly indices: readonly number[]; readonly texte: string }
  | { readonly op: 'oppose'; readonly de: Expression }
  | { readonly op: 'calcul'; readonly par: Operateur; readonly gauche: Expression; readonly droite: Expression }
  | { readonly op: 'compare'; readonly par: Comparateur; readonly gauche: Expression; readonly droite: Expression }
  | { readonly op: 'fonction'; readonly nom: string; readonly arguments: readonly Expression[] }
  | { readonly op: 'famille'; readonly codes: readonly string[] }
