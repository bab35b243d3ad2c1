import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { sessionQuery } from '#web/api/queries.ts'
import { SignInForm } from './sign-in-form.tsx'
import './session.css'

/** The way in. Only paths of our own site are followed after sign-in. */
export function SignInPage() {
  const { retour } = useSearch({ from: '/connexion' })
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const router = useRouter()
  return (
    <div className="page connexion">
      <div className="connexion-presentation pile">
        <h1 className="connexion-nom">Harmoni@</h1>
        <p className="connexion-phrase">
          La liasse DIS et les états réglementaires des organismes HLM, saisis une fois, vérifiés pendant la saisie, transmis étape par
          étape.
        </p>
        <p className="muet petit">Mis en place par les fédérations d’organismes HLM, la DHUP et la CGLLS.</p>
      </div>
      <section className="carte pile" aria-labelledby="connexion-titre">
        <h2 id="connexion-titre">Connexion</h2>
        <p className="muet petit">
          Première connexion : l’identifiant est AD_ suivi du SIRET de votre organisme, avec le mot de passe remis par la fédération.
        </p>
        <SignInForm
          onConnecte={(session) => {
            queryClient.setQueryData(sessionQuery.queryKey, session)
            void router
              .invalidate()
              .then(() => navigate({ to: retour?.startsWith('/') && !retour.startsWith('//') ? retour : '/', replace: true }))
          }}
        />
      </section>
    </div>
  )
}
