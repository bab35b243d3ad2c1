/** A library to measure beside ours, fetched on demand into a cache of its own: never a dependency, never shipped. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** The folder that holds `node_modules/` with these packages (`name@version`); null, and a word about it, when they cannot be had. */
export function chercher(nom: string, paquets: readonly string[]): string | null {
  const folder = join(import.meta.dirname, '../node_modules/.cache', `banc-${paquets.join('-').replaceAll(/[^a-z0-9.-]/g, '-')}`)
  if (paquets.every((paquet) => existsSync(join(folder, 'node_modules', paquet.slice(0, paquet.lastIndexOf('@')))))) return folder
  console.error(`${nom} (pour la mesure seulement) est cherché par npm : ${paquets.join(', ')}…`)
  mkdirSync(folder, { recursive: true })
  const words = ['install', '--prefix', folder, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...paquets]
  const cli = process.env.npm_execpath
  const [command, before] = cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []]
  const { status, stderr } = spawnSync(command, [...before, ...words], { encoding: 'utf8' })
  if (status === 0) return folder
  console.error(`${nom} n’a pas pu être obtenu ; les mesures continuent sans lui. ${stderr.trim().split('\n').at(-1) ?? ''}`)
  return null
}
