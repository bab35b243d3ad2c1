import { useSession } from '#web/session/use-session.ts'
import { AdminHome } from './admin-home.tsx'
import { BodyHome } from './body-home.tsx'
import { NoProfileHome } from './no-profile-home.tsx'
import './accueil.css'

/** The first page after sign-in, by kind of account. */
export function HomePage() {
  const { acteur, exceptionAdministrateur } = useSession()
  if (acteur.genre === 'administrateur' && !exceptionAdministrateur) return <AdminHome />
  return acteur.genre === 'utilisateur' && acteur.profil === null ? <NoProfileHome /> : <BodyHome />
}
