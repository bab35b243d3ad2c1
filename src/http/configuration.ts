/** The settings of the server: read from the environment once, checked, and explained in French when they are wrong. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'

export type Configuration = {
  /** An external PostgreSQL; `null` for the embedded one, whose data are in `dossierVar`. */
  readonly databaseUrl: string | null
  readonly dossierVar: string
  readonly hote: string
  /** 0 lets the system choose. */
  readonly port: number
  /** Address under which people reach Harmoni@, when it isn't the one it listens on (behind a reverse proxy). */
  readonly adressePublique: string | null
  /** Addresses of the reverse proxies whose `X-Forwarded-*` are believed. */
  readonly mandataires: readonly string[]
  /** Requests that one address may make in a minute before it is told to wait. */
  readonly requetesParMinute: number
  readonly demonstration: boolean
  readonly journal: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'
}

/** One line per wrong setting. */
export class ConfigurationError extends Error {
  override name = 'ConfigurationError'
  readonly defauts: readonly string[]
  constructor(defauts: readonly string[]) {
    super(`Réglages refusés :\n${defauts.map((defaut) => `  - ${defaut}`).join('\n')}`)
    this.defauts = defauts
  }
}

const YES = ['1', 'oui', 'true', 'yes']
const NO = ['0', 'non', 'false', 'no']

const switched = z
  .string()
  .toLowerCase()
  .refine((text) => [...YES, ...NO].includes(text), 'attend « oui » ou « non »')
  .transform((text) => YES.includes(text))

const webAddress = z
  .url({ protocol: /^https?$/, abort: true, error: 'attend une adresse complète, par exemple https://harmonia.exemple.fr' })
  .refine((text) => new URL(text).pathname === '/', 'attend une adresse sans chemin, par exemple https://harmonia.exemple.fr')
  .transform((text) => new URL(text).origin)

const addressList = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )
  .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], 'attend des adresses IP séparées par des virgules')))

const shape = z.object({
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'attend une adresse postgresql://utilisateur:motdepasse@hote:5432/base' })
    .optional(),
  HARMONIA_VAR: z.string().optional(),
  HARMONIA_HOTE: z
    .union([z.ipv4(), z.ipv6(), z.hostname()], 'attend une adresse IP ou un nom de machine, par exemple 127.0.0.1, 0.0.0.0 ou ::')
    .default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'attend un nombre entre 0 et 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'attend un nombre entre 0 et 65535')
    .default(8080),
  HARMONIA_ADRESSE: webAddress.optional(),
  HARMONIA_MANDATAIRES: addressList.default([]),
  HARMONIA_REQUETES_PAR_MINUTE: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'attend un nombre entier positif')
    .transform(Number)
    .default(1200),
  HARMONIA_DEMO: switched.optional(),
  HARMONIA_JOURNAL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], 'attend fatal, error, warn, info, debug ou silent')
    .default('warn'),
})

/** Settings that hold a secret: each may come from a file instead, named by the same word followed by `_FILE`. */
const SECRETS = ['DATABASE_URL'] as const

/** Each setting with its meaning, for `harmonia --help` and for the check of the names. */
export const REGLAGES: Readonly<Record<keyof z.infer<typeof shape> | `${(typeof SECRETS)[number]}_FILE`, string>> = {
  DATABASE_URL: 'adresse d’un PostgreSQL (16 ou plus récent) ; sans elle, Harmoni@ démarre le sien',
  DATABASE_URL_FILE: 'fichier qui contient cette adresse, au lieu de l’écrire dans l’environnement (secret monté)',
  HARMONIA_VAR: 'dossier des données du PostgreSQL embarqué (var/ par défaut)',
  HARMONIA_HOTE: 'adresse d’écoute (127.0.0.1 par défaut ; 0.0.0.0 pour toutes)',
  PORT: 'port d’écoute (8080 par défaut)',
  HARMONIA_ADRESSE: 'adresse publique, derrière un mandataire : https://harmonia.exemple.fr',
  HARMONIA_MANDATAIRES: 'adresses IP des mandataires de confiance, séparées par des virgules',
  HARMONIA_REQUETES_PAR_MINUTE: 'requêtes qu’une même adresse peut faire par minute (1200 par défaut)',
  HARMONIA_DEMO: 'oui ou non : données de démonstration (oui avec le PostgreSQL embarqué, non avec DATABASE_URL)',
  HARMONIA_JOURNAL: 'niveau du journal : fatal, error, warn (par défaut), info, debug, silent',
}

/**
 * @param env environment variables; an empty one counts as absent
 * @param defaultVar data folder when none is chosen
 * @throws {ConfigurationError} naming every wrong setting at once
 */
export function readConfiguration(env: Readonly<Record<string, string | undefined>>, defaultVar: string): Configuration {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''))
  const secrets = readSecrets(present)
  const given: Readonly<Record<string, unknown>> = { ...present, ...secrets.values }
  const parsed = shape.safeParse(given)
  const defauts = [...unknownNames(given), ...secrets.defauts, ...(parsed.error?.issues ?? []).map((issue) => sayIssue(issue, given))]
  if (!parsed.success || defauts.length > 0) throw new ConfigurationError(defauts)
  const { data } = parsed
  return {
    databaseUrl: data.DATABASE_URL ?? null,
    dossierVar: data.HARMONIA_VAR ?? defaultVar,
    hote: data.HARMONIA_HOTE,
    port: data.PORT,
    adressePublique: data.HARMONIA_ADRESSE ?? null,
    mandataires: data.HARMONIA_MANDATAIRES,
    requetesParMinute: data.HARMONIA_REQUETES_PAR_MINUTE,
    demonstration: data.HARMONIA_DEMO ?? data.DATABASE_URL === undefined,
    journal: data.HARMONIA_JOURNAL,
  }
}

/** The secrets that come from files, and what is wrong with those files. */
function readSecrets(given: Readonly<Record<string, string | undefined>>): { values: Record<string, string>; defauts: string[] } {
  const values: Record<string, string> = {}
  const defauts: string[] = []
  for (const name of SECRETS) {
    const path = given[`${name}_FILE`]
    if (path === undefined) continue
    const text = readOrNull(path)
    if (given[name] !== undefined) defauts.push(`${name}_FILE : donné en même temps que ${name} ; gardez l’un des deux.`)
    else if (text === null) defauts.push(`${name}_FILE : le fichier ${path} n’existe pas ou ne vous est pas ouvert en lecture.`)
    else if (text.trim() === '') defauts.push(`${name}_FILE : le fichier ${path} est vide.`)
    else values[name] = text.trim()
  }
  return { values, defauts }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

/** A misspelt setting would be ignored in silence. */
function unknownNames(given: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(given)
    .filter((name) => name.startsWith('HARMONIA_') && !Object.hasOwn(REGLAGES, name))
    .map((name) => `${name} : réglage inconnu. Les réglages sont ${Object.keys(REGLAGES).join(', ')}.`)
}

function sayIssue(issue: z.core.$ZodIssue, given: Readonly<Record<string, unknown>>): string {
  const name = String(issue.path[0])
  // The address of the database holds a password.
  const value = name === 'DATABASE_URL' ? '' : ` ; reçu « ${String(given[name])} »`
  return `${name} : ${issue.message}${value}.`
}
