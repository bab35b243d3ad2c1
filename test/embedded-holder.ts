/** A process that holds an embedded PostgreSQL, for the tests that kill it. Usage: `node embedded-holder.ts DATA_FOLDER`. */
import { startEmbeddedPostgres } from '#store/embedded-postgres.ts'

const postgres = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '', durable: process.argv[3] === 'durable' })
process.stdout.write(`${JSON.stringify({ url: postgres.url, postmaster: postgres.postmasterPid() })}\n`)
// PostgreSQL's own connections do not keep a process alive.
const clock = setInterval(() => {}, 60_000)
process.once('SIGTERM', () => {
  clearInterval(clock)
  void postgres.stop()
})
