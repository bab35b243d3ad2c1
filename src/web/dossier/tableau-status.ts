/** Where each table stands: to do, under way, with findings, finished. [EG-03] */
import type { Famille, LiasseCompilee, Niveau } from '#definitions/edition.ts'
import type { Verification } from '#engine/verify.ts'
import { concerns } from '#web/grid/grid-model.ts'

export type TableauStatus = {
  readonly remplies: number
  readonly aRemplir: number
  readonly bloquants: number
  readonly aJustifier: number
  /** Rows of its lists; undefined without a list. */
  readonly lignes?: number
}

type Read = {
  readonly liasse: LiasseCompilee
  readonly presence: ArrayLike<number>
  /** Numbers of the rows of a list. */
  readonly rows: (tableau: string) => readonly number[]
  readonly famille: Famille
  readonly constat: Pick<Verification, 'anomalies'>
}

/** Counts entry cells filled and findings, by table code; a finding counts in the table of its first cell. */
export function statusByTableau({ liasse, presence, rows, famille, constat }: Read): ReadonlyMap<string, TableauStatus> {
  const counts = new Map<string, { remplies: number; aRemplir: number; bloquants: number; aJustifier: number; lignes?: number }>()
  const of = (code: string) => {
    const found = counts.get(code) ?? { remplies: 0, aRemplir: 0, bloquants: 0, aJustifier: 0 }
    counts.set(code, found)
    return found
  }
  const tableauByAt = new Map<string, string>()
  liasse.cellules.forEach((cellule, index) => {
    tableauByAt.set(cellule.at, cellule.tableau)
    if (cellule.formule || !concerns(cellule.familles, famille)) return
    const count = of(cellule.tableau)
    count.aRemplir++
    if (presence[index] !== 0) count.remplies++
  })
  for (const { tableau, familles } of liasse.listes) if (concerns(familles, famille)) of(tableau).lignes = rows(tableau).length
  const seen: Partial<Record<Niveau, 'bloquants' | 'aJustifier'>> = { bloquant: 'bloquants', a_justifier: 'aJustifier' }
  for (const anomalie of constat.anomalies) {
    const [first] = anomalie.cellules
    const code = first === undefined ? undefined : (tableauByAt.get(first) ?? first.split('.')[0])
    const counted = seen[anomalie.niveau]
    if (code !== undefined && counted) of(code)[counted]++
  }
  return counts
}

export const added = (statuses: readonly (TableauStatus | undefined)[]): TableauStatus =>
  statuses.reduce<TableauStatus>(
    (sum, one) =>
      one
        ? {
            remplies: sum.remplies + one.remplies,
            aRemplir: sum.aRemplir + one.aRemplir,
            bloquants: sum.bloquants + one.bloquants,
            aJustifier: sum.aJustifier + one.aJustifier,
            ...linesOf(sum, one),
          }
        : sum,
    { remplies: 0, aRemplir: 0, bloquants: 0, aJustifier: 0 },
  )

const linesOf = (sum: TableauStatus, one: TableauStatus): Pick<TableauStatus, 'lignes'> =>
  sum.lignes === undefined && one.lignes === undefined ? {} : { lignes: (sum.lignes ?? 0) + (one.lignes ?? 0) }
