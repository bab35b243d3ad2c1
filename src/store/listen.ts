/** Hears of commits on dossiers, from whatever process: `NOTIFY` is sent by the transaction that writes the journal. */
import pg from 'pg'
import type { Connexion } from './connect.ts'

export type Annonce = { readonly dossierId: string; readonly seq: number }

/** Keeps one connection on the channel; a cut is repaired after a second, and listeners are told to read again (`seq: 0`). */
export function listenDossiers({ connectionString }: Connexion, hear: (annonce: Annonce | null) => void): { stop(): Promise<void> } {
  let stopped = false
  let client: pg.Client | null = null
  let retry: NodeJS.Timeout | null = null

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString, application_name: 'harmonia-annonces', options: '-c role=harmonia_app' })
    client = next
    next.on('notification', ({ payload = '' }) => {
      const [dossierId = '', seq = '0'] = payload.split(' ')
      hear({ dossierId, seq: Number(seq) })
    })
    next.on('error', () => undefined)
    next.on('end', () => {
      if (!stopped) retry = setTimeout(() => void connect(), 1000)
    })
    try {
      await next.connect()
      await next.query('listen dossiers')
      hear(null)
    } catch {
      await next.end().catch(() => undefined)
    }
  }
  void connect()

  return {
    stop: async () => {
      stopped = true
      if (retry) clearTimeout(retry)
      await client?.end().catch(() => undefined)
    },
  }
}
