import { useState } from 'react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { refusalMotDePasse } from '#domain/mot-de-passe.ts'
import { call } from '#web/api/call.ts'
import { sessionQuery } from '#web/api/queries.ts'
import { annoncer } from '#web/design/announcements.tsx'
import { PasswordField } from '#web/design/field.tsx'
import { Marque } from '#web/design/niveau.tsx'
import { SessionForm } from './session-form.tsx'
import { useSession } from './use-session.ts'
import './session.css'

/** The rule, and what is still missing, said while typing. [SE-01] */
export const RegleMotDePasse = ({ manque }: { readonly manque: string | null }) => (
  <p className={`niveau ton-${manque ? 'justifier' : 'ok'} regle-mot-de-passe`} role="status">
    <Marque ton={manque ? 'justifier' : 'ok'} />
    {manque ?? 'Ce mot de passe convient.'}
  </p>
)

export function PasswordPage() {
  const { acteur } = useSession()
  const [ancien, setAncien] = useState('')
  const [nouveau, setNouveau] = useState('')
  const queryClient = useQueryClient()
  const router = useRouter()
  const navigate = useNavigate()
  const manque = refusalMotDePasse(nouveau, acteur)
  const change = useMutation({
    mutationFn: () => call('changerMotDePasse', { body: { ancien, nouveau } }),
    onSuccess: async () => {
      await queryClient.query({ ...sessionQuery, staleTime: 0 })
      await router.invalidate()
      annoncer('Mot de passe changé.')
      await navigate({ to: '/' })
    },
  })
  return (
    <div className="page page-etroite pile-large">
      <h1>{acteur.doitChangerMotDePasse ? 'Choisissez votre mot de passe' : 'Changer mon mot de passe'}</h1>
      {acteur.doitChangerMotDePasse && <p>Celui qui vous a été remis ne sert qu’une fois. Le nouveau ne sera connu que de vous.</p>}
      <SessionForm
        acte="Changer le mot de passe"
        bouton={{ refus: nouveau !== '' && ancien !== '' ? null : 'Remplissez les deux champs.' }}
        className="carte"
        enCours={change.isPending}
        erreur={change.error}
        onEnvoyer={() => {
          if (!manque) change.mutate()
        }}
      >
        <input
          className="invisible"
          type="text"
          name="username"
          autoComplete="username"
          value={acteur.login}
          readOnly
          tabIndex={-1}
          aria-hidden="true"
        />
        <PasswordField
          libelle="Mot de passe actuel"
          autoComplete="current-password"
          required
          value={ancien}
          onChange={({ target }) => setAncien(target.value)}
        />
        <PasswordField
          libelle="Nouveau mot de passe"
          aide="12 caractères au moins, mêlant trois sortes de signes, ou une phrase de 20 caractères. Vous pouvez le coller depuis un gestionnaire."
          autoComplete="new-password"
          required
          value={nouveau}
          onChange={({ target }) => setNouveau(target.value)}
        />
        {nouveau !== '' && <RegleMotDePasse manque={manque} />}
      </SessionForm>
    </div>
  )
}
