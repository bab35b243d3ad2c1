/** The command line: finds the command, runs it, says in French what went wrong. It decides nothing by itself. */
import { ConfigurationError, REGLAGES } from '#http/configuration.ts'
import { EditionDejaPubliee } from '#store/campagnes.ts'
import { DatabaseRefused } from '#store/check-server.ts'
import { EmbeddedPostgresError } from '#store/embedded-postgres.ts'
import type { Command } from './command.ts'
import { StartError, UsageError } from './command.ts'
import { databaseUrlOfProcess } from './database.ts'
import { explainDatabase } from './explain-database.ts'

const MISUSED = 3

/** Commands load only when asked for: the help costs nothing. */
const commands: readonly Command[] = [
  {
    words: ['serve'],
    usage: 'serve [--check-config]',
    summary: 'démarre Harmoni@ ; avec --check-config, vérifie seulement les réglages',
    load: () => import('./commands/serve.ts'),
  },
  {
    words: ['migrate'],
    usage: 'migrate',
    summary: 'met la base de données au schéma de cette version',
    load: () => import('./commands/migrate.ts'),
  },
  {
    words: ['check'],
    usage: 'check FICHIER... [--edition 2025|DOSSIER] [--json]',
    summary: 'applique les règles à des dossiers (JSON ; « - » : entrée standard), sans serveur',
    load: () => import('./commands/check.ts'),
  },
  {
    words: ['explain'],
    usage: 'explain FICHIER CASE [--edition 2025|DOSSIER] [--json]',
    summary: 'explique une case d’un dossier : formule en mots, chiffres, comptes, source',
    load: () => import('./commands/explain.ts'),
  },
  {
    words: ['edition', 'check'],
    usage: 'edition check [DOSSIER]',
    summary: 'vérifie une édition (editions/2025 par défaut) : fichier, ligne, raison',
    load: () => import('./commands/edition-check.ts'),
  },
  {
    words: ['edition', 'diff'],
    usage: 'edition diff 2024 2025 [--json]',
    summary: 'dit ce qui change d’une édition à l’autre, comme à ses adhérents',
    load: () => import('./commands/edition-diff.ts'),
  },
  {
    words: ['journal', 'verify'],
    usage: 'journal verify',
    summary: 'vérifie l’enchaînement du journal de chaque dossier',
    load: () => import('./commands/journal-verify.ts'),
  },
  {
    words: ['openapi'],
    usage: 'openapi',
    summary: 'écrit la description OpenAPI 3.1 de l’API',
    load: () => import('./commands/openapi.ts'),
  },
  {
    words: ['schemas'],
    usage: 'schemas [DOSSIER]',
    summary: 'écrit les schémas JSON publiés (docs/schemas par défaut)',
    load: () => import('./commands/schemas.ts'),
  },
]

/** Runs the command that the words name and gives its exit code: 0 done, 1 refused or failed, 2 a file that can't be read, 3 misused. */
export async function main(words: readonly string[]): Promise<number> {
  if (words.length === 0 || words.includes('--help') || words.includes('-h')) {
    console.log(help())
    return 0
  }
  const command = commands.find((one) => one.words.every((word, rank) => words[rank] === word))
  if (!command) {
    console.error(`Commande inconnue : « ${words.join(' ')} ».\n\n${help()}`)
    return MISUSED
  }
  try {
    return await (await command.load()).run(words.slice(command.words.length))
  } catch (error) {
    return explain(error, command)
  }
}

/** Their messages are complete sentences: no stack is shown with them. */
const EXPLAINED = [ConfigurationError, EditionDejaPubliee, EmbeddedPostgresError, DatabaseRefused, StartError]

function explain(error: unknown, command: Command): number {
  if (error instanceof UsageError) {
    console.error(`${error.message}\nUsage : harmonia ${command.usage}`)
    return MISUSED
  }
  const said = explainDatabase(error, databaseUrlOfProcess()) ?? error
  console.error(said instanceof Error && EXPLAINED.some((kind) => said instanceof kind) ? said.message : said)
  return 1
}

function help(): string {
  const width = Math.max(...commands.map(({ usage }) => usage.length), ...Object.keys(REGLAGES).map((name) => name.length))
  const lines = (rows: readonly (readonly [string, string])[]): string =>
    rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n')
  return `Harmoni@ : collecte de la liasse DIS et des états réglementaires des organismes HLM

Usage : harmonia COMMANDE

Commandes :
${lines(commands.map(({ usage, summary }) => [usage, summary]))}

Réglages (variables d’environnement) :
${lines(Object.entries(REGLAGES))}`
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2))
