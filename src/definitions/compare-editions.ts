/** What changed between two editions: tables, lines, columns, formulas, controls. Data; `exchange/write-differences.ts` puts it in words. */
import type { Cellule, Controle, Edition, Famille, Ligne, LiasseCode, Niveau, Tableau } from './edition.ts'
import type { Expression } from './langage/ast.ts'
import { cellsRead } from './order-cells.ts'

export type Genre = 'ajoute' | 'retire' | 'modifie'
/** `avant` is null for an addition, `apres` for a removal. */
export type Changement<T> = { readonly genre: Genre; readonly avant: T | null; readonly apres: T | null }

export type TableauCompare = { readonly code: string; readonly titre: string; readonly source: string }
export type LigneComparee = {
  readonly tableau: string
  readonly code: string
  readonly libelle: string
  readonly comptes: string
  readonly familles: readonly string[]
  readonly total: boolean
  readonly aide: string
  readonly source: string
}
export type ColonneComparee = { readonly tableau: string; readonly code: string; readonly libelle: string }
/** Lines, `CRP.R186`, that a formula reads no more, and those it reads now. */
export type Termes = { readonly retires: readonly string[]; readonly ajoutes: readonly string[] }
/** One line whose calculation changed: the columns that changed alike are told together. An empty text: the cell is typed. */
export type FormuleComparee = {
  readonly tableau: string
  readonly ligne: string
  readonly colonnes: readonly string[]
  readonly avant: string
  readonly apres: string
  readonly termes: Termes
}
export type ControleCompare = {
  readonly code: string
  readonly liasses: readonly LiasseCode[]
  readonly niveau: Niveau
  readonly texte: string
  readonly message: string
  readonly tolerance: string
  readonly familles: readonly Famille[]
  readonly quoiFaire: string
  readonly source: string
  /** Lines it reads. */
  readonly lit: readonly string[]
}

export type Differences = {
  readonly de: string
  readonly vers: string
  readonly tableaux: readonly Changement<TableauCompare>[]
  readonly colonnes: readonly Changement<ColonneComparee>[]
  readonly lignes: readonly Changement<LigneComparee>[]
  readonly formules: readonly FormuleComparee[]
  readonly controles: readonly Changement<ControleCompare>[]
}

/** Compares two editions. Lines and columns of a table that comes or goes are told with it, not one by one. */
export function compareEditions(avant: Edition, apres: Edition): Differences {
  const shared = new Set(avant.tableaux.filter(({ code }) => apres.tableaux.some((own) => own.code === code)).map(({ code }) => code))
  const of = <T>(edition: Edition, list: (tableau: Tableau) => readonly T[]): readonly T[] =>
    edition.tableaux.filter(({ code }) => shared.has(code)).flatMap(list)
  return {
    de: avant.code,
    vers: apres.code,
    tableaux: changes(avant.tableaux.map(toTableau), apres.tableaux.map(toTableau), ({ code }) => code),
    colonnes: changes(of(avant, colonnesOf), of(apres, colonnesOf), ({ tableau, code }) => `${tableau}[${code}]`),
    lignes: changes(of(avant, lignesOf), of(apres, lignesOf), ({ tableau, code }) => `${tableau}.${code}`),
    formules: compareFormules(avant, apres, shared),
    controles: changes(controlesOf(avant), controlesOf(apres), ({ code }) => code),
  }
}

/** Additions, removals and changes, in the order of the newer edition, removals at the place they had in the older one. */
function changes<T extends object>(avant: readonly T[], apres: readonly T[], keyOf: (item: T) => string): readonly Changement<T>[] {
  const [before, after] = [new Map(avant.map((item) => [keyOf(item), item])), new Map(apres.map((item) => [keyOf(item), item]))]
  const removed = avant
    .filter((item) => !after.has(keyOf(item)))
    .map((item): Changement<T> => ({ genre: 'retire', avant: item, apres: null }))
  const others = apres.flatMap((item): readonly Changement<T>[] => {
    const old = before.get(keyOf(item)) ?? null
    if (old === null) return [{ genre: 'ajoute', avant: null, apres: item }]
    return isSame(old, item) ? [] : [{ genre: 'modifie', avant: old, apres: item }]
  })
  return [...removed, ...others]
}

const isSame = (a: object, b: object): boolean => JSON.stringify({ ...a, source: '' }) === JSON.stringify({ ...b, source: '' })

const toTableau = ({ code, titre, source }: Tableau): TableauCompare => ({ code, titre, source })

const colonnesOf = (tableau: Tableau): readonly ColonneComparee[] =>
  tableau.colonnes.map(({ code, libelle, precision }) => ({
    tableau: tableau.code,
    code,
    libelle: precision === undefined ? libelle : `${libelle} (${precision})`,
  }))

const lignesOf = (tableau: Tableau): readonly LigneComparee[] =>
  tableau.lignes
    .filter((ligne): ligne is Ligne => ligne.genre === 'ligne')
    .map(({ code, libelle, comptes = '', familles, total, aide = '', source }) => ({
      tableau: tableau.code,
      code,
      libelle,
      comptes,
      familles,
      total,
      aide,
      source,
    }))

type Calcul = { readonly cellule: Cellule; readonly texte: string; readonly lit: readonly string[] }

/** The cells of both liasses by address, with the lines that their formulas read. */
function calculsOf({ liasses }: Edition, shared: ReadonlySet<string>): ReadonlyMap<string, Calcul> {
  const found = new Map<string, Calcul>()
  for (const { cellules } of liasses)
    for (const cellule of cellules) {
      const { at, tableau, formule } = cellule
      if (!shared.has(tableau)) continue
      found.set(at, { cellule, texte: formule?.texte ?? '', lit: formule ? linesRead(formule.expression, cellules, cellule) : [] })
    }
  return found
}

/** The lines that an expression reads, that of `own` left out. */
function linesRead(expression: Expression, cellules: readonly Cellule[], own?: Cellule): readonly string[] {
  const read = cellsRead(expression).flatMap((index) => cellules[index] ?? [])
  return [
    ...new Set(
      read
        .filter(({ tableau, ligne }) => tableau !== own?.tableau || ligne !== own.ligne)
        .map(({ tableau, ligne }) => `${tableau}.${ligne}`),
    ),
  ]
}

/** The terms that left and those that came. */
export const termesOf = (avant: readonly string[], apres: readonly string[]): Termes => ({
  retires: avant.filter((own) => !apres.includes(own)),
  ajoutes: apres.filter((own) => !avant.includes(own)),
})

/** A cell that is new or gone is told with its line. */
function compareFormules(avant: Edition, apres: Edition, shared: ReadonlySet<string>): readonly FormuleComparee[] {
  const before = calculsOf(avant, shared)
  const changed = [...calculsOf(apres, shared)].flatMap(([at, now]): readonly FormuleComparee[] => {
    const old = before.get(at)
    if (!old || old.texte === now.texte) return []
    const { tableau, ligne, colonne } = now.cellule
    return [{ tableau, ligne, colonnes: [colonne], avant: old.texte, apres: now.texte, termes: termesOf(old.lit, now.lit) }]
  })
  return [...Map.groupBy(changed, sameChange).values()].flatMap((alike) =>
    alike.slice(0, 1).map((first) => ({ ...first, colonnes: alike.flatMap(({ colonnes }) => colonnes) })),
  )
}

/** Columns that lose and win the same lines changed alike; where no line comes or goes, the texts decide. */
function sameChange({ tableau, ligne, avant, apres, termes }: FormuleComparee): string {
  const told = termes.retires.length + termes.ajoutes.length > 0
  return JSON.stringify([tableau, ligne, avant === '', apres === '', told ? termes : [avant, apres]])
}

/** Controls by their code; the lines over which one is unfolded are one control. */
function controlesOf({ liasses }: Edition): readonly ControleCompare[] {
  const found = new Map<string, { liasses: LiasseCode[]; controle: Controle; lit: readonly string[] }>()
  for (const { code: liasse, cellules, controles } of liasses)
    for (const controle of controles) {
      const code = controle.code.split('/')[0] ?? controle.code
      const known = found.get(code) ?? { liasses: [], controle, lit: controleReads(controle, cellules) }
      if (!known.liasses.includes(liasse)) known.liasses.push(liasse)
      found.set(code, known)
    }
  return [...found].map(([code, { liasses: own, controle, lit }]) => ({
    code,
    liasses: own,
    niveau: controle.niveau,
    texte: controle.texte,
    message: controle.message,
    tolerance: String(controle.tolerance / 10 ** controle.decimales),
    familles: controle.familles,
    quoiFaire: controle.quoiFaire ?? '',
    source: controle.source,
    lit,
  }))
}

const controleReads = ({ condition, si }: Controle, cellules: readonly Cellule[]): readonly string[] => [
  ...new Set([condition, ...(si ? [si] : [])].flatMap((expression) => linesRead(expression, cellules))),
]
