/** What the API refused, in the words of the catalogue of `#domain/problems.ts`; a cut network is one of them. */
export type ProblemReply = {
  readonly code: string
  readonly message: string
  readonly status: number
  readonly extra?: Readonly<Record<string, unknown>>
  /** Number that the hotline finds in the server's log. */
  readonly reference?: string
}

/** Status of a request that never reached the server. */
export const STATUS_HORS_LIGNE = 0

export class ApiProblem extends Error {
  override name = 'ApiProblem'
  readonly code: string
  readonly status: number
  readonly extra: Readonly<Record<string, unknown>>
  readonly reference: string | null
  constructor({ code, message, status, extra = {}, reference }: ProblemReply) {
    super(message)
    this.code = code
    this.status = status
    this.extra = extra
    this.reference = reference ?? null
  }
}

/** True when trying again later may succeed: the network is cut, or the server is restarting. */
export const isPassager = (error: unknown): boolean =>
  error instanceof ApiProblem &&
  (error.status === STATUS_HORS_LIGNE || error.status === 502 || error.status === 503 || error.status === 504)

/** The French sentence of any error caught on screen. */
export const messageOf = (error: unknown): string =>
  error instanceof ApiProblem
    ? error.message
    : 'La page a rencontré une erreur inattendue. Rechargez-la ; si cela recommence, appelez l’assistance.'
