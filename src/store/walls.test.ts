import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openScene, type Scene } from '#test/scene.ts'
import { openBase, type Base } from './connect.ts'
import { transact } from './transact.ts'

const TABLES = [
  'organismes',
  'comptes',
  'sessions',
  'chaines',
  'dossiers',
  'valeurs',
  'precedents',
  'justifications',
  'journal',
  'identifiants',
] as const
/** Tables that hold nothing of a body; the two of the migrator belong to the owner alone. */
const PARTAGEES = ['campagnes', 'echeances', 'editions', 'operateurs', 'reglages', 'tentatives']
const INCONNU = '7d1c2a60-0000-4000-8000-00000000abcd'

let scene: Scene
let owner: Base
const ids = { dossier: '', organisme: '' }
beforeAll(async () => {
  scene = await openScene()
  owner = openBase(scene.db, { role: null, max: 1 })
  const bruno = await scene.signIn('bruno.remparts')
  ids.dossier = (await bruno.ask('lireAccueil')).liasses[0]?.dossier?.id ?? ''
  ids.organisme = (await bruno.ask('lireSession')).acteur.organismeId
})
afterAll(async () => {
  await owner.destroy()
  await scene[Symbol.asyncDispose]()
})

describe('the outer wall, in the database itself', () => {
  test('every table is either behind row-level security or known to hold nothing of a body', async () => {
    const { rows } = await sql<{ nom: string }>`select tablename as nom from pg_tables where schemaname = 'public'`.execute(scene.base)
    const ours = rows.map(({ nom }) => nom).filter((nom) => !nom.startsWith('kysely_'))
    expect(ours.toSorted()).toEqual([...TABLES, ...PARTAGEES].toSorted())
  })

  test('no table that names a body is left outside', async () => {
    const { rows } = await sql<{ nom: string }>`
      select table_name as nom from information_schema.columns
      where table_schema = 'public' and column_name in ('organisme_id', 'dossier_id', 'compte_id', 'federation_id')
    `.execute(owner)
    const named = new Set(rows.map(({ nom }) => nom))
    expect([...named].filter((nom) => !(TABLES as readonly string[]).includes(nom))).toEqual([])
  })

  test.each(['harmonia_app', 'harmonia_audit', 'harmonia_porte'])(
    '%s owns no table, has no privilege and can be nobody else',
    async (role) => {
      const { rows } = await sql<{ tables: number; special: boolean; member: number }>`
      select (select count(*)::int from pg_class where relowner = r.oid) as tables,
        rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolcanlogin or rolreplication as special,
        (select count(*)::int from pg_auth_members where member = r.oid) as member
      from pg_roles r where rolname = ${role}
    `.execute(owner)
      expect(rows).toEqual([{ tables: 0, special: false, member: 0 }])
    },
  )

  test('the application runs no function of somebody else’s, but those of the door', async () => {
    const { rows } = await sql<{ nom: string }>`
      select proname as nom from pg_proc p
      where prosecdef and pronamespace = 'public'::regnamespace and has_function_privilege('harmonia_app', p.oid, 'execute')
    `.execute(owner)
    expect(rows.map(({ nom }) => nom).toSorted()).toEqual(['porte_compte', 'porte_sessions', 'porte_vue'])
  })

  test.each(TABLES)('%s has forced row-level security and belongs to somebody else than the application', async (table) => {
    const { rows } = await sql<{
      force: boolean
      owner: string
    }>`select relforcerowsecurity as force, pg_get_userbyid(relowner) as owner from pg_class where relname = ${table}`.execute(scene.base)
    expect(rows[0]?.force).toBe(true)
    expect(rows[0]?.owner).not.toBe('harmonia_app')
  })

  test.each(TABLES)('without a scope, %s shows nothing', async (table) => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(scene.base)
    expect(rows[0]?.n).toBe(0)
  })

  test.each(TABLES)('in the scope of a body, %s shows only its rows', async (table) => {
    const clef = table === 'organismes' ? 'id' : 'organisme_id'
    const autres = await transact(scene.base, { organismeId: ids.organisme, operateur: null }, (tx) =>
      sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)} where ${sql.ref(clef)} <> ${ids.organisme}`.execute(tx),
    )
    expect(autres.rows[0]?.n).toBe(0)
  })

  test.each([
    ['federation', 'fanny.federation'],
    ['ministere', 'malik.ministere'],
    ['cglls', 'odile.cglls'],
  ] as const)('[S76] the %s reads no figure below step 4, even by SQL', async (role, login) => {
    const { organismeId } = (await (await scene.signIn(login)).ask('lireSession')).acteur
    const below = await transact(scene.base, { organismeId, operateur: role }, (tx) =>
      sql<{
        n: number
      }>`select count(*)::int as n from valeurs v join dossiers d on d.organisme_id = v.organisme_id and d.id = v.dossier_id where d.etape < 4`.execute(
        tx,
      ),
    )
    expect(below.rows[0]?.n).toBe(0)
  })

  test('a body cannot write into another, nor change a line of its journal', async () => {
    const write = transact(scene.base, { organismeId: INCONNU, operateur: null }, (tx) =>
      tx
        .insertInto('valeurs')
        .values({ organisme_id: ids.organisme, dossier_id: ids.dossier, tableau: 'BA', ligne: 'A101', cellules: '{}' })
        .execute(),
    )
    await expect(write).rejects.toThrow(/row-level security/)
    const rewrite = transact(scene.base, { organismeId: ids.organisme, operateur: null }, (tx) =>
      sql`update journal set qui = 'personne'`.execute(tx),
    )
    await expect(rewrite).rejects.toThrow(/permission denied/)
  })
})
