import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listSchemas } from '#exchange/schemas.ts'

const FOLDER = join(import.meta.dirname, '../docs/schemas')

test('docs/schemas is what the shapes print (renew it: bin/harmonia schemas)', () => {
  const published = readdirSync(FOLDER).map((name) => [name, JSON.parse(readFileSync(join(FOLDER, name), 'utf8'))])
  const printed = [...listSchemas()].map(([name, schema]) => [name, JSON.parse(JSON.stringify(schema))])
  expect(Object.fromEntries(published)).toEqual(Object.fromEntries(printed))
})
