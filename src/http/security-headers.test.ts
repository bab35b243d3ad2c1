import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { evenementsPath, routes, type RouteName } from '#contract/routes.ts'
import { portOf, sendRaw } from '#test/raw-http.ts'
import { openScene, type Scene } from '#test/scene.ts'

const PAGE = '<!doctype html><title>Harmoni@</title>'
const SECRET = 'nobody may read this'

let folder: string
let scene: Scene
let port: number
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'harmonia-pages-'))
  await mkdir(join(folder, 'pages/assets'), { recursive: true })
  await writeFile(join(folder, 'pages/index.html'), PAGE)
  await writeFile(join(folder, 'pages/assets/app-1.js'), 'export {}')
  await writeFile(join(folder, 'secret.txt'), SECRET)
  scene = await openScene({ pages: join(folder, 'pages') })
  port = await portOf(scene.app)
})
afterAll(async () => {
  await scene[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

function expectProtected(headers: Readonly<Record<string, unknown>>): void {
  const csp = String(headers['content-security-policy'])
  expect(csp).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
  expect(csp).toContain("frame-ancestors 'none'")
  expect(csp).not.toContain('unsafe')
  expect(csp).not.toContain('*')
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  })
}

const get = (url: string): string => `GET ${url} HTTP/1.1\r\nHost: harmonia\r\nConnection: close\r\n\r\n`

describe('every answer carries the strict policy [SE-07]', () => {
  const names = Object.keys(routes) as RouteName[]
  test.each(names.map((name) => [name, routes[name].method, routes[name].path.replace(/:\w+/g, 'x')] as const))(
    'the route %s (%s %s), here refused',
    async (_name, method, url) => {
      const response = await scene.app.inject({ method, url, ...(method === 'GET' || method === 'DELETE' ? {} : { payload: {} }) })
      expectProtected(response.headers)
      expect(response.headers['content-type']).toMatch(/^application\/(problem\+)?json/)
    },
  )

  test.each(['/', '/dossier/qdis', '/assets/app-1.js', '/assets/absent.js', '/api/absent', '/healthz', '/readyz'])('%s', async (url) => {
    expectProtected((await scene.app.inject({ url })).headers)
  })

  test('every address of the application gives its first page, never kept without asking', async () => {
    for (const url of ['/', '/dossier/qdis', '/connexion']) {
      const { statusCode, headers, body } = await scene.app.inject({ url })
      expect([statusCode, headers['content-type'], headers['cache-control'], body]).toEqual([
        200,
        'text/html; charset=utf-8',
        'no-cache',
        PAGE,
      ])
    }
    const { headers } = await scene.app.inject({ url: '/assets/app-1.js' })
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
  })

  test('a signed-in answer, a login refused, a body refused, a panne', async () => {
    const bruno = await scene.signIn('bruno.horizon')
    await bruno.ask('lireAccueil')
    const refused = await scene.app.inject({ method: 'POST', url: '/api/session', payload: { login: 'x', motDePasse: 'y' } })
    const unread = await scene.app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { 'content-type': 'application/json' },
      payload: '{',
    })
    for (const { statusCode, headers } of [refused, unread]) {
      expect(statusCode).toBeGreaterThanOrEqual(400)
      expectProtected(headers)
    }
  })

  test.each([
    ['an address that cannot be read', get('/api/%zz'), 404],
    ['an address with a parameter without end', get(`/api/dossiers/${'a'.repeat(500)}`), 404],
    ['what is not HTTP', 'BONJOUR\r\n\r\n', 400],
    ['a header without end', `GET / HTTP/1.1\r\nHost: harmonia\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`, 431],
    ['three thousand headers', get('/').replace('\r\n\r\n', `${'\r\nX-Y: 1'.repeat(3000)}\r\n\r\n`), 431],
    [
      'a length and a chunked body at once',
      'POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
  ])('%s is refused in a French sentence', async (_cas, bytes, status) => {
    const reply = await sendRaw(port, bytes)
    expect(reply.status).toBe(status)
    expectProtected(reply.headers)
    expect(reply.headers['content-type']).toContain('application/problem+json')
    expect(JSON.parse(reply.body)).toMatchObject({ status, detail: expect.stringMatching(/[éèêà’]/) })
  })

  test('a request without a host is refused and says nothing', async () => {
    expect(await sendRaw(port, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatchObject({ status: 400 })
  })

  test('live events', async () => {
    const bruno = await scene.signIn('bruno.remparts')
    const dossierId = (await bruno.ask('lireAccueil')).liasses[0]?.dossier?.id ?? ''
    const reply = await fetch(`http://127.0.0.1:${port}${evenementsPath.replace(':dossierId', dossierId)}`, {
      headers: { cookie: bruno.cookie() },
    })
    expect(reply.headers.get('content-type')).toBe('text/event-stream')
    expectProtected(Object.fromEntries(reply.headers))
    await reply.body?.cancel()
  })

  test('HTTPS is promised for a year by a server that people reach by HTTPS, and by no other', async () => {
    await using safe = await scene.serve({ https: true })
    expect((await safe.inject({ url: '/healthz' })).headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
    expect((await scene.app.inject({ url: '/healthz' })).headers['strict-transport-security']).toBeUndefined()
  })
})

describe('files outside the built pages', () => {
  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/assets/../../secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '//secret.txt',
    '/secret.txt',
    '/assets/..;/..;/secret.txt',
    '/assets/%00/../../secret.txt',
  ])('%s gives nothing of them', async (url) => {
    const reply = await sendRaw(port, get(url))
    expect(reply.body).not.toContain(SECRET)
    expect(reply.status === 200 ? reply.body : PAGE).toContain(PAGE)
  })

  test('a folder is not listed', async () => {
    expect((await sendRaw(port, get('/assets/'))).body).not.toContain('app-1.js')
  })
})
