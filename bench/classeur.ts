/** The same forms as a spreadsheet: one sheet a table, one row a line, each formula and each control in the words of a spreadsheet. */
import type { Controle, Famille, LiasseCompilee, ListeCompilee } from '#definitions/edition.ts'
import type { Agregat, Expression } from '#definitions/langage/ast.ts'
import { indexDeListe, placeDeListe } from '#definitions/liste.ts'
import type { CellValue, Sheet } from '#engine/sheet.ts'
import type { Case, Feuilles } from './hyperformula.ts'

/** Where a cell stands in the workbook. */
export type Adresse = { readonly feuille: string; readonly row: number; readonly col: number }
export type Traduction = { readonly feuilles: Feuilles; readonly place: (index: number) => Adresse }

/** `sheet` gives what is typed, and how many rows each list has. */
export function traduire(sheet: Sheet, valeurs: ReadonlyMap<number, CellValue>): Traduction {
  const { liasse, famille } = sheet
  const places = placesOf(liasse)
  const listes = liasse.listes.map((liste, position) => ({ nom: `L${position}`, numeros: sheet.rows(liste.tableau) }))
  const place = (index: number): Adresse => {
    const fixed = places[index]
    if (fixed) return fixed
    const own = placeDeListe(liasse, index)
    if (!own) throw new RangeError(`no cell ${index}`)
    return { feuille: listes[own.position]?.nom ?? '', row: own.numero - 1, col: own.rang }
  }
  const mots = new Mots({ liasse, famille, place, numerosOf: (position) => listes[position]?.numeros ?? [] })
  const feuilles = new Map<string, Case[][]>()
  const put = ({ feuille, row, col }: Adresse, content: Case): void => {
    const rows = feuilles.get(feuille) ?? []
    feuilles.set(feuille, rows)
    while (rows.length <= row) rows.push([])
    const own = rows[row] ?? []
    while (own.length <= col) own.push(null)
    own[col] = content
  }
  for (const [index, cellule] of liasse.cellules.entries()) {
    if (!sheet.applies(index)) continue
    const formule = cellule.formule && mots.formule(cellule.formule.expression, cellule.decimales)
    put(place(index), formule ?? contentOf(valeurs.get(index), cellule.decimales))
  }
  for (const [position, { numeros }] of listes.entries())
    for (const numero of numeros) putRow({ mots, valeurs, put, place }, liasse.listes[position], numero)
  const controles = controlesOf(liasse, { famille, applies: (index) => sheet.applies(index) })
  for (const [row, controle] of controles.flatMap((one) => mots.controles(one)).entries()) put({ feuille: 'K', row, col: 0 }, controle)
  // The dossiers filed before and the balance, empty as they are for ours.
  put({ feuille: 'N1', row: liasse.cellules.length, col: 2 }, null)
  return { feuilles: Object.fromEntries(feuilles), place }
}

function placesOf({ cellules, tableaux }: LiasseCompilee): readonly Adresse[] {
  const lignes = new Map<string, Map<string, number>>()
  const colonnes = new Map<string, Map<string, number>>()
  const rankIn = (all: Map<string, Map<string, number>>, tableau: string, code: string): number => {
    const own = all.get(tableau) ?? new Map<string, number>()
    all.set(tableau, own)
    const rank = own.get(code) ?? own.size
    own.set(code, rank)
    return rank
  }
  return cellules.map(({ tableau, ligne, colonne }) => ({
    feuille: `T${tableaux.indexOf(tableau)}`,
    row: rankIn(lignes, tableau, ligne),
    col: rankIn(colonnes, tableau, colonne),
  }))
}

function contentOf(valeur: CellValue | undefined, decimales: number): Case {
  if (valeur?.etat !== 'valeur') return null
  return valeur.texte === undefined ? valeur.valeur / 10 ** decimales : `'${valeur.texte}`
}

type Rangement = {
  readonly mots: Mots
  readonly valeurs: ReadonlyMap<number, CellValue>
  readonly put: (at: Adresse, content: Case) => void
  readonly place: (index: number) => Adresse
}

function putRow({ mots, valeurs, put, place }: Rangement, liste: ListeCompilee | undefined, numero: number): void {
  for (const [rang, { formule, decimales }] of liste?.colonnes.entries() ?? []) {
    const index = liste ? indexDeListe(liste, numero, rang) : 0
    put(place(index), formule ? mots.formule(formule.expression, decimales, numero) : contentOf(valeurs.get(index), decimales))
  }
}

/** Those that have something to say for the family. */
function controlesOf(liasse: LiasseCompilee, on: { famille: Famille; applies: (index: number) => boolean }): readonly Controle[] {
  return liasse.controles.filter(
    ({ familles, cellules }) =>
      (familles.length === 0 || familles.includes(on.famille)) &&
      (cellules.length === 0 || cellules.some((index) => placeDeListe(liasse, index) !== undefined || on.applies(index))),
  )
}

type Lieux = {
  readonly liasse: LiasseCompilee
  readonly famille: Famille
  readonly place: (index: number) => Adresse
  readonly numerosOf: (position: number) => readonly number[]
}
/** The row of a list in hand, and the tolerance of the control. */
type Ici = { readonly numero?: number; readonly tolerance?: string }

const FONCTIONS: Readonly<Record<string, string>> = {
  SOMME: 'SUM',
  MIN: 'MIN',
  MAX: 'MAX',
  ABS: 'ABS',
  ARRONDI: 'ROUND',
  SI: 'IF',
  ET: 'AND',
  OU: 'OR',
  NON: 'NOT',
}

class Mots {
  readonly #lieux: Lieux

  constructor(lieux: Lieux) {
    this.#lieux = lieux
  }

  /** A sum of cells as it is; anything else rounded as ours is. */
  formule(expression: Expression, decimales: number, numero?: number): string {
    const text = this.#dire(expression, numero === undefined ? {} : { numero })
    return isSum(expression) ? `=${text}` : `=ROUND(${text},${decimales})`
  }

  controles({ si, condition, tolerance, decimales, liste }: Controle): readonly string[] {
    const own = { tolerance: String(tolerance / 10 ** decimales) }
    const one = (ici: Ici): string => {
      const rule = this.#dire(condition, { ...ici, ...own })
      return si ? `=IF(${this.#dire(si, ici)},${rule},TRUE())` : `=${rule}`
    }
    return liste === undefined ? [one({})] : this.#lieux.numerosOf(liste).map((numero) => one({ numero }))
  }

  #dire(expression: Expression, ici: Ici): string {
    switch (expression.op) {
      case 'nombre':
        return String(expression.numerateur / 10 ** expression.decimales)
      case 'texte':
        return `"${expression.texte}"`
      case 'cellule':
        return this.#at(expression.index)
      case 'plage':
        return this.#plage(expression.indices)
      case 'precedent':
        return `N1!${String.fromCodePoint(64 + expression.annees)}${expression.index + 1}`
      case 'comptes':
        return 'N1!C1'
      case 'colonne':
        return this.#colonne(expression, ici.numero ?? 1)
      case 'agregat':
        return this.#agregat(expression)
      case 'oppose':
        return `(-${this.#dire(expression.de, ici)})`
      case 'calcul': {
        const [a, b] = [this.#dire(expression.gauche, ici), this.#dire(expression.droite, ici)]
        return expression.par === '/' ? `IFERROR(${a}/${b},0)` : `(${a}${expression.par}${b})`
      }
      case 'compare':
        return this.#compare(expression, ici)
      case 'famille':
        return expression.codes.includes(this.#lieux.famille) ? 'TRUE()' : 'FALSE()'
      case 'fonction':
        return this.#fonction(expression, ici)
      default:
        throw new Error(`no word of a spreadsheet for « ${(expression as Expression).op} »`)
    }
  }

  #compare({ par, gauche, droite }: Extract<Expression, { op: 'compare' }>, ici: Ici): string {
    const [a, b] = [this.#dire(gauche, ici), this.#dire(droite, ici)]
    const { tolerance } = ici
    if (tolerance === undefined || gauche.op === 'texte' || droite.op === 'texte') return `(${a}${par}${b})`
    if (par === '=') return `(ABS(${a}-${b})<=${tolerance})`
    if (par === '<>') return `(ABS(${a}-${b})>${tolerance})`
    return par.startsWith('<') ? `(${a}-${b}${par}${tolerance})` : `(${b}-${a}${par === '>' ? '<' : '<='}${tolerance})`
  }

  #fonction({ nom, arguments: args }: Extract<Expression, { op: 'fonction' }>, ici: Ici): string {
    const words = args.map((argument, rank) => this.#dire(argument, nom === 'SI' && rank === 0 ? { ...ici, tolerance: '0' } : ici))
    if (nom === 'VIDE') return `ISBLANK(${words.join(',')})`
    if (nom === 'REMPLI') return `NOT(ISBLANK(${words.join(',')}))`
    if (nom === 'SANS_OBJET') return 'FALSE()'
    const name = FONCTIONS[nom]
    if (name === undefined) throw new Error(`no function of a spreadsheet for ${nom}`)
    return `${name}(${words.join(',')})`
  }

  /** Gathered row by row: a spreadsheet has no filter that reads as ours does. */
  #agregat({ nom, liste, colonne, si }: Agregat): string {
    const rows = this.#lieux.numerosOf(liste).map((numero) => {
      const value = colonne ? this.#colonne(colonne, numero) : '1'
      return si ? `IF(${this.#dire(si, { numero })},${value},0)` : value
    })
    if (rows.length === 0) return '0'
    return `${nom === 'MIN' || nom === 'MAX' ? nom : 'SUM'}(${rows.join(',')})`
  }

  #colonne({ liste, rang }: { readonly liste: number; readonly rang: number }, numero: number): string {
    const own = this.#lieux.liasse.listes[liste]
    return own ? this.#at(indexDeListe(own, numero, rang)) : '0'
  }

  #at(index: number): string {
    const { feuille, row, col } = this.#lieux.place(index)
    return `${feuille}!${String.fromCodePoint(65 + col)}${row + 1}`
  }

  /** Cells under one another as one range. */
  #plage(indices: readonly number[]): string {
    const runs: (readonly [first: number, last: number])[] = []
    for (const index of indices) {
      const run = runs.at(-1)
      const [before, here] = [run && this.#lieux.place(run[1]), this.#lieux.place(index)]
      const follows = before?.feuille === here.feuille && before.col === here.col && before.row + 1 === here.row
      if (run && follows) runs.splice(-1, 1, [run[0], index])
      else runs.push([index, index])
    }
    return runs.map(([first, last]) => (first === last ? this.#at(first) : `${this.#at(first)}:${this.#at(last).split('!')[1]}`)).join(',')
  }
}

const isSum = (expression: Expression): boolean =>
  expression.op === 'cellule' ||
  (expression.op === 'calcul' &&
    (expression.par === '+' || expression.par === '-') &&
    isSum(expression.gauche) &&
    isSum(expression.droite)) ||
  (expression.op === 'fonction' && expression.nom === 'SOMME' && expression.arguments.every(({ op }) => op === 'plage' || op === 'cellule'))
