import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MOT_DE_PASSE_DEMO } from '#services/demo.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#store/embedded-postgres.ts'
import { CHECKOUT } from '#test/source-files.ts'

/** Whoever hosts the base gives a user that owns it and may create roles, nothing more. */
const PROPRIETAIRE = 'proprietaire'
const SECRET = 'mot:de@passe'

const folder = mkdtempSync(join(tmpdir(), 'harmonia-elsewhere-'))
let server: EmbeddedPostgres
let door: Server
beforeAll(async () => {
  server = await startEmbeddedPostgres({ dataDir: join(folder, 'elsewhere'), durable: false })
  const secret = SECRET.replaceAll("'", "''")
  for (const [name, attributes] of [
    [PROPRIETAIRE, 'createrole'],
    ['sans_roles', ''],
  ] as const) {
    await administrate(`create role ${name} login ${attributes} password '${secret}'`)
    await administrate(`create database ${name} owner ${name}`)
  }
  await administrate("create database en_latin1 encoding 'LATIN1' locale 'C' locale_provider libc template template0 owner proprietaire")
  writeFileSync(join(folder, 'elsewhere/pg_hba.conf'), 'local all postgres trust\nlocal all all scram-sha-256\n')
  await administrate('select pg_reload_conf()')
  door = await openDoor(join(server.host, '.s.PGSQL.5432'))
}, 60_000)
afterAll(async () => {
  door.close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** A TCP port in front of the server's socket, as a server elsewhere would have. */
function openDoor(socket: string): Promise<Server> {
  const opened = createServer((incoming) => {
    const outgoing = connect(socket)
    incoming.pipe(outgoing).pipe(incoming)
    for (const [one, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const)
      one.on('error', () => other.destroy())
  })
  return new Promise((resolve) => opened.listen(0, '127.0.0.1', () => resolve(opened)))
}

const portOf = (listening: Server): number => (listening.address() as AddressInfo).port
const urlOf = (utilisateur: string, base: string, secret = SECRET): string =>
  `postgresql://${utilisateur}:${encodeURIComponent(secret)}@127.0.0.1:${portOf(door)}/${base}`

async function administrate(statement: string): Promise<void> {
  await query(server.urlFor({ database: 'postgres' }), statement)
}

async function query(connectionString: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows
  } finally {
    await client.end()
  }
}

/** `bin/harmonia` from the outside, on a data folder of its own. */
function launch(words: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn(join(CHECKOUT, 'bin/harmonia'), words, {
    env: { PATH: process.env['PATH'] ?? '', HARMONIA_VAR: join(folder, 'var'), PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { text: '' }
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (said.text += String(bytes)))
  const code = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, said, code }
}

/** Starts Harmoni@, works with it, stops it as Ctrl-C does; gives its exit code and all it said. */
async function serving(env: Readonly<Record<string, string>>, work: (adresse: string) => Promise<void>) {
  const { child, said, code } = launch(['serve'], env)
  try {
    const adresse = await new Promise<string>((resolve, reject) => {
      child.stdout.on('data', () => /ouvert : (\S+)[\s\S]*Ctrl-C/.exec(said.text)?.slice(1).forEach(resolve))
      void code.then(() => reject(new Error(said.text)))
    })
    await work(adresse)
  } finally {
    child.kill('SIGINT')
  }
  return { code: await code, said: said.text }
}

async function signIn(adresse: string): Promise<number> {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ login: 'solange.estuaire', motDePasse: MOT_DE_PASSE_DEMO })
  const opened = await fetch(`${adresse}/api/session`, { method: 'POST', headers, body })
  const cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const accueil = (await (await fetch(`${adresse}/api/accueil`, { headers: { cookie } })).json()) as {
    liasses: readonly { dossier: { etape: number } | null }[]
  }
  return accueil.liasses[0]?.dossier?.etape ?? 0
}

/** A first start makes roles, tables and the whole demonstration: on a busy machine, longer than a test usually may. */
const PREMIER_DEPART_MS = 120_000

describe('a PostgreSQL elsewhere, given by DATABASE_URL, whose user is no superuser', { timeout: PREMIER_DEPART_MS }, () => {
  const env = () => ({ DATABASE_URL: urlOf(PROPRIETAIRE, PROPRIETAIRE), HARMONIA_DEMO: 'oui' })

  test('Harmoni@ creates its roles and tables there and serves from it; nothing is started here', async () => {
    const first = await serving(env(), async (adresse) => expect(await signIn(adresse)).toBe(4))
    expect([first.code, first.said]).toEqual([0, expect.stringContaining('Comptes de démonstration')])
    expect(existsSync(join(folder, 'var'))).toBe(false)
  })

  test('the next start finds yesterday’s data, through a secret file as well', async () => {
    const file = join(folder, 'secret')
    writeFileSync(file, `${env().DATABASE_URL}\n`)
    const next = await serving({ DATABASE_URL_FILE: file, HARMONIA_DEMO: 'oui' }, async (adresse) => expect(await signIn(adresse)).toBe(4))
    expect([next.code, next.said.includes('Comptes de démonstration')]).toEqual([0, false])
  })

  test('row-level security holds against the application’s role and against the owner of the tables', async () => {
    const url = urlOf(PROPRIETAIRE, PROPRIETAIRE)
    const tables = await query(
      url,
      "select tableowner, bool_and(rowsecurity) filter (where tablename = 'valeurs') as walled from pg_tables where schemaname = 'public' group by 1",
    )
    expect(tables).toEqual([{ tableowner: PROPRIETAIRE, walled: true }])
    expect(await query(url, 'select rolsuper, rolbypassrls from pg_roles where rolname = current_user')).toEqual([
      { rolsuper: false, rolbypassrls: false },
    ])
    for (const options of ['', '?options=-c%20role%3Dharmonia_app'])
      expect(await query(url + options, 'select (select count(*) from valeurs)::int + (select count(*) from dossiers)::int as n')).toEqual([
        { n: 0 },
      ])
  })

  test.each([
    ['migrate', 'La base de données est à jour.'],
    ['journal verify', '0 défaut.'],
  ])('harmonia %s works on it', async (words, sentence) => {
    const { code, said } = launch(words.split(' '), env())
    expect([await code, said.text]).toEqual([0, expect.stringContaining(sentence)])
  })
})

describe('a DATABASE_URL that cannot serve is refused in one sentence, without its password', () => {
  test.each([
    ['nobody listens', () => urlOf(PROPRIETAIRE, PROPRIETAIRE).replace(/:\d+\//, ':9/'), /Aucun PostgreSQL ne répond à 127\.0\.0\.1:9\./],
    [
      'the host is unknown',
      () => 'postgresql://u:mot@nulle-part.invalid/b',
      /L’hôte nulle-part\.invalid (est inconnu|ne peut pas être résolu)/,
    ],
    [
      'the password is wrong',
      () => urlOf(PROPRIETAIRE, PROPRIETAIRE, 'faux'),
      /Le mot de passe de l’utilisateur proprietaire est refusé\./,
    ],
    [
      'the base does not exist',
      () => urlOf(PROPRIETAIRE, 'ailleurs'),
      /La base ailleurs n’existe pas\. Créez-la : create database ailleurs owner proprietaire\./,
    ],
    ['the base is not in UTF-8', () => urlOf(PROPRIETAIRE, 'en_latin1'), /La base est en LATIN1 : Harmoni@ demande l’UTF-8/],
    [
      'its user may neither create the roles nor take them',
      () => urlOf('sans_roles', 'sans_roles'),
      /Les rôles harmonia_app, .* sans être ouverts à sans_roles\.|L’utilisateur sans_roles ne peut pas créer les rôles/,
    ],
  ])('%s', async (_what, url, sentence) => {
    const { code, said } = launch(['serve'], { DATABASE_URL: url() })
    expect(await code).toBe(1)
    expect(said.text.trim().split('\n')).toEqual([expect.stringMatching(sentence)])
    expect(said.text).not.toContain(SECRET)
  })
})
