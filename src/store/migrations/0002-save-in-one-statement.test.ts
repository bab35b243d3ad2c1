import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { expect, test } from 'vitest'
import { emptyDatabase } from '#test/database.ts'
import { openBase } from '../connect.ts'
import { listCellules } from '../dossiers.ts'
import { migrate } from '../migrate.ts'
import { transact } from '../transact.ts'
import * as founding from './0001-founding-tables.ts'

const organisme = '7d1c2a60-0000-4000-8000-00000000aaaa'
const dossier = '7d1c2a60-0000-4000-8000-00000000bbbb'
const CELLULES = {
  BA: {
    'BA.A101[brut]': { v: 100, s: 1, m: 'saisie' },
    'BA.A101[amort]': { so: true, s: 1, m: 'saisie' },
    'BA.A102[brut]': { v: 7, s: 2, m: 'api' },
  },
  Q01: { 'Q01.Q01-06[N]': { t: 'un [texte] a.b', s: 3, m: 'saisie' } },
} as const

test('the figures entered before are all found again after, one row per line', async () => {
  await using database = await emptyDatabase()
  await using base = openBase(database, { role: null, max: 1 })
  const migrator = new Migrator({ db: base, provider: { getMigrations: async () => ({ '0001-founding-tables': founding }) } })
  expect((await migrator.migrateToLatest()).error).toBeUndefined()
  for (const [tableau, cellules] of Object.entries(CELLULES))
    await sql`insert into valeurs (organisme_id, dossier_id, tableau, cellules) values (${organisme}, ${dossier}, ${tableau}, ${JSON.stringify(cellules)})`.execute(
      base,
    )
  await migrate(database)
  await using app = openBase(database, { role: 'harmonia_app', max: 1 })
  const found = await transact(app, { organismeId: organisme, operateur: null }, (tx) =>
    listCellules(tx, { organisme_id: organisme, id: dossier }),
  )
  expect(found).toEqual(new Map(Object.entries({ ...CELLULES.BA, ...CELLULES.Q01 })))
  const { rows } = await sql<{ clef: string }>`select tableau || '.' || ligne as clef from valeurs order by 1`.execute(base)
  expect(rows.map(({ clef }) => clef)).toEqual(['BA.A101', 'BA.A102', 'Q01.Q01-06'])
})
