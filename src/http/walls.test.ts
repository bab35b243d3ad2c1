import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes, type RouteName } from '#contract/routes.ts'
import { transact } from '#store/transact.ts'
import { openScene, type Person, type Scene } from '#test/scene.ts'

const TABLES = ['organismes', 'comptes', 'sessions', 'chaines', 'dossiers', 'valeurs', 'justifications', 'journal'] as const
const INCONNU = '7d1c2a60-0000-4000-8000-00000000abcd'

let scene: Scene
const people = new Map<string, Person>()
const ids = { dossier: '', compte: '', organisme: '' }
beforeAll(async () => {
  scene = await openScene()
  for (const login of [
    'AD_99900003700013',
    'bruno.horizon',
    'claire.horizon',
    'denis.horizon',
    'fanny.federation',
    'malik.ministere',
    'odile.cglls',
  ])
    people.set(login, await scene.signIn(login))
  const bruno = await scene.signIn('bruno.remparts')
  ids.dossier = (await bruno.ask('lireAccueil')).liasses[0]?.dossier?.id ?? ''
  ids.organisme = (await bruno.ask('lireSession')).acteur.organismeId
  ids.compte = (await bruno.ask('lireSession')).acteur.compteId
})
afterAll(() => scene[Symbol.asyncDispose]())

/** A well-formed request on what belongs to ESH Les Remparts, whose QDIS is at step 2. */
const corps: Partial<Record<RouteName, object>> = {
  enregistrerCellules: { moyen: 'saisie', changements: [{ at: 'BA.A124[brut]', v: '1', vu: 0 }] },
  lireHistorique: {},
  synchroniser: { erSeq: 1, seq: 1, cases: ['BA.A124[brut]'] },
  annulerSynchronisation: { seq: 1 },
  verifier: {},
  justifier: { controle: 'CTL-001', texte: 'Une explication assez longue.' },
  passerEtape: { action: 'viser_comptabilite' },
  classerDossier: { sousEtape: 'en_cours' },
}
const surUnDossier = (Object.keys(routes) as RouteName[]).filter((name) => routes[name].path.includes(':dossierId'))

describe('every route of a dossier, asked by every role of another body or operator', () => {
  test.each(
    surUnDossier.flatMap((name) =>
      ['bruno.horizon', 'claire.horizon', 'denis.horizon', 'fanny.federation', 'malik.ministere', 'odile.cglls'].map(
        (login) => [name, login] as const,
      ),
    ),
  )('[S76] %s is closed to %s while the dossier is at step 2', async (name, login) => {
    const { method, path } = routes[name]
    const person = people.get(login)
    const answer = await person?.send(name, {
      params: { dossierId: ids.dossier },
      ...(method === 'GET' ? {} : { body: corps[name] ?? {} }),
    })
    expect([403, 404], `${method} ${path}`).toContain(answer?.status)
  })

  test('what does not exist and what belongs to others look the same to another body', async () => {
    const bruno = people.get('bruno.horizon')
    const other = await bruno?.send('lireDossier', { params: { dossierId: ids.dossier } })
    const unknown = await bruno?.send('lireDossier', { params: { dossierId: INCONNU } })
    expect([other?.status, other?.problem]).toEqual([unknown?.status, unknown?.problem])
  })

  test('nobody passes without a session, whatever the route', async () => {
    for (const name of Object.keys(routes) as RouteName[]) {
      const { acces, method, path } = routes[name]
      if (acces === 'public') continue
      const response = await scene.app.inject({
        method,
        url: path.replace(/:\w+/g, INCONNU),
        ...(method === 'GET' || method === 'DELETE' ? {} : { payload: {} }),
      })
      expect(response.statusCode, name).toBe(401)
    }
  })

  test('another site cannot act with the cookie of a person', async () => {
    const response = await scene.app.inject({
      method: 'DELETE',
      url: '/api/session',
      headers: { origin: 'https://ailleurs.exemple', 'sec-fetch-site': 'cross-site' },
    })
    expect([response.statusCode, response.json().code]).toEqual([403, 'requete/origine'])
  })
})

describe('the outer wall, in the database itself', () => {
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
    const organismeId = (await people.get(login)?.ask('lireSession'))?.acteur.organismeId ?? ''
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
      tx.insertInto('valeurs').values({ organisme_id: ids.organisme, dossier_id: ids.dossier, tableau: 'BA', cellules: '{}' }).execute(),
    )
    await expect(write).rejects.toThrow(/row-level security/)
    const rewrite = transact(scene.base, { organismeId: ids.organisme, operateur: null }, (tx) =>
      sql`update journal set qui = 'personne'`.execute(tx),
    )
    await expect(rewrite).rejects.toThrow(/permission denied/)
  })
})
