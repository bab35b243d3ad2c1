import { useSyncExternalStore } from 'react'
import { Button } from './button.tsx'
import { Marque, type Ton } from './niveau.tsx'

type Annonce = { readonly id: number; readonly texte: string; readonly ton: Ton }

const listeners = new Set<() => void>()
let annonces: readonly Annonce[] = []
let nextId = 1

const replace = (next: readonly Annonce[]): void => {
  annonces = next
  listeners.forEach((listener) => listener())
}
const dismiss = (id: number): void => replace(annonces.filter((annonce) => annonce.id !== id))

/** Says in a few words what has just happened (« Enregistré »…). Fine news leave after 6 s, bad ones stay until dismissed. */
export function annoncer(texte: string, ton: Ton = 'ok'): void {
  const id = nextId++
  replace([...annonces.slice(-2), { id, texte, ton }])
  if (ton !== 'bloquant') setTimeout(() => dismiss(id), 6000)
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Where announcements appear; mounted once by the shell. */
export function AnnouncementsRegion() {
  const current = useSyncExternalStore(subscribe, () => annonces)
  return (
    <div className="annonces" aria-live="polite" role="status">
      {current.map((annonce) => (
        <div className={`annonce ton-${annonce.ton}`} key={annonce.id}>
          <Marque ton={annonce.ton} />
          <span>{annonce.texte}</span>
          <Button genre="discret" taille="petit" onClick={() => dismiss(annonce.id)}>
            Fermer
          </Button>
        </div>
      ))}
    </div>
  )
}
