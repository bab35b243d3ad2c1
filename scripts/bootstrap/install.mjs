import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, rmSync, writeFileSync } from 'node:fs'
import { fingerprint, inCheckout, readOrNull, ROOT } from './checkout.mjs'
import { exclusively } from './exclusive.mjs'
import { Failure } from './failure.mjs'

const STAMP = inCheckout('node_modules', '.harmonia-installed')
const LOCK = inCheckout('node_modules', '.harmonia-installing')

const wanted = () => fingerprint(['package.json', 'package-lock.json'], `${process.platform} ${process.arch}`)

export const hasInstalled = () => readOrNull(STAMP) !== null

/** Installs the packages of the lock file unless the last complete installation was of the same lock file, on the same platform. */
export async function installIfStale() {
  if (readOrNull(STAMP) === wanted()) return
  refuseIfClosed()
  await exclusively(LOCK, 'Une installation', async () => {
    const target = wanted()
    if (readOrNull(STAMP) === target) return
    console.error('Installation des paquets (une à deux minutes la première fois)…')
    rmSync(STAMP, { force: true })
    install()
    writeFileSync(STAMP, target)
  })
}

function refuseIfClosed() {
  const folder = existsSync(inCheckout('node_modules')) ? inCheckout('node_modules') : ROOT
  try {
    accessSync(folder, constants.W_OK)
  } catch {
    throw new Failure(
      `Les paquets ne sont pas à jour et le dossier ${folder} ne vous est pas ouvert en écriture. Demandez à son propriétaire de lancer « npm install », ou copiez Harmoni@ dans un dossier à vous.`,
    )
  }
}

function install() {
  // Not `npm ci`: it refuses a lock file whose optional packages of other platforms are absent from a registry's copy. No package may
  // need an install script; development packages build the web.
  const words = [
    'install',
    '--no-save',
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]
  const cli = process.env.npm_execpath
  const [command, before] = cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []]
  const result = spawnSync(command, [...before, ...words], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  if (result.error) throw new Failure(`npm est introuvable (${result.error.message}). Installez Node.js avec npm, puis relancez.`)
  if (result.status === 0) return
  const said = `${result.stdout}\n${result.stderr}`.trim().split('\n').slice(-15).join('\n')
  throw new Failure(
    `L’installation des paquets a échoué (npm, code ${result.status}) :\n${said}\n\nVérifiez l’accès au registre npm et l’espace disque, puis relancez : elle reprendra où elle s’est arrêtée.`,
  )
}
