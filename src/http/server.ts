/** Mounts the contract on Fastify: who may call, sessions, limits, problem replies, the pages of the application. */
import { gzipSync } from 'node:zlib'
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { routes, type Acces, type Route, type RouteName } from '#contract/routes.ts'
import { readShape } from '#contract/read-shape.ts'
import { Problem } from '#domain/problems.ts'
import type { Annonces } from '#services/annonces.ts'
import type { Plateforme } from '#services/plateforme.ts'
import type { Call } from '#services/service.ts'
import { findActeur, findActeurPassif, isSessionOuverte } from '#services/session.ts'
import { controlerAcces, controlerOrigine, refuseUndeclared } from './acces.ts'
import { cookiesOf, type Cookies } from './cookies.ts'
import { mountEvents } from './evenements.ts'
import { handlers, type Demande } from './handlers.ts'
import { mountPages } from './pages.ts'
import { toProblemReply } from './problem-reply.ts'
import { readJsonOnly } from './read-json.ts'
import { addSecurityHeaders, refuseClient, refuseUrl } from './security-headers.ts'

export type ServerOptions = {
  readonly plateforme: Plateforme
  readonly annonces: Annonces
  /** Folder of the built pages; absent in tests of the API alone. */
  readonly pages?: string
  /** People reach the server by HTTPS: cookies and headers say so. */
  readonly https: boolean
  /** Addresses of the proxies whose `X-Forwarded-For` is believed. */
  readonly mandataires: readonly string[]
  readonly requetesParMinute: number
  readonly niveauJournal: string
  /** Where the log goes, line by line; the standard output when nothing is said. */
  readonly journalVers?: { readonly write: (line: string) => void }
  readonly horloge: () => Date
  readonly delais?: Partial<typeof DELAIS>
}

/** Milliseconds: between two beats of a line of events; for a request to arrive whole; between two looks at those that don't. */
const DELAIS = { battement: 25_000, requete: 120_000, guet: 30_000 }
/** For the headers alone; never more than for the whole. */
const ENTETES_MS = 60_000
/** Bytes of a body, unless its route says otherwise. */
const CORPS_MAX = 256 * 1024

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call: a route that does not say it keeps the server from starting. */
    acces?: Acces
    /** Called by the page, not by the person: it does not make the session last. */
    passive?: true
  }
}

/** Who is asking, known before the body is read. */
type Calls = WeakMap<FastifyRequest, Call>

export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { https } = options
  const delais = { ...DELAIS, ...options.delais }
  const app = Fastify({
    bodyLimit: CORPS_MAX,
    requestTimeout: delais.requete,
    http: { headersTimeout: Math.min(delais.requete, ENTETES_MS), connectionsCheckingInterval: delais.guet },
    trustProxy: options.mandataires.length === 0 ? false : [...options.mandataires],
    forceCloseConnections: true,
    frameworkErrors: refuseUrl(https),
    clientErrorHandler: refuseClient(https),
    logger: {
      level: options.niveauJournal,
      redact: ['req.headers.cookie', 'req.headers.authorization'],
      ...(options.journalVers ? { stream: options.journalVers } : {}),
    },
  })
  app.setErrorHandler(async (error, request, reply) => {
    const problem = toProblemReply(error, request.log)
    return reply.status(problem.status).type('application/problem+json').send(problem)
  })
  addSecurityHeaders(app, { https })
  refuseUndeclared(app)
  readJsonOnly(app)
  await app.register(cookie)
  await app.register(rateLimit, { max: options.requetesParMinute, timeWindow: '1 minute' })
  const calls: Calls = new WeakMap()
  const cookies = cookiesOf(https)
  app.addHook('preParsing', async (request) => controler(request, options, { calls, cookies }))
  for (const name of Object.keys(routes) as RouteName[]) mount(app, options, { name, calls, cookies })
  mountEvents(app, {
    annonces: options.annonces,
    callOf: (request) => getCall(calls, request),
    isOuverte: (call) => isSessionOuverte(call, options.horloge()),
    battementMs: delais.battement,
  })
  mountHealth(app, options)
  await mountPages(app, options.pages)
  return app
}

/** The first wall, before a byte of the body is read: where the request comes from, who sends it, whether the route is open to him. */
async function controler(
  request: FastifyRequest,
  options: ServerOptions,
  { calls, cookies }: { readonly calls: Calls; readonly cookies: Cookies },
): Promise<void> {
  if (request.is404) return
  controlerOrigine(request)
  const { acces, passive } = request.routeOptions.config
  if (acces === 'public') return
  const jeton = cookies.session(request)
  const maintenant = options.horloge()
  const find = passive ? findActeurPassif : findActeur
  const found = jeton === null ? null : await find(options.plateforme, jeton, maintenant)
  controlerAcces(acces, found?.acteur ?? null)
  if (found) calls.set(request, { plateforme: options.plateforme, maintenant, adresse: request.ip, ...found })
}

function getCall(calls: Calls, request: FastifyRequest): Call {
  const call = calls.get(request)
  if (!call) throw new Problem('session/absente')
  return call
}

type Montage = { readonly name: RouteName; readonly calls: Calls; readonly cookies: Cookies }

function mount(app: FastifyInstance, options: ServerOptions, { name, calls, cookies }: Montage): void {
  const route: Route = routes[name]
  const handler = handlers[name] as (demande: Demande, input: object) => Promise<unknown>
  app.route({
    method: route.method,
    url: route.path,
    config: { acces: route.acces },
    ...(route.corpsMaxOctets === undefined ? {} : { bodyLimit: route.corpsMaxOctets }),
    handler: async (request, reply) => {
      const params = readShape(route.params, request.params)
      const body = readShape(route.body, request.body ?? {})
      const demande: Demande = {
        plateforme: options.plateforme,
        maintenant: calls.get(request)?.maintenant ?? options.horloge(),
        adresse: request.ip,
        appareil: request.headers['user-agent'] ?? '',
        marque: cookies.marque(request),
        call: () => getCall(calls, request),
        poserCookies: (ouverture) => cookies.poser(reply, ouverture),
        retirerCookie: () => cookies.retirer(reply),
      }
      const sent = await handler(demande, { ...params, ...body })
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

function mountHealth(app: FastifyInstance, options: ServerOptions): void {
  app.get('/healthz', { config: { acces: 'public' } }, async () => ({ etat: 'en marche' }))
  app.get('/readyz', { config: { acces: 'public' } }, async () => {
    await options.plateforme.campagne(options.plateforme.base)
    return { etat: 'prêt' }
  })
}
