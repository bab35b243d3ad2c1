/** Server-sent events of a dossier, with a heartbeat so that proxies keep the line open. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { evenementsPath, routes } from '#contract/routes.ts'
import { autoriserEcoute, type Annonces } from '#services/annonces.ts'
import type { Call } from '#services/service.ts'

export type Ecoute = {
  readonly annonces: Annonces
  /** The call of the request; throws when nobody is signed in. */
  readonly callOf: (request: FastifyRequest) => Call
  /** Whether the session of the call is still open, idle time included; listening does not make it last. */
  readonly isOuverte: (call: Call) => Promise<boolean>
  readonly battementMs: number
}

export function mountEvents(app: FastifyInstance, ecoute: Ecoute): void {
  app.get<{ Params: { dossierId: string } }>(evenementsPath, { config: { acces: 'compte', passive: true } }, async (request, reply) => {
    const call = ecoute.callOf(request)
    const { dossierId } = routes.lireDossier.params.parse(request.params)
    await autoriserEcoute(call, { dossierId })
    reply.hijack()
    listen(reply, call, { ecoute, dossierId })
  })
}

/** Until the browser hangs up, or the session ends: it is looked at again at each beat. */
function listen(reply: FastifyReply, call: Call, { ecoute, dossierId }: { readonly ecoute: Ecoute; readonly dossierId: string }): void {
  // It may have hung up while it was being let in: its end has been told already, and will not be told again.
  if (reply.raw.destroyed) return
  const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' }
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) reply.raw.setHeader(name, value)
  reply.raw.writeHead(200, headers)
  reply.raw.write(': ouvert\n\n')
  const stop = ecoute.annonces.subscribe(dossierId, (seq) => reply.raw.write(`event: modifie\ndata: ${JSON.stringify({ seq })}\n\n`))
  const beat = async (): Promise<void> => {
    if (await ecoute.isOuverte(call).catch(() => true)) reply.raw.write(': battement\n\n')
    else reply.raw.end()
  }
  const timer = setInterval(() => void beat(), ecoute.battementMs)
  reply.raw.on('close', () => {
    clearInterval(timer)
    stop()
  })
}
