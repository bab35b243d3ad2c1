import { openapiDocument } from '#contract/openapi.ts'
import { refuseOthers } from '../command.ts'

/** Prints the description of the API; `harmonia openapi > docs/openapi.json` renews the copy under review. */
export async function run(words: readonly string[]): Promise<number> {
  refuseOthers(words, [])
  console.log(JSON.stringify(openapiDocument(), null, 2))
  return 0
}
