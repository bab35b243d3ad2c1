/** Secrets that a browser keeps: what is drawn, and what the database keeps of it. */
import { hash, randomBytes } from 'node:crypto'

/** The token of a session: 256 random bits, kept by the browser only. */
export const nouveauJeton = (): string => randomBytes(32).toString('base64url')

/** What the database keeps of it. */
export const empreinteDuJeton = (jeton: string): Buffer => hash('sha256', jeton, 'buffer')

/**
 * What the browser keeps after the session, to be recognised at the next sign-in: it comes from what the database keeps, so that nothing
 * more is stored, and the session's token cannot be found from it. It opens nothing. Source: OWASP, « device cookies ».
 */
export const marqueDeLAppareil = (empreinteJeton: Buffer): Buffer =>
  hash('sha256', Buffer.concat([empreinteJeton, Buffer.from('appareil')]), 'buffer')
