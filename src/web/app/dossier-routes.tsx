import { useParams } from '@tanstack/react-router'
import { DossierDeLaLiasse, DossierPage } from '#web/dossier/dossier-page.tsx'
import { NotFoundPage } from './error-page.tsx'

/** The dossier of the signed-in person's body. */
export function LiasseRoute() {
  const { liasse } = useParams({ from: '/ouverte/dossier/$liasse' })
  return liasse === 'qdis' || liasse === 'er' ? <DossierDeLaLiasse liasse={liasse} /> : <NotFoundPage />
}

/** A dossier read by an operator. */
export const LectureRoute = () => <DossierPage dossierId={useParams({ from: '/ouverte/operateur/dossier/$dossierId' }).dossierId} />
