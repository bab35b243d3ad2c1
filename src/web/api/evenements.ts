/** Live events of a dossier: somebody else changed it. [CO-01] */
import { evenementsPath } from 'virtual:route-table'

export type DossierModifie = { readonly seq: number; readonly par: string }

/** Listens until the returned function is called; the browser reconnects by itself. */
export function ecouterDossier(dossierId: string, onModifie: (event: DossierModifie) => void): () => void {
  const source = new EventSource(evenementsPath.replace(':dossierId', encodeURIComponent(dossierId)))
  source.addEventListener('modifie', (event) => {
    const { seq, par } = JSON.parse(event.data)
    onModifie({ seq: Number(seq), par: String(par) })
  })
  return () => source.close()
}
