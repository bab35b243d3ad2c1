/** The ER cell that « synchroniser » copies into a cell of the QDIS. */
import type { CaseLue, TableauLu } from './compile-tableau.ts'
import type { Defect } from './defect.ts'
import type { LiasseLue } from './index-liasse.ts'
import { nameOfType } from './langage/type-formule.ts'
import { didYouMean } from './nearest-name.ts'

/** The address written, else the same address when the table exists in both liasses; undefined when there is none. */
export function depuisErOf(lue: CaseLue, { lu, er }: { lu: TableauLu; er: LiasseLue }, defects: Defect[]): string | undefined {
  if (!lue.depuisEr) return !lue.formule && er.indexOf.has(lue.at) ? lue.at : undefined
  const { texte, path } = lue.depuisEr
  const fault = faultOf(lue, texte, er)
  if (fault === null) return texte
  if (fault !== '') defects.push(lu.source.defectInText(path, 0, `Case ${lue.at} : ${fault}`))
  return undefined
}

/** What is wrong with the address; empty when its table is unreadable, which is told elsewhere. */
function faultOf(lue: CaseLue, texte: string, er: LiasseLue): string | null {
  if (lue.formule) return 'elle est calculée, elle ne peut pas être reprise des ER.'
  const source = er.cases[er.indexOf.get(texte) ?? -1]
  if (!source) {
    const tableau = texte.split('.')[0] ?? ''
    return er.catalogue.illisibles.has(tableau) ? '' : `case inconnue dans les ER : « ${texte} ».${didYouMean(texte, er.indexOf.keys())}`
  }
  if (source.type === lue.type && source.decimales === lue.decimales) return null
  return `types incompatibles : ${nameOfType(lue.type === 'choix' ? 'texte' : lue.type)} à ${lue.decimales} décimales ne peut reprendre ${texte}.`
}
