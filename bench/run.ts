/** What a person waits for, each figure beside its reference of the same run. Prints one table. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startApplication } from '../bin/application.ts'
import { qdisOf, signIn, type Api } from '../scripts/api-client.ts'
import { readConfiguration } from '#http/configuration.ts'
import { startEmbeddedPostgres } from '#store/embedded-postgres.ts'

const TOURS = 400
const CLIENTS = 16
const PORT = '18099'

type Serie = { readonly p50: number; readonly p95: number; readonly parSeconde: number }

async function mesurer(tours: number, clients: number, act: (client: number, tour: number) => Promise<void>): Promise<Serie> {
  const times: number[] = []
  const start = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let tour = 0; tour < tours / clients; tour++) {
        const before = performance.now()
        await act(client, tour)
        times.push(performance.now() - before)
      }
    }),
  )
  const seconds = (performance.now() - start) / 1000
  times.sort((a, b) => a - b)
  const at = (share: number): number => times[Math.floor((times.length - 1) * share)] ?? 0
  return { p50: at(0.5), p95: at(0.95), parSeconde: times.length / seconds }
}

async function plancher(url: string, clients: number): Promise<Serie> {
  const pool = new pg.Pool({ connectionString: url, max: clients })
  await pool.query(
    'create table if not exists plancher (id uuid primary key, v jsonb); create table if not exists plancher_journal (n bigserial primary key, v jsonb)',
  )
  const ids = Array.from({ length: clients }, () => randomUUID())
  for (const id of ids) await pool.query('insert into plancher values ($1, $2)', [id, '{}'])
  const serie = await mesurer(TOURS, clients, async (client, tour) => {
    await pool.query('update plancher set v = $2 where id = $1', [ids[client], JSON.stringify({ tour })])
    await pool.query('insert into plancher_journal (v) values ($1)', [JSON.stringify({ client, tour })])
  })
  await pool.end()
  return serie
}

/** Each client saves its own cell of the same dossier, as people of one body do on the last evening. */
async function sauvegardes(client: Api, dossier: string, clients: number): Promise<Serie> {
  const versions = Array.from({ length: clients }, () => 0)
  const lignes = [
    'A101',
    'A102',
    'A103',
    'A121',
    'A122',
    'A123',
    'A124',
    'A125',
    'A126',
    'A127',
    'A128',
    'A141',
    'A142',
    'A143',
    'A161',
    'A162',
  ]
  const { valeurs } = (await client('GET', `/api/dossiers/${dossier}`)) as { valeurs: Readonly<Record<string, { readonly s: number }>> }
  for (const [i, ligne] of lignes.slice(0, clients).entries()) versions[i] = valeurs[`BA.${ligne}[brut]`]?.s ?? 0
  return mesurer(TOURS, clients, async (i, tour) => {
    const at = `BA.${lignes[i]}[brut]`
    const { seq } = await client('PUT', `/api/dossiers/${dossier}/cellules`, {
      moyen: 'saisie',
      changements: [{ at, v: `${1000 + tour}.50`, vu: versions[i] }],
    })
    versions[i] = Number(seq)
  })
}

const ligne = (quoi: string, mesure: string, reference: string, rapport: string): string =>
  `| ${quoi} | ${mesure} | ${reference} | ${rapport} |`
const ms = (value: number): string => `${value.toFixed(2)} ms`

const folder = await mkdtemp(join(tmpdir(), 'harmonia-bench-'))
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgresql') })
const configuration = readConfiguration({ PORT, HARMONIA_REQUETES_PAR_MINUTE: '99999999', HARMONIA_JOURNAL: 'silent' }, folder)
const application = await startApplication(configuration, { connectionString: postgres.url })
try {
  const compte = application.comptes.find(({ login }) => login === 'bruno.horizon')
  const client = await signIn(application.adresse, 'bruno.horizon', compte?.motDePasse ?? '')
  const dossier = await qdisOf(client)
  const seul = await plancher(postgres.url, 1)
  const enregistrer = await sauvegardes(client, dossier, 1)
  const seize = await plancher(postgres.url, CLIENTS)
  const ensemble = await sauvegardes(client, dossier, CLIENTS)
  const ouvrir = await mesurer(40, 1, async () => void (await client('GET', `/api/dossiers/${dossier}`)))
  const verifier = await mesurer(40, 1, async () => void (await client('POST', `/api/dossiers/${dossier}/verification`, {})))
  console.log('| Travail | Mesure | Référence (même exécution) | Rapport |\n|---|---|---|---|')
  console.log(
    ligne(
      'Enregistrer une case, 1 client, p50',
      ms(enregistrer.p50),
      `UPDATE + INSERT ${ms(seul.p50)}`,
      `${(enregistrer.p50 / seul.p50).toFixed(1)}× (but ≤ 2,5×)`,
    ),
  )
  console.log(
    ligne('Enregistrer une case, 1 client, p95', ms(enregistrer.p95), ms(seul.p95), `${(enregistrer.p95 / seul.p95).toFixed(1)}×`),
  )
  console.log(
    ligne(
      'Enregistrements par seconde, 16 clients sur un dossier',
      ensemble.parSeconde.toFixed(0),
      seize.parSeconde.toFixed(0),
      `${((100 * ensemble.parSeconde) / seize.parSeconde).toFixed(0)} % (but ≥ 40 %)`,
    ),
  )
  console.log(ligne('Ouvrir un dossier, p50', ms(ouvrir.p50), '–', '–'))
  console.log(ligne('Vérifier tout un dossier, p50', ms(verifier.p50), '–', '–'))
} finally {
  await application.close()
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
}
