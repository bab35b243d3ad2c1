import { refusalDroit, problemOf } from '#domain/droits.ts'
import { Notice } from '#web/design/notice.tsx'
import { useEdition } from '#web/session/use-edition.ts'
import { useSession } from '#web/session/use-session.ts'

/** A user without profile can do nothing, and is told so at once. [S43] */
export function NoProfileHome() {
  const session = useSession()
  const refusal = refusalDroit(session.acteur, 'verifier', { edition: useEdition() })
  return (
    <div className="page page-etroite pile-large">
      <h1>Votre compte n’a pas encore de profil</h1>
      <Notice ton="justifier" titre={refusal && problemOf(refusal).message}>
        Le compte administrateur de {session.organisation} ouvre « paramètres », choisit votre ligne, puis un profil. Vous n’aurez qu’à
        recharger cette page.
      </Notice>
    </div>
  )
}
