/** The first wall of each route, read from the contract: signed in, password changed, the right kind of account. */
import type { Acces } from '#contract/routes.ts'
import type { Acteur } from '#domain/acteur.ts'
import { Problem } from '#domain/problems.ts'

export function controlerAcces(acces: Acces, acteur: Acteur | null): void {
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
