/** An empty form is not a list of faults: what its emptiness violates waits until somebody asks for the verification. [CH-05] */
import type { Famille, LiasseCompilee } from '#definitions/edition.ts'
import type { Anomalie, Verification } from '#engine/verify.ts'
import { concerns } from '#web/grid/grid-model.ts'

export type Constat = Verification & {
  /** Findings of tables in which nothing is entered yet; they are not among `anomalies`. */
  readonly aCompleter: readonly Anomalie[]
  /** True when no entry cell of the dossier holds anything of the year. */
  readonly vide: boolean
}

type Read = {
  readonly liasse: LiasseCompilee
  readonly presence: ArrayLike<number>
  /** Whether a cell is still as it was taken over from the year before. */
  readonly isReprise: (index: number) => boolean
  readonly famille: Famille
  /** True once the verification was asked for: from then on everything is said. */
  readonly demande: boolean
}

/** Sets aside the findings whose tables are all still to begin; a finding that reads a computed table is never set aside. */
export function constatOf(verification: Verification, { liasse, presence, isReprise, famille, demande }: Read): Constat {
  const begun = new Map<string, boolean>()
  const tableauOf = new Map<string, string>()
  liasse.cellules.forEach((cellule, index) => {
    tableauOf.set(cellule.at, cellule.tableau)
    if (cellule.formule || !concerns(cellule.familles, famille)) return
    // What comes from the year before begins nothing.
    const isBegun = presence[index] !== 0 && !isReprise(index)
    begun.set(cellule.tableau, begun.get(cellule.tableau) === true || isBegun)
  })
  const waits = ({ cellules }: Anomalie): boolean =>
    !demande && cellules.length > 0 && cellules.every((at) => begun.get(tableauOf.get(at) ?? '') === false)
  return {
    ...verification,
    anomalies: verification.anomalies.filter((anomalie) => !waits(anomalie)),
    aCompleter: verification.anomalies.filter(waits),
    vide: [...begun.values()].every((one) => !one),
  }
}
