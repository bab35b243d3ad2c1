import { useMutation } from '@tanstack/react-query'
import { call } from '#web/api/call.ts'
import { Button } from '#web/design/button.tsx'

/** The page is reloaded: nothing of this person stays in memory. */
export const leave = (): void => location.assign('/connexion')

/** Ends the session. [S45] */
export function SignOutButton() {
  const signOut = useMutation({ mutationFn: () => call('fermerSession', { sessionFermee: 'refuser' }), onSettled: leave })
  return (
    <Button genre="discret" attente={signOut.isPending} onClick={() => signOut.mutate()}>
      Déconnexion
    </Button>
  )
}
