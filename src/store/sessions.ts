/** Sessions: only the SHA-256 of the token is kept. */
import { sql, type Insertable } from 'kysely'
import type { OperateurRole } from '#domain/acteur.ts'
import { runPrepared, type Base, type Prepared } from './connect.ts'
import type { Tables } from './tables.ts'
import type { Tx } from './transact.ts'

export type SessionRow = {
  readonly jeton: Buffer
  readonly session_id: string
  readonly vue_le: Date
  readonly ouverte_le: Date
  readonly fermee_le: Date | null
  readonly organisme_id: string
  readonly compte_id: string
  readonly login: string
  readonly genre: 'administrateur' | 'utilisateur' | 'operateur'
  readonly nom: string
  readonly prenom: string
  readonly profil: string | null
  readonly droits: string[]
  readonly doit_changer: boolean
  readonly actif: boolean
  readonly operateur: OperateurRole | null
}

const SESSIONS: Prepared = { name: 'porte_sessions', text: 'select * from porte_sessions($1)' }

/** The session of each token, in the order of the tokens; those that exist, whatever their state. */
export async function findSessions(base: Base, jetons: readonly Buffer[]): Promise<readonly (SessionRow | undefined)[]> {
  const rows = await runPrepared<SessionRow>(base, SESSIONS, [jetons])
  const parJeton = new Map(rows.map((row) => [row.jeton.toString('latin1'), row]))
  return jetons.map((jeton) => parJeton.get(jeton.toString('latin1')))
}

export const touchSession = async (base: Base, jeton: Buffer, instant: Date): Promise<void> => {
  await sql`select porte_vue(${jeton}, ${instant})`.execute(base)
}

export const insertSession = (tx: Tx, session: Insertable<Tables['sessions']>) => tx.insertInto('sessions').values(session).execute()

/** Open sessions of an account, the last seen first. */
export const listSessions = (tx: Tx, compte: { organismeId: string; compteId: string }) =>
  tx
    .selectFrom('sessions')
    .select(['id', 'ouverte_le', 'vue_le', 'appareil', 'jeton'])
    .where('organisme_id', '=', compte.organismeId)
    .where('compte_id', '=', compte.compteId)
    .where('fermee_le', 'is', null)
    .orderBy('vue_le', 'desc')
    .execute()

/** Closes one open session of the account, or all but one; gives how many it closed. */
export async function closeSessions(
  tx: Tx,
  compte: { organismeId: string; compteId: string },
  { id, saufJeton, le }: { id?: string; saufJeton?: Buffer; le: Date },
): Promise<number> {
  const closed = await tx
    .updateTable('sessions')
    .set({ fermee_le: le })
    .where('organisme_id', '=', compte.organismeId)
    .where('compte_id', '=', compte.compteId)
    .where('fermee_le', 'is', null)
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .$if(saufJeton !== undefined, (query) => query.where('jeton', '<>', saufJeton ?? Buffer.alloc(0)))
    .executeTakeFirst()
  return Number(closed.numUpdatedRows)
}

type CompteDe = { readonly organismeId: string; readonly compteId: string }

const openedSince = (tx: Tx, { organismeId, compteId }: CompteDe, depuis: Date) =>
  tx
    .selectFrom('sessions')
    .select('id')
    .where('organisme_id', '=', organismeId)
    .where('compte_id', '=', compteId)
    .where('ouverte_le', '>', depuis)
    .limit(1)

/** Is this the mark (see `marqueDeLAppareil`) of a session that this account opened since? */
export async function isAppareilConnu(tx: Tx, compte: CompteDe, { marque, depuis }: { marque: Buffer; depuis: Date }): Promise<boolean> {
  const known = await openedSince(tx, compte, depuis)
    .where(sql<boolean>`sha256(jeton || 'appareil'::bytea) = ${marque}`)
    .executeTakeFirst()
  return known !== undefined
}

/** Has this account signed in from this address in the last 90 days? Then a stranger's failures don't slow it down. */
export async function isAdresseConnue(tx: Tx, compte: CompteDe, { adresse, depuis }: { adresse: string; depuis: Date }): Promise<boolean> {
  const known = await openedSince(tx, compte, depuis).where('adresse', '=', adresse).executeTakeFirst()
  return known !== undefined
}
