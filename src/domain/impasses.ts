/** Rights that lead nowhere: what would make the campaign stop without a word, said when a user is saved. [S35] [S43] */
import type { Edition } from '#definitions/edition.ts'
import { typographie } from '#definitions/typographie.ts'

export type PersonneDroits = {
  readonly nom: string
  readonly actif: boolean
  readonly profil: string | null
  readonly droits: readonly string[]
}
export type Impasse = { readonly droit: string; readonly message: string }

/** The rights without which the dossier can't go from nothing to step 4, in the order of the way. */
const CHEMIN = ['initialiser', 'saisir', 'verifier', 'terminer_saisie', 'viser_comptabilite', 'viser_direction'] as const

const CONSEQUENCES: Readonly<Record<(typeof CHEMIN)[number], string>> = {
  initialiser: 'la campagne ne pourra jamais commencer',
  saisir: 'aucun montant ne pourra être saisi',
  verifier: 'la vérification ne pourra pas être lancée, donc aucune étape ne pourra être passée',
  terminer_saisie: 'le dossier restera à l’étape « 1 Saisie »',
  viser_comptabilite: 'le dossier restera à l’étape « 2 Contrôle comptable »',
  viser_direction: 'le dossier ne sera jamais transmis à la fédération',
}

/** For each right of the way, who holds it among the active users (a person without profile holds nothing). */
export const detenteursOf = (personnes: readonly PersonneDroits[]): Record<string, string[]> => {
  const tenus: Record<string, string[]> = {}
  for (const personne of personnes) {
    if (!personne.actif || personne.profil === null) continue
    for (const droit of personne.droits) (tenus[droit] ??= []).push(personne.nom)
  }
  return tenus
}

/** The dead ends of a body with these users; empty = somebody can do each act up to step 4. */
export function listImpasses(edition: Edition, personnes: readonly PersonneDroits[]): readonly Impasse[] {
  const tenus = detenteursOf(personnes)
  const impasses = CHEMIN.filter((droit) => (tenus[droit] ?? []).length === 0).map((droit) => ({
    droit,
    message: typographie(
      `Personne n’a la case « ${edition.droits.find((d) => d.code === droit)?.libelle ?? droit} » : ${CONSEQUENCES[droit]}.`,
    ),
  }))
  const sansProfil = personnes
    .filter((personne) => personne.actif && personne.profil === null)
    .map((personne) => ({
      droit: 'profil',
      message: typographie(`${personne.nom} n’a pas de profil : cette personne ne peut rien faire.`),
    }))
  return [...impasses, ...sansProfil]
}
