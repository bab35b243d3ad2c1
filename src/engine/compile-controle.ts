/** One control, ready to be evaluated on the cells of a sheet. */
import type { Controle } from '#definitions/edition.ts'
import type { Expression } from '#definitions/langage/ast.ts'
import type { Cells } from './cells.ts'
import { fastCondition, type FastCondition, type FastContext } from './compile-fast.ts'
import { evaluateExact, type Lecture } from './evaluate-exact.ts'
import type { Etat } from './fast-fraction.ts'
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
  const { controle, fast, fastSi } = compile
  etat.constantsCount = false
  if (controle.si) {
    setTolerance(etat, 0, 1)
    const truth = (fastSi && runFast(fastSi, etat)) ?? runExact(compile, { expression: controle.si, tolerance: false }, { cells, etat })
    if (truth === 0) return 'hors_champ'
    if (truth === 2) return 'non_evaluable'
    etat.constantsCount = etat.filled
  }
  setTolerance(etat, controle.tolerance, 10 ** controle.decimales)
  const truth = (fast && runFast(fast, etat)) ?? runExact(compile, { expression: controle.condition, tolerance: true }, { cells, etat })
  if (truth === 2) return 'non_evaluable'
  return truth === 1 ? 'tenu' : 'viole'
}

function setTolerance(etat: Etat, numerateur: number, denominateur: number): void {
  etat.toleranceN = numerateur
  etat.toleranceD = denominateur
}

/** Null when the figures no longer fit a float64; a condition that reads a cell beyond the limits cannot be told. */
function runFast(fast: FastCondition, etat: Etat): 0 | 1 | 2 | null {
  etat.filled = false
  etat.horsLimites = false
  etat.deborde = false
  const truth = fast(etat)
  if (etat.deborde) return null
  return etat.horsLimites ? 2 : truth
}

type Condition = { readonly expression: Expression; readonly tolerance: boolean }

function runExact(
  compile: ControleCompile,
  { expression, tolerance }: Condition,
  { cells, etat }: { cells: Cells; etat: Etat },
): 0 | 1 | 2 {
  const { tolerance: allowed, ...lecture } = lectureOf(compile, cells, etat.constantsCount)
  const operande = evaluateExact(expression, tolerance && allowed ? { ...lecture, tolerance: allowed } : lecture)
  etat.filled = lecture.met.filled
  if (!('vrai' in operande) || operande.vrai === null || lecture.met.horsLimites) return 2
  return operande.vrai ? 1 : 0
}
