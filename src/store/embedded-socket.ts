/** The folder of the Unix socket: short (a socket path holds 107 bytes), closed to everyone else, the same at each start. */
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, lstatSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Identity } from './embedded-identity.ts'

const BASE_BYTES_MAX = 60

/** The system's temporary folder, or `/tmp` when its name is too long for a socket. */
export const socketBase = (): string => (Buffer.byteLength(tmpdir()) <= BASE_BYTES_MAX ? tmpdir() : '/tmp')

export function makeSocketFolder(dataFolder: string, identity: Identity): string {
  const digest = createHash('sha256').update(dataFolder).digest('hex').slice(0, 12)
  const folder = ownFolder(join(socketBase(), `harmonia-${digest}`), identity)
  chownSync(folder, identity.uid, identity.gid)
  chmodSync(folder, 0o700)
  return folder
}

/** The temporary folder belongs to everyone: a name already taken by someone else is left alone and another one is drawn. */
function ownFolder(folder: string, identity: Identity): string {
  mkdirSync(join(folder, '..'), { recursive: true })
  try {
    mkdirSync(folder, { mode: 0o700 })
    return folder
  } catch {
    const found = lstatSync(folder)
    const ours = found.isDirectory() && (found.uid === process.getuid?.() || found.uid === identity.uid)
    return ours ? folder : mkdtempSync(`${folder}-`)
  }
}
