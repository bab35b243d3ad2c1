/**
 * `correspondances.yaml` → what an edition keeps of it, or its defects. What is said of this edition is checked when it loads; what is said
 * of the one before, when both are at hand (`checkCorrespondances`). [AD-06]
 */
import type { z } from 'zod'
import { correspondancesShape } from './correspondances-shape.ts'
import type { Defect } from './defect.ts'
import { lieuxDesignes, lieuxOf } from './designation.ts'
import type { Correspondance, Correspondances, Edition, LiasseCompilee } from './edition.ts'
import { didYouMean } from './nearest-name.ts'
import type { Path, Source } from './source.ts'
import { YamlSource } from './yaml-source.ts'

export const FICHIER_CORRESPONDANCES = 'correspondances.yaml'

export type CorrespondancesLues = { readonly source: Source; readonly contenu: z.output<typeof correspondancesShape> }
type Ecrites = z.output<typeof correspondancesShape>['correspondances'][number]

/** The relations of the file: each target known in this edition, each source told once. */
export function compileCorrespondances(
  { source, contenu }: CorrespondancesLues,
  liasses: readonly LiasseCompilee[],
  defects: Defect[],
): Correspondances {
  defects.push(
    ...contenu.correspondances.flatMap((lue, rank) => checkRelation({ source, lue, rank, liasses })),
    ...duplicateSources({ source, contenu }),
  )
  const relations = contenu.correspondances.map(({ de, vers, garde, pourquoi, source: own = contenu.source }): Correspondance => ({
    de: listOf(de),
    vers: listOf(vers),
    ...(garde !== undefined && { garde }),
    pourquoi,
    source: own,
  }))
  const sansSuite = (contenu.sans_suite ?? []).map(({ de, pourquoi, source: own = contenu.source }) => ({ de, pourquoi, source: own }))
  return { depuis: contenu.depuis, relations, sansSuite }
}

const listOf = (designations: string | readonly string[]): readonly string[] =>
  typeof designations === 'string' ? [designations] : designations

const namesOf = (liasses: readonly LiasseCompilee[]): ReadonlySet<string> =>
  new Set(liasses.flatMap((liasse) => lieuxOf(liasse).map(({ tableau, ligne }) => (ligne === null ? tableau : `${tableau}.${ligne}`))))

const isKnown = (liasses: readonly LiasseCompilee[], designation: string): boolean =>
  liasses.some((liasse) => lieuxDesignes(liasse, designation).length > 0)

type Relation = { readonly source: Source; readonly lue: Ecrites; readonly rank: number; readonly liasses: readonly LiasseCompilee[] }

function checkRelation({ source, lue, rank, liasses }: Relation): readonly Defect[] {
  const at = (...path: Path): Path => ['correspondances', rank, ...path]
  const [de, vers] = [listOf(lue.de), listOf(lue.vers)]
  const { garde } = lue
  const defects: Defect[] = []
  if (de.length > 1 && vers.length > 1)
    defects.push(source.defect(at(), 'Plusieurs lignes vers plusieurs : dites séparément ce qui est réuni et ce qui est partagé.'))
  if (garde !== undefined && !vers.includes(garde))
    defects.push(source.defect(at('garde'), `« ${garde} » n’est pas une des lignes de « vers ».${didYouMean(garde, vers)}`))
  if (garde !== undefined && vers.length === 1)
    defects.push(source.defect(at('garde'), '« garde » ne sert qu’à une ligne partagée entre plusieurs.'))
  for (const designation of vers.filter((one) => !isKnown(liasses, one)))
    defects.push(
      source.defect(at('vers'), `« ${designation} » n’existe pas dans cette édition.${didYouMean(designation, namesOf(liasses))}`),
    )
  return defects
}

/** A figure goes to one place: a source told twice would be counted twice. */
function duplicateSources({ source, contenu }: CorrespondancesLues): readonly Defect[] {
  const told = new Set<string>()
  const sources = [
    ...contenu.correspondances.flatMap(({ de }, rank) => listOf(de).map((one) => [one, ['correspondances', rank, 'de']] as const)),
    ...(contenu.sans_suite ?? []).map(({ de }, rank) => [de, ['sans_suite', rank, 'de']] as const),
  ]
  return sources.flatMap(([designation, path]) => {
    if (told.has(designation)) return [source.defect(path, `« ${designation} » a déjà une suite : son montant serait compté deux fois.`)]
    told.add(designation)
    return []
  })
}

/**
 * What the correspondences of `apres` (the text of its file, which loaded) leave unsaid or say wrong of `avant`: a source that does not exist,
 * an entry cell of the edition before that nothing continues. Empty when every figure of last year has its destiny.
 */
export function checkCorrespondances(texte: string, apres: Edition, avant: Edition): readonly Defect[] {
  const source = new YamlSource(FICHIER_CORRESPONDANCES, texte)
  const contenu = correspondancesShape.parse(source.valeur)
  const unknown = (designation: string, path: Path): readonly Defect[] =>
    isKnown(avant.liasses, designation)
      ? []
      : [
          source.defect(
            path,
            `« ${designation} » n’existe pas dans l’édition ${avant.code}.${didYouMean(designation, namesOf(avant.liasses))}`,
          ),
        ]
  const { correspondances, sans_suite: sansSuite = [] } = contenu
  const told = [...correspondances.flatMap(({ de }) => listOf(de)), ...sansSuite.map(({ de }) => de)]
  return [
    ...correspondances.flatMap(({ de }, rank) => listOf(de).flatMap((one) => unknown(one, ['correspondances', rank, 'de']))),
    ...sansSuite.flatMap(({ de }, rank) => unknown(de, ['sans_suite', rank, 'de'])),
    ...avant.liasses.flatMap((liasse) => {
      const after = apres.liasses.find(({ code }) => code === liasse.code)
      return after ? withoutDestiny(liasse, after, told).map((place) => source.defect(['correspondances'], sayLost(place, avant.code))) : []
    }),
  ]
}

const sayLost = (place: string, code: string): string =>
  `La case ${place} de l’édition ${code} n’a pas de suite : dites ce qu’elle devient, ou mettez-la dans « sans_suite ».`

function withoutDestiny(avant: LiasseCompilee, apres: LiasseCompilee, designations: readonly string[]): readonly string[] {
  const told = new Set(designations.flatMap((designation) => lieuxDesignes(avant, designation).map(({ place }) => place)))
  const places = new Set(lieuxOf(apres).map(({ place }) => place))
  return lieuxOf(avant)
    .filter(({ place, cellule }) => !cellule.formule && !told.has(place) && !places.has(place))
    .map(({ place }) => place)
}
