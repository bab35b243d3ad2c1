import type { Edition } from '#definitions/edition.ts'
import { nomComplet } from '#domain/acteur.ts'
import { detenteursOf, listImpasses, type PersonneDroits } from '#domain/impasses.ts'
import { ImpassesNotice } from '#web/accueil/impasses-notice.tsx'
import type { Saisi } from './user-form.ts'

const ACTES = [
  ['initialiser', 'initialiser'],
  ['saisir', 'saisir'],
  ['viser_comptabilite', 'viser'],
  ['viser_direction', 'transmettre'],
] as const

type ConsequencesProps = { readonly edition: Edition; readonly saisi: Saisi; readonly autres: readonly PersonneDroits[] }

/** What the person will be able to do, and what the body as a whole can do with her. [AD-02] */
export function Consequences({ edition, saisi, autres }: ConsequencesProps) {
  const nom = nomComplet(saisi) || 'cette personne'
  const personnes = [...autres, { nom, actif: true, profil: saisi.profil, droits: saisi.droits }]
  const detenteurs = detenteursOf(personnes)
  const peut = edition.droits.filter((droit) => saisi.droits.includes(droit.code))
  return (
    <section className="pile" aria-label="Conséquences" aria-live="polite">
      <h3>Ce que {nom} pourra faire</h3>
      <p>
        {saisi.profil === null
          ? 'Rien tant qu’aucun profil n’est choisi.'
          : peut.length === 0
            ? 'Lire le dossier, sans agir.'
            : `${peut.map((droit) => droit.libelle).join(' ; ')}.`}
      </p>
      <h3>Qui pourra initialiser, saisir, viser, transmettre</h3>
      <ul>
        {ACTES.map(([droit, verbe]) => (
          <li key={droit}>
            {verbe} : {detenteurs[droit]?.join(', ') ?? <strong>personne</strong>}
          </li>
        ))}
      </ul>
      {saisi.profil !== null && <ImpassesNotice impasses={listImpasses(edition, personnes)} />}
    </section>
  )
}
