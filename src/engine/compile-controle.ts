/** One control, ready to be evaluated on the cells of a sheet, or on one row of a list. */
import type { Controle } from '#definitions/edition.ts'
import type { Expression } from '#definitions/langage/ast.ts'
import { fastNumber } from './compile-fast.ts'
import { Assembleur, type Conditions, type Morceau } from './conditions.ts'
import { evaluateExact, type Lecture } from './evaluate-exact.ts'
import { fastCondition, type FastCondition, type FastContext } from './fast-condition.ts'
import type { Etat } from './fast-fraction.ts'
import { fraction, type Fraction } from './fraction.ts'
import { runCondition } from './run-condition.ts'

export type ControleCompile = {
  readonly controle: Controle
  readonly fast: FastCondition | null
  readonly fastSi: FastCondition | null
  readonly context: FastContext
  /** Denominator of the tolerance. */
  readonly toleranceD: number
}
/** `hors_champ`: its condition `si` does not hold, so it has nothing to say. */
export type Resultat = 'tenu' | 'viole' | 'non_evaluable' | 'hors_champ'
/** What a control is evaluated on; `ligne` is the row of a per-row control. */
export type Sujet = Pick<Lecture, 'cells' | 'ligne' | 'gathered'>

/** The controls, their conditions in one flat program as far as they can be written so. */
export function compileControles(controles: readonly Controle[], context: FastContext): readonly ControleCompile[] {
  const assembleur = new Assembleur(context)
  const places = controles.map(({ si, condition, tolerance, decimales }) => ({
    si: si ? assembleur.add(si, { numerateur: 0, denominateur: 1 }) : null,
    condition: assembleur.add(condition, { numerateur: tolerance, denominateur: 10 ** decimales }),
  }))
  const conditions = assembleur.assembled()
  const known = new Map<string, FastCondition>()
  return controles.map((controle, rank): ControleCompile => {
    const { si, condition } = places[rank] ?? { si: null, condition: null }
    return {
      controle,
      context,
      toleranceD: 10 ** controle.decimales,
      fast: condition ? (etat) => runCondition(conditions, condition, etat) : fastCondition(controle.condition, context, fastNumber),
      fastSi: (si && onceOf({ conditions, si, known }, controle)) ?? (controle.si ? fastCondition(controle.si, context, fastNumber) : null),
    }
  })
}

type Once = { readonly conditions: Conditions; readonly si: Morceau; readonly known: Map<string, FastCondition> }

/** Controls often share the condition under which they speak: it is told once for all of them on the same cells. */
function onceOf({ conditions, si, known }: Once, controle: Controle): FastCondition {
  const text = JSON.stringify(controle.si)
  const found = known.get(text)
  if (found) return found
  let [passage, truth, filled] = [-1, 2 as 0 | 1 | 2, false]
  const once: FastCondition = (etat) => {
    if (passage === etat.passage) {
      if (filled) etat.filled = true
      return truth
    }
    truth = runCondition(conditions, si, etat)
    // What is beyond the limits or lacks a dossier cannot be told, whatever it seems; what may not be exact is told again, exactly.
    if (etat.horsLimites || etat.absent) truth = 2
    filled = etat.filled
    passage = etat.deborde ? -1 : etat.passage
    return truth
  }
  known.set(text, once)
  return once
}

const toleranceOf = ({ tolerance, decimales }: Controle): Fraction => fraction(tolerance, decimales)

/** What is needed to evaluate a control exactly. */
export function lectureOf({ controle, context }: ControleCompile, sujet: Sujet, constantsCount: boolean): Lecture {
  const { decimales, famille } = context
  return { ...sujet, decimales, famille, tolerance: toleranceOf(controle), constantsCount, met: { filled: false, horsLimites: false } }
}

/** Evaluates one control; `etat` is prepared on the same cells, and on the same row. */
export function runControle(compile: ControleCompile, sujet: Sujet, etat: Etat): Resultat {
  const { controle, fast, fastSi } = compile
  if (sujet.ligne) {
    etat.bloc = sujet.ligne.bloc
    etat.place = sujet.ligne.place
  }
  etat.constantsCount = false
  if (controle.si) {
    setTolerance(etat, 0, 1)
    const truth = (fastSi && runFast(fastSi, etat)) ?? runExact(compile, { expression: controle.si, tolerance: false }, { sujet, etat })
    if (truth === 0) return 'hors_champ'
    // What must be filled is asked for only when its condition is known to hold: an activity declared, a list that has rows.
    if (truth === 2) return controle.requis ? 'hors_champ' : 'non_evaluable'
    etat.constantsCount = etat.filled
  }
  setTolerance(etat, controle.tolerance, compile.toleranceD)
  const truth = (fast && runFast(fast, etat)) ?? runExact(compile, { expression: controle.condition, tolerance: true }, { sujet, etat })
  if (truth === 2) return 'non_evaluable'
  return truth === 1 ? 'tenu' : 'viole'
}

function setTolerance(etat: Etat, numerateur: number, denominateur: number): void {
  etat.toleranceN = numerateur
  etat.toleranceD = denominateur
}

/** Null when the figures no longer fit a float64; a condition that reads a cell beyond the limits, or a dossier that is missing, cannot be told. */
function runFast(fast: FastCondition, etat: Etat): 0 | 1 | 2 | null {
  etat.filled = false
  etat.horsLimites = false
  etat.deborde = false
  etat.absent = false
  const truth = fast(etat)
  if (etat.deborde) return null
  return etat.horsLimites || etat.absent ? 2 : truth
}

type Condition = { readonly expression: Expression; readonly tolerance: boolean }

function runExact(compile: ControleCompile, { expression, tolerance }: Condition, on: { sujet: Sujet; etat: Etat }): 0 | 1 | 2 {
  const { tolerance: allowed, ...lecture } = lectureOf(compile, on.sujet, on.etat.constantsCount)
  const operande = evaluateExact(expression, tolerance && allowed ? { ...lecture, tolerance: allowed } : lecture)
  on.etat.filled = lecture.met.filled
  if (!('vrai' in operande) || operande.vrai === null || lecture.met.horsLimites || lecture.met.absent) return 2
  return operande.vrai ? 1 : 0
}
