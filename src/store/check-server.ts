/** Is this PostgreSQL one that Harmoni@ can live on? Asked before the first migration touches it. */
import { sql } from 'kysely'
import type { Base } from './connect.ts'

/** The server cannot hold Harmoni@; the message says what to ask of whoever administers it. */
export class DatabaseRefused extends Error {
  override name = 'DatabaseRefused'
}

const VERSION_MIN = 16
const ROLES = ['harmonia_app', 'harmonia_porte', 'harmonia_audit'] as const

type Server = { readonly version: number; readonly encodage: string; readonly utilisateur: string; readonly cree: boolean }
type Membership = { readonly role: string; readonly tenu: boolean; readonly administre: boolean }

/** @throws {DatabaseRefused} too old, not in UTF-8, or the three roles can be neither created nor taken */
export async function checkServer(base: Base): Promise<void> {
  const { version, encodage, utilisateur, cree } = await serverOf(base)
  if (version < VERSION_MIN)
    throw new DatabaseRefused(`Ce PostgreSQL est en version ${version} : Harmoni@ demande la version ${VERSION_MIN} ou plus récente.`)
  if (encodage !== 'UTF8')
    throw new DatabaseRefused(
      `La base est en ${encodage} : Harmoni@ demande l’UTF-8 (create database … encoding 'UTF8' template template0).`,
    )
  const existing = await membershipsOf(base)
  if (existing.length < ROLES.length && !cree)
    throw new DatabaseRefused(
      `L’utilisateur ${utilisateur} ne peut pas créer les rôles ${ROLES.join(', ')}. Donnez-lui ce droit : alter role ${utilisateur} createrole.`,
    )
  const refused = existing.filter(({ tenu, administre }) => !tenu && !administre).map(({ role }) => role)
  if (refused.length > 0)
    throw new DatabaseRefused(
      `Les rôles ${refused.join(', ')} existent sur ce serveur sans être ouverts à ${utilisateur}. Donnez-les-lui : grant ${refused.join(', ')} to ${utilisateur}.`,
    )
}

async function serverOf(base: Base): Promise<Server> {
  const { rows } = await sql<Server>`
    select current_setting('server_version_num')::int / 10000 as version, current_setting('server_encoding') as encodage,
           current_user as utilisateur, rolsuper or rolcreaterole as cree
    from pg_roles where rolname = current_user
  `.execute(base)
  const [server] = rows
  if (!server) throw new RangeError('the connecting user is in no list of roles')
  return server
}

/** Of the three roles, those that exist: may the connecting user work under them, or give itself that right? */
async function membershipsOf(base: Base): Promise<readonly Membership[]> {
  const { rows } = await sql<Membership>`
    select rolname as role, pg_has_role(oid, 'SET') as tenu, pg_has_role(oid, 'MEMBER WITH ADMIN OPTION') as administre
    from pg_roles where rolname = any (${[...ROLES]}::text[])
  `.execute(base)
  return rows
}
