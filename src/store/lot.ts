/** A lot: the saves of one dossier that are committed together, each with its own line in the journal. */
import type { LigneJournal } from '#domain/journal.ts'
import type { LigneStockee } from './cellules.ts'
import { runPrepared, type Base, type Prepared } from './connect.ts'
import type { DossierRow } from './dossiers.ts'
import type { Scellee } from './journal.ts'
import type { Portee, Tx } from './transact.ts'

export type Lot = {
  /** The dossier's row as it was when the lot was computed. */
  readonly avant: DossierRow
  /** The same after the last save of the lot. */
  readonly apres: DossierRow
  /** Sealed one after the other, from `avant.empreinte` to `apres.empreinte`. */
  readonly actes: readonly (LigneJournal & Scellee)[]
  readonly lignes: readonly LigneStockee[]
}

/** Written in `migrations/0002-save-in-one-statement.ts`: scope, check of the line number, lock, journal, cells. */
const ENREGISTRER: Prepared = {
  name: 'enregistrer_lot',
  text: 'select enregistrer_lot($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) as fait',
}

/**
 * Writes a lot in one statement: a transaction of its own, or the one given.
 * `false`, and nothing written, when the dossier moved since `avant` was read or is not visible to the scope.
 */
export async function enregistrerLot(on: Base | Tx, portee: Portee, { avant, apres, actes, lignes }: Lot): Promise<boolean> {
  const rows = await runPrepared<{ fait: boolean }>(on, ENREGISTRER, [
    portee.organismeId,
    portee.operateur ?? '',
    avant.id,
    avant.seq,
    apres.modifie_seq,
    apres.modifie_le,
    apres.remplies,
    lignes.map(({ tableau }) => tableau),
    lignes.map(({ ligne }) => ligne),
    lignes.map(({ cellules }) => JSON.stringify(cellules)),
    actes.map((acte) => acte.seq),
    actes.map((acte) => acte.le),
    actes.map((acte) => acte.acteurId),
    actes.map((acte) => acte.qui),
    actes.map((acte) => acte.action),
    actes.map((acte) => JSON.stringify(acte.details)),
    actes.map((acte) => acte.precedente),
    actes.map((acte) => acte.empreinte),
  ])
  return rows[0]?.fait === true
}
