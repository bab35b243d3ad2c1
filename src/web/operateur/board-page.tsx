import { useState } from 'react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { refusalOperateur, problemOf } from '#domain/droits.ts'
import { dateFr } from '#domain/calendrier.ts'
import { suiviQuery } from '#web/api/queries.ts'
import type { SuiviSearch } from '#web/app/router.tsx'
import { Button } from '#web/design/button.tsx'
import { pluriel } from '#web/design/format.ts'
import { EmptyState } from '#web/design/states.tsx'
import { useEdition } from '#web/session/use-edition.ts'
import { useSession } from '#web/session/use-session.ts'
import { Counts } from './counts.tsx'
import { DeclareDialog } from './declare-dialog.tsx'
import { Filters } from './filters.tsx'
import { SuiviTable } from './suivi-table.tsx'
import { filterRows } from './suivi-rows.ts'
import './operateur.css'

/** Where each body stands: counts, each leading to its list. [S75] [S84] */
export function BoardPage() {
  const session = useSession()
  const edition = useEdition()
  const { data } = useSuspenseQuery(suiviQuery)
  const search = useSearch({ from: '/ouverte/operateur' })
  const navigate = useNavigate()
  const [declaring, setDeclaring] = useState(false)
  const filter = (next: SuiviSearch) => void navigate({ to: '/operateur', search: next, replace: true })
  const refusal = refusalOperateur(session.acteur, 'emettre_identifiants', { edition })
  const rows = filterRows(data.lignes, search)
  return (
    <div className="page page-large pile-large">
      <div className="rangee-ecartee">
        <div>
          <h1>Suivi de la campagne {data.campagne}</h1>
          <p className="muet">
            {session.organisation}, au {dateFr(data.aujourdhui)}
          </p>
        </div>
        {!refusal && (
          <Button genre="principal" onClick={() => setDeclaring(true)}>
            Déclarer un organisme
          </Button>
        )}
      </div>
      <Counts lignes={data.lignes} search={search} />
      <Filters search={search} lignes={data.lignes} onChanger={filter} />
      <p className="muet" role="status">
        {pluriel(rows.length, 'dossier')} sur {data.lignes.length}
      </p>
      {rows.length > 0 ? (
        <SuiviTable rows={rows} refusEmettre={refusal && problemOf(refusal).message} />
      ) : (
        <EmptyState
          titre={data.lignes.length === 0 ? 'Aucun organisme dans votre périmètre' : 'Aucun dossier ne répond à ces critères'}
          action={data.lignes.length > 0 && <Button onClick={() => filter({})}>Effacer les filtres</Button>}
        />
      )}
      {declaring && <DeclareDialog onFermer={() => setDeclaring(false)} />}
    </div>
  )
}
