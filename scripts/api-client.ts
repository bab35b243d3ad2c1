/** A person on the API of a running Harmoni@, for measures and crash rounds: signs in, then asks. */
import { connect, type Socket } from 'node:net'

export type Api = (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>

type Answer = { readonly status: number; readonly head: string; readonly text: string }

/**
 * One connection, one exchange at a time, and nothing more of HTTP than our server speaks (a length before each body): what is measured
 * through it is the server, not its client.
 */
class Line {
  readonly #socket: Socket
  #received: Buffer = Buffer.alloc(0)
  #waiting: PromiseWithResolvers<Answer> | null = null
  closed = false

  constructor(adresse: URL) {
    this.#socket = connect(Number(adresse.port), adresse.hostname).setNoDelay()
    this.#socket.on('data', (chunk) => this.#receive(chunk))
    this.#socket.on('error', (error) => this.#fail(error))
    this.#socket.on('close', () => this.#fail(new Error('the server closed the connection')))
  }

  ask(request: string): Promise<Answer> {
    this.#waiting = Promise.withResolvers<Answer>()
    this.#socket.write(request)
    return this.#waiting.promise
  }

  #receive(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk])
    const end = this.#received.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = this.#received.toString('latin1', 0, end)
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1])
    if (Number.isNaN(length)) return this.#fail(new Error(`no length in the reply: ${head}`))
    if (this.#received.length < end + 4 + length) return
    const text = this.#received.toString('utf8', end + 4, end + 4 + length)
    this.#received = Buffer.alloc(0)
    const waiting = this.#waiting
    this.#waiting = null
    waiting?.resolve({ status: Number(head.slice(9, 12)), head, text })
  }

  #fail(error: Error): void {
    this.closed = true
    this.#waiting?.reject(error)
    this.#waiting = null
    this.#socket.destroy()
  }
}

/** A line at rest that the server has not closed since. */
function openLine(idle: Line[]): Line | undefined {
  let line = idle.pop()
  while (line?.closed) line = idle.pop()
  return line
}

const HTTP_OK = 200
const HTTP_REFUSED = 400

export async function signIn(adresse: string, login: string, motDePasse: string): Promise<Api> {
  const url = new URL(adresse)
  const idle: Line[] = []
  let cookie = ''
  const exchange = async (method: string, path: string, body: unknown): Promise<Answer> => {
    const line = openLine(idle) ?? new Line(url)
    const json = body === undefined ? '' : JSON.stringify(body)
    const type = body === undefined ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(json)}\r\n`
    const answer = await line.ask(`${method} ${path} HTTP/1.1\r\nhost: ${url.host}\r\ncookie: ${cookie}\r\n${type}\r\n${json}`)
    if (!line.closed) idle.push(line)
    return answer
  }
  const opened = await exchange('POST', '/api/session', { login, motDePasse })
  if (opened.status !== HTTP_OK) throw new Error(`${login} cannot sign in: ${opened.status} ${opened.text}`)
  cookie = /\r\nset-cookie: ([^;]+)/i.exec(opened.head)?.[1] ?? ''
  return async (method, path, body) => {
    const { status, text } = await exchange(method, path, body)
    if (status >= HTTP_REFUSED) throw new Error(`${method} ${path}: ${status} ${text}`)
    return JSON.parse(text) as Record<string, unknown>
  }
}

/** Number of the person's QDIS; empty before it is initialised. */
export async function qdisOf(api: Api): Promise<string> {
  const { liasses } = (await api('GET', '/api/accueil')) as {
    liasses: readonly { readonly liasse: string; readonly dossier: { readonly id: string } | null }[]
  }
  return liasses.find((liasse) => liasse.liasse === 'qdis')?.dossier?.id ?? ''
}
