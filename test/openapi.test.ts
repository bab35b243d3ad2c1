import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openapiDocument } from '#contract/openapi.ts'

test('docs/openapi.json is what the table of routes prints (renew it: bin/harmonia openapi > docs/openapi.json)', () => {
  expect(JSON.parse(readFileSync(`${import.meta.dirname}/../docs/openapi.json`, 'utf8'))).toEqual(
    JSON.parse(JSON.stringify(openapiDocument())),
  )
})
