import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import { Button } from './button.tsx'

type DialogProps = {
  readonly titre: ReactNode
  /** Asked by Escape or by the close button; the caller unmounts the dialog (or asks first). */
  readonly onFermer: () => void
  /** `cote`: a sheet on the right side, for long forms. */
  readonly genre?: 'centre' | 'large' | 'cote'
  /** The buttons, at the bottom, always visible. */
  readonly pied?: ReactNode
  /** False: neither Escape nor a close button; the person must choose. */
  readonly fermable?: boolean
  readonly children: ReactNode
}

/** What is marked `data-premier`, else the first field: the rest of the time the browser focuses the close button. */
const PREMIER = '[data-premier], .dialogue-corps :is(input, select, textarea):not([readonly])'

/**
 * A modal dialog over the page, on the browser's own `dialog`: it holds the focus, hides the rest from screen readers and
 * gives the focus back. Mount it to open it, unmount it to close it.
 */
export function Dialog({ titre, onFermer, genre = 'centre', pied, fermable = true, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  const titreId = useId()
  useLayoutEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    dialog?.querySelector<HTMLElement>(PREMIER)?.focus()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={ref}
      className={`dialogue dialogue-${genre}`}
      aria-labelledby={titreId}
      onCancel={(event) => {
        event.preventDefault()
        if (fermable && event.target === event.currentTarget) onFermer()
      }}
    >
      <div className="dialogue-tete">
        <h2 id={titreId}>{titre}</h2>
        {fermable && (
          <Button genre="discret" taille="petit" onClick={onFermer}>
            Fermer
          </Button>
        )}
      </div>
      <div className="dialogue-corps">{children}</div>
      {pied && <div className="dialogue-pied">{pied}</div>}
    </dialog>
  )
}
