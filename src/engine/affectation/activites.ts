/** The activities that a dossier declares, as the routing of a balance asks for them. */
import type { Sheet } from '../sheet.ts'

/** Codes of the activities whose cell says « Oui » in this dossier. */
export function declaredActivites(sheet: Pick<Sheet, 'edition' | 'liasse' | 'read'>): ReadonlySet<string> {
  const { edition, liasse } = sheet
  const { activites = [] } = edition.comptes?.affectation ?? {}
  return new Set(
    activites.flatMap(({ code, cases }) => {
      const at = cases[liasse.code]
      const value = at === undefined ? null : sheet.read(at)
      return value?.etat === 'valeur' && value.texte === 'Oui' ? [code] : []
    }),
  )
}
