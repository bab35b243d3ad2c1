import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { fingerprint, inCheckout, readOrNull, ROOT } from './checkout.mjs'
import { exclusively } from './exclusive.mjs'
import { Failure } from './failure.mjs'

const SOURCES = [
  'src/web',
  'src/contract',
  'src/domain',
  'src/engine',
  'src/definitions',
  'vite.config.ts',
  'index.html',
  'package-lock.json',
]
const STAMP = inCheckout('dist', '.sources')
const LOCK = inCheckout('node_modules', '.harmonia-building')

/** Builds the web unless what it is made of has not changed since the last build. */
export async function buildIfStale(node) {
  if (readOrNull(STAMP) === fingerprint(SOURCES)) return
  await exclusively(LOCK, 'Une construction de la partie web', async () => {
    const target = fingerprint(SOURCES)
    if (readOrNull(STAMP) === target) return
    console.error('Construction de la partie web…')
    rmSync(STAMP, { force: true })
    const result = spawnSync(node, [inCheckout('node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    if (result.status !== 0) throw new Failure('La partie web ne se construit pas ; la raison est écrite plus haut.')
    if (!existsSync(inCheckout('dist'))) throw new Failure('La construction de la partie web n’a rien écrit dans dist/.')
    writeFileSync(STAMP, target)
  })
}
