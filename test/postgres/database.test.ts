import { Client } from 'pg'
import { expect, test } from 'vitest'
import { emptyDatabase, freshDatabase, type TestDatabase } from '#test/database.ts'

async function countTables({ connectionString }: TestDatabase): Promise<number> {
  const client = new Client({ connectionString })
  await client.connect()
  try {
    const { rows } = await client.query<{ count: number }>("select count(*)::int as count from pg_tables where schemaname = 'public'")
    return rows[0]?.count ?? 0
  } finally {
    await client.end()
  }
}

test('each test gets a migrated database of its own, which is gone at the end of its block', async () => {
  let gone: TestDatabase
  {
    await using one = await freshDatabase()
    await using other = await freshDatabase()
    gone = one
    expect(one.name).not.toBe(other.name)
    expect(await countTables(one)).toBeGreaterThan(5)
  }
  await expect(countTables(gone)).rejects.toThrow('does not exist')
})

test('an empty database has no table', async () => {
  await using db = await emptyDatabase()
  expect(await countTables(db)).toBe(0)
})
