/** Runs the controls of a sheet: what is violated, what cannot be told yet, and the verdict. Same cells, same findings, same order. */
import type { Adresse, Controle, Niveau, UniteControle } from '#definitions/edition.ts'
import type { Comparateur, Expression } from '#definitions/langage/ast.ts'
import { HORS_LIMITES, VALEUR, type Cells } from './cells.ts'
import { lectureOf, runControle, type ControleCompile } from './compile-controle.ts'
import { prepare, type Programme } from './compile.ts'
import { findSuspects, type Suspect } from './detective.ts'
import { evaluateExact, evaluateSide, type Lecture } from './evaluate-exact.ts'
import { fraction, roundTo, subtract, type Fraction } from './fraction.ts'
import { toValeur } from './money.ts'

export type Verdict = 'recevable' | 'recevable_avec_justifications' | 'non_recevable'
export type Anomalie = {
  /** `CTL-001`, or `CTL-020/A101` for one line of a per-line control. */
  readonly controle: string
  readonly niveau: Niveau
  readonly message: string
  readonly pourquoi?: string
  readonly quoiFaire?: string
  /** The rule as the edition writes it. */
  readonly texte: string
  readonly source: string
  readonly cellules: readonly Adresse[]
  /** The first comparison that fails; absent when the rule compares no figures. */
  readonly comparaison?: Comparaison
  /** Likely causes of the gap, the likeliest first, at most five. */
  readonly causes: readonly Suspect[]
}
/** Figures in units of `10^-decimales`; null when beyond the limits. `ecart` is `gauche − droite`. */
export type Comparaison = {
  readonly par: Comparateur
  readonly gauche: number | null
  readonly droite: number | null
  readonly ecart: number | null
  readonly tolerance: number
  readonly unite: UniteControle
  readonly decimales: number
}
export type NonEvaluable = {
  readonly controle: string
  readonly niveau: Niveau
  readonly message: string
  /** The entry or computed cells that are empty (« manque … »). */
  readonly manque: readonly Adresse[]
  /** Cells whose computed value is beyond the limits. */
  readonly horsLimites: readonly Adresse[]
}
export type Verification = {
  readonly verdict: Verdict
  /** Blocking first, then to justify, then to note; inside a level, in the order of the edition. */
  readonly anomalies: readonly Anomalie[]
  readonly nonEvaluables: readonly NonEvaluable[]
  /** Controls that concern this dossier (family and condition). */
  readonly total: number
}

const RANK: Readonly<Record<Niveau, number>> = { bloquant: 0, a_justifier: 1, a_noter: 2 }

/** Evaluates every control that concerns the family. */
export function verifyCells(programme: Programme, cells: Cells): Verification {
  prepare(programme.etat, cells)
  const violated: ControleCompile[] = []
  const unknown: ControleCompile[] = []
  let total = 0
  for (const compile of programme.controles) {
    const resultat = runControle(compile, cells, programme.etat)
    if (resultat !== 'hors_champ') total++
    if (resultat === 'viole') violated.push(compile)
    if (resultat === 'non_evaluable') unknown.push(compile)
  }
  const anomalies = violated.map((compile) => toAnomalie(programme, compile, cells)).toSorted((a, b) => RANK[a.niveau] - RANK[b.niveau])
  return {
    verdict: verdictOf(anomalies),
    anomalies,
    nonEvaluables: unknown.map(({ controle }) => toNonEvaluable(programme, controle, cells)),
    total,
  }
}

function verdictOf(anomalies: readonly Anomalie[]): Verdict {
  if (anomalies.some(({ niveau }) => niveau === 'bloquant')) return 'non_recevable'
  return anomalies.some(({ niveau }) => niveau === 'a_justifier') ? 'recevable_avec_justifications' : 'recevable'
}

function toAnomalie(programme: Programme, compile: ControleCompile, cells: Cells): Anomalie {
  const { controle } = compile
  const lecture = lectureOf(compile, cells, true)
  const failing = firstFailure(controle.condition, lecture)
  const comparaison = failing && compareFigures(controle, failing, lecture)
  const seeksCause = failing?.par === '=' && comparaison !== undefined && comparaison.ecart !== null && comparaison.unite !== 'pur'
  return {
    controle: controle.code,
    niveau: controle.niveau,
    message: controle.message,
    ...(controle.pourquoi !== undefined && { pourquoi: controle.pourquoi }),
    ...(controle.quoiFaire !== undefined && { quoiFaire: controle.quoiFaire }),
    texte: controle.texte,
    source: controle.source,
    cellules: addresses(programme, controle.cellules),
    ...(comparaison && { comparaison }),
    causes: seeksCause
      ? findSuspects(programme, cells, { expression: failing, ecart: comparaison.ecart ?? 0, decimales: comparaison.decimales })
      : [],
  }
}

type Compare = Extract<Expression, { op: 'compare' }>

/** The first comparison of figures that does not hold, as the rule is read from left to right. */
function firstFailure(condition: Expression, lecture: Lecture): Compare | undefined {
  if (condition.op === 'compare') {
    const operande = evaluateExact(condition, lecture)
    const isFigures = [condition.gauche, condition.droite].every(
      (side) => side.op !== 'texte' && !(side.op === 'cellule' && lecture.cells.texts.has(side.index)),
    )
    return isFigures && 'vrai' in operande && operande.vrai === false ? condition : undefined
  }
  if (condition.op !== 'fonction' || (condition.nom !== 'ET' && condition.nom !== 'OU')) return undefined
  return condition.arguments.map((argument) => firstFailure(argument, lecture)).find((found) => found !== undefined)
}

function compareFigures(controle: Controle, { par, gauche, droite }: Compare, lecture: Lecture): Comparaison {
  const zero = fraction(0)
  const a = evaluateSide(gauche, lecture).nombre ?? zero
  const b = evaluateSide(droite, lecture).nombre ?? zero
  const { decimales, tolerance, unite } = controle
  const shown = (value: Fraction): number | null => toValeur(roundTo(value, decimales))
  return { par, gauche: shown(a), droite: shown(b), ecart: shown(subtract(a, b)), tolerance, unite, decimales }
}

function toNonEvaluable(programme: Programme, { code, niveau, message, cellules }: Controle, { presence }: Cells): NonEvaluable {
  const own = cellules.filter((index) => programme.actif[index] === 1)
  return {
    controle: code,
    niveau,
    message,
    manque: addresses(
      programme,
      own.filter((index) => presence[index] !== VALEUR && presence[index] !== HORS_LIMITES),
    ),
    horsLimites: addresses(
      programme,
      own.filter((index) => presence[index] === HORS_LIMITES),
    ),
  }
}

const addresses = ({ liasse }: Programme, indices: readonly number[]): readonly Adresse[] =>
  indices.flatMap((index) => liasse.cellules[index]?.at ?? [])
