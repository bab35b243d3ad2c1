import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { ApiProblem, messageOf } from '#web/api/api-problem.ts'
import { call } from '#web/api/call.ts'
import type { Session } from '#web/api/queries.ts'
import { Button } from '#web/design/button.tsx'
import { PasswordField, TextField } from '#web/design/field.tsx'
import { Notice } from '#web/design/notice.tsx'

type SignInFormProps = {
  /** Given when the same person must come back: the identifier is then fixed. */
  readonly login?: string
  readonly onConnecte: (session: Session) => void
}

const isMauvaisIdentifiant = (error: unknown): boolean => error instanceof ApiProblem && error.code === 'session/identifiants'

/** Identifier and password; paste and password managers are welcome. [S06] [S46] */
export function SignInForm({ login: fixed, onConnecte }: SignInFormProps) {
  const [login, setLogin] = useState(fixed ?? '')
  const [motDePasse, setMotDePasse] = useState('')
  const signIn = useMutation({
    mutationFn: () => call('ouvrirSession', { body: { login: login.trim(), motDePasse }, sessionFermee: 'refuser' }),
    onSuccess: onConnecte,
  })
  return (
    <form
      className="pile"
      onSubmit={(event) => {
        event.preventDefault()
        if (!signIn.isPending) signIn.mutate()
      }}
    >
      {signIn.isError && (
        <Notice ton="bloquant" alerte titre={messageOf(signIn.error)}>
          {isMauvaisIdentifiant(signIn.error) &&
            'Vérifiez les majuscules, puis réessayez. En cas d’oubli, la fédération réémet l’identifiant AD_ ; les autres le sont par le compte AD_ de l’organisme.'}
        </Notice>
      )}
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
      <Button type="submit" genre="principal" taille="grand" attente={signIn.isPending}>
        Se connecter
      </Button>
    </form>
  )
}
