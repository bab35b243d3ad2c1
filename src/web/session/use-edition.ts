import { useSuspenseQuery } from '@tanstack/react-query'
import type { Edition } from '#definitions/edition.ts'
import { editionQuery } from '#web/api/queries.ts'
import { useSession } from './use-session.ts'

/** A compiled edition (suspends while it loads); without digest, the edition of the campaign. */
export function useEdition(digest?: string): Edition {
  const session = useSession()
  return useSuspenseQuery(editionQuery(digest ?? session.editionDigest)).data
}
