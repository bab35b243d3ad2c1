import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { listSchemas } from '#exchange/schemas.ts'
import { CHECKOUT } from '../checkout.ts'
import { refuseOthers } from '../command.ts'

/** Writes the published JSON Schemas into a folder, `docs/schemas` by default. */
export async function run(words: readonly string[]): Promise<number> {
  refuseOthers(words.slice(1), [])
  const folder = words[0] ?? join(CHECKOUT, 'docs/schemas')
  mkdirSync(folder, { recursive: true })
  for (const [name, schema] of listSchemas()) {
    writeFileSync(join(folder, name), `${JSON.stringify(schema, null, 2)}\n`)
    console.log(join(folder, name))
  }
  return 0
}
