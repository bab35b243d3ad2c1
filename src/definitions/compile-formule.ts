/** One formula of a cell or of a column: parsed, resolved in its place, its result checked; its faults told at their line. */
import type { TableauLu, TexteLu } from './compile-tableau.ts'
import type { Defect } from './defect.ts'
import type { TypeCellule } from './edition.ts'
import type { LiasseLue } from './index-liasse.ts'
import type { Expression } from './langage/ast.ts'
import type { Contexte } from './langage/catalogue.ts'
import { TableauIllisible } from './langage/find-cases.ts'
import { FormuleError } from './langage/formule-error.ts'
import { parseFormule } from './langage/parse-formule.ts'
import { resolveFormule } from './langage/resolve-formule.ts'
import { nameOfType, type TypeFormule } from './langage/type-formule.ts'

export type FormuleLue = {
  readonly lu: TableauLu
  readonly formule: TexteLu
  readonly contexte: Contexte
  /** Type of the cell that receives the result. */
  readonly type: TypeCellule
  /** Address of the cell, for messages. */
  readonly at: string
}

/** The expression of a formula; undefined after adding its fault to `defects`. */
export function compileFormule({ isLigne }: LiasseLue, lue: FormuleLue, defects: Defect[]): Expression | undefined {
  const { formule, contexte } = lue
  try {
    const resolved = resolveFormule(parseFormule(formule.texte, isLigne), contexte)
    if (resolved === null) throw nothingLeft(lue)
    checkResult(lue.type, resolved.type, formule.texte.length)
    return resolved.expression
  } catch (error) {
    reportFormule(error, lue, defects)
    return undefined
  }
}

function nothingLeft({ contexte: { colonne = '', ligne = '' }, formule }: FormuleLue): FormuleError {
  const message = `Plus aucun terme dans la colonne « ${colonne} » : ajoutez « sans: [${colonne}] » à la ligne ${ligne}.`
  return new FormuleError(message, 0, formule.texte.length)
}

function checkResult(wanted: TypeCellule, type: TypeFormule, length: number): void {
  if (wanted === 'texte' || wanted === 'choix')
    throw new FormuleError('Types incompatibles : une case de texte ne se calcule pas.', 0, length)
  if (type === wanted || type === 'pur') return
  throw new FormuleError(`Types incompatibles : la case attend ${nameOfType(wanted)}, la formule donne ${nameOfType(type)}.`, 0, length)
}

/** Turns a fault of the language into a defect at its line; anything else is a bug and goes on. */
function reportFormule(error: unknown, { lu, formule, at }: FormuleLue, defects: Defect[]): void {
  if (!(error instanceof FormuleError)) throw error
  if (error instanceof TableauIllisible) return
  const defect = lu.source.defectInText(formule.path, error.debut, `Case ${at} : ${error.message}`)
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
