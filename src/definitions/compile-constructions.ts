/** The rules of one liasse that hold by construction; each claim is checked against the cells. */
import type { ControlesLus } from './compile-controles.ts'
import type { Defect } from './defect.ts'
import type { Construction } from './edition.ts'
import type { LiasseLue } from './index-liasse.ts'
import type { CaseConnue, Contexte } from './langage/catalogue.ts'
import { findCase, findCases, TableauIllisible } from './langage/find-cases.ts'
import { FormuleError } from './langage/formule-error.ts'
import { parseFormule } from './langage/parse-formule.ts'

type ConstructionLue = NonNullable<ControlesLus['contenu']['par_construction']>[number]
type Claim = { readonly liasse: LiasseLue; readonly lu: ConstructionLue }

/** Every rule of the liasse, in the order of the files. */
export function compileConstructions(liasse: LiasseLue, files: readonly ControlesLus[], defects: Defect[]): readonly Construction[] {
  return files.flatMap(({ source, contenu }) =>
    (contenu.par_construction ?? []).flatMap((lu, rank) => {
      if (!lu.liasses.includes(liasse.code)) return []
      const attempt = <T>(key: 'calculees' | 'absentes', item: number, run: () => T): T | undefined => {
        try {
          return run()
        } catch (error) {
          if (!(error instanceof FormuleError)) throw error
          const path = ['par_construction', rank, key, item]
          if (!(error instanceof TableauIllisible)) defects.push(source.defectInText(path, error.debut, `${lu.code} : ${error.message}`))
          return undefined
        }
      }
      lu.absentes?.forEach((at, item) => attempt('absentes', item, () => checkAbsente({ liasse, lu }, at)))
      const cellules = (lu.calculees ?? []).flatMap(
        (texte, item) => attempt('calculees', item, () => findCalculees({ liasse, lu }, texte)) ?? [],
      )
      return [{ code: lu.code, message: lu.message, source: lu.source, cellules }]
    }),
  )
}

/** The cells named, none of which may be typed. */
function findCalculees({ liasse, lu }: Claim, texte: string): readonly number[] {
  const cases = findNamed(liasse, texte)
  const saisie = cases.map(({ index }) => liasse.cases[index]).find((lue) => lue?.formule === undefined)
  if (saisie) throw new FormuleError(`la case ${saisie.at} se saisit, rien ne garantit plus « ${lu.message} ».`, 0, texte.length)
  return cases.map(({ index }) => index)
}

function findNamed(liasse: LiasseLue, texte: string): readonly CaseConnue[] {
  const contexte: Contexte = { catalogue: liasse.catalogue }
  const noeud = parseFormule(texte, liasse.isLigne)
  if (noeud.genre === 'plage') return findCases(noeud, contexte)
  if (noeud.genre !== 'reference') throw new FormuleError('Il faut ici une ligne, une case ou une plage.', noeud.debut, noeud.fin)
  const ligne = liasse.catalogue.tableaux.get(noeud.tableau ?? '')?.lignes.get(noeud.ligne ?? '')
  if (ligne && noeud.colonne === undefined) return [...ligne.cases.values()]
  const found = findCase(noeud, contexte)
  return found ? [found] : []
}

function checkAbsente({ liasse, lu: { familles } }: Claim, at: string): void {
  const index = liasse.indexOf.get(at)
  const existing = index === undefined ? undefined : liasse.cases[index]
  const clash = familles?.filter((famille) => existing?.familles.length === 0 || existing?.familles.includes(famille)) ?? ['tous']
  if (existing && clash.length > 0) throw new FormuleError(`la case ${at} existe (${clash.join(', ')}).`, 0, at.length)
}
