/** Live events of a dossier: somebody else changed it. [CO-01] */
import { evenementsPath } from 'virtual:route-table'

export type DossierModifie = { readonly seq: number }

/** Listens until the returned function is called; the browser reconnects by itself. */
export function ecouterDossier(dossierId: string, onModifie: (event: DossierModifie) => void): () => void {
  const source = new EventSource(evenementsPath.replace(':dossierId', encodeURIComponent(dossierId)))
  source.addEventListener('modifie', (event) => {
    const { seq } = JSON.parse(String(event.data)) as { readonly seq: number }
    onModifie({ seq })
  })
  return () => source.close()
}
