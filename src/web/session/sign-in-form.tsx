import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { ApiProblem } from '#web/api/api-problem.ts'
import { call } from '#web/api/call.ts'
import type { Session } from '#web/api/queries.ts'
import { Checkbox, PasswordField, TextField } from '#web/design/field.tsx'
import { choisirPostePartage, isPostePartage } from './poste-partage.ts'
import { SessionForm } from './session-form.tsx'

type SignInFormProps = {
  /** Given when the same person must come back: the identifier is then fixed. */
  readonly login?: string
  readonly onConnecte: (session: Session) => void
}

const OUBLI =
  'Vérifiez les majuscules, puis réessayez. En cas d’oubli, la fédération réémet l’identifiant AD_ ; les autres le sont par le compte AD_ de l’organisme.'
const isMauvaisIdentifiant = (error: unknown): boolean => error instanceof ApiProblem && error.code === 'session/identifiants'

/** Identifier and password; paste and password managers are welcome. [S06] [S46] */
export function SignInForm({ login: fixed, onConnecte }: SignInFormProps) {
  const [login, setLogin] = useState(fixed ?? '')
  const [motDePasse, setMotDePasse] = useState('')
  const [partage, setPartage] = useState(isPostePartage)
  const signIn = useMutation({
    mutationFn: () => call('ouvrirSession', { body: { login: login.trim(), motDePasse }, sessionFermee: 'refuser' }),
    onSuccess: (session) => {
      if (fixed === undefined) choisirPostePartage(partage)
      onConnecte(session)
    },
  })
  return (
    <SessionForm
      acte="Se connecter"
      bouton={{ taille: 'grand' }}
      enCours={signIn.isPending}
      erreur={signIn.error}
      conseil={isMauvaisIdentifiant(signIn.error) && OUBLI}
      onEnvoyer={() => signIn.mutate()}
    >
      <TextField
        libelle="Identifiant"
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        readOnly={fixed !== undefined}
        autoFocus={fixed === undefined}
        value={login}
        onChange={({ target }) => setLogin(target.value)}
      />
      <PasswordField
        libelle="Mot de passe"
        name="password"
        autoComplete="current-password"
        required
        value={motDePasse}
        onChange={({ target }) => setMotDePasse(target.value)}
      />
      {fixed === undefined && (
        <Checkbox checked={partage} onChange={({ target }) => setPartage(target.checked)}>
          Ordinateur partagé : ne rien garder sur ce poste
        </Checkbox>
      )}
      {fixed === undefined && partage && (
        <p className="petit muet">
          Vos saisies partent au serveur à mesure. Si le réseau est coupé, elles restent dans la page seulement : ne la fermez pas.
        </p>
      )}
    </SessionForm>
  )
}
