/** Live events of dossiers between processes: who commits notifies, every process listens. */
import { Client } from 'pg'
import { runPrepared, type Base, type Connexion, type Prepared } from './connect.ts'

export type Annonce = { readonly dossierId: string; readonly seq: number }

/** Nothing of it is to be found again after a power cut: its commit does not wait for the disk. */
const NOTIFY: Prepared = {
  name: 'notify_dossiers',
  text: `select set_config('synchronous_commit', 'off', true), pg_notify('dossiers', annonce) from unnest($1::text[]) as annonce`,
}

/** Tells every process that these dossiers are now at these journal lines. Called after their commit. */
export async function notifyDossiers(base: Base, annonces: readonly Annonce[]): Promise<void> {
  await runPrepared(base, NOTIFY, [annonces.map(({ dossierId, seq }) => `${dossierId} ${seq}`)])
}

/**
 * Keeps one connection on the channel; a cut is repaired after a second. `hear(null)`: something may have been missed, read again. It is
 * said at each connection, and to the other processes as well: one that died between a commit and its announcement says so when it is back.
 */
export function listenDossiers(
  { connectionString }: Connexion,
  hear: (annonce: Annonce | null) => void,
): { readonly stop: () => Promise<void> } {
  let stopped = false
  let client: Client | null = null
  let retry: NodeJS.Timeout | null = null

  const connect = async (): Promise<void> => {
    const next = new Client({ connectionString, application_name: 'harmonia-annonces', options: '-c role=harmonia_app' })
    client = next
    next.on('notification', ({ payload = '' }) => {
      const [dossierId = '', seq = '0'] = payload.split(' ')
      hear(dossierId === '' ? null : { dossierId, seq: Number(seq) })
    })
    next.on('error', () => undefined)
    next.on('end', () => {
      if (!stopped) retry = setTimeout(() => void connect(), 1000)
    })
    try {
      await next.connect()
      await next.query('listen dossiers')
      await next.query('notify dossiers')
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
