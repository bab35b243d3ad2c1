import { useId, type ComponentPropsWithRef, type ReactNode } from 'react'

export type GenreBouton = 'principal' | 'secondaire' | 'discret' | 'danger'

export type ButtonProps = Omit<ComponentPropsWithRef<'button'>, 'disabled'> & {
  readonly genre?: GenreBouton
  readonly taille?: 'petit' | 'moyen' | 'grand'
  /** Why the act is refused, `null` = it is allowed. The button stays reachable and the reason stays visible. */
  readonly refus?: ReactNode
  /** Where the reason is written. */
  readonly refusPlace?: 'dessous' | 'cote'
  /** The act is under way: the button keeps its words and does nothing more. */
  readonly attente?: boolean
}

export const classesBouton = (genre: GenreBouton = 'secondaire', taille: 'petit' | 'moyen' | 'grand' = 'moyen'): string =>
  `bouton bouton-${genre}${taille === 'moyen' ? '' : ` bouton-${taille}`}`

/** A button; a refused one says why and who can help, and is never a dead end. */
export function Button({
  genre,
  taille,
  refus = null,
  refusPlace = 'dessous',
  attente = false,
  className = '',
  onClick,
  ...rest
}: ButtonProps) {
  const raison = useId()
  const refuse = refus !== null && refus !== undefined && refus !== ''
  const button = (
    <button
      type="button"
      {...rest}
      className={`${classesBouton(genre, taille)} ${className}`}
      aria-disabled={refuse || attente || rest['aria-disabled']}
      aria-busy={attente || undefined}
      aria-describedby={refuse ? raison : rest['aria-describedby']}
      onClick={(event) => {
        if (refuse || attente || rest['aria-disabled']) event.preventDefault()
        else onClick?.(event)
      }}
    />
  )
  if (!refuse) return button
  return (
    <span className={`bouton-groupe bouton-groupe-${refusPlace}`}>
      {button}
      <span className="refus" id={raison}>
        {refus}
      </span>
    </span>
  )
}
