/** Tries a hypothesis on the sheet itself: which findings vanish, which appear, what becomes of the line beside last year's. */
import type { Niveau } from '#definitions/edition.ts'
import { placeDeListe } from '#definitions/liste.ts'
import type { Cells } from '../cells.ts'
import { changeCells } from '../change-cells.ts'
import type { ControleCompile } from '../compile-controle.ts'
import type { Programme } from '../compile.ts'
import type { Entry } from '../write-cells.ts'
import { heldAt } from '../read-cell.ts'
import { keyOf, runControles } from '../run-controles.ts'
import type { Hypothese } from './hypothesis.ts'
import { RANK } from './hypothesis.ts'
import { distance, otherYearOf, yearsOf } from './other-year.ts'
import { hopsFrom, rowOne } from './nearest.ts'
import { areNeighbourSwaps } from './slips.ts'

export type Trial = {
  readonly hypothese: Hypothese
  /** The sheet with the hypothesis written in. */
  readonly cells: Cells
  /** Keys of the findings that it mends. */
  readonly mended: ReadonlySet<string>
  /** How many controls it breaks that held, alerts left out: a threshold proves nothing. */
  readonly broken: number
  /** The controls mended less those broken; an alert mended weighs a tenth. */
  readonly evidence: number
  /** The likelier, the smaller: the slip itself, then what last year says of the line. */
  readonly cost: number
}

/** Writes the hypothesis, computes, and runs again the controls that read what changed. `violated`: keys of all that is violated now. */
export function tryHypothese(programme: Programme, before: Cells, on: { hypothese: Hypothese; violated: ReadonlySet<string> }): Trial {
  const { hypothese, violated } = on
  const cells = changeCells(programme, before, hypothese.entries)
  const concerned = concernedBy(programme, hypothese.entries)
  const levels = new Map([...concerned].map(({ controle }) => [controle.code, controle.niveau]))
  const levelOf = (key: string): Niveau | undefined => levels.get(key) ?? levels.get(key.slice(0, key.lastIndexOf('/')))
  const after = new Set(runControles(programme, cells, concerned).violes.map(keyOf))
  const mended = new Set([...violated].filter((key) => levelOf(key) !== undefined && !after.has(key)))
  const broken = [...after].filter((key) => !violated.has(key) && levelOf(key) !== 'a_noter').length
  const weights = [...mended].map((key) => (levelOf(key) === 'a_noter' ? ALERT : 1))
  const evidence = weights.reduce((sum, weight) => sum + weight, -broken)
  return { hypothese, cells, mended, broken, evidence, cost: costOf(programme, hypothese, [before, cells]) }
}

const ALERT = 0.1

const readers = new WeakMap<Programme, Map<number, ReadonlySet<ControleCompile>>>()

/** The controls that read one of the entries, directly or through totals. */
function concernedBy(programme: Programme, entries: readonly Entry[]): ReadonlySet<ControleCompile> {
  const known = readers.get(programme) ?? new Map<number, ReadonlySet<ControleCompile>>()
  readers.set(programme, known)
  const sets = entries.map(([index]) => {
    const from = rowOne(programme, index)
    const found = known.get(from) ?? controlsFrom(programme, from)
    known.set(from, found)
    return found
  })
  return sets.length === 1 && sets[0] ? sets[0] : new Set(sets.flatMap((own) => [...own]))
}

function controlsFrom(programme: Programme, from: number): ReadonlySet<ControleCompile> {
  const reached = hopsFrom(programme, from)
  const liste = placeDeListe(programme.liasse, from)?.position
  const isConcerned = ({ controle }: ControleCompile): boolean =>
    (liste !== undefined && controle.liste === liste) || controle.cellules.some((cell) => reached.has(rowOne(programme, cell)))
  return new Set(programme.controles.filter(isConcerned))
}

const FAR = 3
const NEAR = Math.log(2)
const DISTANT_SWAP = 0.7
/** The most that closeness weighs: less than one rank. */
const MAX_WEIGHT = 0.9

/** The nature of the slip, and whether it brings the line nearer to the figure of the other year or away from it. */
function costOf(
  { liasse }: Programme,
  { genre, index, valeur, devrait, eloignement = 0 }: Hypothese,
  sheets: readonly [Cells, Cells],
): number {
  const swap = genre === 'chiffres' && !areNeighbourSwaps(valeur, devrait) ? DISTANT_SWAP : 0
  const own = RANK[genre] + swap + Math.min(MAX_WEIGHT, eloignement)
  const at = yearsOf(liasse).compared.get(index) ?? index
  const other = otherYearOf(liasse, sheets[0], at)
  if (other === null || other === 0 || genre === 'sens' || genre === 'ailleurs') return own
  const [was = 0, becomes = 0] = sheets.map((cells) => distance(heldAt(liasse, cells, at).valeur, other))
  if (was === becomes) return own
  const closer = Math.min(MAX_WEIGHT, Math.abs(was - becomes))
  if (becomes < was) return own - closer
  return own + (becomes < NEAR ? closer : FAR)
}
