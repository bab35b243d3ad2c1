import { useLayoutEffect, useRef, useState } from 'react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { loginAdministrateur } from '#domain/siret.ts'
import { messageOf } from '#web/api/api-problem.ts'
import { call } from '#web/api/call.ts'
import { suiviQuery } from '#web/api/queries.ts'
import { annoncer } from '#web/design/announcements.tsx'
import { Button } from '#web/design/button.tsx'
import { Dialog } from '#web/design/dialog.tsx'
import { Notice } from '#web/design/notice.tsx'
import { RadioCards } from '#web/design/radio-cards.tsx'
import type { Suivi } from './suivi-rows.ts'

type Identifiants = { readonly login: string; readonly motDePasse: string }

/** Shown once: the password is kept nowhere in clear. */
function Issued({ login, motDePasse }: Identifiants) {
  // The key that issued them, pressed twice, must not close what is shown once.
  const shown = useRef<HTMLDListElement>(null)
  useLayoutEffect(() => shown.current?.focus(), [])
  const copy = () =>
    navigator.clipboard.writeText(`Identifiant : ${login}\nMot de passe : ${motDePasse}`).then(
      () => annoncer('Identifiants copiés.'),
      () => annoncer('La copie n’est pas permise par ce navigateur : sélectionnez le texte.', 'justifier'),
    )
  return (
    <div className="pile">
      <Notice ton="justifier" titre="Ce mot de passe ne sera plus affiché">
        Remettez-le à l’organisme par un canal sûr. Il devra en choisir un autre à la première connexion.
      </Notice>
      <dl className="identifiants" ref={shown} tabIndex={-1}>
        <dt>Identifiant</dt>
        <dd>{login}</dd>
        <dt>Mot de passe</dt>
        <dd>{motDePasse}</dd>
      </dl>
      <div>
        <Button onClick={() => void copy()}>Copier les deux</Button>
      </div>
    </div>
  )
}

/** Issues `AD_` + SIRET (or SIREN) with a one-time password. [S06] [S07] */
export function CredentialsDialog({ organisme, onFermer }: { readonly organisme: Suivi['organisme']; readonly onFermer: () => void }) {
  const [forme, setForme] = useState<'siret' | 'siren'>(organisme.siret ? 'siret' : 'siren')
  const queryClient = useQueryClient()
  const issue = useMutation({
    mutationFn: () => call('emettreIdentifiants', { params: { organismeId: organisme.id }, body: { forme } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: suiviQuery.queryKey }),
  })
  return (
    <Dialog
      titre={`Émettre les identifiants de ${organisme.raisonSociale}`}
      onFermer={onFermer}
      pied={
        issue.data ? (
          <Button key="fin" genre="principal" onClick={onFermer}>
            J’ai noté les identifiants
          </Button>
        ) : (
          <>
            <Button onClick={onFermer}>Annuler</Button>
            <Button genre="principal" attente={issue.isPending} onClick={() => issue.mutate()}>
              Émettre les identifiants
            </Button>
          </>
        )
      }
    >
      {issue.data ? (
        <Issued {...issue.data} />
      ) : (
        <div className="pile">
          {issue.isError && <Notice ton="bloquant" alerte titre={messageOf(issue.error)} />}
          <RadioCards
            libelle="Forme de l’identifiant"
            valeur={forme}
            onChoisir={setForme}
            choix={[
              ...(organisme.siret
                ? [{ valeur: 'siret' as const, titre: loginAdministrateur(organisme.siret), texte: 'AD_ suivi du SIRET (14 chiffres)' }]
                : []),
              { valeur: 'siren' as const, titre: loginAdministrateur(organisme.siren), texte: 'AD_ suivi du SIREN (9 chiffres)' },
            ]}
          />
          <p className="muet petit">Si le compte AD_ existe déjà, son mot de passe actuel est remplacé et ses sessions sont fermées.</p>
        </div>
      )}
    </Dialog>
  )
}
