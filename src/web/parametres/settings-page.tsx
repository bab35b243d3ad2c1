import { useState } from 'react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { comptesQuery } from '#web/api/queries.ts'
import { ImpassesNotice } from '#web/accueil/impasses-notice.tsx'
import { Button } from '#web/design/button.tsx'
import { Notice } from '#web/design/notice.tsx'
import { useSession } from '#web/session/use-session.ts'
import { refusalComptes, problemOf } from '#domain/droits.ts'
import type { Compte } from './user-form.ts'
import { UserSheet } from './user-sheet.tsx'
import { UsersTable } from './users-table.tsx'
import './parametres.css'

/** «paramètres»: the users of the body, by its AD_ account only. [S13] [S14] [S17] */
export function SettingsPage() {
  const { acteur } = useSession()
  const refusal = refusalComptes(acteur)
  if (refusal)
    return (
      <div className="page page-etroite pile-large">
        <h1>paramètres</h1>
        <Notice ton="justifier" titre={problemOf(refusal).message} />
      </div>
    )
  return <Users />
}

function Users() {
  const { comptes, impasses } = useSuspenseQuery(comptesQuery).data
  const [opened, setOpened] = useState<{ readonly compte: Compte | null } | null>(null)
  const seul = comptes.every((compte) => compte.genre !== 'utilisateur')
  return (
    <div className="page pile-large">
      <div className="rangee-ecartee">
        <h1>paramètres</h1>
        <Button genre="principal" onClick={() => setOpened({ compte: null })}>
          Ajouter
        </Button>
      </div>
      {seul && (
        <Notice titre="Créez d’abord votre propre compte">
          Le compte AD_ sert uniquement à créer les utilisateurs. Cliquez sur « Ajouter » : votre nouvel identifiant servira tout de suite.
        </Notice>
      )}
      <UsersTable comptes={comptes} onModifier={(compte) => setOpened({ compte })} />
      {!seul && <ImpassesNotice impasses={impasses} />}
      {opened && <UserSheet compte={opened.compte} comptes={comptes} onFermer={() => setOpened(null)} />}
    </div>
  )
}
