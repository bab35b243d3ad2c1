/** What a formula may name: the tables, lines and cells of one liasse. Built by `compile-liasse.ts`, read by the resolution. */
import type { PlanDeComptes } from '../comptes/plan.ts'
import type { LiasseCode, TypeCellule } from '../edition.ts'

export type CaseConnue = {
  readonly index: number
  readonly type: TypeCellule
  readonly decimales: number
  readonly choix?: readonly string[]
}
export type LigneConnue = {
  readonly libelle: string
  readonly total: boolean
  readonly retrait: number
  /** By column code. */
  readonly cases: ReadonlyMap<string, CaseConnue>
}
/** A column of a list: `index` is that of its cell in row 1. */
export type ColonneConnue = CaseConnue & { readonly rang: number }
export type ListeConnue = {
  /** Position in `liasse.listes`. */
  readonly position: number
  readonly nom: string
  readonly colonnes: ReadonlyMap<string, ColonneConnue>
}
export type TableauConnu = {
  readonly code: string
  readonly colonnes: readonly string[]
  /** In the order of the form, titles left out. */
  readonly lignes: ReadonlyMap<string, LigneConnue>
  /** The table is a list: it has rows in place of lines. */
  readonly liste?: ListeConnue
}
export type Catalogue = {
  readonly tableaux: ReadonlyMap<string, TableauConnu>
  /** Tables whose file could not be read: naming one is no fault of the formula. */
  readonly illisibles: ReadonlySet<string>
  /** Codes of the tables that the edition has, but not in this liasse. */
  readonly ailleurs: ReadonlySet<string>
  /** What the words LIASSE and EXERCICE stand for. */
  readonly liasse: LiasseCode
  readonly exercice: number
  /** The accounts that SOLDE, DEBIT and CREDIT may name; null in an edition that has none. */
  readonly plan: PlanDeComptes | null
}

/** Where a formula is written, from which its short references are completed. */
export type Contexte = {
  readonly catalogue: Catalogue
  readonly tableau?: string
  readonly ligne?: string
  readonly colonne?: string
  /** The table whose current row `[col]` reads; it then replaces `tableau`, `ligne` and `colonne`. */
  readonly liste?: TableauConnu
}
