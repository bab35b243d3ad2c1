/**
 * HyperFormula, the spreadsheet engine that the goals name. It is under the GPL: never a dependency, never shipped. The bench fetches
 * it on demand, into a cache of its own, and goes on without it when it cannot be had.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const VERSION = '3.5.0'
const FOLDER = join(import.meta.dirname, `../node_modules/.cache/hyperformula-${VERSION}`)

export type Place = { readonly sheet: number; readonly row: number; readonly col: number }
export type Case = string | number | null
export type Feuilles = Readonly<Record<string, readonly (readonly Case[])[]>>
export type Classeur = {
  getSheetId(name: string): number | undefined
  getCellValue(place: Place): unknown
  setCellContents(place: Place, content: Case): unknown
  rebuildAndRecalculate(): void
  destroy(): void
}
export type HyperFormula = { buildFromSheets(feuilles: Feuilles, options: Readonly<Record<string, unknown>>): Classeur }

export const LICENCE = { licenseKey: 'gpl-v3', useStats: false } as const

/** The library, or null when it cannot be fetched. */
export function trouverHyperFormula(): HyperFormula | null {
  const require = createRequire(join(FOLDER, 'index.js'))
  if (!existsSync(join(FOLDER, 'node_modules/hyperformula')) && !fetchInto(FOLDER)) return null
  return (require('hyperformula') as { readonly HyperFormula: HyperFormula }).HyperFormula
}

function fetchInto(folder: string): boolean {
  console.error(`HyperFormula ${VERSION} (GPL, pour la mesure seulement) est cherché par npm…`)
  mkdirSync(folder, { recursive: true })
  const words = ['install', '--prefix', folder, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const cli = process.env.npm_execpath
  const [command, before] = cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []]
  const { status, stderr } = spawnSync(command, [...before, ...words, `hyperformula@${VERSION}`], { encoding: 'utf8' })
  if (status === 0) return true
  console.error(`HyperFormula n’a pas pu être obtenu ; les mesures continuent sans lui. ${stderr.trim().split('\n').at(-1) ?? ''}`)
  return false
}
