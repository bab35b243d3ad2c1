/** The first wall of each route, read from the contract: signed in, password changed, the right kind of account. */
import type { FastifyInstance, RouteOptions } from 'fastify'
import type { Acces } from '#contract/routes.ts'
import type { Acteur } from '#domain/acteur.ts'
import { Problem } from '#domain/problems.ts'

/** No route is open by default: one that says nobody may call it, by saying nothing, keeps the server from starting. */
export function refuseUndeclared(app: FastifyInstance): void {
  const mounted: RouteOptions[] = []
  app.addHook('onRoute', (route) => void mounted.push(route))
  app.addHook('onReady', async () => {
    const undeclared = mounted.find(({ config }) => config?.acces === undefined)
    if (undeclared) throw new Error(`the route ${String(undeclared.method)} ${undeclared.url} does not say who may call it`)
  })
}

/** `undefined`: the route does not say who may call it, so nobody may. */
export function controlerAcces(acces: Acces | undefined, acteur: Acteur | null): void {
  if (acces === 'public') return
  if (!acteur) throw new Problem('session/absente')
  if (acces === 'session') return
  if (acteur.doitChangerMotDePasse) throw new Problem('session/mot-de-passe-a-changer')
  switch (acces) {
    case 'compte':
      return
    case 'administrateur':
      if (acteur.genre !== 'administrateur') throw new Problem('droit/administrateur-seulement')
      return
    case 'organisme':
      if (acteur.genre === 'operateur') throw new Problem('droit/operateur')
      return
    case 'operateur':
      if (acteur.genre !== 'operateur') throw new Problem('droit/organisme')
      return
    case undefined:
      throw new Problem('page/inconnue')
  }
}

/**
 * A browser says where a request comes from: anything but our own pages is refused for what changes something. A program
 * that sends neither header carries no cookie of ours by accident.
 */
export function controlerOrigine(request: {
  method: string
  headers: Readonly<Record<string, string | string[] | undefined>>
  host: string
}): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const site = request.headers['sec-fetch-site']
  const origin = request.headers['origin']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new Problem('requete/origine')
  if (typeof origin === 'string' && URL.parse(origin)?.host !== request.host) throw new Problem('requete/origine')
}
