import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { comptesQuery } from '#web/api/queries.ts'
import { classesBouton } from '#web/design/button.tsx'
import { pluriel } from '#web/design/format.ts'
import { Notice } from '#web/design/notice.tsx'
import { useSession } from '#web/session/use-session.ts'
import { ImpassesNotice } from './impasses-notice.tsx'

/** The `AD_` account only creates users; the first one is the person himself. [S09] [S11] [S16] */
export function AdminHome() {
  const session = useSession()
  const { comptes, impasses } = useSuspenseQuery(comptesQuery).data
  const personnes = comptes.filter((compte) => compte.genre === 'utilisateur')
  const first = personnes.length === 0
  return (
    <div className="page page-etroite pile-large">
      <h1>{session.organisation}</h1>
      <Notice titre="Ce compte sert uniquement à créer les utilisateurs">
        Il ne lit ni ne saisit de données financières. Chacun travaille ensuite avec son propre identifiant.
      </Notice>
      <section className="carte pile">
        <h2>{first ? 'Créez d’abord votre propre compte' : `${pluriel(personnes.length, 'utilisateur')} dans votre organisme`}</h2>
        {first ? (
          <ol className="pile">
            <li>Ouvrez « paramètres », en haut à droite, puis « Ajouter ».</li>
            <li>Dites si vous êtes seul ou plusieurs à remplir le dossier.</li>
            <li>Donnez vos nom, prénom, courriel, un identifiant et un mot de passe ; choisissez votre profil.</li>
            <li>Déconnectez-vous, puis revenez avec votre nouvel identifiant : il sert tout de suite.</li>
          </ol>
        ) : (
          <p>Vous pouvez ajouter une personne, changer un profil ou désactiver un compte dans « paramètres ».</p>
        )}
        <div className="rangee">
          <Link to="/parametres" className={classesBouton('principal', 'grand')}>
            {first ? 'Créer mon compte' : 'Gérer les utilisateurs'}
          </Link>
          <Link to="/aide" className={classesBouton('discret', 'grand')}>
            Lire le guide
          </Link>
        </div>
      </section>
      {!first && <ImpassesNotice impasses={impasses} />}
    </div>
  )
}
