/** The lines of the campaign's follow-up: which ones a view holds, and their counts. [TR-01] */
import type { Reply } from '#contract/routes.ts'
import type { SuiviSearch } from '#web/app/router.tsx'

export type Suivi = Reply<'suivreCampagne'>['lignes'][number]

/** Named views of the list; each count of the board leads to one. [S84] */
export const VUES = {
  retard: { libelle: 'En retard', garde: (ligne: Suivi) => ligne.enRetard },
  jamais: { libelle: 'Jamais connectés', garde: (ligne: Suivi) => ligne.compteAdministrateur?.jamaisConnecte ?? false },
  'sans-identifiants': { libelle: 'Sans identifiants', garde: (ligne: Suivi) => ligne.compteAdministrateur === null },
} as const

export type Vue = keyof typeof VUES
export const isVue = (text: string | undefined): text is Vue => text !== undefined && text in VUES

/** « 0 » stands for a dossier that is not initialised. */
export const etapeCode = (ligne: Suivi): string => String(ligne.etape ?? 0)

const plain = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
const words = (ligne: Suivi): string =>
  plain(
    `${ligne.organisme.raisonSociale} ${ligne.organisme.siren} ${ligne.organisme.siret ?? ''} ${ligne.compteAdministrateur?.login ?? ''}`,
  )

export function filterRows(lignes: readonly Suivi[], { q, famille, liasse, etape, vue }: SuiviSearch): readonly Suivi[] {
  const sought = plain(q ?? '')
    .split(/\s+/)
    .filter(Boolean)
  return lignes.filter(
    (ligne) =>
      (!famille || ligne.organisme.famille === famille) &&
      (!liasse || ligne.liasse === liasse) &&
      (!etape || etapeCode(ligne) === etape) &&
      (!isVue(vue) || VUES[vue].garde(ligne)) &&
      sought.every((word) => words(ligne).includes(word)),
  )
}
