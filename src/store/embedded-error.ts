/** A failure of the embedded PostgreSQL that a person can do something about: its message is a complete French sentence. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError'
}
