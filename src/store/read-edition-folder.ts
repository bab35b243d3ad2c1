import { readFile, readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

/** The YAML files of an edition's folder: path inside the folder, with `/`, to text. */
export async function readEditionFolder(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.yaml')).map((entry) => join(entry.parentPath, entry.name))
  return new Map(
    await Promise.all(
      paths.toSorted().map(async (path) => [relative(folder, path).split(sep).join('/'), await readFile(path, 'utf8')] as const),
    ),
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
