import { useId, type ReactNode } from 'react'
import { Marque } from './niveau.tsx'

type Choix<T extends string> = { readonly valeur: T; readonly titre: ReactNode; readonly texte?: ReactNode }

type RadioCardsProps<T extends string> = {
  readonly libelle: ReactNode
  readonly choix: readonly Choix<T>[]
  readonly valeur: T | null
  readonly onChoisir: (valeur: T) => void
  readonly erreur?: string | null | undefined
}

/** One choice among few, each told in words. */
export function RadioCards<T extends string>({ libelle, choix, valeur, onChoisir, erreur }: RadioCardsProps<T>) {
  const id = useId()
  return (
    <fieldset className="champ" aria-describedby={erreur ? `${id}-erreur` : undefined}>
      <legend className="champ-libelle">{libelle}</legend>
      <div className="choix">
        {choix.map((un) => (
          <label className="choix-carte" key={un.valeur}>
            <input
              type="radio"
              name={id}
              value={un.valeur}
              checked={valeur === un.valeur}
              onChange={() => onChoisir(un.valeur)}
              aria-labelledby={`${id}-${un.valeur}`}
              aria-describedby={un.texte ? `${id}-${un.valeur}-texte` : undefined}
            />
            <span className="choix-titre" id={`${id}-${un.valeur}`}>
              {un.titre}
            </span>
            {un.texte && (
              <span className="champ-aide" id={`${id}-${un.valeur}-texte`}>
                {un.texte}
              </span>
            )}
          </label>
        ))}
      </div>
      {erreur && (
        <span className="champ-erreur" id={`${id}-erreur`}>
          <Marque ton="bloquant" />
          {erreur}
        </span>
      )}
    </fieldset>
  )
}
