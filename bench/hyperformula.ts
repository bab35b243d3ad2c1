/**
 * HyperFormula, the spreadsheet engine that the goals name. It is under the GPL: never a dependency, never shipped. The bench goes on without
 * it when it cannot be had.
 */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chercher } from './cherche.ts'

const VERSION = '3.5.0'

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
  const folder = chercher('HyperFormula, sous GPL', [`hyperformula@${VERSION}`])
  if (folder === null) return null
  return (createRequire(join(folder, 'index.js'))('hyperformula') as { readonly HyperFormula: HyperFormula }).HyperFormula
}
