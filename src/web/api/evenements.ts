/** Live events of a dossier: somebody else changed it. [CO-01] */
import { evenementsPath } from 'virtual:route-table'

/** Journal line that the dossier has reached; `null` when something may have been missed: the dossier is to be read again. */
export type DossierModifie = { readonly seq: number | null }

/** Between two tries once the server has refused: the session is over, and may be opened again over the page. */
const REPRISE_MS = 5000

/** Listens until the returned function is called; the line is opened again when it is cut, and what was missed meanwhile is said. */
export function ecouterDossier(dossierId: string, onModifie: (event: DossierModifie) => void): () => void {
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let cut = false
  const open = (): void => {
    source = new EventSource(evenementsPath.replace(':dossierId', encodeURIComponent(dossierId)))
    source.addEventListener('error', () => {
      cut = true
      // The browser reconnects by itself after a cut, not after a refusal.
      if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, REPRISE_MS)
    })
    source.addEventListener('open', () => {
      if (cut) onModifie({ seq: null })
      cut = false
    })
    source.addEventListener('modifie', (event) => onModifie(JSON.parse(String(event.data)) as DossierModifie))
  }
  open()
  return () => {
    clearTimeout(timer)
    source?.close()
  }
}
