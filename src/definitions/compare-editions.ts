/** What changed between two editions: tables, lines, columns, formulas, accounts, controls. Data; `exchange/write-differences.ts` puts it in words. */
import type { Adresse, Controle, Edition, Ligne, LiasseCode, Tableau } from './edition.ts'

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
  readonly source: string
}
export type ColonneComparee = { readonly tableau: string; readonly code: string; readonly libelle: string }
/** The same formula repeated over columns, or in both liasses, is told once. */
export type FormuleComparee = { readonly cellules: readonly Adresse[]; readonly texte: string }
export type ControleCompare = {
  readonly code: string
  readonly liasses: readonly LiasseCode[]
  readonly niveau: string
  readonly texte: string
  readonly message: string
  readonly tolerance: string
  readonly source: string
}
/** An account that changed lines, by the root the lines name. */
export type CompteDeplace = { readonly compte: string; readonly avant: readonly string[]; readonly apres: readonly string[] }

export type Differences = {
  readonly de: string
  readonly vers: string
  readonly tableaux: readonly Changement<TableauCompare>[]
  readonly colonnes: readonly Changement<ColonneComparee>[]
  readonly lignes: readonly Changement<LigneComparee>[]
  readonly formules: readonly Changement<FormuleComparee>[]
  readonly controles: readonly Changement<ControleCompare>[]
  readonly comptes: readonly CompteDeplace[]
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
    comptes: movedComptes(avant, apres),
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
    .map(({ code, libelle, comptes = '', familles, total, source }) => ({
      tableau: tableau.code,
      code,
      libelle,
      comptes,
      familles,
      total,
      source,
    }))

/** Formulas by line; a cell that is new or gone is told with its line. */
function formulesOf(edition: Edition, shared: ReadonlySet<string>): ReadonlyMap<Adresse, string> {
  const found = new Map<Adresse, string>()
  for (const { cellules } of edition.liasses)
    for (const { at, tableau, formule } of cellules) if (shared.has(tableau)) found.set(at, formule?.texte ?? '')
  return found
}

function compareFormules(avant: Edition, apres: Edition, shared: ReadonlySet<string>): readonly Changement<FormuleComparee>[] {
  const [before, after] = [formulesOf(avant, shared), formulesOf(apres, shared)]
  const grouped = new Map<string, { cellules: Adresse[]; old: string; now: string }>()
  for (const [at, now] of after) {
    const old = before.get(at)
    if (old === undefined || old === now) continue
    const key = JSON.stringify([at.replace(/\[.*$/, ''), old, now])
    const group = grouped.get(key) ?? { cellules: [], old, now }
    group.cellules.push(at)
    grouped.set(key, group)
  }
  return [...grouped.values()].map(({ cellules, old, now }) => ({
    genre: 'modifie',
    avant: { cellules, texte: old },
    apres: { cellules, texte: now },
  }))
}

/** Controls by their code; the lines over which one is unfolded are one control. */
function controlesOf({ liasses }: Edition): readonly ControleCompare[] {
  const found = new Map<string, { liasses: LiasseCode[]; controle: Controle }>()
  for (const { code: liasse, controles } of liasses)
    for (const controle of controles) {
      const code = controle.code.split('/')[0] ?? controle.code
      const known = found.get(code) ?? { liasses: [], controle }
      if (!known.liasses.includes(liasse)) known.liasses.push(liasse)
      found.set(code, known)
    }
  return [...found].map(([code, { liasses: own, controle }]) => ({
    code,
    liasses: own,
    niveau: controle.niveau,
    texte: controle.texte,
    message: controle.message,
    tolerance: String(controle.tolerance / 10 ** controle.decimales),
    source: controle.source,
  }))
}

/** Root of an account named by a line → the lines that name it: `775 sauf 7756` names 775. */
function racinesOf({ tableaux }: Edition): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const tableau of tableaux)
    for (const ligne of lignesOf(tableau)) {
      // Detail lines name again what the line they detail has.
      for (const racine of ligne.comptes.split(/[;,]/).flatMap((part) => /^\s*(\d+)(?!\S)/.exec(part)?.[1] ?? [])) {
        const place = `${tableau.code}.${ligne.code}`
        found.set(racine, [...(found.get(racine) ?? []), place])
      }
    }
  return found
}

function movedComptes(avant: Edition, apres: Edition): readonly CompteDeplace[] {
  const [before, after] = [racinesOf(avant), racinesOf(apres)]
  const all = [...new Set([...before.keys(), ...after.keys()])].toSorted()
  return all.flatMap((compte) => {
    const [old, now] = [before.get(compte) ?? [], after.get(compte) ?? []]
    return old.join() === now.join() ? [] : [{ compte, avant: old, apres: now }]
  })
}
