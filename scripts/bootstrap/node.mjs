import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { inCheckout, ROOT } from './checkout.mjs'
import { Failure } from './failure.mjs'

/** The first version of Node that runs our TypeScript as it is. */
const NODE_MAJOR_MIN = 24

/** The Node that is running if it is recent enough, else the one that comes with the packages. */
export function findNode() {
  if (Number.parseInt(process.versions.node, 10) >= NODE_MAJOR_MIN) return process.execPath
  const packaged = inCheckout('node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (existsSync(packaged) && spawnSync(packaged, ['--version']).status === 0) return packaged
  throw new Failure(
    `Harmoni@ demande Node.js ${NODE_MAJOR_MIN} ou plus récent. Celui du PATH est le ${process.versions.node}, et aucun ne vient avec les paquets pour ${process.platform}-${process.arch}. Installez Node.js ${NODE_MAJOR_MIN} (nodejs.org), puis relancez.`,
  )
}

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Runs our program in place of this one: same terminal, same signals, same exit code. */
export function handOver(node, words) {
  // The channel closes when this process dies, even by kill -9, and tells the program to stop.
  const child = spawn(node, words, { cwd: ROOT, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  for (const name of FORWARDED) process.on(name, () => child.kill(name))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal === 'SIGKILL' ? 9 : 15)))
  })
}
