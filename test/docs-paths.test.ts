import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CHECKOUT } from './source-files.ts'

/** In backquotes, with a slash or an extension of ours, and nothing to fill in: `src/engine/`, `bin/harmonia.ts`. */
const PATH = /`((?:src|bin|test|docs|scripts|editions|bench|\.ci)\/[\w./-]*|[\w-]+\.(?:json|md|ts|mjs|html))`/g

test.each(['docs/architecture.md', 'README.md', 'CONTRIBUTING.md'])('every path that %s names exists', (document) => {
  const named = [...readFileSync(join(CHECKOUT, document), 'utf8').matchAll(PATH)].map(([, path]) => path ?? '')
  expect(named.filter((path) => !existsSync(join(CHECKOUT, path)))).toEqual([])
})
