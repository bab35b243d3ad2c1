import { useQuery } from '@tanstack/react-query'
import { sessionQuery, type Session } from '#web/api/queries.ts'

/** Who is signed in; `null` on the public pages. */
export const useSessionOuverte = (): Session | null => useQuery(sessionQuery).data ?? null

/** Who is signed in, on a page that only a signed-in person reaches. */
export function useSession(): Session {
  const session = useSessionOuverte()
  if (!session) throw new Error('this page needs a session')
  return session
}
