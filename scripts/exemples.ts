/** `npm run exemples`: the complete filings of the editions written as differences of 2025, made from those of 2025, so that all follow it. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { listExemples } from './exemples/list-exemples.ts'

for (const [path, text] of await listExemples()) {
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, text)
}
