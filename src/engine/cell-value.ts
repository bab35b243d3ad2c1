/** The value of a cell as the other rooms hand it in and read it. */

/**
 * What a cell holds. `valeur` is a whole number of `10^-decimales` units (centimes for amounts); cells of text and choice carry `texte`
 * instead. « Hors limites » is a computed result too large to be exact: it is said, never shown wrong.
 */
export type CellValue =
  | { readonly etat: 'vide' }
  | { readonly etat: 'valeur'; readonly valeur: number; readonly texte?: undefined }
  | { readonly etat: 'valeur'; readonly texte: string; readonly valeur?: undefined }
  | { readonly etat: 'sans_objet' }
  | { readonly etat: 'hors_limites' }
