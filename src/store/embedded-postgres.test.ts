import { spawn } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EmbeddedPostgresError, findRunningPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { listPostgresIn, startOfProcess, waitUntil } from './embedded-processes.ts'

const HOLDER = join(import.meta.dirname, '../../test/embedded-holder.ts')

type Place = Disposable & { readonly top: string; readonly dataDir: string }

function place(mode = 0o755): Place {
  const top = realpathSync(mkdtempSync(join(tmpdir(), 'harmonia-embedded-')))
  chmodSync(top, mode)
  return { top, dataDir: join(top, 'postgres'), [Symbol.dispose]: () => rmSync(top, { recursive: true, force: true }) }
}

/** A data folder made once: making one takes most of the time of these tests. */
const model = place()

beforeAll(async () => (await start(model.dataDir)).stop())
afterAll(() => model[Symbol.dispose]())

function placeWithData(): Place {
  const here = place()
  cpSync(model.dataDir, here.dataDir, { recursive: true })
  chmodSync(here.dataDir, 0o700)
  return here
}

const start = (dataDir: string) => startEmbeddedPostgres({ dataDir, durable: false })

async function ask(url: string, text: string, values: unknown[] = []): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text, values)).rows
  } finally {
    await client.end().catch(() => {})
  }
}

type Holder = {
  readonly pid: number
  readonly url: string
  readonly postmaster: number
  readonly children: readonly number[]
  gone: Promise<unknown>
}

/** Another process with an embedded server on the folder. `children` holds the server and its guard. */
async function hold(dataDir: string): Promise<Holder> {
  const child = spawn(process.execPath, [HOLDER, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  const gone = new Promise((resolve) => child.once('exit', resolve))
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()))
    child.once('exit', () => reject(new Error('the holder stopped before it was ready')))
  })
  const pid = child.pid ?? 0
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number)
  return { ...(JSON.parse(line) as { url: string; postmaster: number }), pid, children, gone }
}

test('the server keeps its data from one start to the next, on a Unix socket only, durable by default', async () => {
  using here = place()
  const first = await startEmbeddedPostgres({ dataDir: here.dataDir })
  const [settings] = await ask(
    first.url,
    `select current_setting('listen_addresses') as addresses, current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
            pg_encoding_to_char(encoding) as encoding, datlocale as locale from pg_database where datname = current_database()`,
  )
  expect(settings).toEqual({ addresses: '', fsync: 'on', commit: 'on', encoding: 'UTF8', locale: 'C.UTF-8' })
  expect(statSync(first.host).mode & 0o777).toBe(0o700)
  await ask(first.url, 'create table kept as select 42 as answer')
  await first.stop()
  await first.stop()
  expect(listPostgresIn(here.dataDir)).toEqual([])
  expect(existsSync(first.host)).toBe(false)

  const second = await start(here.dataDir)
  expect(await ask(second.url, 'select answer from kept')).toEqual([{ answer: 42 }])
  await second.stop()
})

test('a folder closed to other users works, and so does opening it again once it is open', async () => {
  using here = place(0o700)
  const closed = await start(here.dataDir)
  await ask(closed.url, 'create table kept as select 1 as one')
  await closed.stop()
  chmodSync(here.top, 0o755)
  const open = await start(here.dataDir)
  expect(await ask(open.url, 'select one from kept')).toEqual([{ one: 1 }])
  await open.stop()
})

test('two living Harmoni@ on one folder: the second is refused with a sentence naming the first', async () => {
  using here = placeWithData()
  const holder = await hold(here.dataDir)
  expect(findRunningPostgres(here.dataDir)?.url).toBe(holder.url)
  const refused = await start(here.dataDir).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(EmbeddedPostgresError)
  expect(String(refused)).toContain(`Un autre Harmoni@ (processus ${holder.pid}) utilise déjà ce dossier`)
  expect(await ask(holder.url, 'select 1 as one')).toEqual([{ one: 1 }])
  process.kill(holder.pid, 'SIGTERM')
  await holder.gone
  expect(listPostgresIn(here.dataDir)).toEqual([])
  expect(findRunningPostgres(here.dataDir)).toBeNull()
})

test('kill -9 of the holder leaves no server behind', async () => {
  using here = placeWithData()
  const holder = await hold(here.dataDir)
  process.kill(holder.pid, 'SIGKILL')
  expect(await waitUntil(() => listPostgresIn(here.dataDir).length === 0, 10_000)).toBe(true)
  await (await start(here.dataDir)).stop()
})

test('an orphan server is stopped first, and nothing it acknowledged is lost', async () => {
  using here = placeWithData()
  const holder = await hold(here.dataDir)
  await ask(holder.url, 'create table kept as select 7 as seven')
  const guards = holder.children.filter((pid) => pid !== holder.postmaster)
  for (const pid of [...guards, holder.pid]) process.kill(pid, 'SIGKILL')
  await holder.gone
  expect(startOfProcess(holder.postmaster)).not.toBeNull()
  const next = await start(here.dataDir)
  expect(startOfProcess(holder.postmaster)).toBeNull()
  expect(await ask(next.url, 'select seven from kept')).toEqual([{ seven: 7 }])
  await next.stop()
})

test('backends that outlive their postmaster do not block the next start', async () => {
  using here = placeWithData()
  const holder = await hold(here.dataDir)
  const client = new Client({ connectionString: holder.url })
  client.on('error', () => {})
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const backend = rows[0]?.pid ?? 0
  process.kill(backend, 'SIGSTOP')
  // Awake, the holder would see its server die first, and start it again.
  process.kill(holder.pid, 'SIGSTOP')
  for (const pid of [...holder.children, holder.pid]) process.kill(pid, 'SIGKILL')
  await holder.gone
  expect(listPostgresIn(here.dataDir)).toContain(backend)
  const next = await start(here.dataDir)
  expect(startOfProcess(backend)).toBeNull()
  await next.stop()
  await client.end().catch(() => {})
})

test('a server that is killed comes back at the same address with every acknowledged row', async () => {
  using here = placeWithData()
  const postgres = await startEmbeddedPostgres({ dataDir: here.dataDir })
  await ask(postgres.url, 'create table kept as select 3 as three')
  const killed = postgres.postmasterPid()
  process.kill(killed, 'SIGKILL')
  expect(await waitForNewServer(postgres.postmasterPid, killed)).toBe(true)
  expect(await ask(postgres.url, 'select three from kept')).toEqual([{ three: 3 }])
  await postgres.stop()
  expect(listPostgresIn(here.dataDir)).toEqual([])
})

const waitForNewServer = (pid: () => number, former: number): Promise<boolean> => waitUntil(() => pid() !== former, 10_000)

test('a server that keeps dying is given up and said to be lost', async () => {
  using here = placeWithData()
  const lost: Error[] = []
  const postgres = await startEmbeddedPostgres({ dataDir: here.dataDir, durable: false, onLost: (error) => lost.push(error) })
  for (let crash = 0; crash < 3; crash += 1) {
    const killed = postgres.postmasterPid()
    process.kill(killed, 'SIGKILL')
    await waitForNewServer(postgres.postmasterPid, killed)
  }
  process.kill(postgres.postmasterPid(), 'SIGKILL')
  expect(await waitUntil(() => lost.length === 1, 10_000)).toBe(true)
  expect(lost[0]?.message).toContain('s’est arrêté 4 fois en une minute')
  await postgres.stop()
})

test('a creation interrupted halfway leaves nothing that hinders the next one', async () => {
  using here = place()
  mkdirSync(`${here.dataDir}.nouveau-1/base`, { recursive: true })
  writeFileSync(`${here.dataDir}.nouveau-1/PG_VERSION`, '18\n')
  const postgres = await start(here.dataDir)
  await postgres.stop()
  expect(readdirSync(here.top).toSorted()).toEqual(['postgres', 'postgres.log'])
})

test.each([
  {
    holding: 'files that are not a database',
    file: 'notes.txt',
    content: 'bonjour',
    sentence: 'ne contient pas de base de données PostgreSQL',
  },
  {
    holding: 'a database of another version',
    file: 'PG_VERSION',
    content: '15\n',
    sentence: 'a été créée par PostgreSQL 15 ; ce Harmoni@ contient PostgreSQL 18',
  },
])('a folder holding $holding is refused and left as it is', async ({ file, content, sentence }) => {
  using here = place()
  mkdirSync(here.dataDir)
  writeFileSync(join(here.dataDir, file), content)
  await expect(start(here.dataDir)).rejects.toThrow(sentence)
  expect(readdirSync(here.dataDir)).toEqual([file])
  // The lock is given back: the reason is said again, not « another Harmoni@ ».
  await expect(start(here.dataDir)).rejects.toThrow(sentence)
})

test.each(['/proc/harmonia/postgresql', '/dev/null/postgresql', '/dev/null/var/postgresql'])(
  'the folder %s, where nothing can be made, is refused at once in a sentence',
  async (dataDir) => {
    await expect(start(dataDir)).rejects.toThrow(/^Le dossier \/.* ne peut pas être créé .*Choisissez-en un autre avec HARMONIA_VAR\.$/)
    expect(() => findRunningPostgres(dataDir)).toThrow(EmbeddedPostgresError)
  },
)
