/** What a cell takes over from the dossier filed the year before: an N-1 column, an opening balance. [PI-01] */
import type { CaseLue, TableauLu, TexteLu } from './compile-tableau.ts'
import type { Defect } from './defect.ts'
import type { LiasseLue } from './index-liasse.ts'
import { nameOfType } from './langage/type-formule.ts'
import { didYouMean } from './nearest-name.ts'

/** The address of the cell taken over, in the cells of this edition; undefined when there is none, or after saying what is wrong with it. */
export function repriseOf(lue: CaseLue, { lu, liasse }: { lu: TableauLu; liasse: LiasseLue }, defects: Defect[]): string | undefined {
  if (!lue.reprise) return undefined
  const { texte, path } = lue.reprise
  const fault = faultOf(lue, lue.reprise, liasse)
  if (fault === null) return texte
  if (fault !== '') pushOnce(defects, lu.source.defectInText(path, 0, `Case ${lue.at} : ${fault}`))
  return undefined
}

/** What is wrong with the address; empty when its table is unreadable or badly named, which is told elsewhere. */
function faultOf(lue: CaseLue, { texte, path }: TexteLu, { cases, indexOf, catalogue }: LiasseLue): string | null {
  if (lue.formule) return 'elle est calculée, elle ne peut rien reprendre de l’exercice précédent.'
  const source = cases[indexOf.get(texte) ?? -1]
  if (source) return isSame(lue, source) ? null : `types incompatibles : ${said(lue)} ne peut reprendre ${texte}, ${said(source)}.`
  const [tableau = ''] = texte.split('.')
  if (catalogue.illisibles.has(tableau) || path[0] === 'colonnes') return ''
  return `case inconnue : « ${texte} ».${didYouMean(texte, indexOf.keys())}`
}

type Genre = Pick<CaseLue, 'type' | 'decimales'>
const isSame = (a: Genre, b: Genre): boolean => a.type === b.type && a.decimales === b.decimales
const said = ({ type, decimales }: Genre): string => `${nameOfType(type === 'choix' ? 'texte' : type)} à ${decimales} décimales`

/** A table of both liasses has the same faults in both: they are told once. */
function pushOnce(defects: Defect[], defect: Defect): void {
  if (!defects.some((other) => other.fichier === defect.fichier && other.ligne === defect.ligne && other.message === defect.message))
    defects.push(defect)
}
