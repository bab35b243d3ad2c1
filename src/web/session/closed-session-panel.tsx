import { useSyncExternalStore } from 'react'
import { sessionGate } from '#web/api/session-gate.ts'
import { Button } from '#web/design/button.tsx'
import { Dialog } from '#web/design/dialog.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { leave } from './sign-out-button.tsx'

/** Sign in again over the page: what was being sent then goes by itself. [EG-21] */
export function ClosedSessionPanel({ login }: { readonly login: string }) {
  const closed = useSyncExternalStore(sessionGate.subscribe, sessionGate.isClosed)
  if (!closed) return null
  return (
    <Dialog
      titre="Votre session est fermée"
      fermable={false}
      onFermer={leave}
      pied={<Button onClick={leave}>Utiliser un autre compte</Button>}
    >
      <div className="pile">
        <p>Rien de ce que vous avez saisi n’est perdu : reconnectez-vous, l’envoi reprendra tout seul.</p>
        <SignInForm login={login} onConnecte={sessionGate.open} />
      </div>
    </Dialog>
  )
}
