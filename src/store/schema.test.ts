import { expect, test } from 'vitest'
import { emptyDatabase, freshDatabase } from '#test/database.ts'
import { dumpSchema } from '#test/schema-dump.ts'
import { openBase } from './connect.ts'
import { migrate } from './migrate.ts'

test('migrations from zero give exactly the schema under review', async () => {
  await using database = await freshDatabase()
  const base = openBase(database, { role: null, max: 1 })
  await expect(await dumpSchema(base)).toMatchFileSnapshot('./schema.sql')
  await base.destroy()
})

test('two processes may migrate the same empty database at once', async () => {
  await using database = await emptyDatabase()
  const done = await Promise.all([migrate(database), migrate(database)])
  expect(done.flat()).toEqual([
    '0001-founding-tables',
    '0002-save-in-one-statement',
    '0003-filed-dossiers-of-earlier-years',
    '0004-logins-behind-the-wall',
  ])
})
