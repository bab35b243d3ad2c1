/** How the balance of a body reaches the cells of an edition, compiled: what `routeBalance` obeys. Plain JSON. */
import type { Adresse, Famille, LiasseCode } from '../edition.ts'
import type { Selection } from './selection.ts'

/** A cell that accounts may reach (or the two cells of a line that tells recoverable charges apart), and those it names. */
export type Cible = {
  readonly at: Adresse
  /** Where the accounts of the recoverable part go; null when the line has no cell for them, absent when its table does not tell them apart. */
  readonly recuperable?: Adresse | null
  readonly tableau: string
  readonly ligne: string
  /** Side on which a balance makes the cell positive. */
  readonly sens: 'debit' | 'credit'
  /** Empty for a cell that only special cases or a person's choice reach. */
  readonly selection: Selection
  /** A « dont » line: it repeats accounts that another line counts. */
  readonly detail: boolean
  readonly familles: readonly Famille[]
}

/** A cell chosen by more than the number of the account; it wins over a line whose root is not longer. */
export type CasParticulier = {
  readonly selection: Selection
  /** Only the account posted at the root itself, without a sub-account. */
  readonly sansDetail: boolean
  /** Only when its label holds one of these words, written without accents or capitals. */
  readonly intitule: readonly string[]
  /** Only when the body declares this activity. */
  readonly activite: string | null
  readonly at: Adresse
  readonly remarque: string | null
  readonly source: string
}

export type RefusDeCompte = {
  readonly selection: Selection
  readonly familles: readonly Famille[]
  readonly message: string
  readonly source: string
}
export type RemarqueSurCompte = {
  readonly selection: Selection
  readonly sansDetail: boolean
  /** Nothing to say when the body declares this activity. */
  readonly saufActivite: string | null
  readonly message: string
  readonly source: string
}
export type Activite = { readonly code: string; readonly libelle: string; readonly cases: Readonly<Partial<Record<LiasseCode, Adresse>>> }

/** Messages hold `{compte}`, `{libelle}`, `{solde}`, `{ligne}`… ; `routeBalance` fills them. */
export type Affectation = {
  /** Words of a label, without accents or capitals: recoverable from tenants, or not. */
  readonly recuperable: { readonly oui: readonly string[]; readonly non: readonly string[]; readonly sansCase: string }
  readonly activites: readonly Activite[]
  readonly cibles: readonly Cible[]
  readonly cas: readonly CasParticulier[]
  readonly refus: readonly RefusDeCompte[]
  readonly remarques: readonly RemarqueSurCompte[]
  /** An account posted outside the exercices in which it means what its label says. */
  readonly epoques: { readonly tropTard: string; readonly tropTot: string }
  readonly resultat: {
    readonly at: Adresse
    readonly charges: Selection
    readonly produits: Selection
    readonly discordant: string
    readonly apresCloture: string
    readonly reste: string
  }
  readonly desequilibre: string
}

/** The words of a label, lower case and without accents, each between two spaces: « (part récupérable) » is ` part recuperable `. */
export const plainWords = (texte: string): string =>
  ` ${texte
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()} `
