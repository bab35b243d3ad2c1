/** The cells of one liasse: indexed, their formulas resolved and ordered, their sources in the ER checked. */
import { casesOf, toTableau, type CaseLue, type TableauLu, type TexteLu } from './compile-tableau.ts'
import type { Defect } from './defect.ts'
import type { Cellule, LiasseCode } from './edition.ts'
import type { Expression } from './langage/ast.ts'
import type { CaseConnue, Catalogue, LigneConnue, TableauConnu } from './langage/catalogue.ts'
import { TableauIllisible } from './langage/find-cases.ts'
import { FormuleError } from './langage/formule-error.ts'
import { parseFormule } from './langage/parse-formule.ts'
import { resolveFormule } from './langage/resolve-formule.ts'
import type { IsLigne } from './langage/tokenize.ts'
import { nameOfType, type TypeFormule } from './langage/type-formule.ts'
import { didYouMean } from './nearest-name.ts'
import { cellsRead, orderCells } from './order-cells.ts'

/** A liasse whose cells have their index, before its formulas are resolved. */
export type LiasseLue = {
  readonly code: LiasseCode
  readonly tableaux: readonly TableauLu[]
  readonly cases: readonly CaseLue[]
  /** The table of each cell, in the same order. */
  readonly tableauOf: readonly TableauLu[]
  readonly indexOf: ReadonlyMap<string, number>
  readonly catalogue: Catalogue
  readonly isLigne: IsLigne
}
type Assembly = {
  readonly code: LiasseCode
  readonly tableaux: readonly TableauLu[]
  readonly illisibles: ReadonlySet<string>
  readonly isLigne: IsLigne
}

/** Gives every cell of the tables its index, in the order of the form. */
export function indexLiasse({ code, tableaux, illisibles, isLigne }: Assembly): LiasseLue {
  const cases: CaseLue[] = []
  const tableauOf: TableauLu[] = []
  const known = new Map<string, TableauConnu>()
  for (const lu of tableaux) {
    const own = casesOf(lu)
    known.set(lu.contenu.code, toKnown(lu, own, cases.length))
    cases.push(...own)
    tableauOf.push(...own.map(() => lu))
  }
  const indexOf = new Map(cases.map(({ at }, index) => [at, index]))
  return { code, tableaux, cases, tableauOf, indexOf, catalogue: { tableaux: known, illisibles }, isLigne }
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

export type Cells = { readonly cellules: readonly Cellule[]; readonly ordre: readonly number[] }

/** Resolves every formula of the liasse; `er` gives the addresses that `depuis_er` may name. */
export function compileCells(liasse: LiasseLue, er: LiasseLue | undefined, defects: Defect[]): Cells {
  const reads = new Map<number, readonly number[]>()
  const cellules = liasse.cases.map((lue, index): Cellule => {
    const lu = liasse.tableauOf[index]
    const expression = lue.formule && lu && compileFormule(liasse, { lue, lu, formule: lue.formule }, defects)
    if (expression) reads.set(index, cellsRead(expression))
    const depuisEr = liasse.code === 'qdis' && er && lu ? depuisErOf(lue, { lu, er }, defects) : undefined
    return {
      at: lue.at,
      tableau: lue.tableau,
      ligne: lue.ligne,
      colonne: lue.colonne,
      type: lue.type,
      decimales: lue.decimales,
      ...(lue.choix && { choix: lue.choix }),
      obligatoire: lue.obligatoire,
      negatif: lue.negatif,
      ...(expression && lue.formule && { formule: { texte: lue.formule.texte, expression, source: lue.source } }),
      ...(depuisEr !== undefined && { depuisEr }),
      familles: lue.familles,
    }
  })
  const { ordre, cycles } = orderCells(reads)
  for (const cycle of cycles) reportCycle(liasse, cycle, defects)
  return { cellules, ordre }
}

type FormuleLue = { readonly lue: CaseLue; readonly lu: TableauLu; readonly formule: TexteLu }

function compileFormule(liasse: LiasseLue, { lue, lu, formule }: FormuleLue, defects: Defect[]): Expression | undefined {
  const { tableau, ligne, colonne } = lue
  try {
    const noeud = parseFormule(formule.texte, liasse.isLigne)
    const resolved = resolveFormule(noeud, { catalogue: liasse.catalogue, tableau, ligne, colonne })
    if (resolved === null) {
      throw new FormuleError(
        `Plus aucun terme dans la colonne « ${colonne} » : ajoutez « sans: [${colonne}] » à la ligne ${ligne}.`,
        0,
        formule.texte.length,
      )
    }
    checkResult(lue, resolved.type, formule.texte.length)
    return resolved.expression
  } catch (error) {
    reportFormule(error, { lu, formule, said: `Case ${lue.at} : ` }, defects)
    return undefined
  }
}

function checkResult(lue: CaseLue, type: TypeFormule, length: number): void {
  if (lue.type === 'texte' || lue.type === 'choix')
    throw new FormuleError('Types incompatibles : une case de texte ne se calcule pas.', 0, length)
  if (type === lue.type || type === 'pur') return
  throw new FormuleError(`Types incompatibles : la case attend ${nameOfType(lue.type)}, la formule donne ${nameOfType(type)}.`, 0, length)
}

type FormuleAt = { readonly lu: TableauLu; readonly formule: TexteLu; readonly said: string }

/** Turns a fault of the language into a defect at its line; anything else is a bug and goes on. */
function reportFormule(error: unknown, { lu, formule, said }: FormuleAt, defects: Defect[]): void {
  if (!(error instanceof FormuleError)) throw error
  if (error instanceof TableauIllisible) return
  const defect = lu.source.defectInText(formule.path, error.debut, said + error.message)
  // The same formula repeated in each column of a line has the same fault in each: it is told once.
  const told = defects.some(
    (other) =>
      other.fichier === defect.fichier &&
      other.ligne === defect.ligne &&
      other.colonne === defect.colonne &&
      other.message.endsWith(error.message),
  )
  if (!told) defects.push(defect)
}

function reportCycle(liasse: LiasseLue, cycle: readonly number[], defects: Defect[]): void {
  const first = cycle[0]
  const lue = first === undefined ? undefined : liasse.cases[first]
  const lu = first === undefined ? undefined : liasse.tableauOf[first]
  if (!lue?.formule || !lu || first === undefined) return
  const names = [...cycle, first].map((index) => liasse.cases[index]?.at ?? '')
  const message = `Calcul circulaire : ${names.join(' → ')}.`
  const defect = lu.source.defectInText(lue.formule.path, 0, message)
  if (!defects.some((other) => other.fichier === defect.fichier && other.message === message)) defects.push(defect)
}

/** The ER cell that « synchroniser » copies: the address written, else the same address when the table exists in both liasses. */
function depuisErOf(lue: CaseLue, { lu, er }: { lu: TableauLu; er: LiasseLue }, defects: Defect[]): string | undefined {
  if (!lue.depuisEr) return !lue.formule && er.indexOf.has(lue.at) ? lue.at : undefined
  const { texte, path } = lue.depuisEr
  const fault = depuisErFault(lue, texte, er)
  if (fault === null) return texte
  if (fault !== '') defects.push(lu.source.defectInText(path, 0, `Case ${lue.at} : ${fault}`))
  return undefined
}

function depuisErFault(lue: CaseLue, texte: string, er: LiasseLue): string | null {
  if (lue.formule) return 'elle est calculée, elle ne peut pas être reprise des ER.'
  const source = er.cases[er.indexOf.get(texte) ?? -1]
  if (!source) {
    const tableau = texte.split('.')[0] ?? ''
    return er.catalogue.illisibles.has(tableau) ? '' : `case inconnue dans les ER : « ${texte} ».${didYouMean(texte, er.indexOf.keys())}`
  }
  if (source.type === lue.type && source.decimales === lue.decimales) return null
  return `types incompatibles : ${nameOfType(lue.type === 'choix' ? 'texte' : lue.type)} à ${lue.decimales} décimales ne peut reprendre ${texte}.`
}
