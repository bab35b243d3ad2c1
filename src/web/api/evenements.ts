/** Live events of a dossier: somebody else changed it. [CO-01] */
import { evenementsPath } from 'virtual:route-table'

/** Journal line that the dossier has reached; `null` when something may have been missed: the dossier is to be read again. */
export type DossierModifie = { readonly seq: number | null }

/** Listens until the returned function is called; the browser reconnects by itself, and what was missed meanwhile is said. */
export function ecouterDossier(dossierId: string, onModifie: (event: DossierModifie) => void): () => void {
  const source = new EventSource(evenementsPath.replace(':dossierId', encodeURIComponent(dossierId)))
  let cut = false
  source.addEventListener('error', () => {
    cut = true
  })
  source.addEventListener('open', () => {
    if (cut) onModifie({ seq: null })
    cut = false
  })
  source.addEventListener('modifie', (event) => onModifie(JSON.parse(String(event.data)) as DossierModifie))
  return () => source.close()
}
