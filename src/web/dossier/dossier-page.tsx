import { useSuspenseQueries, useSuspenseQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { LiasseCode } from '#definitions/edition.ts'
import { messageOf } from '#web/api/api-problem.ts'
import { call } from '#web/api/call.ts'
import { accueilQuery, dossierQuery, precedentsQuery } from '#web/api/queries.ts'
import { Button } from '#web/design/button.tsx'
import { Notice } from '#web/design/notice.tsx'
import { useEdition } from '#web/session/use-edition.ts'
import { useSession } from '#web/session/use-session.ts'
import { Problem } from '#domain/problems.ts'
import { RefusPage } from '#web/app/error-page.tsx'
import { DossierWorkspace } from './dossier-workspace.tsx'
import { PartSelect } from './part-select.tsx'
import { TopBarStart } from '#web/app/top-bar.tsx'
import { useDossierStore } from './use-dossier-store.ts'
import './dossier.css'
import './papier.css'

/** A dossier by its id: how an operator opens it. */
export function DossierPage({ dossierId }: { readonly dossierId: string }) {
  const { acteur } = useSession()
  const [{ data: lu }, { data: precedents }] = useSuspenseQueries({ queries: [dossierQuery(dossierId), precedentsQuery(dossierId)] })
  const edition = useEdition(lu.editionDigest)
  // Another copy of the year before is another sheet.
  const key = [dossierId, ...precedents.map(({ reprisLe }) => reprisLe)].join(' ')
  return <OpenDossier key={key} lu={lu} precedents={precedents} edition={edition} compteId={acteur.compteId} />
}

function OpenDossier(opened: Parameters<typeof useDossierStore>[0]) {
  const store = useDossierStore(opened)
  return <DossierWorkspace store={store} />
}

/** The dossier of the person's own body for a liasse. [S51] */
export function DossierDeLaLiasse({ liasse }: { readonly liasse: LiasseCode }) {
  const { data } = useSuspenseQuery(accueilQuery)
  const { acteur, exceptionAdministrateur } = useSession()
  const found = data.liasses.find((candidate) => candidate.liasse === liasse)
  // The AD_ account is told nothing of a dossier, not even whether it was opened. [S09] [S11]
  if (acteur.genre === 'administrateur' && !exceptionAdministrateur)
    return <RefusPage message={new Problem('droit/administrateur-sans-saisie').message} />
  if (found?.dossier) return <DossierPage dossierId={found.dossier.id} />
  return <NotStarted liasse={liasse} libelle={found?.libelle ?? liasse} refus={found?.refusInitialiser?.message ?? null} />
}

/** The liasse was not opened yet this year: say it, and let whoever may do it. */
function NotStarted({ liasse, libelle, refus }: { readonly liasse: LiasseCode; readonly libelle: string; readonly refus: string | null }) {
  const queries = useQueryClient()
  const edition = useEdition()
  const [erreur, setErreur] = useState<string | null>(null)
  const initialiser = (): void => {
    call('initialiser', { body: { liasse } }).then(
      () => queries.invalidateQueries({ queryKey: accueilQuery.queryKey }),
      (error: unknown) => setErreur(messageOf(error)),
    )
  }
  return (
    <div className="dossier-attente pile-large">
      <TopBarStart>
        <PartSelect
          edition={edition}
          liasse={liasse}
          partie={edition.parties.find((partie) => partie.liasse === liasse)?.code ?? ''}
          operateur={false}
        />
      </TopBarStart>
      <h1>{libelle}</h1>
      <Notice titre="Cette liasse n’est pas encore ouverte pour l’année.">
        <p>
          « Initialiser » crée le dossier de l’année, avec les colonnes N-1 du dossier déposé l’an dernier s’il y en a un. Les états
          réglementaires se saisissent d’ordinaire sur la plate-forme du ministère : les remplir ici n’est pas obligatoire.
        </p>
      </Notice>
      <Button genre="principal" refus={refus} onClick={initialiser}>
        Initialiser
      </Button>
      {erreur && (
        <Notice ton="bloquant" alerte>
          {erreur}
        </Notice>
      )}
    </div>
  )
}
