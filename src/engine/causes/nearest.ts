/** Which of several findings speaks of a figure most directly. */
import { placeDeListe } from '#definitions/liste.ts'
import type { Programme } from '../compile.ts'
import { GRAVITE } from '../niveau.ts'
import type { Issue } from '../run-controles.ts'

/** The finding whose control reads the cell through the fewest totals; then the gravest; then the first of the edition. `issues` is not empty. */
export function nearest(programme: Programme, issues: readonly Issue[], index: number): Issue {
  const hops = hopsFrom(programme, index)
  const farness = ({ compile }: Issue): number =>
    Math.min(...compile.controle.cellules.map((cell) => hops.get(rowOne(programme, cell)) ?? Infinity))
  const [first] = issues
    .map((issue, rank) => ({ issue, rank, far: farness(issue) }))
    .toSorted(
      (a, b) => a.far - b.far || GRAVITE[a.issue.compile.controle.niveau] - GRAVITE[b.issue.compile.controle.niveau] || a.rank - b.rank,
    )
  if (!first) throw new RangeError('no finding to choose from')
  return first.issue
}

/** A column of a list stands for all its rows. */
export function rowOne({ liasse }: Programme, index: number): number {
  const place = placeDeListe(liasse, index)
  return place ? place.liste.premier + place.rang : index
}

/** Through how many formulas each cell is reached from one. */
export function hopsFrom(programme: Programme, index: number): ReadonlyMap<number, number> {
  const from = rowOne(programme, index)
  const hops = new Map([[from, 0]])
  for (const [cell, far] of hops) {
    for (const reader of readersOf(programme, cell)) if (!hops.has(reader)) hops.set(reader, far + 1)
  }
  return hops
}

/** The cells computed from one: of a column of a list, its neighbours and what gathers it. */
function readersOf({ liasse, lecteurs, listes, calculs }: Programme, index: number): readonly number[] {
  const place = placeDeListe(liasse, index)
  const liste = place && listes[place.position]
  const positions = liste ? [...(liste.voisins[place.rang] ?? []), ...(liste.agregateurs[place.rang] ?? [])] : (lecteurs[index] ?? [])
  return Array.from(positions, (position) => calculs[position]?.index ?? -1)
}
