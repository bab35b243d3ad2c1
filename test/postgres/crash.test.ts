import { expect, test } from 'vitest'
import { runCrashRounds } from '../../scripts/crash-rounds.ts'

test(
  'after kill -9 of the server and of PostgreSQL in the middle of saves, no acknowledged cell is missing and the journal is whole',
  { timeout: 600_000 },
  async () => {
    expect(await runCrashRounds(2)).toMatchObject({ perdues: [], journal: true })
  },
)
