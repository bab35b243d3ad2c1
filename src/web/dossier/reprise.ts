/** What a person chose in the differences between the QDIS and the ER, and what a later reading leaves of that choice. [S58] [PI-04] */
import type { Reply } from '#contract/routes.ts'

export type Lecture = Reply<'lireSynchronisation'>
export type Difference = Lecture['differences'][number]

export type Choix = {
  readonly lecture: Lecture
  /** Addresses of the cells to be taken. */
  readonly cochees: ReadonlySet<string>
  /** Cells whose figures moved between the last two readings: never ticked without the person. */
  readonly changees: ReadonlySet<string>
}

/** New cells are proposed; what was typed by hand, or filed the year before, is kept unless the person ticks it. */
export const firstChoix = (lecture: Lecture): Choix => ({
  lecture,
  cochees: new Set(lecture.differences.filter(({ genre }) => genre === 'nouvelle' || genre === 'changee').map(({ at }) => at)),
  changees: new Set(),
})

const figuresOf = ({ actuelle, er }: Difference): string => JSON.stringify([actuelle?.v, actuelle?.t, actuelle?.so, er])

/** The choice after a new reading: what the person saw stays as chosen, what moved is unticked and named. */
export function relu({ lecture: before, cochees, changees }: Choix, lecture: Lecture): Choix {
  const seen = new Map(before.differences.map((difference) => [difference.at, figuresOf(difference)]))
  const ats = new Set(lecture.differences.map(({ at }) => at))
  const moved = new Set(lecture.differences.filter((difference) => seen.get(difference.at) !== figuresOf(difference)).map(({ at }) => at))
  return {
    lecture,
    cochees: new Set([...cochees].filter((at) => ats.has(at) && !moved.has(at))),
    changees: new Set([...changees, ...moved].filter((at) => ats.has(at))),
  }
}

export const cocher = (choix: Choix, ats: readonly string[], on: boolean): Choix => ({
  ...choix,
  cochees: new Set(on ? [...choix.cochees, ...ats] : [...choix.cochees].filter((at) => !ats.includes(at))),
})
