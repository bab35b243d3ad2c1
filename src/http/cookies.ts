/** The two cookies of a browser: the token of its session, and the mark it is recognised by at the next sign-in. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Ouverture } from '#services/ouvrir-session.ts'

const SESSION = 'harmonia'
const MARQUE = 'harmonia-appareil'
/** Only signing in reads the mark. */
const MARQUE_CHEMIN = '/api/session'
const MARQUE_SECONDES = 90 * 24 * 3600

export type Cookies = {
  session(request: FastifyRequest): string | null
  marque(request: FastifyRequest): string | null
  poser(reply: FastifyReply, ouverture: Ouverture): void
  /** The session ends; the browser stays known. */
  retirer(reply: FastifyReply): void
}

/** Out of reach of scripts and of other sites. By HTTPS, `__Host-` keeps a neighbouring site from planting a session of its own. */
export function cookiesOf(https: boolean): Cookies {
  const session = https ? `__Host-${SESSION}` : SESSION
  const attributes = { httpOnly: true, sameSite: 'strict', secure: https } as const
  return {
    session: (request) => request.cookies[session] ?? null,
    marque: (request) => request.cookies[MARQUE] ?? null,
    poser: (reply, { jeton, marque }) => {
      void reply.setCookie(session, jeton, { ...attributes, path: '/' })
      void reply.setCookie(MARQUE, marque, { ...attributes, path: MARQUE_CHEMIN, maxAge: MARQUE_SECONDES })
    },
    retirer: (reply) => void reply.clearCookie(session, { ...attributes, path: '/' }),
  }
}
