/**
 * What lies behind the findings of a dossier. Each slip that would close a gap is tried on the sheet; the one that mends most findings
 * and breaks none is taken for a cause, written in, and the search goes on with what is left: several slips are told apart even when they
 * weigh on the same total. The findings that one cause explains hang on one of them, the nearest to the figure. [CH-05] [CH-06]
 */
import type { Cells } from '../cells.ts'
import type { Programme } from '../compile.ts'
import { keyOf, runControles, type Issue } from '../run-controles.ts'
import { gapOf, wouldHold, type Gap } from './gap.ts'
import { hypothesesOf } from './hypotheses.ts'
import { RANK, type Hypothese } from './hypothesis.ts'
import { nearest, rowOne } from './nearest.ts'
import { tryHypothese, type Trial } from './trial.ts'

export type Diagnosis = {
  /** For a finding that another explains, the key of that other. */
  readonly racine: ReadonlyMap<string, string>
  /** For each finding, what would mend it, the likeliest first; `suite`: once the causes told before are mended. */
  readonly essais: ReadonlyMap<string, { readonly trials: readonly Trial[]; readonly suite: boolean }>
}

/** Findings looked into, hypotheses tried, causes told apart: beyond, the findings stand as they are. */
const MAX_GAPS = 60
const MAX_TRIALS = 48
const MAX_UNNAMED = 24
const MAX_DISPLACED = 12
const MAX_CAUSES = 8
const MAX_EQUALS = 3
/** Beyond so many findings, nobody weighs what comes after each cause. */
const MAX_LOOKAHEAD = 40

/** Looks for the causes of the findings `shown` among all of those there are; same cells, same diagnosis. */
export function diagnose(programme: Programme, cells: Cells, { violes, shown }: Findings): Diagnosis {
  const racine = new Map<string, string>()
  const essais = new Map<string, { trials: readonly Trial[]; suite: boolean }>()
  const wanted = new Set(shown.map(keyOf))
  let now: State = { cells, violes, shown }
  let trials = rankedTrials(programme, now)
  for (const key of wanted) essais.set(key, { trials: mending(trials, key), suite: false })
  for (let found = 0; found < MAX_CAUSES; found++) {
    const next = choose(programme, now, { trials, wanted })
    if (!next) break
    const { best } = next
    const own = now.shown.filter((issue) => best.mended.has(keyOf(issue)))
    const root = keyOf(nearest(programme, own, best.hypothese.index))
    for (const key of own.map(keyOf)) {
      const suite = !(essais.get(key)?.trials ?? []).some(({ hypothese }) => isSame(hypothese, best.hypothese))
      essais.set(key, { trials: mending([best, ...trials.filter((trial) => trial !== best)], key), suite })
      if (key !== root) racine.set(key, root)
    }
    now = next.state
    trials = next.trials
  }
  return { racine, essais }
}

type Findings = { readonly violes: readonly Issue[]; readonly shown: readonly Issue[] }
type State = Findings & { readonly cells: Cells }

type Next = { readonly best: Trial; readonly state: State; readonly trials: readonly Trial[] }

/** Of the causes that come first on equal terms, the one after which most of what is left can be mended at once. */
function choose(
  programme: Programme,
  now: State,
  { trials, wanted }: { readonly trials: readonly Trial[]; readonly wanted: ReadonlySet<string> },
): Next | undefined {
  const [first] = trials
  if (!first || !isCause(first)) return undefined
  const isPlain = now.shown.length === first.mended.size || now.shown.length > MAX_LOOKAHEAD
  const equals = isPlain ? [first] : trials.filter((trial) => isCause(trial) && isEqual(trial, first))
  const nexts = equals.slice(0, MAX_EQUALS).map((best): Next => {
    const { violes } = runControles(programme, best.cells)
    const state = { cells: best.cells, violes, shown: violes.filter((issue) => wanted.has(keyOf(issue))) }
    return { best, state, trials: rankedTrials(programme, state) }
  })
  const worth = ({ trials: [after] }: Next): number => (after && isCause(after) ? after.evidence : 0)
  return nexts.toSorted((a, b) => worth(b) - worth(a))[0]
}

/** The same slip as far as anything tells. */
const isEqual = (a: Trial, b: Trial): boolean => a.evidence === b.evidence && Math.abs(a.cost - b.cost) < CLOSE
const CLOSE = 0.5

/** A named slip that breaks nothing; without a name, a figure that explains several findings at once. */
const isCause = ({ hypothese, mended, broken }: Trial): boolean => broken === 0 && mended.size > (hypothese.genre === 'montant' ? 1 : 0)

const isSame = (a: Hypothese, b: Hypothese): boolean => a.index === b.index && a.devrait === b.devrait

const mending = (trials: readonly Trial[], key: string): readonly Trial[] => trials.filter(({ mended }) => mended.has(key))

/** Those that mend something: by the findings that speak for them, then by how likely the slip is, then in the order of the form. */
function rankedTrials(programme: Programme, { cells, violes, shown }: State): readonly Trial[] {
  const gaps = shown.slice(0, MAX_GAPS).flatMap((issue) => gapOf(programme, cells, issue))
  const violated = new Set(violes.map(keyOf))
  return shortlist({ programme, cells }, gaps)
    .map((hypothese) => tryHypothese(programme, cells, { hypothese, violated }))
    .filter(({ mended }) => mended.size > 0)
    .toSorted(
      (a, b) =>
        b.evidence - a.evidence || a.cost - b.cost || a.hypothese.index - b.hypothese.index || a.hypothese.devrait - b.hypothese.devrait,
    )
}

/** The hypotheses worth a trial: by how many gaps they close by arithmetic, then by the nature of the slip. */
function shortlist(scene: { readonly programme: Programme; readonly cells: Cells }, gaps: readonly Gap[]): readonly Hypothese[] {
  const found = new Map<string, { readonly hypothese: Hypothese; readonly appuis: number }>()
  for (const hypothese of gaps.flatMap((gap) => hypothesesOf(scene, gap))) {
    const key = `${hypothese.index} ${hypothese.devrait} ${hypothese.autre ?? ''}`
    const known = found.get(key)
    if (known && RANK[known.hypothese.genre] <= RANK[hypothese.genre]) continue
    found.set(key, { hypothese, appuis: known?.appuis ?? supportOf(scene.programme, hypothese, gaps) })
  }
  const sorted = [...found.values()].toSorted(
    (a, b) => b.appuis - a.appuis || likelihood(a.hypothese) - likelihood(b.hypothese) || a.hypothese.index - b.hypothese.index,
  )
  const named = sorted.filter(({ hypothese }) => hypothese.genre !== 'montant').slice(0, MAX_TRIALS)
  const unnamed = sorted.filter(({ hypothese, appuis }) => hypothese.genre === 'montant' && appuis > 1).slice(0, MAX_UNNAMED)
  return [...displaced(sorted.map(({ hypothese }) => hypothese)), ...[...named, ...unnamed].map(({ hypothese }) => hypothese)]
}

/** One amount too many here and the same missing there: an amount on the wrong line. */
function displaced(hypotheses: readonly Hypothese[]): readonly Hypothese[] {
  const missing = Map.groupBy(
    hypotheses.filter(({ valeur, devrait }) => valeur === 0 && devrait > 0),
    ({ devrait }) => devrait,
  )
  return hypotheses
    .filter(({ genre, devrait }) => genre === 'double' && devrait === 0)
    .flatMap(({ index, valeur, entries }) =>
      (missing.get(valeur) ?? []).map((there): Hypothese => {
        const base = { genre: 'ailleurs', index, valeur, devrait: 0, autre: there.index } as const
        return { ...base, entries: [...entries, ...there.entries] }
      }),
    )
    .slice(0, MAX_DISPLACED)
}

const likelihood = ({ genre, eloignement = 0 }: Hypothese): number => RANK[genre] + Math.min(0.9, eloignement / 10)

/** How many gaps a hypothesis closes, as far as slopes tell. */
const supportOf = (programme: Programme, { index, valeur, devrait }: Hypothese, gaps: readonly Gap[]): number =>
  gaps.filter(({ comparaison, slopes }) => {
    const slope = slopes.cases.get(index) ?? slopes.colonnes.get(rowOne(programme, index))
    return slope !== undefined && wouldHold(comparaison, comparaison.ecart + slope * (devrait - valeur))
  }).length
