import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { evenementsPath, routes, type RouteName } from '#contract/routes.ts'
import { portOf, sendRaw } from '#test/raw-http.ts'
import { openScene, type Person, type Scene } from '#test/scene.ts'

let scene: Scene
let bruno: Person
let dossierId: string
beforeAll(async () => {
  scene = await openScene()
  bruno = await scene.signIn('bruno.horizon')
  dossierId = (await bruno.ask('lireAccueil')).liasses[0]?.dossier?.id ?? ''
})
afterAll(() => scene[Symbol.asyncDispose]())

const post = async (payload: string | Buffer, type = 'application/json') => {
  const { statusCode, json } = await scene.app.inject({ method: 'POST', url: '/api/session', headers: { 'content-type': type }, payload })
  return { status: statusCode, ...json<{ code: string; detail: string }>() }
}
const enter = (texte: string) =>
  bruno.send('enregistrerCellules', {
    params: { dossierId },
    body: { moyen: 'saisie', changements: [{ at: 'BA.A101[brut]', v: null, b: texte, vu: 0 }] },
  })

describe('bodies that only an attacker, or a broken program, would send', () => {
  test.each([
    ['a key that would change the prototype', '{"login":"a","motDePasse":"b","__proto__":{"genre":"operateur"}}'],
    ['the same, spelt otherwise', String.raw`{"login":"a","motDePasse":"b","__\u0070roto__":{"genre":"operateur"}}`],
    ['the constructor of the prototype', '{"login":"a","motDePasse":"b","constructor":{"prototype":{"x":1}}}'],
    ['a null character', String.raw`{"login":"a\u0000b","motDePasse":"b"}`],
    ['half a character', String.raw`{"login":"a\ud800","motDePasse":"b"}`],
    ['a null character in a key', String.raw`{"login":"a","motDePasse":"b","c\u0000":1}`],
    ['the bytes of another alphabet', Buffer.from('{"login":"gérard","motDePasse":"b"}', 'latin1')],
    ['a text cut in the middle of a character', Buffer.from('{"login":"gé').subarray(0, -1)],
    ['a key that the route does not know', '{"login":"a","motDePasse":"b","profil":"administrateur"}'],
    ['numbers for texts', '{"login":1,"motDePasse":["b"]}'],
    ['a list', '[]'],
    ['nothing', ''],
    ['no JSON', '{"login":'],
    ['brackets without end', '['.repeat(100_000)],
    ['brackets as deep as a body may be', `${'['.repeat(120_000)}"\\u0041"${']'.repeat(120_000)}`],
  ])('%s is refused in a French sentence', async (_cas, payload) => {
    const refused = await post(payload)
    expect([refused.status, refused.code]).toEqual([400, 'requete/invalide'])
    expect(refused.detail).not.toMatch(/invalid input|expected|unrecognized|received|unexpected/i)
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml'])(
    'a body in %s is refused: a form of another site cannot send JSON',
    async (type) => expect(await post('{"login":"a","motDePasse":"b"}', type)).toMatchObject({ status: 415, code: 'requete/format' }),
  )

  test('of a key written twice, the value that is checked is the one that is used', async () => {
    const juste = '"Tilleuls-Demo-2025"'
    expect(await post(`{"login":"bruno.horizon","motDePasse":${juste},"motDePasse":"faux"}`)).toMatchObject({
      code: 'session/identifiants',
    })
    expect(await post(`{"login":"bruno.horizon","motDePasse":"faux","motDePasse":${juste}}`)).toMatchObject({ status: 200 })
  })

  test.each([
    ['a null character', 'a\0b'],
    ['half a character', 'a\ud83d'],
  ])('%s never enters a cell', async (_cas, texte) => {
    expect((await enter(texte)).problem.code).toBe('requete/invalide')
  })

  test('accents, emoji and other alphabets are texts like any other', async () => {
    expect((await enter('Été à Nîmes 🏠 Ελλάδα')).status).toBe(200)
  })

  test('a body heavier than its route allows is refused unread; whole liasses may weigh more', async () => {
    const heavy = `{"login":"${'a'.repeat(300_000)}","motDePasse":""}`
    expect(await post(heavy)).toMatchObject({ status: 413, code: 'requete/lourde' })
    const changements = Array.from({ length: 4000 }, (_, i) => ({ at: `BA.A${i}[brut]`, v: '1.00', vu: 0, b: 'x'.repeat(60) }))
    const liasse = await bruno.send('enregistrerCellules', { params: { dossierId }, body: { moyen: 'api', changements } })
    expect(liasse.problem.code).not.toBe('requete/lourde')
    const tooHeavy = await bruno.send('enregistrerCellules', {
      params: { dossierId },
      body: { moyen: 'api', changements: [{ at: 'BA.A101[brut]', v: null, b: 'x'.repeat(4 * 1024 * 1024), vu: 0 }] },
    })
    expect(tooHeavy.problem.code).toBe('requete/lourde')
  })

  test('whoever is not signed in is told so before his body is read', async () => {
    const port = await portOf(scene.app)
    const reply = await sendRaw(
      port,
      `PUT /api/dossiers/${dossierId}/cellules HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 4000000\r\n\r\n{`,
    )
    expect(reply.status).toBe(401)
  })
})

describe('requests that come from elsewhere', () => {
  const names = (Object.keys(routes) as RouteName[]).filter((name) => routes[name].method !== 'GET')
  test.each(names)('%s is refused to another site, even with the cookie', async (name) => {
    for (const headers of [
      { origin: 'https://ailleurs.exemple' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      const { method, path } = routes[name]
      const url = path.replace(':dossierId', dossierId)
      const response = await scene.app.inject({ method, url, headers: { cookie: bruno.cookie(), ...headers }, payload: {} })
      expect(response.json().code, JSON.stringify(headers)).toBe('requete/origine')
    }
    expect((await bruno.send('lireAccueil')).status).toBe(200)
  })

  test('reading changes nothing: no route answers GET with an act', () => {
    const acts = (Object.keys(routes) as RouteName[]).filter((name) => routes[name].method === 'GET')
    expect(acts.filter((name) => !/^(lire|lister|suivre)/.test(name))).toEqual([])
  })
})

describe('a route open to nobody in particular', () => {
  test('a route that does not say who may call it keeps the server from starting', async () => {
    await using other = await scene.serve()
    other.get('/api/oubliee', async () => ({ fait: true }))
    await expect(other.ready()).rejects.toThrow('GET /api/oubliee does not say who may call it')
  })
})

describe('requests that do not end, sessions that do', () => {
  test('a body that never comes whole is given up, with a sentence', async () => {
    await using slow = await scene.serve({ delais: { requete: 200, guet: 20 } })
    const head = 'POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 400\r\n\r\n{'
    expect((await sendRaw(await portOf(slow), head)).status).toBe(408)
  })

  test('headers that never end are given up too', async () => {
    await using slow = await scene.serve({ delais: { requete: 200, guet: 20 } })
    expect((await sendRaw(await portOf(slow), 'GET / HTTP/1.1\r\nHost: a\r\nX-')).status).toBe(408)
  })

  test('live events end with the session, and do not make it last [SE-03]', async () => {
    await using lively = await scene.serve({ delais: { battement: 10 } })
    const claire = await scene.signIn('claire.remparts')
    const id = (await claire.ask('lireAccueil')).liasses[0]?.dossier?.id ?? ''
    const port = await portOf(lively)
    const listen = (): Promise<Response> =>
      fetch(`http://127.0.0.1:${port}${evenementsPath.replace(':dossierId', id)}`, { headers: { cookie: claire.cookie() } })
    scene.setNow(new Date('2026-11-24T09:20:00Z'))
    const line = await listen()
    expect(line.status).toBe(200)
    scene.setNow(new Date('2026-11-24T09:31:00Z'))
    expect(await line.text()).toContain(': ouvert')
    expect((await listen()).status).toBe(401)
  })
})
