/** The source files, as text, for the tests that watch over the shape of the house. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

export const CHECKOUT = join(import.meta.dirname, '..')

export type SourceFile = { readonly path: string; readonly text: string }

/** Every TypeScript file under a folder of the checkout, tests included. */
export function listSources(folder: string): readonly SourceFile[] {
  if (!existsSync(join(CHECKOUT, folder))) return []
  return readdirSync(join(CHECKOUT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => ({ path: join(folder, file), text: readFileSync(join(CHECKOUT, folder, file), 'utf8') }))
}

export const isTest = ({ path }: SourceFile): boolean => /\.test\.tsx?$/.test(path)

/** What a file imports, types included: `from '…'`, `import '…'`, `import('…')`. */
export const listImports = (text: string): readonly string[] =>
  [
    ...text.matchAll(/^(?:import|export)\b[^'"]*?\bfrom\s+['"]([^'"]+)['"]|^import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gms),
  ].flatMap(([, from, bare, lazy]) => from ?? bare ?? lazy ?? [])

/** The text without its comments, where words may say anything. */
export const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1')
