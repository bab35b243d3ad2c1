/** What links the files of an edition to one another: tabs to tables, liasses to tabs, rights to profiles and passages. */
import type { z } from 'zod'
import type { TableauLu } from './compile-tableau.ts'
import type { Defect } from './defect.ts'
import { didYouMean } from './nearest-name.ts'
import type { editionShape, profilsShape, workflowShape } from './shape.ts'
import type { Path, Source } from './source.ts'

export type EditionLue = { readonly source: Source; readonly contenu: z.output<typeof editionShape> }
export type WorkflowLu = { readonly source: Source; readonly contenu: z.output<typeof workflowShape> }
export type ProfilsLus = { readonly source: Source; readonly contenu: z.output<typeof profilsShape> }

/** One defect for each value already met, at the place of its second writing. */
function duplicates(
  source: Source,
  values: readonly { readonly value: string | number; readonly path: Path }[],
  what: string,
): readonly Defect[] {
  const seen = new Set<string | number>()
  return values.flatMap(({ value, path }) => {
    if (seen.has(value)) return [source.defect(path, `${what} « ${value} » : écrit deux fois.`)]
    seen.add(value)
    return []
  })
}

/** Codes of tables used by two files. */
export function duplicateTableaux(tableaux: readonly TableauLu[]): readonly Defect[] {
  const first = new Map<string, string>()
  return tableaux.flatMap(({ source, contenu }) => {
    const other = first.get(contenu.code)
    first.set(contenu.code, other ?? source.fichier)
    return other === undefined ? [] : [source.defect(['code'], `Code de tableau « ${contenu.code} » déjà pris par ${other}.`)]
  })
}

/** The parts and their tabs against the tables and the liasses. */
export function checkParties(
  { source, contenu }: EditionLue,
  tableaux: readonly TableauLu[],
  illisibles: ReadonlySet<string>,
): readonly Defect[] {
  const { parties, liasses, familles } = contenu
  const byCode = new Map(tableaux.map((lu) => [lu.contenu.code, lu]))
  const defects = [
    ...duplicates(
      source,
      familles.map(({ code }, rank) => ({ value: code, path: ['familles', rank, 'code'] })),
      'Famille',
    ),
    ...duplicates(
      source,
      liasses.map(({ code }, rank) => ({ value: code, path: ['liasses', rank, 'code'] })),
      'Liasse',
    ),
    ...duplicates(
      source,
      parties.map(({ code }, rank) => ({ value: code, path: ['parties', rank, 'code'] })),
      'Partie',
    ),
  ]
  for (const [rank, partie] of parties.entries()) {
    if (!liasses.some(({ code }) => code === partie.liasse))
      defects.push(source.defect(['parties', rank, 'liasse'], `Liasse « ${partie.liasse} » non déclarée.`))
    for (const [onglet, { tableaux: codes }] of partie.onglets.entries()) {
      for (const [index, code] of codes.entries()) {
        const path = ['parties', rank, 'onglets', onglet, 'tableaux', index]
        const lu = byCode.get(code)
        if (!lu && !illisibles.has(code))
          defects.push(source.defect(path, `Tableau « ${code} » absent du dossier tableaux/.${didYouMean(code, byCode.keys())}`))
        if (lu && !lu.contenu.liasses.includes(partie.liasse))
          defects.push(source.defect(path, `Le tableau ${code} n’est pas de la liasse « ${partie.liasse} ».`))
      }
    }
  }
  for (const [rank, { code }] of liasses.entries()) {
    if (!parties.some((partie) => partie.liasse === code))
      defects.push(source.defect(['liasses', rank], `La liasse « ${code} » n’a aucun tableau : aucune partie ne la montre.`))
  }
  return [...defects, ...tableaux.flatMap((lu) => withoutOnglet(lu, contenu))]
}

function withoutOnglet({ source, contenu }: TableauLu, edition: EditionLue['contenu']): readonly Defect[] {
  return contenu.liasses.flatMap((liasse, rank) => {
    const shown = edition.parties.some(
      (partie) => partie.liasse === liasse && partie.onglets.some((onglet) => onglet.tableaux.includes(contenu.code)),
    )
    return shown ? [] : [source.defect(['liasses', rank], `Le tableau ${contenu.code} n’est dans aucun onglet de la liasse « ${liasse} ».`)]
  })
}

/** Profiles against the rights: each right exists and is of the same side. */
export function checkProfils({ source, contenu }: ProfilsLus): readonly Defect[] {
  const { droits, profils } = contenu
  const known = new Map(droits.map((droit) => [droit.code, droit]))
  const strays = profils.flatMap((profil, rank) =>
    profil.droits.flatMap((code, index) => {
      const droit = known.get(code)
      const path = ['profils', rank, 'droits', index]
      if (!droit) return [source.defect(path, `Droit « ${code} » inconnu.${didYouMean(code, known.keys())}`)]
      return droit.acteur === profil.acteur
        ? []
        : [source.defect(path, `Le droit « ${code} » est de l’${droit.acteur}, le profil de l’${profil.acteur}.`)]
    }),
  )
  return [
    ...duplicates(
      source,
      droits.map(({ code }, rank) => ({ value: code, path: ['droits', rank, 'code'] })),
      'Droit',
    ),
    ...duplicates(
      source,
      profils.map(({ code }, rank) => ({ value: code, path: ['profils', rank, 'code'] })),
      'Profil',
    ),
    ...strays,
  ]
}

/** Steps and passages: numbers that exist, rights that exist and are of the same side. */
export function checkWorkflow({ source, contenu }: WorkflowLu, droits: ProfilsLus['contenu']['droits'] | undefined): readonly Defect[] {
  const { etapes, passages } = contenu
  const numeros = etapes.map(({ numero }) => numero)
  const defects = [
    ...duplicates(
      source,
      etapes.map(({ numero }, rank) => ({ value: numero, path: ['etapes', rank, 'numero'] })),
      'Étape',
    ),
    ...duplicates(
      source,
      etapes.map(({ code }, rank) => ({ value: code, path: ['etapes', rank, 'code'] })),
      'Étape',
    ),
    ...duplicates(
      source,
      passages.map(({ action }, rank) => ({ value: action, path: ['passages', rank, 'action'] })),
      'Passage',
    ),
  ]
  const named: { numero: (typeof numeros)[number]; path: Path }[] = [
    { numero: contenu.etape_visible, path: ['etape_visible'] },
    ...contenu.etapes_saisie.map((numero, rank) => ({ numero, path: ['etapes_saisie', rank] })),
    ...passages.flatMap(({ de, vers }, rank) => [
      { numero: de, path: ['passages', rank, 'de'] },
      { numero: vers, path: ['passages', rank, 'vers'] },
    ]),
  ]
  for (const { numero, path } of named) if (!numeros.includes(numero)) defects.push(source.defect(path, `Étape ${numero} inconnue.`))
  if (!droits) return defects
  for (const [rank, passage] of passages.entries()) {
    const path = ['passages', rank, 'droit']
    const droit = droits.find(({ code }) => code === passage.droit)
    if (!droit)
      defects.push(
        source.defect(
          path,
          `Droit « ${passage.droit} » inconnu.${didYouMean(
            passage.droit,
            droits.map(({ code }) => code),
          )}`,
        ),
      )
    else if (droit.acteur !== passage.acteur)
      defects.push(source.defect(path, `Le droit « ${droit.code} » est de l’${droit.acteur}, le passage de l’${passage.acteur}.`))
  }
  return defects
}
