/** Mounts the contract on Fastify: sessions, limits, problem replies, security headers, the pages of the application. */
import { existsSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import serveStatic from '@fastify/static'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { evenementsPath, routes, type Route, type RouteName } from '#contract/routes.ts'
import { Problem } from '#domain/problems.ts'
import { autoriserEcoute, type Annonces } from '#services/annonces.ts'
import type { Plateforme } from '#services/plateforme.ts'
import type { Call } from '#services/service.ts'
import { findActeur } from '#services/session.ts'
import { controlerAcces, controlerOrigine } from './acces.ts'
import { handlers, type Demande } from './handlers.ts'
import { toProblemReply } from './problem-reply.ts'

export type ServerOptions = {
  readonly plateforme: Plateforme
  readonly annonces: Annonces
  /** Folder of the built pages; absent in tests of the API alone. */
  readonly pages?: string
  readonly cookieSecurise: boolean
  /** Addresses of the proxies whose `X-Forwarded-For` is believed. */
  readonly mandataires: readonly string[]
  readonly requetesParMinute: number
  readonly niveauJournal: string
  readonly horloge: () => Date
}

const COOKIE = 'harmonia'
const CORPS_MAX = 4 * 1024 * 1024

const CSP = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  manifestSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
}

export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: CORPS_MAX,
    trustProxy: options.mandataires.length === 0 ? false : [...options.mandataires],
    forceCloseConnections: true,
    logger: { level: options.niveauJournal, redact: ['req.headers.cookie', 'req.headers.authorization'] },
  })
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: CSP },
    strictTransportSecurity: options.cookieSecurise,
    referrerPolicy: { policy: 'same-origin' },
  })
  await app.register(cookie)
  await app.register(rateLimit, { max: options.requetesParMinute, timeWindow: '1 minute' })
  app.setErrorHandler(async (error, request, reply) => {
    const problem = toProblemReply(error, request.log)
    return reply.status(problem.status).type('application/problem+json').send(problem)
  })
  for (const name of Object.keys(routes) as RouteName[]) mount(app, options, name)
  mountEvents(app, options)
  mountHealth(app, options)
  await mountPages(app, options)
  return app
}

/** Who is asking, from the cookie; `null` when nobody is signed in. */
async function callOf(request: FastifyRequest, { plateforme, horloge }: ServerOptions): Promise<Call | null> {
  const jeton = request.cookies[COOKIE]
  if (!jeton) return null
  const maintenant = horloge()
  const found = await findActeur(plateforme, jeton, maintenant)
  return found && { plateforme, maintenant, adresse: request.ip, ...found }
}

function demandeOf(
  request: FastifyRequest,
  reply: FastifyReply,
  { options, call }: { options: ServerOptions; call: Call | null },
): Demande {
  return {
    plateforme: options.plateforme,
    maintenant: call?.maintenant ?? options.horloge(),
    adresse: request.ip,
    appareil: request.headers['user-agent'] ?? '',
    call: () => {
      if (!call) throw new Problem('session/absente')
      return call
    },
    poserCookie: (jeton) => {
      const attributes = { path: '/', httpOnly: true, sameSite: 'strict', secure: options.cookieSecurise } as const
      if (jeton === null) void reply.clearCookie(COOKIE, attributes)
      else void reply.setCookie(COOKIE, jeton, attributes)
    },
  }
}

function mount(app: FastifyInstance, options: ServerOptions, name: RouteName): void {
  const route: Route = routes[name]
  const handler = handlers[name] as (demande: Demande, input: object) => Promise<unknown>
  app.route({
    method: route.method,
    url: route.path,
    handler: async (request, reply) => {
      controlerOrigine(request)
      const call = route.acces === 'public' ? null : await callOf(request, options)
      controlerAcces(route.acces, call?.acteur ?? null)
      const input = { ...(route.params.parse(request.params) as object), ...(route.body.parse(request.body ?? {}) as object) }
      const sent = await handler(demandeOf(request, reply, { options, call }), input)
      if (name === 'lireEdition') return sendEdition(request, reply, sent)
      return reply.header('cache-control', 'no-store').send(sent)
    },
  })
}

const compressed = new WeakMap<object, Buffer>()

/** An edition is large and never changes: compressed once a process, kept for ever by the browser. */
function sendEdition(request: FastifyRequest, reply: FastifyReply, edition: unknown): FastifyReply {
  void reply.header('cache-control', 'private, max-age=31536000, immutable').header('vary', 'accept-encoding')
  if (typeof edition !== 'object' || edition === null || !/\bgzip\b/.test(String(request.headers['accept-encoding'])))
    return reply.send(edition)
  const bytes = compressed.get(edition) ?? gzipSync(JSON.stringify(edition))
  compressed.set(edition, bytes)
  return reply.type('application/json; charset=utf-8').header('content-encoding', 'gzip').send(bytes)
}

/** Server-sent events of a dossier, with a heartbeat so that proxies keep the line open. */
function mountEvents(app: FastifyInstance, options: ServerOptions): void {
  app.get<{ Params: { dossierId: string } }>(evenementsPath, async (request, reply) => {
    const call = await callOf(request, options)
    controlerAcces('compte', call?.acteur ?? null)
    const { dossierId } = routes.lireDossier.params.parse(request.params)
    if (call) await autoriserEcoute(call, { dossierId })
    reply.hijack()
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
    reply.raw.write(': ouvert\n\n')
    const stop = options.annonces.subscribe(dossierId, (seq) => reply.raw.write(`event: modifie\ndata: ${JSON.stringify({ seq })}\n\n`))
    const beat = setInterval(() => reply.raw.write(': battement\n\n'), 25_000)
    request.raw.on('close', () => {
      clearInterval(beat)
      stop()
    })
  })
}

function mountHealth(app: FastifyInstance, options: ServerOptions): void {
  app.get('/healthz', async () => ({ etat: 'en marche' }))
  app.get('/readyz', async () => {
    await options.plateforme.campagne(options.plateforme.base)
    return { etat: 'prêt' }
  })
}

async function mountPages(app: FastifyInstance, { pages }: ServerOptions): Promise<void> {
  const built = pages !== undefined && existsSync(pages)
  if (built)
    await app.register(serveStatic, {
      root: pages,
      index: 'index.html',
      preCompressed: true,
      maxAge: '1y',
      immutable: true,
      wildcard: false,
      setHeaders: (reply, path) => void (path.endsWith('.html') && reply.header('cache-control', 'no-cache')),
    })
  app.setNotFoundHandler(async (request, reply) => {
    if (built && request.method === 'GET' && !request.url.startsWith('/api/') && !request.url.startsWith('/assets/'))
      return reply.type('text/html').header('cache-control', 'no-cache').sendFile('index.html')
    throw new Problem('page/inconnue')
  })
}
