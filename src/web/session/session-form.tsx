import type { ReactNode } from 'react'
import { messageOf } from '#web/api/api-problem.ts'
import { Button, type ButtonProps } from '#web/design/button.tsx'
import { Notice } from '#web/design/notice.tsx'

type SessionFormProps = {
  /** Words of the one button. */
  readonly acte: string
  readonly bouton?: Pick<ButtonProps, 'refus' | 'taille'>
  readonly enCours: boolean
  readonly erreur: Error | null
  /** What to do about the error, when its own sentence does not say. */
  readonly conseil?: ReactNode
  readonly className?: string
  readonly onEnvoyer: () => void
  readonly children: ReactNode
}

/** The frame of what is sent about one's own account: what was refused, the fields, one act at a time. */
export const SessionForm = ({ acte, bouton, enCours, erreur, conseil, className = '', onEnvoyer, children }: SessionFormProps) => (
  <form
    className={`pile ${className}`}
    onSubmit={(event) => {
      event.preventDefault()
      if (!enCours) onEnvoyer()
    }}
  >
    {erreur && (
      <Notice ton="bloquant" alerte titre={messageOf(erreur)}>
        {conseil}
      </Notice>
    )}
    {children}
    <Button type="submit" genre="principal" attente={enCours} {...bouton}>
      {acte}
    </Button>
  </form>
)
