import { dateFr, parisDateTime } from '#domain/calendrier.ts'
import type { Tableau } from '#definitions/edition.ts'
import { siretFr } from '#web/design/format.ts'
import type { DossierStore } from './dossier-store.ts'
import { useSnapshot } from './use-dossier-store.ts'

/** What a printed table says of itself: body, SIREN, exercice, unit, state. Seen on paper only. [EG-31] */
export function PrintHead({ store, tableau }: { readonly store: DossierStore; readonly tableau: Tableau }) {
  const { organisme, resume } = useSnapshot(store).lu
  const { edition } = store
  const transmis = resume.etape >= edition.etapeVisible && resume.transmisLe !== null
  return (
    <header className="papier-tete">
      <p>
        <strong>{organisme.raisonSociale}</strong>
        <br />
        SIREN {siretFr(organisme.siren)} · exercice clos le 31/12/{edition.exercice}
      </p>
      <p className="papier-titre">
        <strong>
          {tableau.code} – {tableau.titre}
        </strong>
        <br />
        {tableau.unite}
      </p>
      <p className="papier-cachet">
        {transmis && resume.transmisLe !== null
          ? `SIGNÉ ET TRANSMIS le ${dateFr(parisDateTime(new Date(resume.transmisLe)).date)}`
          : 'BROUILLON, non transmis'}
        <br />
        <small>Étape « {resume.etapeLibelle} »</small>
      </p>
    </header>
  )
}
