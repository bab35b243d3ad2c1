/** What one process shares between calls. Nothing here is needed by another process: editions never change, sheets are re-read when the journal moved. */
import type { Edition, LiasseCode } from '#definitions/edition.ts'
import { readCompiled } from '#definitions/read-compiled.ts'
import { openSheet, type Sheet } from '#engine/sheet.ts'
import { Problem } from '#domain/problems.ts'
import { findCampagneOuverte, findEdition, type Campagne } from '#store/campagnes.ts'
import type { CelluleStockee } from '#store/cellules.ts'
import type { Base } from '#store/connect.ts'
import { listCellules, type DossierRow } from '#store/dossiers.ts'
import type { Tx } from '#store/transact.ts'
import { valeursOf } from './valeurs-du-moteur.ts'

/** A dossier as the engine sees it at journal line `seq`. */
export type Ouvert = { readonly seq: number; readonly cellules: ReadonlyMap<string, CelluleStockee>; readonly sheet: Sheet }

const MAX_OUVERTS = 200

export type Plateforme = {
  readonly base: Base
  edition(reader: Base | Tx, digest: string): Promise<Edition>
  campagne(reader: Base | Tx): Promise<Campagne>
  /** The sheet of a dossier whose row is locked (or read in the same snapshot): from memory when nothing changed since. */
  ouvrir(tx: Tx, row: DossierRow): Promise<Ouvert>
  /** To be called after the commit only: what a failed transaction computed is never remembered. */
  retenir(dossierId: string, ouvert: Ouvert): void
}

export function creerPlateforme(base: Base): Plateforme {
  const editions = new Map<string, Edition>()
  const ouverts = new Map<string, Ouvert>()

  async function edition(reader: Base | Tx, digest: string): Promise<Edition> {
    const known = editions.get(digest)
    if (known) return known
    const text = await findEdition(reader, digest)
    if (text === undefined) throw new Problem('page/inconnue')
    const read = readCompiled(text)
    editions.set(digest, read)
    return read
  }

  function retenir(dossierId: string, ouvert: Ouvert): void {
    ouverts.delete(dossierId)
    ouverts.set(dossierId, ouvert)
    const oldest = ouverts.keys().next()
    if (ouverts.size > MAX_OUVERTS && !oldest.done) ouverts.delete(oldest.value)
  }

  async function ouvrir(tx: Tx, row: DossierRow): Promise<Ouvert> {
    const known = ouverts.get(row.id)
    if (known && known.seq === row.seq) return known
    const cellules = await listCellules(tx, row)
    const lue = await edition(tx, row.edition_digest)
    const sheet = openSheet(lue, row.liasse, { famille: row.famille, valeurs: valeursOf(cellules) })
    return { seq: row.seq, cellules, sheet }
  }

  async function campagne(reader: Base | Tx): Promise<Campagne> {
    const found = await findCampagneOuverte(reader)
    if (!found) throw new Problem('page/inconnue')
    return found
  }

  return { base, edition, campagne, ouvrir, retenir }
}

/** The compiled liasse of an edition. */
export function liasseOf(edition: Edition, code: LiasseCode) {
  const liasse = edition.liasses.find((candidate) => candidate.code === code)
  if (!liasse) throw new RangeError(`the edition ${edition.code} has no liasse ${code}`)
  return liasse
}
