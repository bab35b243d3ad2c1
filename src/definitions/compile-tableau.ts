/** One file of `tableaux/`: what it says is checked, then unfolded into cells. Formulas stay text until the liasse is known. */
import type { z } from 'zod'
import type { Adresse, Famille, Ligne, LigneTitre, Liste, Tableau, TypeCellule } from './edition.ts'
import type { colonneShape, ligneShape, tableauShape } from './shape.ts'
import type { Path, Source } from './source.ts'

export type TableauLu = { readonly source: Source; readonly contenu: z.output<typeof tableauShape> }
export type ColonneLue = z.output<typeof colonneShape>
export type LigneLue = Extract<z.output<typeof ligneShape>, { code: string }>

/** A text of the file that waits for its liasse (formula, address), with where it stands. */
export type TexteLu = { readonly texte: string; readonly path: Path }
export type CaseLue = {
  readonly at: Adresse
  readonly tableau: string
  readonly ligne: string
  readonly colonne: string
  readonly type: TypeCellule
  readonly decimales: number
  readonly choix?: readonly string[]
  readonly obligatoire: boolean
  readonly negatif: boolean
  readonly familles: readonly Famille[]
  readonly source: string
  readonly formule?: TexteLu
  readonly depuisEr?: TexteLu
  readonly reprise?: TexteLu
}

const DECIMALES: Readonly<Record<TypeCellule, number>> = { montant: 2, nombre: 0, taux: 2, texte: 0, choix: 0 }

/** The lines of a table that hold cells, each with its rank in the file. */
export function lignesOf({ contenu }: TableauLu): readonly { readonly ligne: LigneLue; readonly rank: number }[] {
  return (contenu.lignes ?? []).flatMap((ligne, rank) => ('code' in ligne ? [{ ligne, rank }] : []))
}

/** The columns in which a line has a cell. */
export function colonnesOf({ contenu }: TableauLu, { sans = [], seulement }: LigneLue): readonly ColonneLue[] {
  return contenu.colonnes.filter(({ code }) => !sans.includes(code) && (seulement?.includes(code) ?? true))
}

/** The table as every other room reads it. */
export function toTableau({ contenu }: TableauLu): Tableau {
  const { code, titre, unite, source, aide, liste } = contenu
  return {
    code,
    titre,
    unite,
    source,
    familles: contenu.familles ?? [],
    colonnes: contenu.colonnes.map((colonne) => ({
      code: colonne.code,
      libelle: colonne.libelle,
      ...(colonne.precision !== undefined && { precision: colonne.precision }),
      ...(colonne.aide !== undefined && { aide: colonne.aide }),
    })),
    lignes: (contenu.lignes ?? []).map((ligne) => ('code' in ligne ? toLigne(ligne, source) : toTitre(ligne.titre))),
    ...(liste && { liste: toListe(liste) }),
    ...(aide !== undefined && { aide }),
  }
}

export const toListe = ({ capacite, nom, cle }: NonNullable<TableauLu['contenu']['liste']>): Liste => ({
  capacite,
  nom,
  ...(cle !== undefined && { cle }),
})

const toTitre = (libelle: string): LigneTitre => ({ genre: 'titre', libelle })

function toLigne(ligne: LigneLue, source: string): Ligne {
  const { comptes, comptes_amort: amort } = ligne
  const said = [comptes, amort === undefined ? undefined : `amortissements et dépréciations : ${amort}`].filter(
    (text) => text !== undefined,
  )
  return {
    genre: 'ligne',
    code: ligne.code,
    libelle: ligne.libelle,
    total: ligne.total ?? false,
    retrait: ligne.retrait ?? 0,
    familles: ligne.familles ?? [],
    ...(said.length > 0 && { comptes: said.join(' ; ') }),
    ...(ligne.aide !== undefined && { aide: ligne.aide }),
    source: ligne.source ?? source,
  }
}

/** The cells of a table, line by line. */
export function casesOf(lu: TableauLu): readonly CaseLue[] {
  return lignesOf(lu).flatMap(({ ligne, rank }) => colonnesOf(lu, ligne).map((colonne) => toCase(lu, { ligne, rank, colonne })))
}

/** A column of a list, its formula still a text. */
export type ColonneDeListe = Pick<CaseLue, 'colonne' | 'type' | 'decimales' | 'choix' | 'obligatoire' | 'formule'> & {
  readonly reprise?: string
}

/** The columns of a list, as each cell of them is. */
export function colonnesDeListe({ contenu }: TableauLu): readonly ColonneDeListe[] {
  return contenu.colonnes.map(({ code, type = 'montant', decimales, choix, obligatoire = false, formule, reprise }, rank) => ({
    colonne: code,
    type,
    decimales: decimales ?? DECIMALES[type],
    ...(type === 'choix' && choix && { choix }),
    obligatoire: obligatoire && formule === undefined,
    ...(formule !== undefined && { formule: { texte: formule, path: ['colonnes', rank, 'formule'] } }),
    ...(reprise !== undefined && { reprise }),
  }))
}

type Croisement = { readonly ligne: LigneLue; readonly rank: number; readonly colonne: ColonneLue }

function toCase({ contenu }: TableauLu, croisement: Croisement): CaseLue {
  const { ligne, rank, colonne } = croisement
  const type = ligne.type ?? colonne.type ?? 'montant'
  const ownDecimales = ligne.decimales ?? (ligne.type === undefined ? colonne.decimales : undefined)
  const choix = ligne.choix ?? colonne.choix
  const depuisEr = ligne.depuis_er?.[colonne.code]
  const formule = formuleOf(contenu, croisement, type)
  const reprise = repriseOf(contenu, croisement, formule !== undefined)
  return {
    at: `${contenu.code}.${ligne.code}[${colonne.code}]`,
    tableau: contenu.code,
    ligne: ligne.code,
    colonne: colonne.code,
    type,
    decimales: ownDecimales ?? DECIMALES[type],
    ...(type === 'choix' && choix && { choix }),
    obligatoire: isObligatoire(ligne, colonne) && !formule,
    negatif: ligne.negatif ?? false,
    familles: bothFamilles(contenu.familles, ligne.familles),
    source: ligne.source ?? contenu.source,
    ...(formule && { formule }),
    ...(depuisEr !== undefined && { depuisEr: { texte: depuisEr, path: ['lignes', rank, 'depuis_er', colonne.code] } }),
    ...(reprise && { reprise }),
  }
}

function isObligatoire({ obligatoire }: LigneLue, colonne: ColonneLue): boolean {
  return Array.isArray(obligatoire) ? obligatoire.includes(colonne.code) : (obligatoire ?? colonne.obligatoire ?? false)
}

/**
 * The address that a cell takes over from the year before: its own, else, when it is an entry, that of its line in the column that its column
 * names, if the line has a cell there.
 */
function repriseOf(contenu: TableauLu['contenu'], { ligne, rank, colonne }: Croisement, calculee: boolean): TexteLu | undefined {
  const own = ligne.reprise?.[colonne.code]
  if (own !== undefined) return own === '' ? undefined : { texte: own, path: ['lignes', rank, 'reprise', colonne.code] }
  const { reprise } = colonne
  const hasSource = reprise !== undefined && !ligne.sans?.includes(reprise) && (ligne.seulement?.includes(reprise) ?? true)
  if (calculee || !hasSource) return undefined
  return { texte: `${contenu.code}.${ligne.code}[${reprise}]`, path: ['colonnes', contenu.colonnes.indexOf(colonne), 'reprise'] }
}

/**
 * The formula of a cell: its own, else its column's, else its line's. An empty own formula makes it an entry cell.
 * The formula of a line is not repeated in its cells of text.
 */
function formuleOf(contenu: TableauLu['contenu'], { ligne, rank, colonne }: Croisement, type: TypeCellule): TexteLu | undefined {
  const own = ligne.formules?.[colonne.code]
  if (own !== undefined) return own === '' ? undefined : { texte: own, path: ['lignes', rank, 'formules', colonne.code] }
  if (colonne.formule !== undefined) return { texte: colonne.formule, path: ['colonnes', contenu.colonnes.indexOf(colonne), 'formule'] }
  if (ligne.formule === undefined || type === 'texte' || type === 'choix') return undefined
  return { texte: ligne.formule, path: ['lignes', rank, 'formule'] }
}

/** Families of both lists; an absent or empty list means all of them. */
export function bothFamilles(a: readonly Famille[] = [], b: readonly Famille[] = []): readonly Famille[] {
  if (a.length === 0) return b
  return b.length === 0 ? a : a.filter((famille) => b.includes(famille))
}
