/** The syntax tree of a formula as it is written: names not resolved yet, each node with its place in the text. */
import type { Comparateur, Operateur } from './ast.ts'

/** Offsets in the text of the formula, 0-based; `fin` is excluded. */
export type Place = { readonly debut: number; readonly fin: number }

export type Operation = Operateur | Comparateur | 'ET' | 'OU'

/** `TAB.LIGNE[col]` with any of the three left out: the missing ones come from the cell the formula is written for. */
export type Reference = Place & {
  readonly genre: 'reference'
  readonly tableau?: string
  readonly ligne?: string
  readonly colonne?: string
}
/** `TAB.DE..A[col]`. */
export type Plage = Place & {
  readonly genre: 'plage'
  readonly tableau?: string
  readonly de: string
  readonly a: string
  readonly colonne?: string
}
/** `X08[crd] SI [nature] = "2.21"`: only inside a function that gathers the rows of a list. */
export type Filtre = Place & { readonly genre: 'filtre'; readonly de: Noeud; readonly si: Noeud }
/** The words that stand for the dossier itself: its family, its exercice, its liasse. */
export const MOTS = ['FAMILLE', 'EXERCICE', 'LIASSE'] as const
export type Mot = Place & { readonly genre: 'mot'; readonly mot: (typeof MOTS)[number] }
/** `FAMILLE PARMI ("OPH"; "COOP")`. */
export type Parmi = Place & { readonly genre: 'parmi'; readonly de: Noeud; readonly valeurs: readonly Noeud[] }
export type Noeud =
  | (Place & { readonly genre: 'nombre'; readonly numerateur: number; readonly decimales: number })
  | (Place & { readonly genre: 'texte'; readonly texte: string })
  | Reference
  | Plage
  | Filtre
  | Mot
  | Parmi
  | (Place & { readonly genre: 'oppose'; readonly de: Noeud })
  | (Place & { readonly genre: 'binaire'; readonly par: Operation; readonly gauche: Noeud; readonly droite: Noeud })
  | (Place & { readonly genre: 'appel'; readonly nom: string; readonly arguments: readonly Noeud[] })
export type Appel = Extract<Noeud, { genre: 'appel' }>
