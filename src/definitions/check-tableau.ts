/** What a shape cannot see in the file of one table: duplicates, columns that do not exist, lines without cells, its name. */
import { bothFamilles, colonnesOf, lignesOf, type ColonneLue, type LigneLue, type TableauLu } from './compile-tableau.ts'
import type { Defect } from './defect.ts'
import { didYouMean } from './nearest-name.ts'
import type { Path } from './source.ts'

/** Words of the language: a line of that name could not be named in a formula. */
const RESERVED = new Set(['ET', 'OU', 'NON'])

/** All the defects of the table, read alone. */
export function checkTableau(lu: TableauLu): readonly Defect[] {
  return [
    ...checkName(lu),
    ...checkColonnes(lu),
    ...checkListe(lu),
    ...duplicateLignes(lu),
    ...lignesOf(lu).flatMap(({ ligne, rank }) => checkLigne(lu, ligne, rank)),
  ]
}

/** The file is named after its code (`q01-….yaml`) or after the words of its title (`bilan-actif.yaml`). */
function checkName({ source, contenu }: TableauLu): readonly Defect[] {
  const name = (source.fichier.split('/').at(-1) ?? '').replace(/\.yaml$/, '')
  const code = contenu.code.toLowerCase()
  const title = slug(contenu.titre).split('-')
  const named = name === code || name.startsWith(`${code}-`) || name.split('-').every((word) => title.some((own) => own.startsWith(word)))
  if (named) return []
  return [
    source.defect(
      ['code'],
      `Nom de fichier inattendu : le tableau ${contenu.code} s’écrit dans « ${code}-….yaml » ou « ${slug(contenu.titre)}.yaml ».`,
    ),
  ]
}

const slug = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

function checkColonnes({ source, contenu }: TableauLu): readonly Defect[] {
  const codes = contenu.colonnes.map((colonne) => colonne.code)
  const duplicates = codes.flatMap((code, rank) =>
    codes.indexOf(code) < rank ? [source.defect(['colonnes', rank, 'code'], `Colonne « ${code} » écrite deux fois.`)] : [],
  )
  const badChoix = contenu.colonnes.flatMap((colonne, rank) =>
    colonne.choix && colonne.type !== 'choix' ? [source.defect(['colonnes', rank, 'choix'], 'Des choix sans `type: choix`.')] : [],
  )
  return [...duplicates, ...badChoix, ...contenu.colonnes.flatMap((colonne, rank) => checkReprise({ source, contenu }, colonne, rank))]
}

/** The column that another takes over from the year before: it exists, and it is of the same type where the lines do not say theirs. */
function checkReprise(
  { source, contenu }: TableauLu,
  { code, reprise, formule, type, decimales }: ColonneLue,
  rank: number,
): readonly Defect[] {
  if (reprise === undefined) return []
  const say = (message: string): readonly Defect[] => [source.defect(['colonnes', rank, 'reprise'], message)]
  const from = contenu.colonnes.find((colonne) => colonne.code === reprise)
  const known = contenu.colonnes.map((colonne) => colonne.code)
  if (!from) return say(`Colonne « ${reprise} » inconnue du tableau ${contenu.code}.${didYouMean(reprise, known)}`)
  if (formule !== undefined) return say(`La colonne « ${code} » est calculée, elle ne peut rien reprendre de l’exercice précédent.`)
  if (contenu.liste && (from.type !== type || from.decimales !== decimales))
    return say(`La colonne « ${code} » ne peut reprendre « ${reprise} » : elles n’ont pas le même type.`)
  return []
}

/** A table has lines or is a list; a list needs something to type in and a key that is typed. */
function checkListe({ source, contenu }: TableauLu): readonly Defect[] {
  const { liste, lignes, colonnes, code } = contenu
  if (!liste) return lignes ? [] : [source.defect([], `Le tableau ${code} n’a ni \`lignes\` ni \`liste\`.`)]
  if (lignes) return [source.defect(['liste'], `Le tableau ${code} a des \`lignes\` et une \`liste\` : gardez l’une des deux.`)]
  const defects: Defect[] = []
  const cle = colonnes.find((colonne) => colonne.code === liste.cle)
  const known = colonnes.map((colonne) => colonne.code)
  if (liste.cle !== undefined && !cle)
    defects.push(source.defect(['liste', 'cle'], `Colonne « ${liste.cle} » inconnue du tableau ${code}.${didYouMean(liste.cle, known)}`))
  if (cle?.formule !== undefined)
    defects.push(source.defect(['liste', 'cle'], `La clé « ${cle.code} » est calculée : il faut une colonne saisie.`))
  if (colonnes.every(({ formule }) => formule !== undefined))
    defects.push(source.defect(['colonnes'], `La liste ${code} n’a aucune colonne à saisir.`))
  for (const [rank, colonne] of colonnes.entries())
    if (colonne.type === 'choix' && !colonne.choix)
      defects.push(source.defect(['colonnes', rank], `La colonne « ${colonne.code} » est un choix sans liste de choix.`))
  return defects
}

function duplicateLignes(lu: TableauLu): readonly Defect[] {
  const seen = new Set<string>()
  return lignesOf(lu).flatMap(({ ligne, rank }) => {
    if (seen.has(ligne.code))
      return [lu.source.defect(['lignes', rank, 'code'], `Ligne « ${ligne.code} » écrite deux fois dans le tableau ${lu.contenu.code}.`)]
    seen.add(ligne.code)
    return []
  })
}

function checkLigne(lu: TableauLu, ligne: LigneLue, rank: number): readonly Defect[] {
  const { source, contenu } = lu
  const at = (...path: Path): Path => ['lignes', rank, ...path]
  const defects: Defect[] = [...unknownColonnes(lu, ligne, rank), ...strayKeys(lu, ligne, rank)]
  if (RESERVED.has(ligne.code))
    defects.push(source.defect(at('code'), `« ${ligne.code} » est un mot du langage : choisissez un autre code.`))
  if (ligne.sans && ligne.seulement) defects.push(source.defect(at('sans'), '`sans` et `seulement` à la fois : gardez l’un des deux.'))
  const colonnes = colonnesOf(lu, ligne)
  if (colonnes.length === 0) defects.push(source.defect(at(), `La ligne ${contenu.code}.${ligne.code} n’a aucune case.`))
  for (const { code, type, choix } of colonnes) {
    const isChoix = (ligne.type ?? type) === 'choix'
    if (isChoix && !ligne.choix && !choix)
      defects.push(source.defect(at(), `La case ${contenu.code}.${ligne.code}[${code}] est un choix sans liste de choix.`))
  }
  if (ligne.choix && ligne.type !== 'choix') defects.push(source.defect(at('choix'), 'Des choix sans `type: choix`.'))
  const familles = contenu.familles && ligne.familles
  if (familles && bothFamilles(contenu.familles, familles).length === 0) {
    defects.push(source.defect(at('familles'), `La ligne ${ligne.code} n’existe pour aucune famille : le tableau les exclut toutes.`))
  }
  return defects
}

function unknownColonnes({ source, contenu }: TableauLu, ligne: LigneLue, rank: number): readonly Defect[] {
  const known = contenu.colonnes.map((colonne) => colonne.code)
  const say = (code: string): string => `Colonne « ${code} » inconnue du tableau ${contenu.code}.${didYouMean(code, known)}`
  const named = { sans: ligne.sans, seulement: ligne.seulement, obligatoire: Array.isArray(ligne.obligatoire) ? ligne.obligatoire : [] }
  const lists = (['sans', 'seulement', 'obligatoire'] as const).flatMap((key) =>
    (named[key] ?? []).flatMap((code, index) => (known.includes(code) ? [] : [source.defect(['lignes', rank, key, index], say(code))])),
  )
  const records = (['formules', 'depuis_er', 'reprise'] as const).flatMap((key) =>
    Object.keys(ligne[key] ?? {}).flatMap((code) =>
      known.includes(code) ? [] : [source.defectAtKey(['lignes', rank, key], code, say(code))],
    ),
  )
  return [...lists, ...records]
}

/** A formula or an ER address given for a cell that the line does not have. */
function strayKeys(lu: TableauLu, ligne: LigneLue, rank: number): readonly Defect[] {
  const { source, contenu } = lu
  const missing = contenu.colonnes.filter((colonne) => !colonnesOf(lu, ligne).includes(colonne)).map((colonne) => colonne.code)
  return (['formules', 'depuis_er', 'reprise'] as const).flatMap((key) =>
    missing.flatMap((code) =>
      ligne[key]?.[code] === undefined
        ? []
        : [
            source.defectAtKey(
              ['lignes', rank, key],
              code,
              `La ligne ${contenu.code}.${ligne.code} n’a pas de case dans la colonne « ${code} ».`,
            ),
          ],
    ),
  )
}
