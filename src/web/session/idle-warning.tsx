import { useEffect, useState } from 'react'
import { call } from '#web/api/call.ts'
import { minutesSinceReply } from '#web/api/derniere-activite.ts'
import { sessionGate } from '#web/api/session-gate.ts'
import { Button } from '#web/design/button.tsx'
import { Dialog } from '#web/design/dialog.tsx'

const PREVENIR_MINUTES = 2
const BATTEMENT_MINUTES = 5

const prolonger = (): void => void call('lireSession', { sessionFermee: 'refuser' }).catch(() => undefined)

/**
 * Two minutes before the idle limit, proposes to go on; at the limit, opens the sign-in panel over the page. A person who
 * types or clicks keeps the session alive even when nothing is being saved. [SE-03]
 */
export function IdleWarning({ minutes }: { readonly minutes: number }) {
  const [restant, setRestant] = useState(minutes)
  useEffect(() => {
    const alive = () => {
      const idle = minutesSinceReply(Date.now())
      if (idle > BATTEMENT_MINUTES && idle < minutes - PREVENIR_MINUTES) prolonger()
    }
    const tick = setInterval(() => {
      const left = minutes - minutesSinceReply(Date.now())
      setRestant(left)
      if (left <= 0 && !sessionGate.isClosed()) void sessionGate.wait()
    }, 5000)
    addEventListener('pointerdown', alive)
    addEventListener('keydown', alive)
    return () => {
      clearInterval(tick)
      removeEventListener('pointerdown', alive)
      removeEventListener('keydown', alive)
    }
  }, [minutes])
  if (restant > PREVENIR_MINUTES || restant <= 0) return null
  return (
    <Dialog
      titre="Êtes-vous toujours là ?"
      onFermer={prolonger}
      pied={
        <Button genre="principal" onClick={prolonger}>
          Prolonger
        </Button>
      }
    >
      <p>
        Sans activité, votre session se fermera dans {restant > 1 ? 'deux minutes' : 'moins d’une minute'}. Ce que vous avez saisi est
        gardé.
      </p>
    </Dialog>
  )
}
