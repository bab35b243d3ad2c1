import { useEdition } from '#web/session/use-edition.ts'
import { EmptyState } from '#web/design/states.tsx'
import type { Reply } from '#contract/routes.ts'

/** Who does what in the body, in the words of the rights table. */
export function Team({ equipe }: { readonly equipe: Reply<'lireAccueil'>['equipe'] }) {
  const edition = useEdition()
  const libelle = (code: string): string => edition.droits.find((droit) => droit.code === code)?.libelle ?? code
  /** In the order of the way: who types, who checks, who signs. */
  const premiere = (actes: readonly string[]): number =>
    Math.min(...edition.passages.flatMap(({ droit, de }) => (actes.includes(droit) ? [de] : [])), edition.etapes.length + 1)
  const ranges = equipe.toSorted((a, b) => premiere(a.actes) - premiere(b.actes) || a.nom.localeCompare(b.nom, 'fr'))
  if (equipe.length === 0) return <EmptyState titre="Qui fait quoi">Le compte administrateur AD_ n’a encore créé personne.</EmptyState>
  return (
    <section className="pile">
      <h2>Qui fait quoi</h2>
      <ul className="equipe">
        {ranges.map((personne) => (
          <li key={personne.nom}>
            <strong>{personne.nom}</strong> <span className="muet">{personne.profil ?? 'Sans profil'}</span>
            <span className="petit muet equipe-actes">{personne.actes.map(libelle).join(' · ') || 'aucune case cochée'}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
