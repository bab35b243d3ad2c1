/** The append-only journal: each line seals the one before it, per chain (a dossier, or the administrative acts of a body). */
import { hash } from 'node:crypto'
import { sql } from 'kysely'
import { texteCanonique, type LigneJournal } from '#domain/journal.ts'
import type { Base } from './connect.ts'
import type { Modification } from './dossiers.ts'
import type { Tx } from './transact.ts'

export const PREMIERE_EMPREINTE = Buffer.alloc(32)

export const sceller = (precedente: Buffer, ligne: LigneJournal): Buffer =>
  hash('sha256', Buffer.concat([precedente, Buffer.from(texteCanonique(ligne))]), 'buffer')

/** What seals a line: the seal of the line before, and its own. */
export type Scellee = { readonly precedente: Buffer; readonly empreinte: Buffer }
export type Chaine = { readonly seq: number; readonly empreinte: Buffer }

/** Writes the line of a dossier's act together with what it changes in the dossier's row, in one statement; returns its seal. */
export async function appendDossierLine(
  tx: Tx,
  ligne: LigneJournal,
  { precedente, modification }: { precedente: Buffer; modification: Modification },
): Promise<Buffer> {
  const empreinte = sceller(precedente, ligne)
  await tx
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
    .execute()
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
  await tx
    .updateTable('chaines')
    .set({ seq: ligne.seq, empreinte })
    .where('organisme_id', '=', ligne.organismeId)
    .where('id', '=', ligne.chaineId)
    .execute()
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

export type Defaut = { readonly chaineId: string; readonly seq: number; readonly raison: string }

/**
 * Re-computes every chain, line by line; needs a base opened as `harmonia_audit`. A chain is broken when a line is missing,
 * altered, or when the last one is not the one its dossier names.
 */
export async function verifyJournal(
  base: Base,
): Promise<{ readonly chaines: number; readonly lignes: number; readonly defauts: readonly Defaut[] }> {
  const heads = await base
    .selectFrom('dossiers')
    .select(['organisme_id', 'id', 'seq', 'empreinte'])
    .unionAll(base.selectFrom('chaines').select(['organisme_id', 'id', 'seq', 'empreinte']))
    .execute()
  const defauts: Defaut[] = []
  let lignes = 0
  for (const head of heads) {
    const checked = await verifyChaine(base, head)
    lignes += checked.lignes
    if (checked.defaut) defauts.push(checked.defaut)
  }
  return { chaines: heads.length, lignes, defauts }
}

type Head = { organisme_id: string; id: string; seq: number; empreinte: Buffer }

async function verifyChaine(base: Base, head: Head): Promise<{ lignes: number; defaut: Defaut | null }> {
  let previous: Chaine = { seq: 0, empreinte: PREMIERE_EMPREINTE }
  const broken = (seq: number, raison: string) => ({ lignes: previous.seq, defaut: { chaineId: head.id, seq, raison } })
  for (;;) {
    const page = await base
      .selectFrom('journal')
      .selectAll()
      .where('organisme_id', '=', head.organisme_id)
      .where('chaine_id', '=', head.id)
      .where('seq', '>', previous.seq)
      .orderBy('seq')
      .limit(1000)
      .execute()
    for (const line of page) {
      if (line.seq !== previous.seq + 1) return broken(previous.seq + 1, `ligne ${previous.seq + 1} absente`)
      const sealed = sceller(previous.empreinte, {
        organismeId: line.organisme_id,
        chaineId: line.chaine_id,
        seq: line.seq,
        le: line.le.toISOString(),
        acteurId: line.acteur_id,
        qui: line.qui,
        action: line.action,
        details: line.details,
      })
      if (!sealed.equals(line.empreinte) || !previous.empreinte.equals(line.precedente))
        return broken(line.seq, `ligne ${line.seq} altérée`)
      previous = { seq: line.seq, empreinte: line.empreinte }
    }
    if (page.length < 1000) break
  }
  if (previous.seq !== head.seq || !previous.empreinte.equals(head.empreinte))
    return broken(head.seq, `la dernière ligne est ${previous.seq}, le dossier annonce ${head.seq}`)
  return { lignes: previous.seq, defaut: null }
}
