import { Link } from '@tanstack/react-router'
import type { DossierSearch } from '#web/app/router.tsx'
import { Button, classesBouton } from '#web/design/button.tsx'
import type { LiasseAccueil } from './liasse-card.tsx'
import { useInitialiser } from './use-initialiser.ts'

type Acte = LiasseAccueil['prochainActe']

/** What the dossier does on opening: the button leads to the act it names. */
const ACTES: Readonly<Partial<Record<Acte['cible'], DossierSearch['acte']>>> = {
  correction: 'corriger',
  verification: 'verifier',
  passage: 'passer',
}

const searchOf = ({ cible, tableau }: Acte): DossierSearch => ({
  acte: ACTES[cible],
  tableau: tableau ?? undefined,
})

/** The one main button of a card; that of the optional ER stays quieter. [EG-01] */
export function NextAct({ liasse, discret }: { readonly liasse: LiasseAccueil; readonly discret: boolean }) {
  const { initialiser, attente, lienRef } = useInitialiser(liasse.liasse)
  const { libelle, cible } = liasse.prochainActe
  const genre = discret ? 'secondaire' : 'principal'
  if (cible === 'parametres')
    return (
      <Link to="/parametres" className={classesBouton(genre, 'grand')}>
        {libelle}
      </Link>
    )
  if (!liasse.dossier)
    return (
      <Button genre={genre} taille="grand" refus={liasse.refusInitialiser?.message ?? null} attente={attente} onClick={initialiser}>
        {liasse.liasse === 'er' ? 'Initialiser les ER' : 'Initialiser'}
      </Button>
    )
  return (
    <Link
      ref={lienRef}
      to="/dossier/$liasse"
      params={{ liasse: liasse.liasse }}
      search={searchOf(liasse.prochainActe)}
      className={classesBouton(cible === 'lecture' ? 'secondaire' : genre, 'grand')}
    >
      {libelle}
    </Link>
  )
}
