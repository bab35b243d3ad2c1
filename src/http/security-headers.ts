/**
 * What every answer says to the browser, whatever it is: a page, a figure, an error, a line of events.
 * Sources: OWASP Secure Headers; SE-07 for the policy without `unsafe-inline` nor `unsafe-eval`.
 */
import type { Socket } from 'node:net'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '#domain/problems.ts'
import { replyOf } from './problem-reply.ts'

const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const ALWAYS = {
  'content-security-policy': CSP,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const

/** A year of HTTPS is promised only by a server that people reach by HTTPS. */
export const securityHeaders = (https: boolean): Readonly<Record<string, string>> =>
  https ? { ...ALWAYS, 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : ALWAYS

export function addSecurityHeaders(app: FastifyInstance, { https }: { readonly https: boolean }): void {
  const headers = securityHeaders(https)
  app.addHook('onRequest', async (_request, reply) => void reply.headers(headers))
}

/** An address that cannot be read is refused before any hook: it gets the headers here. */
export const refuseUrl = (https: boolean) =>
  function refuse(_error: unknown, _request: FastifyRequest, reply: FastifyReply): void {
    const problem = replyOf(new Problem('page/inconnue'))
    void reply.headers(securityHeaders(https)).status(problem.status).type('application/problem+json').send(problem)
  }

/** What the HTTP parser says of a request that it refuses before there is one. */
const REFUS: Readonly<Record<string, () => Problem>> = {
  HPE_HEADER_OVERFLOW: () => new Problem('requete/entetes'),
  ERR_HTTP_REQUEST_TIMEOUT: () => new Problem('requete/lente'),
}
const PHRASES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
}

/** Answers on the bare socket what is not HTTP, bombs of headers, requests that never end; then hangs up. */
export const refuseClient = (https: boolean) =>
  function refuse(error: { readonly code: string }, socket: Socket): void {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    const problem = replyOf(REFUS[error.code]?.() ?? new Problem('requete/invalide', { ou: 'HTTP', pourquoi: 'elle n’est pas lisible.' }))
    const body = JSON.stringify(problem)
    const headers = {
      ...securityHeaders(https),
      'content-type': 'application/problem+json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
      connection: 'close',
    }
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    socket.end(`HTTP/1.1 ${problem.status} ${PHRASES[problem.status] ?? 'Bad Request'}\r\n${lines.join('')}\r\n${body}`)
  }
