import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { TopBarStart } from '#web/app/top-bar.tsx'
import { accueilQuery } from '#web/api/queries.ts'
import { Button, classesBouton } from '#web/design/button.tsx'
import { dateLongueFr, momentFr } from '#web/design/format.ts'
import { useSession } from '#web/session/use-session.ts'
import { ImpassesNotice } from './impasses-notice.tsx'
import { LiasseCard, type LiasseAccueil } from './liasse-card.tsx'
import { Team } from './team.tsx'
import { useInitialiser } from './use-initialiser.ts'

/** «Initialiser» at the top left, once; then «QDIS» in its place. [S47] [S49] [S50] */
function StartButton({ qdis }: { readonly qdis: LiasseAccueil }) {
  const { initialiser, attente, lienRef } = useInitialiser('qdis')
  if (qdis.dossier)
    return (
      <Link ref={lienRef} to="/dossier/$liasse" params={{ liasse: 'qdis' }} className={classesBouton()}>
        QDIS
      </Link>
    )
  return (
    <Button
      genre="principal"
      refus={qdis.refusInitialiser?.message ?? null}
      refusPlace="cote"
      attente={attente}
      title="Ouvre le QDIS de l’année pour tout l’organisme"
      onClick={initialiser}
    >
      Initialiser
    </Button>
  )
}

/** What a person of the body finds on entry: where the campaign stands, and the next act. [EG-01] */
export function BodyHome() {
  const session = useSession()
  const { data } = useSuspenseQuery(accueilQuery)
  const qdis = data.liasses.find(({ liasse }) => liasse === 'qdis')
  const autres = data.liasses.filter(({ liasse }) => liasse !== 'qdis')
  return (
    <div className="page pile-large">
      {qdis && (
        <TopBarStart>
          <StartButton qdis={qdis} />
        </TopBarStart>
      )}
      <div>
        <h1>{session.organisation}</h1>
        <p className="muet">
          Campagne {data.campagne}, exercice clos le {dateLongueFr(`${data.exercice}-12-31`)}
        </p>
      </div>
      {qdis && <LiasseCard liasse={qdis} exercice={data.exercice} />}
      <ImpassesNotice impasses={data.impasses} />
      {autres.map((liasse) => (
        <LiasseCard key={liasse.liasse} liasse={liasse} exercice={data.exercice} discret />
      ))}
      <div className="accueil-bas">
        <Team equipe={data.equipe} />
        <section className="pile">
          <h2>Derniers événements</h2>
          {data.evenements.length === 0 ? (
            <p className="muet">Rien encore : l’ouverture de la campagne sera le premier.</p>
          ) : (
            <ol className="evenements">
              {data.evenements.map((evenement) => (
                <li key={`${evenement.le}${evenement.quoi}`}>
                  <span>{evenement.quoi}</span>
                  <span className="muet petit">
                    {evenement.qui}, {momentFr(evenement.le)}
                  </span>
                </li>
              ))}
            </ol>
          )}
        </section>
      </div>
    </div>
  )
}
