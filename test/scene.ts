/** The demonstration on a database of its own, with its API: `await using s = await openScene()`. The people never change. */
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Edition } from '#definitions/edition.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { routes, type Body, type Params, type Reply, type RouteName } from '#contract/routes.ts'
import { buildServer, type ServerOptions } from '#http/server.ts'
import { ouvrirAnnonces } from '#services/annonces.ts'
import { MOT_DE_PASSE_DEMO, type CompteDemo, type Exemple, type Exemples } from '#services/demo.ts'
import { creerPlateforme } from '#services/plateforme.ts'
import { preparerCampagne } from '#services/preparer-campagne.ts'
import { changementsOf as changementsOfExemple, seedDemo, type AnneeAvant } from '#services/seed-demo.ts'
import { openBase, type Base } from '#store/connect.ts'
import { readEditionFolder, readExemples } from '#store/read-edition-folder.ts'
import { freshDatabase, type TestDatabase } from './database.ts'

const EDITIONS = join(import.meta.dirname, '../editions')
/** A Tuesday, at 10:00 in Paris. */
export const MARDI = new Date('2026-11-24T09:00:00Z')

type Input<R extends RouteName> = Partial<{ readonly params: Params<R>; readonly body: Body<R> }>
export type Answer<R extends RouteName> = {
  readonly status: number
  readonly body: Reply<R>
  readonly problem: { readonly code: string; readonly detail: string }
}

export type Person = {
  readonly login: string
  /** As the browser sends it back. */
  cookie(): string
  /** Sends the request as this person and returns whatever comes back. */
  send<R extends RouteName>(name: R, input?: Input<R>): Promise<Answer<R>>
  /** The same, when the request must be accepted. */
  ask<R extends RouteName>(name: R, input?: Input<R>): Promise<Reply<R>>
}

export type Scene = AsyncDisposable & {
  readonly db: TestDatabase
  readonly base: Base
  readonly app: FastifyInstance
  readonly edition: Edition
  readonly exemples: Exemples
  /** Those of the year before. */
  readonly exemples2024: Exemples
  readonly comptes: readonly CompteDemo[]
  /** Another server on the same database, with the same clock; its caller closes it. */
  serve(special?: Partial<ServerOptions>): Promise<FastifyInstance>
  /** Moves the clock of the server. */
  setNow(instant: Date): void
  nobody(): Person
  signIn(login: string, motDePasse?: string): Promise<Person>
}

const pathOf = (template: string, params: object): string =>
  Object.entries(params).reduce((path, [name, value]) => path.replace(`:${name}`, encodeURIComponent(String(value))), template)

function personOf(app: FastifyInstance, login: string, cookie: () => string): Person {
  async function send<R extends RouteName>(name: R, { params, body }: Input<R> = {}): Promise<Answer<R>> {
    const { method, path } = routes[name]
    const response = await app.inject({
      method,
      url: pathOf(path, params ?? {}),
      headers: { cookie: cookie() },
      ...(body === undefined ? {} : { payload: body as object }),
    })
    const json = response.json()
    if (response.statusCode < 400) routes[name].reply.parse(json)
    return { status: response.statusCode, body: json, problem: json }
  }
  async function ask<R extends RouteName>(name: R, input: Input<R> = {}): Promise<Reply<R>> {
    const { status, body, problem } = await send(name, input)
    if (status >= 400) throw new Error(`${login} asked ${name}: ${status} ${problem.code} ${problem.detail}`)
    return body
  }
  return { login, cookie, send, ask }
}

type Setting = {
  /** Serve the built application too, for a browser. */
  readonly pages?: string
  /** The server of the template, outside a test run. */
  readonly postgresUrl?: string
  /** With the filings of the year before, as the demonstration starts; most tests need no past. */
  readonly avant?: true
  /** Of the campaign: 2025 unless said. */
  readonly edition?: string
}

export async function openScene({ pages, postgresUrl, avant, edition: code = '2025' }: Setting = {}): Promise<Scene> {
  const folder = join(EDITIONS, code)
  const db = await freshDatabase(postgresUrl)
  const owner = openBase(db, { role: null, max: 1 })
  const base = openBase(db, { role: 'harmonia_app', max: 8 })
  let now = MARDI
  const edition = loadEdition(await readEditionFolder(folder))
  await preparerCampagne(owner, { edition, aujourdhui: '2026-11-24', maintenant: now })
  const exemples = (await readExemples(folder)) as ReadonlyMap<string, Exemple>
  const passe = avant ? { avant: () => anneeAvant(owner) } : {}
  const comptes = (await seedDemo({ plateforme: creerPlateforme(base), edition, exemples, maintenant: now, ...passe })) ?? []
  await owner.destroy()
  const annonces = ouvrirAnnonces(db)
  const serve = (special: Partial<ServerOptions> = {}): Promise<FastifyInstance> =>
    buildServer({
      plateforme: creerPlateforme(base),
      annonces,
      https: false,
      mandataires: [],
      requetesParMinute: 100_000,
      niveauJournal: 'silent',
      horloge: () => now,
      ...special,
    })
  const app = await serve(pages === undefined ? {} : { pages })

  return {
    db,
    base,
    app,
    serve,
    edition,
    exemples,
    exemples2024: (await readExemples(join(EDITIONS, '2024'))) as ReadonlyMap<string, Exemple>,
    comptes,
    setNow: (instant) => {
      now = instant
    },
    nobody: () => personOf(app, 'nobody', () => ''),
    async signIn(login, motDePasse = comptes.find((compte) => compte.login === login)?.motDePasse ?? MOT_DE_PASSE_DEMO) {
      const response = await app.inject({ method: 'POST', url: '/api/session', payload: { login, motDePasse } })
      if (response.statusCode !== 200) throw new Error(`${login} cannot sign in: ${response.body}`)
      const [session] = response.cookies
      return personOf(app, login, () => `harmonia=${session?.value}`)
    },
    async [Symbol.asyncDispose]() {
      await app.close()
      await annonces.stop()
      await base.destroy()
      await db[Symbol.asyncDispose]()
    },
  }
}

/** A year ago, under the edition of then. */
async function anneeAvant(owner: Base): Promise<AnneeAvant> {
  const folder = join(EDITIONS, '2024')
  const edition = loadEdition(await readEditionFolder(folder))
  const maintenant = new Date('2025-11-24T09:00:00Z')
  await preparerCampagne(owner, { edition, aujourdhui: '2025-11-24', maintenant, ouverte: false })
  return { edition, exemples: (await readExemples(folder)) as ReadonlyMap<string, Exemple>, maintenant }
}

/** The whole example of a family, as changes of cells never seen. */
export const changementsOf = (exemple: Exemple | undefined) => (exemple ? changementsOfExemple(exemple) : [])
