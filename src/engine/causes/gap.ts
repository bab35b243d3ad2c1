/** A finding that compares figures, and how each entry weighs on its gap. */
import type { Cells } from '../cells.ts'
import type { Programme } from '../compile.ts'
import { keyOf, type Issue } from '../run-controles.ts'
import { failureOf, type Comparaison } from './failing-comparison.ts'
import { slopesOf, type Slopes } from './slopes.ts'

export type Gap = {
  readonly key: string
  readonly comparaison: Comparaison & { readonly ecart: number }
  readonly slopes: Slopes
}

/** The gap of a violated control; nothing when it compares no figures, or figures beyond the limits. */
export function gapOf(programme: Programme, cells: Cells, issue: Issue): readonly Gap[] {
  const failure = failureOf(issue)
  const ecart = failure?.comparaison.ecart ?? null
  if (!failure || ecart === null) return []
  const { gauche, droite } = failure.expression
  const { liste } = issue.compile.controle
  const { ligne: lecture } = issue.sujet
  const ligne = lecture && liste !== undefined && issue.numero !== undefined ? { lecture, liste, numero: issue.numero } : undefined
  const { decimales } = failure.comparaison
  const slopes = slopesOf(programme, cells, { gauche, droite, decimales, ...(ligne && { ligne }) })
  return [{ key: keyOf(issue), comparaison: { ...failure.comparaison, ecart }, slopes }]
}

/** Whether the comparison would hold with this gap. */
export function wouldHold({ par, tolerance }: Comparaison, ecart: number): boolean {
  switch (par) {
    case '=':
      return Math.abs(ecart) <= tolerance
    case '<>':
      return Math.abs(ecart) > tolerance
    case '<=':
      return ecart <= tolerance
    case '>=':
      return ecart >= -tolerance
    case '<':
      return ecart < tolerance
    case '>':
      return ecart > -tolerance
  }
}
