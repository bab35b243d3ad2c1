import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { routes } from '#contract/routes.ts'
import { MOT_DE_PASSE_DEMO } from '#services/demo.ts'
import { comparerAuLeurre, hacher, isMotDePasse } from '#services/mots-de-passe.ts'
import { creerPlateforme } from '#services/plateforme.ts'
import { openBase } from '#store/connect.ts'
import { listTentatives, purgeTentatives } from '#store/tentatives.ts'
import { openScene, type Scene } from '#test/scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene[Symbol.asyncDispose]())

type Essai = {
  readonly login: string
  readonly motDePasse?: string
  readonly adresse?: string
  readonly cookie?: string
  readonly sur?: FastifyInstance
  /** What the sender says it forwards for. */
  readonly pour?: string
}
/** Tries to sign in from an address, with what the browser kept. */
async function essayer({ login, motDePasse = 'pas-le-bon-12', adresse = '203.0.113.9', cookie = '', sur = scene.app, pour }: Essai) {
  const response = await sur.inject({
    method: 'POST',
    url: '/api/session',
    remoteAddress: adresse,
    headers: { cookie, ...(pour === undefined ? {} : { 'x-forwarded-for': pour }) },
    payload: { login, motDePasse },
  })
  return { status: response.statusCode, code: response.json().code as string | undefined, body: response.body, cookies: response.cookies }
}
const juste = (essai: Essai) => essayer({ motDePasse: MOT_DE_PASSE_DEMO, ...essai })
async function insister(essai: Essai, fois: number): Promise<void> {
  for (let i = 0; i < fois; i++) await essayer(essai)
}
/** Each test has days of its own: failures are forgotten after a quiet one. */
let debut = Date.parse('2026-11-24T09:00:00Z')
const minutes = (n: number): Date => new Date(debut + n * 60_000)
beforeEach(() => {
  debut += 100 * 24 * 60 * 60_000
  scene.setNow(minutes(0))
})

describe('what sign-in tells a stranger', () => {
  test('an unknown login and a wrong password get the same answer, to the byte [SE-04]', async () => {
    const wrong = await essayer({ login: 'denis.horizon' })
    const unknown = await essayer({ login: 'personne.ici' })
    expect([wrong.status, wrong.body]).toEqual([unknown.status, unknown.body])
    expect(wrong.cookies).toEqual([])
  })

  test('and they are made to wait alike, at the same failure', async () => {
    const suite = async (login: string, adresse: string) => {
      const codes = []
      for (let i = 0; i < 8; i++) codes.push((await essayer({ login, adresse })).code)
      return codes
    }
    expect(await suite('claire.horizon', '203.0.113.20')).toEqual(await suite('personne.autre', '203.0.113.21'))
  })

  test('a password is compared for an unknown login too: the work is the same, so is the time', async () => {
    expect(await comparerAuLeurre('peu importe')).toBe(false)
    expect(await isMotDePasse(await hacher('le bon'), 'le bon')).toBe(true)
  })

  test('a closed account says so only to whoever knows its password', async () => {
    const ad = await scene.signIn('AD_99900003700013')
    const { comptes } = await ad.ask('listerComptes')
    const denis = comptes.find(({ login }) => login === 'denis.remparts')
    await ad.ask('activerCompte', { params: { compteId: denis?.id ?? '' }, body: { actif: false } })
    expect((await essayer({ login: 'denis.remparts', adresse: '203.0.113.30' })).code).toBe('session/identifiants')
    expect((await juste({ login: 'denis.remparts', adresse: '203.0.113.31' })).code).toBe('session/compte-inactif')
  })
})

describe('throttling [SE-04]', () => {
  test('five failures on an account from one address, and the next waits, longer and longer', async () => {
    const essai = { login: 'bruno.horizon', adresse: '203.0.113.40' }
    await insister(essai, 5)
    expect(await juste(essai)).toMatchObject({ status: 429, code: 'session/attendre' })
    scene.setNow(minutes(1))
    await insister(essai, 1)
    scene.setNow(new Date(minutes(1).getTime() + 1500))
    expect(await juste(essai)).toMatchObject({ status: 429 })
    scene.setNow(minutes(2))
    expect(await juste(essai)).toMatchObject({ status: 200 })
  })

  test('by address: whoever tries one account after the other is stopped, right password or not', async () => {
    for (let i = 0; i < 30; i++) await essayer({ login: `quelqu.un.${i}`, adresse: '203.0.113.50' })
    expect(await juste({ login: 'claire.remparts', adresse: '203.0.113.50' })).toMatchObject({ status: 429 })
    expect(await juste({ login: 'claire.remparts', adresse: '203.0.113.51' })).toMatchObject({ status: 200 })
  })

  test('by address: the 2^64 addresses of one IPv6 network are one', async () => {
    for (let i = 1; i <= 6; i++) await essayer({ login: 'claire.remparts', adresse: `2001:db8:5::${i.toString(16)}:1` })
    expect(await juste({ login: 'claire.remparts', adresse: '2001:db8:5::ffff' })).toMatchObject({ status: 429 })
    expect(await juste({ login: 'claire.remparts', adresse: '2001:db8:6::1' })).toMatchObject({ status: 200 })
  })

  test('by address: an address that the sender makes up counts for nothing, unless it comes through our own proxy', async () => {
    for (let i = 1; i <= 6; i++) await essayer({ login: 'claire.remparts', adresse: '203.0.113.55', pour: `192.0.2.${i}` })
    expect(await juste({ login: 'claire.remparts', adresse: '203.0.113.55', pour: '192.0.2.77' })).toMatchObject({ status: 429 })
    await using behind = await scene.serve({ mandataires: ['10.0.0.1'] })
    const through = { login: 'bruno.remparts', adresse: '10.0.0.1', sur: behind }
    for (let i = 1; i <= 6; i++) await essayer({ ...through, pour: '192.0.2.8' })
    expect(await juste({ ...through, pour: '192.0.2.8' })).toMatchObject({ status: 429 })
    expect(await juste({ ...through, pour: '192.0.2.9' })).toMatchObject({ status: 200 })
  })

  test('by account: whoever tries one account from many addresses is stopped', async () => {
    for (let i = 0; i < 20; i++) await essayer({ login: 'claire.remparts', adresse: `203.0.113.${60 + i}` })
    expect(await juste({ login: 'claire.remparts', adresse: '198.51.100.1' })).toMatchObject({ status: 429 })
  })
})

describe('no stranger locks anyone out [SE-04]', () => {
  /** What the browser of `claire.remparts` keeps after she signed in once from her office, then left. */
  const venir = async (adresse: string): Promise<string> => {
    const { cookies } = await juste({ login: 'claire.remparts', adresse })
    return cookies
      .filter(({ name }) => name !== 'harmonia')
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')
  }

  test('not from everywhere: she signs in from an address she came from before', async () => {
    await venir('192.0.2.1')
    for (let i = 0; i < 20; i++) await essayer({ login: 'claire.remparts', adresse: `203.0.113.${i}` })
    expect(await juste({ login: 'claire.remparts', adresse: '198.51.100.3' })).toMatchObject({ status: 429 })
    expect(await juste({ login: 'claire.remparts', adresse: '192.0.2.1' })).toMatchObject({ status: 200 })
  })

  test('not even from her own office: her browser is known, and only its own failures count against it', async () => {
    const cookie = await venir('192.0.2.1')
    await insister({ login: 'claire.remparts', adresse: '192.0.2.1' }, 5)
    for (let i = 0; i < 25; i++) await essayer({ login: `quelqu.un.${i}`, adresse: '192.0.2.1' })
    expect(await juste({ login: 'claire.remparts', adresse: '192.0.2.1' })).toMatchObject({ status: 429 })
    expect(await juste({ login: 'claire.remparts', adresse: '192.0.2.1', cookie })).toMatchObject({ status: 200 })
    expect(await juste({ login: 'claire.remparts', adresse: '198.51.100.77', cookie })).toMatchObject({ status: 200 })
  })

  test('never for long: a browser never seen waits thirty seconds at most for what others did elsewhere', async () => {
    for (let i = 0; i < 30; i++) {
      scene.setNow(minutes(i))
      await essayer({ login: 'claire.remparts', adresse: `203.0.113.${i}` })
    }
    expect(await juste({ login: 'claire.remparts', adresse: '198.51.100.2' })).toMatchObject({ status: 429 })
    scene.setNow(new Date(minutes(29).getTime() + 31_000))
    expect(await juste({ login: 'claire.remparts', adresse: '198.51.100.2' })).toMatchObject({ status: 200 })
  })

  test('the mark of a browser opens nothing, serves no other account, and is throttled like the rest', async () => {
    const cookie = await venir('192.0.2.1')
    const [, marque = ''] = cookie.split('=')
    for (const name of ['harmonia', 'harmonia-appareil'])
      expect((await scene.app.inject({ url: '/api/accueil', headers: { cookie: `${name}=${marque}` } })).statusCode).toBe(401)
    await insister({ login: 'bruno.remparts', adresse: '203.0.113.90', cookie }, 5)
    expect(await juste({ login: 'bruno.remparts', adresse: '203.0.113.90', cookie })).toMatchObject({ status: 429 })
    await insister({ login: 'claire.remparts', adresse: '203.0.113.91', cookie }, 10)
    expect(await juste({ login: 'claire.remparts', adresse: '203.0.113.91', cookie })).toMatchObject({ status: 429 })
  })

  test('names tried by strangers are forgotten after a day', async () => {
    await insister({ login: 'inconnu', adresse: '203.0.113.95' }, 1)
    const left = () => listTentatives(scene.base, ['compte:inconnu', 'adresse:203.0.113.95'])
    await purgeTentatives(scene.base, minutes(23 * 60))
    expect(await left()).toHaveLength(2)
    await purgeTentatives(scene.base, minutes(25 * 60))
    expect(await left()).toEqual([])
  })
})

describe('the session', () => {
  test('ends after 30 idle minutes, or 12 hours, or when its owner closes it elsewhere [SE-03]', async () => {
    const idle = await scene.signIn('bruno.horizon')
    scene.setNow(minutes(31))
    expect((await idle.send('lireAccueil')).problem.code).toBe('session/absente')
    const busy = await scene.signIn('bruno.horizon')
    for (let i = 1; i <= 12 * 60; i += 20) {
      scene.setNow(minutes(31 + i))
      expect((await busy.send('lireSession')).status).toBe(200)
    }
    scene.setNow(minutes(31 + 12 * 60 + 1))
    expect((await busy.send('lireSession')).status).toBe(401)
    const first = await scene.signIn('bruno.horizon')
    const second = await scene.signIn('bruno.horizon')
    const others = (await second.ask('listerSessions')).filter((session) => !session.courante)
    for (const { id } of others) await second.ask('revoquerSession', { params: { sessionId: id } })
    expect((await first.send('lireAccueil')).status).toBe(401)
    expect((await second.send('lireAccueil')).status).toBe(200)
  })

  test('ends for good when one signs out: its token opens nothing any more', async () => {
    const bruno = await scene.signIn('bruno.horizon')
    await bruno.ask('fermerSession')
    expect((await bruno.send('lireAccueil')).status).toBe(401)
  })

  test('ends everywhere else when the password changes, and when the account is closed', async () => {
    const [here, elsewhere] = [await scene.signIn('claire.remparts'), await scene.signIn('claire.remparts')]
    await here.ask('changerMotDePasse', { body: { ancien: MOT_DE_PASSE_DEMO, nouveau: 'Colline-Verte-77' } })
    expect([(await here.send('lireSession')).status, (await elsewhere.send('lireSession')).status]).toEqual([200, 401])
    const ad = await scene.signIn('AD_99900003700013')
    const { comptes } = await ad.ask('listerComptes')
    await ad.ask('activerCompte', {
      params: { compteId: comptes.find(({ login }) => login === 'claire.remparts')?.id ?? '' },
      body: { actif: false },
    })
    expect((await here.send('lireSession')).status).toBe(401)
  })

  test('is never the one that the browser brought: a planted token stays without an owner', async () => {
    const planted = 'A'.repeat(43)
    const { cookies } = await juste({ login: 'bruno.horizon', adresse: '192.0.2.7', cookie: `harmonia=${planted}` })
    expect(cookies.find(({ name }) => name === 'harmonia')?.value).toMatch(/^[\w-]{43}$/)
    expect(cookies.find(({ name }) => name === 'harmonia')?.value).not.toBe(planted)
    expect((await scene.app.inject({ url: '/api/session', headers: { cookie: `harmonia=${planted}` } })).statusCode).toBe(401)
  })

  test('its cookies are out of reach of scripts and of other sites, and leave by HTTPS only where there is HTTPS', async () => {
    await using safe = await scene.serve({ https: true })
    const plain = (await juste({ login: 'bruno.horizon', adresse: '192.0.2.8' })).cookies
    const secure = (await juste({ login: 'bruno.horizon', sur: safe })).cookies
    const strict = { httpOnly: true, sameSite: 'Strict' }
    expect(plain).toMatchObject([
      { name: 'harmonia', path: '/', ...strict },
      { name: 'harmonia-appareil', path: '/api/session', maxAge: 7_776_000, ...strict },
    ])
    expect(secure).toMatchObject([
      { name: '__Host-harmonia', path: '/', secure: true, ...strict },
      { name: 'harmonia-appareil', secure: true, ...strict },
    ])
    expect([...plain, ...secure].filter((cookie) => 'domain' in cookie)).toEqual([])
  })

  test('the database keeps no token, only its digest', async () => {
    const { cookies } = await juste({ login: 'bruno.horizon', adresse: '192.0.2.9' })
    await using owner = openBase(scene.db, { role: null, max: 1 })
    const { rows } = await sql<{ jeton: Buffer; ligne: string }>`select jeton, sessions::text as ligne from sessions`.execute(owner)
    const [jeton = ''] = cookies.filter(({ name }) => name === 'harmonia').map(({ value }) => value)
    expect(rows.map((row) => row.jeton)).toContainEqual(createHash('sha256').update(jeton).digest())
    expect(rows.map((row) => row.ligne).join('\n')).not.toContain(Buffer.from(jeton).toString('hex'))
  })
})

describe('the log', () => {
  test('at its most talkative, holds no password and no token', async () => {
    const lines: string[] = []
    const options = { niveauJournal: 'trace', journalVers: { write: (line: string) => void lines.push(line) } }
    await using nowhere = openBase({ connectionString: 'postgresql://nobody@/nothing?host=/nowhere' }, { role: 'harmonia_app', max: 1 })
    await using talkative = await scene.serve(options)
    await using broken = await scene.serve({ ...options, plateforme: creerPlateforme(nowhere) })
    const faux = { login: 'claire.remparts', motDePasse: 'pas-le-bon-du-tout-12' }
    await essayer({ ...faux, sur: talkative })
    const { cookies } = await juste({ login: 'claire.valfleuri', sur: talkative })
    await talkative.inject({
      method: 'POST',
      url: routes.changerMotDePasse.path,
      headers: { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') },
      payload: { ancien: MOT_DE_PASSE_DEMO, nouveau: 'Colline-Verte-77' },
    })
    expect((await essayer({ ...faux, sur: broken })).code).toBe('serveur/panne')
    const secrets = [MOT_DE_PASSE_DEMO, faux.motDePasse, 'Colline-Verte-77']
    const said = lines.join('')
    expect(said).toContain('/api/session')
    expect(said).toContain('unexpected error')
    for (const secret of [...secrets, ...cookies.map(({ value }) => value)]) expect(said).not.toContain(secret)
  })
})
