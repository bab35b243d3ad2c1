/**
 * What one process shares between calls. Nothing here is needed by another process: editions never change, and what is remembered of a
 * dossier holds only as long as its row is at the same journal line.
 */
import { setImmediate } from 'node:timers/promises'
import type { Edition, LiasseCode } from '#definitions/edition.ts'
import { readCompiled } from '#definitions/read-compiled.ts'
import { openSheet, type Sheet } from '#engine/sheet.ts'
import { Problem } from '#domain/problems.ts'
import { findCampagneOuverte, findEdition, type Campagne } from '#store/campagnes.ts'
import type { Base } from '#store/connect.ts'
import { listCellules, type DossierRow } from '#store/dossiers.ts'
import { listPrecedents } from '#store/precedents.ts'
import { findSessions, type SessionRow } from '#store/sessions.ts'
import type { Tx } from '#store/transact.ts'
import { creerAnnonceur, type Annonceur } from './annonceur.ts'
import { CellulesOuvertes } from './cellules-ouvertes.ts'
import { grouper, settled } from './grouper.ts'
import { passesOf, valeursOf } from './valeurs-du-moteur.ts'

/** The figures of a dossier: its stored cells, and the sheet that the engine computes from them. */
export type Contenu = { readonly cellules: CellulesOuvertes; readonly sheet: Sheet }
/** A dossier at the journal line `row.seq`. */
export type Ouvert = Contenu & { readonly row: DossierRow }

const MAX_OUVERTS = 200

export type Plateforme = {
  readonly base: Base
  edition(reader: Base | Tx, digest: string): Promise<Edition>
  campagne(reader: Base | Tx): Promise<Campagne>
  /** The session of a token, read now: sessions asked for at the same time are read together, never remembered. */
  session(jeton: Buffer): Promise<SessionRow | undefined>
  /** A dossier whose row is locked (or read in the same snapshot): its sheet comes from memory when nothing changed since. */
  ouvrir(tx: Tx, row: DossierRow): Promise<Ouvert>
  /** The same from the database, whatever is remembered: when the transaction changed what the row's line number does not tell. */
  relire(tx: Tx, row: DossierRow): Promise<Ouvert>
  /** A dossier of this body as this process last knew it: only to prepare a write that checks `row.seq`. */
  connu(organismeId: string, dossierId: string): Ouvert | undefined
  /** To be called after the commit only: what a failed transaction computed is never remembered. */
  retenir(ouvert: Ouvert): void
  /** Tells everyone who watches the dossier, in every process, that it changed. After the commit as well. */
  readonly annoncer: Annonceur
}

/** The body is part of the key: what is remembered is behind the same wall as what is stored. */
const clefOf = (organismeId: string, dossierId: string): string => `${organismeId} ${dossierId}`

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

  const connu = (organismeId: string, dossierId: string): Ouvert | undefined => ouverts.get(clefOf(organismeId, dossierId))

  function retenir(ouvert: Ouvert): void {
    const { organisme_id, id, seq } = ouvert.row
    const clef = clefOf(organisme_id, id)
    const known = ouverts.get(clef)
    if (known && known.row.seq > seq) return
    ouverts.delete(clef)
    ouverts.set(clef, ouvert)
    const oldest = ouverts.keys().next()
    if (ouverts.size > MAX_OUVERTS && !oldest.done) ouverts.delete(oldest.value)
  }

  async function ouvrir(tx: Tx, row: DossierRow): Promise<Ouvert> {
    const known = connu(row.organisme_id, row.id)
    return known && known.row.seq === row.seq ? { ...known, row } : relire(tx, row)
  }

  async function relire(tx: Tx, row: DossierRow): Promise<Ouvert> {
    const cellules = await listCellules(tx, row)
    const lue = await edition(tx, row.edition_digest)
    const passes = passesOf(await listPrecedents(tx, row))
    const sheet = openSheet(lue, row.liasse, { famille: row.famille, valeurs: valeursOf(cellules), ...passes })
    return { row, cellules: CellulesOuvertes.of(sheet.liasse, cellules), sheet }
  }

  const session = grouper(async (jetons: readonly Buffer[]) => (await findSessions(base, jetons)).map(settled), {
    // The requests that arrived together are all read before the question leaves.
    attendre: () => setImmediate(),
  })
  return { base, edition, campagne, session, ouvrir, relire, connu, retenir, annoncer: creerAnnonceur(base) }
}

async function campagne(reader: Base | Tx): Promise<Campagne> {
  const found = await findCampagneOuverte(reader)
  if (!found) throw new Problem('page/inconnue')
  return found
}

/** The compiled liasse of an edition. */
export function liasseOf(edition: Edition, code: LiasseCode) {
  const liasse = edition.liasses.find((candidate) => candidate.code === code)
  if (!liasse) throw new RangeError(`the edition ${edition.code} has no liasse ${code}`)
  return liasse
}
