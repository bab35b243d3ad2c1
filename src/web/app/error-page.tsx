import type { ErrorComponentProps } from '@tanstack/react-router'
import { Link, useRouter } from '@tanstack/react-router'
import { ApiProblem, isPassager, messageOf } from '#web/api/api-problem.ts'
import { Button, classesBouton } from '#web/design/button.tsx'
import { Notice } from '#web/design/notice.tsx'
import { isPostePartage } from '#web/session/poste-partage.ts'

/** A page that is not for this person: why, who can help, and the way back. */
export const RefusPage = ({ message }: { readonly message: string }) => (
  <div className="page page-etroite pile-large">
    <h1>Cette page ne vous est pas ouverte</h1>
    <Notice ton="justifier" titre={message} />
    <div>
      <Link to="/" className={classesBouton('principal')}>
        Retour à l’accueil
      </Link>
    </div>
  </div>
)

const isRefus = (error: unknown): error is ApiProblem => error instanceof ApiProblem && (error.status === 403 || error.status === 404)

/** Says what happened, what was kept, and what to do. [OP-08] */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  if (isRefus(error)) return <RefusPage message={error.message} />
  const reference = error instanceof ApiProblem ? error.reference : null
  return (
    <div className="page page-etroite pile-large">
      <h1>{isPassager(error) ? 'Le serveur ne répond pas' : 'Cette page ne peut pas s’afficher'}</h1>
      <p>{messageOf(error)}</p>
      <p className="muet">
        Ce qui a été enregistré l’est toujours
        {isPostePartage()
          ? '.'
          : '\u00a0; ce qui était en cours d’envoi reste gardé sur ce poste et repartira à la réouverture du dossier.'}
      </p>
      {reference && (
        <p>
          Référence à donner à l’assistance : <strong>{reference}</strong>
        </p>
      )}
      <div className="rangee">
        <Button
          genre="principal"
          onClick={() => {
            reset()
            void router.invalidate()
          }}
        >
          Réessayer
        </Button>
        <Link to="/" className={classesBouton()}>
          Retour à l’accueil
        </Link>
      </div>
    </div>
  )
}

export const NotFoundPage = () => (
  <div className="page page-etroite pile-large">
    <h1>Cette adresse n’existe pas, ou ne vous est pas ouverte</h1>
    <p>Si un collègue vous l’a envoyée, demandez-lui de vérifier que votre organisme et votre profil y ont accès.</p>
    <div>
      <Link to="/" className={classesBouton('principal')}>
        Retour à l’accueil
      </Link>
    </div>
  </div>
)
