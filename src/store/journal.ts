/** The append-only journal: each line seals the one before it, per chain (a dossier, or the administrative acts of a body). */
import { hash } from 'node:crypto'
import { sql } from 'kysely'
import { texteCanonique, type LigneJournal } from '#domain/journal.ts'
import type { Modification } from './dossiers.ts'
import type { Tx } from './transact.ts'

export const PREMIERE_EMPREINTE = Buffer.alloc(32)

export const sceller = (precedente: Buffer, ligne: LigneJournal): Buffer =>
  hash('sha256', Buffer.concat([precedente, Buffer.from(texteCanonique(ligne))]), 'buffer')

/** What seals a line: the seal of the line before, and its own. */
export type Scellee = { readonly precedente: Buffer; readonly empreinte: Buffer }
export type Chaine = { readonly seq: number; readonly empreinte: Buffer }

/**
 * Writes the line of a dossier's act together with what it changes in the dossier's row, in one statement; returns its seal.
 * Throws, so that nothing is kept, when row-level security hides the row: a line without its dossier would break the chain.
 */
export async function appendDossierLine(
  tx: Tx,
  ligne: LigneJournal,
  { precedente, modification }: { precedente: Buffer; modification: Modification },
): Promise<Buffer> {
  const empreinte = sceller(precedente, ligne)
  const { numUpdatedRows } = await tx
    .with('ecrite', (db) =>
      db
        .insertInto('journal')
        .values(row(ligne, precedente, empreinte))
        .returning('seq'),
    )
    .updateTable('dossiers')
    .from('ecrite')
    .set({ ...modification, seq: ligne.seq, empreinte })
    .where('dossiers.organisme_id', '=', ligne.organismeId)
    .where('dossiers.id', '=', ligne.chaineId)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) throw new Error(`line ${ligne.seq} of ${ligne.chaineId}: the scope cannot change the dossier's row`)
  return empreinte
}

/** Locks the chain of a body's administrative acts, creating it at the first act. */
export async function lockChaine(tx: Tx, organismeId: string): Promise<Chaine> {
  await tx
    .insertInto('chaines')
    .values({ organisme_id: organismeId, id: organismeId, seq: 0, empreinte: PREMIERE_EMPREINTE })
    .onConflict((conflict) => conflict.columns(['organisme_id', 'id']).doNothing())
    .execute()
  return tx
    .selectFrom('chaines')
    .select(['seq', 'empreinte'])
    .where('organisme_id', '=', organismeId)
    .where('id', '=', organismeId)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

export async function appendChaineLine(tx: Tx, ligne: LigneJournal, precedente: Buffer): Promise<void> {
  const empreinte = sceller(precedente, ligne)
  await tx
    .insertInto('journal')
    .values(row(ligne, precedente, empreinte))
    .execute()
  const { numUpdatedRows } = await tx
    .updateTable('chaines')
    .set({ seq: ligne.seq, empreinte })
    .where('organisme_id', '=', ligne.organismeId)
    .where('id', '=', ligne.chaineId)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) throw new Error(`line ${ligne.seq} of the chain ${ligne.chaineId}: the scope cannot change the chain`)
}

const row = (ligne: LigneJournal, precedente: Buffer, empreinte: Buffer) => ({
  organisme_id: ligne.organismeId,
  chaine_id: ligne.chaineId,
  seq: ligne.seq,
  le: new Date(ligne.le),
  acteur_id: ligne.acteurId,
  qui: ligne.qui,
  action: ligne.action,
  details: JSON.stringify(ligne.details),
  precedente,
  empreinte,
})

/** Numbers of lines, ends included. */
export type Intervalle = readonly [premiere: number, derniere: number]
const dansIntervalles = (intervalles: readonly Intervalle[]) =>
  sql<boolean>`exists (select 1 from unnest(${intervalles.map(([premiere]) => premiere)}::int[], ${intervalles.map(([, derniere]) => derniere)}::int[])
                       as vu (premiere, derniere) where seq between premiere and derniere)`

/** Lines of a chain, the newest first; `dans`: only those of these intervals. */
export const listLines = (
  tx: Tx,
  chaineId: string,
  { before, limit, action, dans }: { before?: number; limit: number; action?: readonly string[]; dans?: readonly Intervalle[] },
) =>
  tx
    .selectFrom('journal')
    .select(['seq', 'le', 'qui', 'action', 'details', 'acteur_id'])
    .where('chaine_id', '=', chaineId)
    .$if(before !== undefined, (query) => query.where('seq', '<', before ?? 0))
    .$if(action !== undefined, (query) => query.where('action', 'in', [...(action ?? [])]))
    .$if(dans !== undefined, (query) => query.where(dansIntervalles(dans ?? [])))
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()

/** Lines that touched one cell, the newest first. */
export const listCellLines = (tx: Tx, chaineId: string, { at, dans }: { at: string; dans?: readonly Intervalle[] }) =>
  tx
    .selectFrom('journal')
    .select(['seq', 'le', 'qui', 'action', 'details', 'acteur_id'])
    .where('chaine_id', '=', chaineId)
    .where(sql<boolean>`details -> 'cellules' ? ${at}`)
    .$if(dans !== undefined, (query) => query.where(dansIntervalles(dans ?? [])))
    .orderBy('seq', 'desc')
    .limit(200)
    .execute()

export const getLine = (tx: Tx, chaineId: string, seq: number) =>
  tx
    .selectFrom('journal')
    .select(['seq', 'le', 'qui', 'action', 'details', 'acteur_id'])
    .where('chaine_id', '=', chaineId)
    .where('seq', '=', seq)
    .executeTakeFirst()
