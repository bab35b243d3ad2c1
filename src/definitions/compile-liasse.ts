/** The cells and the lists of one liasse: their formulas resolved and ordered. */
import { compileFormule } from './compile-formule.ts'
import type { CaseLue, TableauLu, TexteLu } from './compile-tableau.ts'
import type { Defect } from './defect.ts'
import { depuisErOf } from './depuis-er.ts'
import type { Cellule, ColonneCompilee, ListeCompilee } from './edition.ts'
import type { LiasseLue, ListeLue } from './index-liasse.ts'
import type { Expression } from './langage/ast.ts'
import { cellsRead, orderCells } from './order-cells.ts'
import { repriseOf } from './reprise.ts'

export type Cells = {
  readonly cellules: readonly Cellule[]
  readonly listes: readonly ListeCompilee[]
  readonly ordre: readonly number[]
}
/** `reads`: the cells that each formula reads, by the index of its own cell. */
type Compilation = { readonly liasse: LiasseLue; readonly er: LiasseLue | undefined; readonly reads: Map<number, readonly number[]> }

/** Resolves every formula of the liasse; `er` gives the addresses that `depuis_er` may name. */
export function compileCells(liasse: LiasseLue, er: LiasseLue | undefined, defects: Defect[]): Cells {
  const compilation: Compilation = { liasse, er: liasse.code === 'qdis' ? er : undefined, reads: new Map() }
  const cellules = liasse.cases.map((lue, index) => compileCellule(compilation, { lue, index }, defects))
  const listes = liasse.listes.map((lue) => compileListe(compilation, lue, defects))
  const { ordre, cycles } = orderCells(compilation.reads)
  for (const cycle of cycles) reportCycle(liasse, cycle, defects)
  return { cellules, listes, ordre }
}

type CaseAt = { readonly lue: CaseLue; readonly index: number }

function compileCellule({ liasse, er, reads }: Compilation, { lue, index }: CaseAt, defects: Defect[]): Cellule {
  const lu = liasse.tableauOf[index]
  const { at, tableau, ligne, colonne, type, decimales, choix, obligatoire, negatif, formule, familles } = lue
  const contexte = { catalogue: liasse.catalogue, tableau, ligne, colonne }
  const expression = formule && lu && compileFormule(liasse, { lu, formule, contexte, type, at }, defects)
  if (expression) reads.set(index, cellsRead(expression))
  const depuisEr = er && lu ? depuisErOf(lue, { lu, er }, defects) : undefined
  const reprise = lu && repriseOf(lue, { lu, liasse }, defects)
  return {
    at,
    tableau,
    ligne,
    colonne,
    type,
    decimales,
    ...(choix && { choix }),
    obligatoire,
    negatif,
    ...(expression && formule && { formule: toFormule(formule, expression, lue.source) }),
    ...(depuisEr !== undefined && { depuisEr }),
    ...(reprise !== undefined && { reprise }),
    familles,
  }
}

const toFormule = ({ texte }: TexteLu, expression: Expression, source: string): NonNullable<Cellule['formule']> => ({
  texte,
  expression,
  source,
})

function compileListe({ liasse, er, reads }: Compilation, { lu, liste, premier, colonnes }: ListeLue, defects: Defect[]): ListeCompilee {
  const { code: tableau, source, familles = [] } = lu.contenu
  const known = liasse.catalogue.tableaux.get(tableau)
  const contexte = { catalogue: liasse.catalogue, ...(known && { liste: known }) }
  const compiled = colonnes.map(({ formule, ...colonne }, rang): ColonneCompilee => {
    const at = `${tableau}[${colonne.colonne}]`
    const expression = formule && compileFormule(liasse, { lu, formule, contexte, type: colonne.type, at }, defects)
    if (expression) reads.set(premier + rang, cellsRead(expression))
    return { ...colonne, ...(expression && formule && { formule: toFormule(formule, expression, source) }) }
  })
  const inEr = er?.listes.find((other) => other.lu.contenu.code === tableau)
  return { ...liste, tableau, premier, colonnes: compiled, depuisEr: inEr !== undefined, familles }
}

function reportCycle(liasse: LiasseLue, cycle: readonly number[], defects: Defect[]): void {
  const [first] = cycle
  const node = first === undefined ? undefined : nodeOf(liasse, first)
  if (!node?.formule || first === undefined) return
  const names = [...cycle, first].map((index) => nodeOf(liasse, index)?.at ?? '')
  const message = `Calcul circulaire : ${names.join(' → ')}.`
  const defect = node.lu.source.defectInText(node.formule.path, 0, message)
  if (!defects.some((other) => other.fichier === defect.fichier && other.message === message)) defects.push(defect)
}

type Node = { readonly at: string; readonly lu: TableauLu; readonly formule?: TexteLu | undefined }

/** A cell, or the column of a list, by its index. */
function nodeOf({ cases, tableauOf, listes }: LiasseLue, index: number): Node | undefined {
  const [lue, lu] = [cases[index], tableauOf[index]]
  if (lue && lu) return { at: lue.at, lu, formule: lue.formule }
  for (const liste of listes) {
    const colonne = liste.colonnes[index - liste.premier]
    if (colonne) return { at: `${liste.lu.contenu.code}[${colonne.colonne}]`, lu: liste.lu, formule: colonne.formule }
  }
  return undefined
}
