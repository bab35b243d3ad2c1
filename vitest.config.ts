import { defineConfig } from 'vitest/config'

/** Rooms whose tests need PostgreSQL; the others run without it. */
const withPostgres = ['src/{store,services,http}/**/*.test.ts', 'test/postgres/**/*.test.ts']

export default defineConfig({
  test: {
    pool: 'threads',
    // One module registry per worker: tests keep no mutable module state, and start eighteen times faster.
    isolate: false,
    maxWorkers: '100%',
    // A failing test fails: no retry hides it.
    retry: 0,
    allowOnly: false,
    sequence: { hooks: 'stack' },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'bin/**/*.test.ts', 'test/*.test.ts'],
          exclude: withPostgres,
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'postgres',
          include: withPostgres,
          globalSetup: ['test/postgres-server.ts'],
          // A scene starts in a second; on a machine shared by many it may wait its turn far longer.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/postgres-server.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // After the others: a browser that shares its core with them only makes its timings erratic.
          sequence: { groupOrder: 1 },
          maxWorkers: 2,
        },
      },
    ],
  },
})
