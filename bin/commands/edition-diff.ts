import { compareAll, writeDifferences } from '#exchange/write-differences.ts'
import { UsageError } from '../command.ts'
import { getEdition } from '../editions.ts'
import { readOptions } from '../options.ts'
import { writeOut } from '../write-out.ts'

/** What changed from an edition to another, as a letter to the bodies, or as data with `--json`. */
export async function run(given: readonly string[]): Promise<number> {
  const { words, has } = readOptions(given, { flags: ['json'] })
  const [de, vers, ...others] = words
  if (de === undefined || vers === undefined || others.length > 0)
    throw new UsageError('Donnez deux éditions, l’ancienne puis la nouvelle : « 2024 2025 ».')
  const [avant, apres] = [await getEdition(de), await getEdition(vers)]
  await writeOut(has('json') ? JSON.stringify(compareAll(avant, apres)) : writeDifferences(avant, apres))
  return 0
}
