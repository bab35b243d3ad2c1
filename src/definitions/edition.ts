/**
 * The compiled form of an edition: what every other room reads. It is plain JSON (it travels to the browser as it is),
 * deeply frozen, and identified by the digest of its canonical text. Nothing in it depends on a body, a person or a date.
 */
import type { Affectation } from './comptes/affectation.ts'
import type { PlanDeComptes } from './comptes/plan.ts'
import type { Expression } from './langage/ast.ts'

export type Famille = 'OPH' | 'ESH' | 'COOP' | 'SEM'
export type LiasseCode = 'qdis' | 'er'
/** The address of a cell inside a liasse: `BA.A101[brut]`. */
export type Adresse = string

/** `montant` is held in centimes; the others in units of `10^-decimales`. `texte` and `choix` hold characters. */
export type TypeCellule = 'montant' | 'nombre' | 'taux' | 'texte' | 'choix'

export type Colonne = {
  readonly code: string
  readonly libelle: string
  /** Shown smaller under the head: « exercice N-1 », « en % »… */
  readonly precision?: string
  readonly aide?: string
}

export type LigneTitre = { readonly genre: 'titre'; readonly libelle: string }
export type Ligne = {
  readonly genre: 'ligne'
  readonly code: string
  readonly libelle: string
  /** Total lines are bold with a rule above; `retrait` indents a « dont » line. */
  readonly total: boolean
  readonly retrait: number
  /** Families for which the line exists; empty = all of them. */
  readonly familles: readonly Famille[]
  /** Accounts of the chart feeding the line, in the regulation's words (« 213 sauf 21315 et 2135 »). */
  readonly comptes?: string
  readonly aide?: string
  readonly source: string
}

/** What makes a table a list; its cells are those of `ListeCompilee`. */
export type Liste = {
  /** Greatest number of a row. */
  readonly capacite: number
  /** French noun of one row: « Emprunt ». */
  readonly nom: string
  /** Column whose value names the row in messages. */
  readonly cle?: string
}

export type Tableau = {
  readonly code: string
  readonly titre: string
  readonly unite: string
  readonly source: string
  readonly familles: readonly Famille[]
  readonly colonnes: readonly Colonne[]
  /** None when the table is a list. */
  readonly lignes: readonly (LigneTitre | Ligne)[]
  /** The table is a list of repeated rows L1, L2… (loans, operations). */
  readonly liste?: Liste
  /** A table of text and choices is drawn as a form, not as a grid of figures. */
  readonly aide?: string
}

/** One cell of a liasse, or of a row of a list (`X08.L12[crd]`; see `liste.ts`). Its place in `LiasseCompilee.cellules` is its index everywhere (values, presence, versions). */
export type Cellule = {
  readonly at: Adresse
  readonly tableau: string
  readonly ligne: string
  readonly colonne: string
  readonly type: TypeCellule
  /** Decimals of the stored integer: 2 for `montant`, 0 by default for `nombre`, 2 for `taux` (in percent). */
  readonly decimales: number
  readonly choix?: readonly string[]
  readonly obligatoire: boolean
  /** A line whose sign is negative by nature (RRR obtenus…): only said to the person, never enforced. */
  readonly negatif: boolean
  /** Present on computed cells: nobody types them. */
  readonly formule?: { readonly texte: string; readonly expression: Expression; readonly source: string }
  /** Address, in the ER, of the cell that « synchroniser » copies here. */
  readonly depuisEr?: Adresse
  /** Address of the cell, in the dossier filed the year before, that fills this one at « Initialiser »: an N-1 column, an opening balance. */
  readonly reprise?: Adresse
  /** Families for which the cell exists; empty = all. */
  readonly familles: readonly Famille[]
}

/** One column of a list: what each cell of it is. */
export type ColonneCompilee = Pick<Cellule, 'colonne' | 'type' | 'decimales' | 'choix' | 'obligatoire' | 'formule'> & {
  /** Column, in the same row of the dossier filed the year before, that fills this one at « Initialiser ». */
  readonly reprise?: string
}

/**
 * A list of a liasse. Its rows are numbered from 1 to `capacite`; row n, column r has the index
 * `premier + (n − 1) × colonnes.length + r`, apart from those of the fixed cells (see `liste.ts`).
 */
export type ListeCompilee = Liste & {
  readonly tableau: string
  readonly premier: number
  readonly colonnes: readonly ColonneCompilee[]
  /** « synchroniser » copies its entry cells from the same list of the ER. */
  readonly depuisEr: boolean
  readonly familles: readonly Famille[]
}

export type LiasseCompilee = {
  readonly code: LiasseCode
  readonly libelle: string
  readonly destinataire: 'federation' | 'ministere'
  /** Codes of the tables, in the order of the form. */
  readonly tableaux: readonly string[]
  readonly cellules: readonly Cellule[]
  readonly listes: readonly ListeCompilee[]
  /** Indices of computed cells, each after everything it reads; a computed column of a list is there by its cell of row 1. */
  readonly ordre: readonly number[]
  readonly controles: readonly Controle[]
  readonly constructions: readonly Construction[]
}

/** A rule that nobody can break in this liasse: what it is about is computed, or does not exist. */
export type Construction = {
  readonly code: string
  /** What a file that states another figure breaks. */
  readonly message: string
  readonly source: string
  /** The computed cells; none when the rule is about cells that do not exist. */
  readonly cellules: readonly number[]
}

/** `pur`: a comparison of ratios or of constants; also a control that compares nothing. */
export type UniteControle = 'montant' | 'nombre' | 'taux' | 'pur'
export type Niveau = 'bloquant' | 'a_justifier' | 'a_noter'
export type Controle = {
  /** `CTL-020`; `OBL-Q01` for what must be filled in a table; or `CTL-020/A101` when a per-line control was unfolded; the findings of a per-row control add `/L12`. */
  readonly code: string
  readonly niveau: Niveau
  readonly texte: string
  /** A condition: comparison, conjunction… */
  readonly condition: Expression
  /** Evaluated only when this holds (and then only); absent = always. */
  readonly si?: Expression
  /** In units of `10^-decimales`: centimes for amounts. */
  readonly tolerance: number
  /** What the comparison is about: its unit, and the decimals of `tolerance` and of the gap shown. */
  readonly unite: UniteControle
  readonly decimales: number
  readonly familles: readonly Famille[]
  /** Of a per-row control, it may hold `{ligne}`, which stands for the row. */
  readonly message: string
  readonly pourquoi?: string
  readonly quoiFaire?: string
  readonly source: string
  /** Cells involved, in the order a person should look at them; for a column of a list, its cell of row 1. */
  readonly cellules: readonly number[]
  /** Position in `liasse.listes` of the list each row of which is controlled. */
  readonly liste?: number
  /** Of a control on what must be filled: the cells, with their labels. The finding names those that are empty, in the place of `{manque}`. */
  readonly requis?: readonly { readonly index: number; readonly libelle: string }[]
}

export type Partie = {
  readonly code: string
  readonly libelle: string
  readonly liasse: LiasseCode
  readonly onglets: readonly { readonly libelle: string; readonly tableaux: readonly string[] }[]
}

/** What became of lines of the edition before: one for one, several put together, or one shared out. [AD-06] */
export type Correspondance = {
  /** Designations in the edition before: `CRP.R213`, `T19`, `X08[crd]`. */
  readonly de: readonly string[]
  /** Designations in this edition; several only when there is one source. */
  readonly vers: readonly string[]
  /** Of a share-out: where the whole figure is proposed until somebody shares it out. */
  readonly garde?: string
  readonly pourquoi: string
  readonly source: string
}
export type Correspondances = {
  /** Code of the edition before. */
  readonly depuis: string
  readonly relations: readonly Correspondance[]
  readonly sansSuite: readonly { readonly de: string; readonly pourquoi: string; readonly source: string }[]
}

export type EtapeNumero = 1 | 2 | 3 | 4 | 5 | 6
export type Etape = {
  readonly numero: EtapeNumero
  readonly code: string
  readonly libelle: string
  /** What the step means for the person: one sentence. */
  readonly aide: string
  readonly sousEtapes: readonly { readonly code: string; readonly libelle: string }[]
}
export type Passage = {
  readonly action: string
  readonly libelle: string
  readonly de: EtapeNumero
  readonly vers: EtapeNumero
  readonly droit: string
  readonly acteur: 'organisme' | 'operateur'
  /** Refused when a cell changed since the last verification. */
  readonly verifie: boolean
  /** Refused while a blocking finding stands. */
  readonly sansBloquant: boolean
  readonly motif: boolean
}
export type Droit = {
  readonly code: string
  readonly libelle: string
  readonly explication: string
  readonly acteur: 'organisme' | 'operateur'
}
export type Profil = {
  readonly code: string
  readonly libelle: string
  readonly explication: string
  readonly acteur: 'organisme' | 'operateur'
  readonly droits: readonly string[]
}

export type Edition = {
  readonly code: string
  readonly revision: number
  readonly exercice: number
  readonly libelle: string
  readonly source: string
  /** SHA-256 of the canonical JSON of everything else. */
  readonly digest: string
  readonly familles: readonly { readonly code: Famille; readonly libelle: string }[]
  readonly tableaux: readonly Tableau[]
  readonly liasses: readonly LiasseCompilee[]
  readonly parties: readonly Partie[]
  /** The chart of accounts and the way of a balance to the cells; null for an edition that has no `comptes.yaml`. */
  readonly comptes: { readonly plan: PlanDeComptes; readonly affectation: Affectation } | null
  /** What became of the cells of the edition before; null for an edition that follows none. */
  readonly correspondances: Correspondances | null
  /** Step from which the recipient of a liasse reads it. */
  readonly etapeVisible: EtapeNumero
  /** Steps at which figures may be entered. */
  readonly etapesSaisie: readonly EtapeNumero[]
  readonly etapes: readonly Etape[]
  readonly passages: readonly Passage[]
  readonly droits: readonly Droit[]
  readonly profils: readonly Profil[]
}
