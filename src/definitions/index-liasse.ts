/** The cells of one liasse, each with its index, and what its formulas may name: done before any formula is resolved. */
import { casesOf, colonnesDeListe, toTableau, type CaseLue, type ColonneDeListe, type TableauLu } from './compile-tableau.ts'
import type { PlanDeComptes } from './comptes/plan.ts'
import type { LiasseCode, Liste } from './edition.ts'
import type { CaseConnue, Catalogue, ColonneConnue, LigneConnue, TableauConnu } from './langage/catalogue.ts'
import type { IsLigne } from './langage/tokenize.ts'
import { PREMIERE_CASE_DE_LISTE } from './liste.ts'

/** A list whose rows have their indices, its column formulas still texts. */
export type ListeLue = {
  readonly lu: TableauLu
  readonly liste: Liste
  /** Index of the first column of row 1. */
  readonly premier: number
  readonly colonnes: readonly ColonneDeListe[]
}
/** A liasse whose cells have their index, before its formulas are resolved. */
export type LiasseLue = {
  readonly code: LiasseCode
  readonly tableaux: readonly TableauLu[]
  readonly cases: readonly CaseLue[]
  /** The table of each cell, in the same order. */
  readonly tableauOf: readonly TableauLu[]
  readonly listes: readonly ListeLue[]
  readonly indexOf: ReadonlyMap<string, number>
  readonly catalogue: Catalogue
  readonly isLigne: IsLigne
}
type Assembly = {
  readonly code: LiasseCode
  readonly tableaux: readonly TableauLu[]
  readonly illisibles: ReadonlySet<string>
  /** Codes of all the tables of the edition. */
  readonly codes: ReadonlySet<string>
  readonly plan: PlanDeComptes | null
  readonly exercice: number
  readonly isLigne: IsLigne
}

/** Gives every cell of the tables its index, in the order of the form. */
export function indexLiasse({ code, tableaux, illisibles, codes, plan, exercice, isLigne }: Assembly): LiasseLue {
  const cases: CaseLue[] = []
  const tableauOf: TableauLu[] = []
  const listes: ListeLue[] = []
  const known = new Map<string, TableauConnu>()
  let nextPremier = PREMIERE_CASE_DE_LISTE
  for (const lu of tableaux) {
    const { liste } = toTableau(lu)
    if (liste) {
      const lue = { lu, liste, premier: nextPremier, colonnes: colonnesDeListe(lu) }
      nextPremier += liste.capacite * lue.colonnes.length
      known.set(lu.contenu.code, toKnownList(lue, listes.length))
      listes.push(lue)
      continue
    }
    const own = casesOf(lu)
    known.set(lu.contenu.code, toKnown(lu, own, cases.length))
    cases.push(...own)
    tableauOf.push(...own.map(() => lu))
  }
  const indexOf = new Map(cases.map(({ at }, index) => [at, index]))
  const ailleurs = new Set([...codes].filter((own) => !known.has(own)))
  const catalogue: Catalogue = { tableaux: known, illisibles, ailleurs, liasse: code, exercice, plan }
  return { code, tableaux, cases, tableauOf, listes, indexOf, catalogue, isLigne }
}

/** Type and decimals of a cell; of a column of a list by the index of its cell of row 1. */
export function caseAt({ cases, listes }: LiasseLue, index: number): Pick<CaseLue, 'type' | 'decimales'> | undefined {
  if (index < PREMIERE_CASE_DE_LISTE) return cases[index]
  return listes.map(({ premier, colonnes }) => colonnes[index - premier]).find((colonne) => colonne !== undefined)
}

function toKnown(lu: TableauLu, own: readonly CaseLue[], first: number): TableauConnu {
  const cases = new Map<string, Map<string, CaseConnue>>()
  for (const [rank, { ligne, colonne, type, decimales, choix }] of own.entries()) {
    const ofLigne = cases.get(ligne) ?? new Map<string, CaseConnue>()
    ofLigne.set(colonne, { index: first + rank, type, decimales, ...(choix && { choix }) })
    cases.set(ligne, ofLigne)
  }
  const lignes = new Map<string, LigneConnue>()
  for (const ligne of toTableau(lu).lignes) {
    if (ligne.genre === 'titre') continue
    const { libelle, total, retrait } = ligne
    lignes.set(ligne.code, { libelle, total, retrait, cases: cases.get(ligne.code) ?? new Map() })
  }
  return { code: lu.contenu.code, colonnes: lu.contenu.colonnes.map((colonne) => colonne.code), lignes }
}

function toKnownList({ lu, liste, premier, colonnes }: ListeLue, position: number): TableauConnu {
  const known = colonnes.map(({ colonne, type, decimales, choix }, rang): readonly [string, ColonneConnue] => [
    colonne,
    { index: premier + rang, rang, type, decimales, ...(choix && { choix }) },
  ])
  return {
    code: lu.contenu.code,
    colonnes: colonnes.map(({ colonne }) => colonne),
    lignes: new Map(),
    liste: { position, nom: liste.nom, colonnes: new Map(known) },
  }
}
