/** What a filing says of the year before: the figures of its opening columns, as they were filed. */
import type { CellValue, Sheet } from '#engine/sheet.ts'
import { valeurOf } from './edition-2025.ts'

const PAIRS: readonly (readonly [tableau: RegExp, opening: string, closing: string])[] = [
  [/^BA$/, 'n1', 'net'],
  [/^BP$/, 'n1', 'N'],
  [/^(CRC|CRP)$/, 'n1', 'total'],
  [/^(T04|T05|T07|T08|X01)$/, 'ouv', 'clot'],
  [/^X02$/, 'brut_ouv', 'brut_clot'],
  [/^X02$/, 'am_ouv', 'am_clot'],
]

/**
 * The filed dossier of the year before, as the opening columns tell it; `T02` and `AFN` from what became of them, the depreciation of
 * claims from the allowances and reversals of the year.
 */
export function yearBefore(sheet: Sheet): Map<string, CellValue> {
  const filed = new Map<string, CellValue>()
  const keep = (to: string, value: CellValue): unknown => sheet.indexOf(to) === undefined || filed.set(to, value)
  for (const { at, tableau, ligne, colonne } of sheet.liasse.cellules)
    for (const [own, opening, closing] of PAIRS)
      if (own.test(tableau) && colonne === opening) keep(`${tableau}.${ligne}[${closing}]`, sheet.read(at))
  const of = (at: string): number => (sheet.indexOf(at) === undefined ? 0 : valeurOf(sheet, at))
  const valeur = (figure: number): CellValue => ({ etat: 'valeur', valeur: figure })
  keep('BA.A241[amort]', sheet.read('BA.A241[amort]'))
  keep('BA.A245[amort]', valeur(of('BA.A245[amort]') - of('CRC.C166[total]') + of('CRP.R184[total]')))
  if (sheet.liasse.code !== 'er') return filed
  for (const tableau of ['T02', 'T02S']) {
    keep(`${tableau}.AF-07[total]`, valeur(of('X01.P113[affect]')))
    keep(`${tableau}.AF-075[total]`, valeur(of('X01.P116[affect]')))
    keep(`${tableau}.AF-08[total]`, valeur(of('X01.P114[affect]')))
    keep(`${tableau}.AF-09[total]`, valeur(of('X01.P115[affect]')))
    keep(`${tableau}.AF-10[total]`, valeur(-of('X01.P200[affect]')))
    keep(`${tableau}.AF-11[total]`, valeur(of('X01.P121[ouv]') + of('X01.P121[affect]')))
  }
  for (const colonne of ['fam', 'foyers']) keep(`F05.G90[${colonne}]`, sheet.read(`F05.G10[${colonne}]`))
  keep('AFN.AF20[N]', sheet.read('T03.R70[n1]'))
  keep('T04.I90[acq]', valeur(of('PF.PF40[N]')))
  return filed
}
