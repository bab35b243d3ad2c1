/** The only door to the server: a typed call by route name. */
import { routeTable } from 'virtual:route-table'
import type { Body, Params, Reply, RouteName } from '#contract/routes.ts'
import { ApiProblem, STATUS_HORS_LIGNE } from './api-problem.ts'
import { noteReply } from './derniere-activite.ts'
import { sessionGate } from './session-gate.ts'

type Part<K extends string, T> = T extends Record<string, never> ? { readonly [P in K]?: undefined } : { readonly [P in K]: T }

export type CallOptions = {
  readonly signal?: AbortSignal
  /** `attendre` (default): a closed session opens the sign-in panel and the call is retried; `refuser`: it throws. */
  readonly sessionFermee?: 'attendre' | 'refuser'
}
export type CallInput<R extends RouteName> = Part<'params', Params<R>> & Part<'body', Body<R>> & CallOptions

type Request = CallOptions & { readonly params?: object | undefined; readonly body?: unknown }

const pathOf = (template: string, params: object): string => {
  const values = new Map(Object.entries(params))
  return template.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(values.get(name))))
}

const horsLigne = (): ApiProblem =>
  new ApiProblem({
    code: 'reseau/coupe',
    status: STATUS_HORS_LIGNE,
    message: 'Le serveur ne répond pas. Ce que vous avez saisi reste dans la page ; un nouvel essai sera fait.',
  })

/** The body of a refusal, `probleme` of the contract. */
type Probleme = {
  readonly code: string
  readonly detail: string
  readonly extra?: Readonly<Record<string, unknown>>
  readonly reference?: string
}

/** `null` when somebody else than our server answered. */
function parseProblem(text: string): Probleme | null {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null && 'code' in parsed && typeof parsed.code === 'string'
      ? (parsed as Probleme)
      : null
  } catch {
    // A proxy answered with its own page: only the status is ours to read.
    return null
  }
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const { status } = response
  const problem = parseProblem(await response.text())
  if (!problem)
    return new ApiProblem({
      code: 'serveur/reponse',
      status,
      message: `Le serveur a répondu de façon imprévue (code ${status}). Réessayez dans un instant.`,
    })
  const { code, detail, extra = {}, reference } = problem
  return new ApiProblem({ code, status, message: detail, extra, ...(reference === undefined ? {} : { reference }) })
}

async function send(name: RouteName, { params = {}, body, signal }: Request): Promise<unknown> {
  const { method, path, acces } = routeTable[name]
  const headers: Record<string, string> = { 'x-harmonia': '1', accept: 'application/json' }
  const init: RequestInit = { method, credentials: 'same-origin', headers }
  if (signal) init.signal = signal
  if (body !== undefined) {
    headers['content-type'] = 'application/json'
    init.body = JSON.stringify(body)
  }
  const response = await fetch(pathOf(path, params), init).catch((error: unknown) => {
    throw error instanceof DOMException && error.name === 'AbortError' ? error : horsLigne()
  })
  if (!response.ok) throw await problemOf(response)
  // What anybody may ask does not prolong a session: the page asks for the hotline's state by itself every five minutes.
  if (acces !== 'public' || name === 'ouvrirSession') noteReply()
  return response.json()
}

/**
 * Calls a route of the table. Throws `ApiProblem` (also when the network is cut, code `reseau/coupe`). When the session
 * has ended, waits for the person to sign in again over the page, then retries; see `sessionFermee`.
 */
export async function call<R extends RouteName>(name: R, input: CallInput<R>): Promise<Reply<R>> {
  const request: Request = input
  for (;;) {
    try {
      return (await send(name, request)) as Reply<R>
    } catch (error) {
      const closed = error instanceof ApiProblem && error.code === 'session/absente'
      if (!closed || request.sessionFermee === 'refuser') throw error
      await sessionGate.wait()
    }
  }
}
