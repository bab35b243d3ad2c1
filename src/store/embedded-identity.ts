/**
 * Under which identity PostgreSQL runs. It refuses to run as root; started by root, it gets the identity of the owner of its data
 * (« nobody » at first), or, when folders closed to that identity stand in the way, a user namespace where root has another name.
 */
import { spawnSync, type SpawnOptions } from 'node:child_process'
import { chownSync, lchownSync, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { EmbeddedPostgresError } from './embedded-error.ts'

const NOBODY = 65_534

export type Identity = {
  /** Owner of the files, as seen from this process. */
  readonly uid: number
  readonly gid: number
  /** Words put before the command. */
  readonly prefix: readonly string[]
  readonly spawn: Pick<SpawnOptions, 'uid' | 'gid'>
}

/** Identities to try, the plainest first. `owner` is the owner of the data folder if it exists already. */
function candidates(owner: number | null): readonly Identity[] {
  const uid = process.getuid?.() ?? 0
  const gid = process.getgid?.() ?? 0
  // The name matters: initdb refuses an identity that the machine's list of users does not know, and every list knows « nobody ».
  const renamed: Identity = { uid, gid, prefix: ['unshare', '--user', `--map-user=${NOBODY}`], spawn: {} }
  if (uid !== 0) return [{ uid, gid, prefix: [], spawn: {} }, renamed]
  const plain = owner === null || owner === 0 ? NOBODY : owner
  return [{ uid: plain, gid: plain, prefix: [], spawn: { uid: plain, gid: plain } }, renamed]
}

/** The first identity that can both run `binary` and reach `folders`. */
export function chooseIdentity(binary: string, folders: readonly string[], owner: number | null): Identity {
  const complaints: string[] = []
  for (const identity of candidates(owner)) {
    const complaint = trial(identity, binary, folders)
    if (complaint === null) return identity
    complaints.push(complaint)
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL ne peut pas démarrer sur cette machine : ${complaints.join(' ; ')}. Placez Harmoni@ dans un dossier lisible par tous, ou donnez l’adresse d’un autre PostgreSQL dans DATABASE_URL.`,
  )
}

function trial(identity: Identity, binary: string, folders: readonly string[]): string | null {
  // `id -un` fails where initdb would: when the identity has no name.
  const script = 'bin=$1; shift; id -un >/dev/null || exit 1; for f in "$@"; do cd "$f" || exit 1; done; exec "$bin" --version'
  const [command, ...words] = [...identity.prefix, '/bin/sh', '-c', script, 'sh', binary, ...folders]
  if (command === undefined) return 'aucune commande'
  const result = spawnSync(command, words, { ...identity.spawn, encoding: 'utf8' })
  if (result.error) return result.error.message
  return result.status === 0 ? null : result.stderr.trim() || `code ${result.status}`
}

/** Owner of a folder, `null` if it does not exist. */
export function ownerOf(folder: string): number | null {
  return lstatSync(folder, { throwIfNoEntry: false })?.uid ?? null
}

/** Gives a tree to an identity. The top goes last: as long as it has the former owner, the work is known to be unfinished. */
export function giveTo(identity: Identity, folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) giveTo(identity, path)
    else lchownSync(path, identity.uid, identity.gid)
  }
  chownSync(folder, identity.uid, identity.gid)
}
