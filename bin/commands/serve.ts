import { setTimeout as delay } from 'node:timers/promises'
import type { Configuration } from '#http/configuration.ts'
import { startApplication, type Application } from '../application.ts'
import { refuseOthers, StartError } from '../command.ts'
import { configurationOfProcess, holdDatabase } from '../database.ts'

/** Requests under way get this long to finish once a stop is asked for. */
const CLOSE_MS_MAX = 10_000

/** Runs Harmoni@ until a signal, or until whoever started it is gone. */
export async function run(words: readonly string[]): Promise<number> {
  refuseOthers(words, ['--check-config'])
  const configuration = configurationOfProcess()
  if (words.length > 0) {
    console.log(describe(configuration))
    return 0
  }
  const stop = stopRequest()
  const database = await holdDatabase(configuration, stop.fail)
  try {
    const application = await startApplication(configuration, database)
    console.log(welcome(application))
    const code = await stop.asked
    console.log('Arrêt de Harmoni@…')
    await Promise.race([application.close(), delay(CLOSE_MS_MAX, undefined, { ref: false })])
    return code
  } catch (error) {
    throw explained(error, configuration)
  } finally {
    await database.stop()
  }
}

/** Resolves with the exit code to give. Repeated signals are one: Ctrl-C reaches this process and, forwarded, reaches it again. */
function stopRequest(): { readonly asked: Promise<number>; readonly fail: (error: Error) => void } {
  const { promise, resolve } = Promise.withResolvers<number>()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => resolve(0))
  process.once('disconnect', () => resolve(0))
  // Listening to the channel would keep this process alive once everything is stopped.
  process.channel?.unref()
  const fail = (error: Error): void => {
    console.error(`La base de données est perdue : ${error.message}`)
    resolve(1)
  }
  return { asked: promise, fail }
}

const describe = (configuration: Configuration): string =>
  `Réglages valides.
  écoute : ${configuration.hote}, port ${configuration.port}
  base de données : ${configuration.databaseUrl === null ? `PostgreSQL embarqué, dans ${configuration.dossierVar}` : `PostgreSQL de DATABASE_URL (${new URL(configuration.databaseUrl).host})`}
  démonstration : ${configuration.demonstration ? 'oui' : 'non'}`

function welcome({ adresse, comptes }: Application): string {
  const width = Math.max(0, ...comptes.map(({ login }) => login.length))
  const rows = comptes.map(({ login, motDePasse, qui }) => `  ${login.padEnd(width)}  ${motDePasse}  ${qui}`)
  const accounts =
    rows.length === 0 ? '' : `\nComptes de démonstration (identifiant, mot de passe), affichés cette seule fois :\n${rows.join('\n')}\n`
  return `\nHarmoni@ est ouvert : ${adresse}\n${accounts}Ctrl-C pour l’arrêter.`
}

/** What the system said when the port was to be opened. */
type ListenError = { readonly code?: string; readonly syscall?: string; readonly hostname?: string }

function explained(error: unknown, { hote, port }: Configuration): unknown {
  const { code, syscall, hostname } = (error instanceof Error ? error : {}) as ListenError
  if (code === 'EADDRINUSE')
    return new StartError(
      `Le port ${port} est déjà pris par un autre programme. Arrêtez-le, ou choisissez un autre port : PORT=${port + 1} npm start.`,
    )
  if (code === 'EACCES' && syscall === 'listen')
    return new StartError(`Le port ${port} est réservé au système : choisissez-en un au-dessus de 1024, par exemple PORT=8080.`)
  if (code === 'EADDRNOTAVAIL' || hostname === hote)
    return new StartError(`L’adresse ${hote} n’est pas une adresse de cette machine (réglage HARMONIA_HOTE).`)
  return error
}
