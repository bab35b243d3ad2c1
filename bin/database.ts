/** The database that a command works on: the one of `DATABASE_URL`, the one a running Harmoni@ holds, or our own for the time of the command. */
import { join } from 'node:path'
import { readConfiguration, type Configuration } from '#http/configuration.ts'
import type { Connexion } from '#store/connect.ts'
import { findRunningPostgres, startEmbeddedPostgres } from '#store/embedded-postgres.ts'
import { CHECKOUT } from './checkout.ts'

export type Database = Connexion & { stop(): Promise<void> }

export const configurationOfProcess = (): Configuration => readConfiguration(process.env, join(CHECKOUT, 'var'))

/** `DATABASE_URL` when the settings are right and it is one of them. */
export function databaseUrlOfProcess(): string | null {
  try {
    return configurationOfProcess().databaseUrl
  } catch {
    return null
  }
}

const dataDirOf = ({ dossierVar }: Configuration): string => join(dossierVar, 'postgresql')

/** For `serve`: holds the embedded server, refused if another Harmoni@ does. `onLost` is told when it can't be kept running. */
export async function holdDatabase(configuration: Configuration, onLost: (error: Error) => void): Promise<Database> {
  if (configuration.databaseUrl !== null) return { connectionString: configuration.databaseUrl, stop: async () => undefined }
  const embedded = await startEmbeddedPostgres({ dataDir: dataDirOf(configuration), onLost })
  return { connectionString: embedded.url, stop: () => embedded.stop() }
}

/** For the other commands: the running server serves as well. */
export async function joinDatabase(configuration: Configuration): Promise<Database> {
  const running = configuration.databaseUrl === null ? findRunningPostgres(dataDirOf(configuration)) : null
  if (running) return { connectionString: running.url, stop: async () => undefined }
  return holdDatabase(configuration, (error) => {
    throw error
  })
}
