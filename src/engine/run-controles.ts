/** Runs every control that concerns the family, on the cells or on each row of its list: the bare outcomes, in the order of the edition. */
import type { Cells } from './cells.ts'
import { runControle, type ControleCompile, type Sujet } from './compile-controle.ts'
import type { Programme } from './compile.ts'
import { prepare } from './etat.ts'
import { forEachRow, SANS_LIGNES } from './lignes.ts'

/** A control that is not simply held; `numero` is the row of a per-row control. */
export type Issue = { readonly compile: ControleCompile; readonly sujet: Sujet; readonly numero?: number }
/** `CTL-001`, `CTL-020/A101`, `CTL-277/L12`: names one finding among all of a dossier. */
export const keyOf = ({ compile, numero }: Issue): string =>
  numero === undefined ? compile.controle.code : `${compile.controle.code}/L${numero}`

export type Issues = {
  readonly violes: readonly Issue[]
  readonly nonEvaluables: readonly Issue[]
  /** Controls that have something to say; a per-row control counts once for each row. */
  readonly total: number
}

/** Evaluates the controls, all of them by default. */
export function runControles(programme: Programme, cells: Cells, controles: Iterable<ControleCompile> = programme.controles): Issues {
  prepare(programme.etat, cells)
  const run: Run = { violes: [], nonEvaluables: [], total: 0 }
  const sujet: Sujet = { cells }
  for (const compile of controles) {
    programme.etat.tour++
    const { liste } = compile.controle
    if (liste === undefined) record(programme, run, compile, sujet)
    else runRows(programme, run, { compile, cells, liste })
  }
  return run
}

type Run = { readonly violes: Issue[]; readonly nonEvaluables: Issue[]; total: number }
type Rows = { readonly compile: ControleCompile; readonly cells: Cells; readonly liste: number }

function runRows(programme: Programme, run: Run, { compile, cells, liste }: Rows): void {
  const gathered: Sujet['gathered'] = new Map()
  forEachRow(cells.listes[liste] ?? SANS_LIGNES, (bloc, place, numero) => {
    record(programme, run, compile, { cells, gathered, ligne: { bloc, place } }, numero)
  })
}

function record({ etat }: Programme, run: Run, compile: ControleCompile, sujet: Sujet, numero?: number): void {
  const resultat = runControle(compile, sujet, etat)
  if (resultat === 'hors_champ') return
  run.total++
  if (resultat === 'tenu') return
  const issues = resultat === 'viole' ? run.violes : run.nonEvaluables
  issues.push(numero === undefined ? { compile, sujet } : { compile, sujet, numero })
}
