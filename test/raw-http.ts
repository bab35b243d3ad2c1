/** Requests written by hand on a bare socket: what no well-behaved client would send. */
import { connect } from 'node:net'
import type { FastifyInstance } from 'fastify'

export type RawReply = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string }

/** Starts listening, on this machine only. */
export async function portOf(app: FastifyInstance): Promise<number> {
  if (!app.server.listening) await app.listen({ port: 0, host: '127.0.0.1' })
  const address = app.server.address()
  if (address === null || typeof address === 'string') throw new Error('the server listens nowhere')
  return address.port
}

/** Sends the bytes and waits for the server to hang up; a request that it keeps open says `connection: close`, or waits for ever. */
export function sendRaw(port: number, bytes: string | Buffer): Promise<RawReply> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    // A server that has said no may hang up before it has read everything.
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(parseReply(Buffer.concat(chunks).toString())))
  })
}

function parseReply(text: string): RawReply {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const [statusLine = '', ...lines] = head.split('\r\n')
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  )
  return { status: Number(statusLine.split(' ')[1] ?? 0), headers, body: rest.join('\r\n\r\n') }
}
