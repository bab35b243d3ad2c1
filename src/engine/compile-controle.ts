/** One control, ready to be evaluated on the cells of a sheet. */
import type { Controle } from '#definitions/edition.ts'
import type { Expression } from '#definitions/langage/ast.ts'
import type { Cells } from './cells.ts'
import { fastCondition, type Etat, type FastCondition, type FastContext } from './compile-fast.ts'
import { evaluateExact, type Lecture } from './evaluate-exact.ts'
import { fraction, type Fraction } from './fraction.ts'

export type ControleCompile = {
  readonly controle: Controle
  readonly fast: FastCondition | null
  readonly fastSi: FastCondition | null
  readonly context: FastContext
}
/** `hors_champ`: its condition `si` does not hold, so it has nothing to say. */
export type Resultat = 'tenu' | 'viole' | 'non_evaluable' | 'hors_champ'

export function compileControle(controle: Controle, context: FastContext): ControleCompile {
  return {
    controle,
    context,
    fast: fastCondition(controle.condition, context),
    fastSi: controle.si ? fastCondition(controle.si, context) : null,
  }
}

export const toleranceOf = ({ tolerance, decimales }: Controle): Fraction => fraction(tolerance, decimales)

/** What is needed to evaluate a control exactly on these cells. */
export function lectureOf({ controle, context }: ControleCompile, cells: Cells, constantsCount: boolean): Lecture {
  const { decimales, famille } = context
  return { cells, decimales, famille, tolerance: toleranceOf(controle), constantsCount, met: { filled: false, horsLimites: false } }
}

/** Evaluates one control; `etat` is prepared on the same cells. */
export function runControle(compile: ControleCompile, cells: Cells, etat: Etat): Resultat {
  const { controle } = compile
  let constantsCount = false
  if (controle.si) {
    const { truth, filled } = run({ ...compile, fast: compile.fastSi, expression: controle.si, tolerance: false, constantsCount: false }, cells, etat)
    if (truth === 0) return 'hors_champ'
    if (truth === 2) return 'non_evaluable'
    constantsCount = filled
  }
  const { truth } = run({ ...compile, expression: controle.condition, tolerance: true, constantsCount }, cells, etat)
  if (truth === 2) return 'non_evaluable'
  return truth === 1 ? 'tenu' : 'viole'
}

type Run = ControleCompile & { readonly expression: Expression; readonly tolerance: boolean; readonly constantsCount: boolean }
type Verite = { readonly truth: 0 | 1 | 2; readonly filled: boolean }

/** A condition that reads a cell beyond the limits cannot be evaluated. */
function run({ fast, expression, tolerance, constantsCount, ...compile }: Run, cells: Cells, etat: Etat): Verite {
  if (fast) {
    etat.filled = false
    etat.horsLimites = false
    etat.deborde = false
    etat.constantsCount = constantsCount
    etat.toleranceN = tolerance ? compile.controle.tolerance : 0
    etat.toleranceD = tolerance ? 10 ** compile.controle.decimales : 1
    const truth = fast(etat)
    if (!etat.deborde) return { truth: etat.horsLimites ? 2 : truth, filled: etat.filled }
  }
  const { tolerance: allowed, ...lecture } = lectureOf({ fast, ...compile }, cells, constantsCount)
  const operande = evaluateExact(expression, tolerance && allowed ? { ...lecture, tolerance: allowed } : lecture)
  const truth = !('vrai' in operande) || operande.vrai === null || lecture.met.horsLimites ? 2 : operande.vrai ? 1 : 0
  return { truth, filled: lecture.met.filled }
}
