import { useLayoutEffect, useRef, useSyncExternalStore } from 'react'
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
  const region = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const keepClear = (): void => moveAway(region.current)
    keepClear()
    addEventListener('focusin', keepClear)
    return () => removeEventListener('focusin', keepClear)
  })
  return (
    <div ref={region} className="annonces" aria-live="polite" role="status">
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

/** The announcements never cover what has the focus: they go to the other end of the window. [AC-05] */
function moveAway(region: HTMLElement | null): void {
  const focused = document.activeElement
  if (!region || region.childElementCount === 0 || !focused || region.contains(focused)) return
  region.classList.remove('annonces-haut')
  const [mine, its] = [region.getBoundingClientRect(), focused.getBoundingClientRect()]
  const small = its.height < innerHeight / 2
  region.classList.toggle(
    'annonces-haut',
    small && its.bottom > mine.top && its.top < mine.bottom && its.right > mine.left && its.left < mine.right,
  )
}
