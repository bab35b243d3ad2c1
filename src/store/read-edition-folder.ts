import { existsSync } from 'node:fs'
import { readFile, readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { FICHIER_PLAN } from '#definitions/comptes/compile-comptes.ts'
import { baseOf } from '#definitions/resolve-edition.ts'

/**
 * The YAML files of an edition's folder: path inside the folder, with `/`, to text. When the edition is written as a difference from another
 * (`d_apres`), the files of that one, in the folder beside, come too, under `../2025/…`; and the chart of accounts, which all editions share.
 */
export async function readEditionFolder(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map(await readYaml(folder, ''))
  const seen = new Set<string>()
  for (let base = baseOf(files.get('edition.yaml') ?? ''); base !== null && !seen.has(base);) {
    seen.add(base)
    const prefix = `../${base}/`
    for (const [path, text] of await readYaml(join(folder, '..', base), prefix)) files.set(path, text)
    base = baseOf(files.get(`${prefix}edition.yaml`) ?? '')
  }
  const plan = join(folder, FICHIER_PLAN)
  if (existsSync(plan)) files.set(FICHIER_PLAN, await readFile(plan, 'utf8'))
  return files
}

/** Where the files of an edition are, beside those of the folder itself. */
const SUBFOLDERS = ['controles', 'tableaux']

async function listYaml(folder: string): Promise<readonly string[]> {
  const entries = existsSync(folder) ? await readdir(folder, { withFileTypes: true }) : []
  return entries.filter((entry) => entry.isFile() && entry.name.endsWith('.yaml')).map(({ name }) => join(folder, name))
}

/** Nothing when there is no such folder: the loader says so at the line that names it. */
async function readYaml(folder: string, prefix: string): Promise<readonly (readonly [path: string, text: string])[]> {
  if (prefix !== '' && !existsSync(folder)) return []
  const paths = (await Promise.all([folder, ...SUBFOLDERS.map((name) => join(folder, name))].map(listYaml))).flat()
  return Promise.all(
    paths.toSorted().map(async (path) => [prefix + relative(folder, path).split(sep).join('/'), await readFile(path, 'utf8')] as const),
  )
}

/** The complete filings kept beside an edition (`exemples/*.json`): name of the file, without its extension, to its content. */
export async function readExemples(folder: string): Promise<ReadonlyMap<string, unknown>> {
  const names = (await readdir(join(folder, 'exemples'))).filter((name) => name.endsWith('.json'))
  return new Map(
    await Promise.all(
      names
        .toSorted()
        .map(
          async (name) =>
            [name.replace(/\.json$/, ''), JSON.parse(await readFile(join(folder, 'exemples', name), 'utf8')) as unknown] as const,
        ),
    ),
  )
}
