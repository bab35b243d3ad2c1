/** The findings of a sheet: what is violated, what cannot be told yet, and the verdict. Same cells, same findings, same order. */
import type { Controle } from '#definitions/edition.ts'
import { toAnomalie, toNonEvaluable, type Anomalie, type NonEvaluable } from './anomalie.ts'
import { diagnose } from './causes/diagnose.ts'
import type { Cells } from './cells.ts'
import type { Programme } from './compile.ts'
import { GRAVITE } from './niveau.ts'
import { runControles, type Issue } from './run-controles.ts'

export type { Anomalie, NonEvaluable } from './anomalie.ts'
export type { Comparaison } from './causes/failing-comparison.ts'
export type { Suspect } from './causes/suspects.ts'

export type Verdict = 'recevable' | 'recevable_avec_justifications' | 'non_recevable'
export type Verification = {
  readonly verdict: Verdict
  /** Each finding of its own followed by those that hang on it (`cause`): the families that hold a blocking finding first, then to justify, then to note. */
  readonly anomalies: readonly Anomalie[]
  readonly nonEvaluables: readonly NonEvaluable[]
  /** Controls that concern this dossier (family and condition); a per-row control counts once for each row. */
  readonly total: number
  /** Findings on rows of lists left out of both lists above: each per-row control shows the first `MAX_LIGNES_CITEES` of them. */
  readonly nonCites: number
}

/** Rows shown for one per-row control: a list filled wrong from end to end stays readable. */
export const MAX_LIGNES_CITEES = 100

/** Evaluates every control that concerns the family, or only those of these codes: `CTL-020` stands for all its lines. */
export function verifyCells(whole: Programme, cells: Cells, seuls?: ReadonlySet<string>): Verification {
  const programme = seuls ? { ...whole, controles: whole.controles.filter(({ controle }) => seuls.has(codeOf(controle))) } : whole
  const { violes, nonEvaluables, total } = runControles(programme, cells)
  const shown = firstRows(violes)
  const unknown = firstRows(nonEvaluables)
  const diagnosis = diagnose(programme, cells, { violes, shown })
  const anomalies = byCause(shown.map((issue) => toAnomalie(programme, issue, diagnosis)))
  const sansReponse = unknown.map((issue) => toNonEvaluable(programme, issue))
  return {
    verdict: verdictOf(anomalies, sansReponse),
    anomalies,
    nonEvaluables: sansReponse,
    total,
    nonCites: violes.length - shown.length + (nonEvaluables.length - unknown.length),
  }
}

/** `CTL-020` of `CTL-020/A101`. */
const codeOf = ({ code }: Controle): string => code.split('/')[0] ?? code

/** Each finding followed by those that have the same cause; the families of findings by their gravest. The order of the edition decides between equals. */
function byCause(anomalies: readonly Anomalie[]): readonly Anomalie[] {
  const gravest = (own: readonly Anomalie[]): number => Math.min(...own.map(({ niveau }) => GRAVITE[niveau]))
  const isRoot = ({ cause }: Anomalie): number => (cause === undefined ? 0 : 1)
  return [...Map.groupBy(anomalies, ({ controle, cause }) => cause ?? controle).values()]
    .toSorted((a, b) => gravest(a) - gravest(b))
    .flatMap((own) => own.toSorted((a, b) => isRoot(a) - isRoot(b) || GRAVITE[a.niveau] - GRAVITE[b.niveau]))
}

function firstRows(issues: readonly Issue[]): readonly Issue[] {
  const counts = new Map<string, number>()
  return issues.filter(({ compile, numero }) => {
    if (numero === undefined) return true
    const count = (counts.get(compile.controle.code) ?? 0) + 1
    counts.set(compile.controle.code, count)
    return count <= MAX_LIGNES_CITEES
  })
}

/** A blocking rule that figures beyond the limits leave without an answer blocks too: nobody knows whether it holds. */
function verdictOf(anomalies: readonly Anomalie[], nonEvaluables: readonly NonEvaluable[]): Verdict {
  const horsLimites = nonEvaluables.filter((own) => own.horsLimites.length > 0)
  if ([...anomalies, ...horsLimites].some(({ niveau }) => niveau === 'bloquant')) return 'non_recevable'
  return anomalies.some(({ niveau }) => niveau === 'a_justifier') ? 'recevable_avec_justifications' : 'recevable'
}
