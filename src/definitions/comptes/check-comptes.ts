/** What the shape of `comptes.yaml` cannot see: cells that no line feeds, activities that no cell declares, words in braces that mean nothing. */
import type { z } from 'zod'
import { casesOf, type TableauLu } from '../compile-tableau.ts'
import type { Defect } from '../defect.ts'
import { didYouMean } from '../nearest-name.ts'
import type { Path, Source } from '../source.ts'
import type { Cible } from './affectation.ts'
import type { comptesShape } from './comptes-shape.ts'

export type ComptesLus = { readonly source: Source; readonly contenu: z.output<typeof comptesShape> }
type Edition = {
  readonly cibles: readonly Cible[]
  readonly tableaux: readonly TableauLu[]
  /** Codes of the tables that have faults of their own: nothing is known of their cells. */
  readonly illisibles: ReadonlySet<string>
}

/** The words in braces that the messages about an account may hold. */
const MOTS_DE_COMPTE = ['compte', 'libelle', 'solde', 'ligne']

/** Every defect of the file beyond its shape and its selections. */
export function checkComptes(lus: ComptesLus, edition: Edition, defects: Defect[]): void {
  defects.push(...checkCodes(lus), ...checkCases(lus, edition), ...checkActivites(lus, edition), ...checkPhrases(lus))
}

/** A rule is known by its code, so that a later edition may change it alone. */
function checkCodes({ source, contenu }: ComptesLus): readonly Defect[] {
  return (['activites', 'cas', 'refus', 'remarques'] as const).flatMap((list) => {
    const codes = contenu[list].map(({ code }) => code)
    return codes.flatMap((code, rank) =>
      codes.indexOf(code) < rank ? [source.defect([list, rank, 'code'], `Règle « ${code} » écrite deux fois.`)] : [],
    )
  })
}

/** The cells named must be open to accounts: their sign and their families are those of their line. */
function checkCases({ source, contenu }: ComptesLus, { cibles, illisibles }: Edition): readonly Defect[] {
  const known = new Set(cibles.filter(({ detail }) => !detail).map(({ at }) => at))
  const named: readonly { readonly at: string; readonly path: Path }[] = [
    ...contenu.cas.map(({ case: at }, rank) => ({ at, path: ['cas', rank, 'case'] })),
    { at: contenu.resultat.case, path: ['resultat', 'case'] },
  ]
  return named.flatMap(({ at, path }) =>
    known.has(at) || isIn(illisibles, at)
      ? []
      : [source.defect(path, `Case « ${at} » : elle ne reçoit pas de comptes.${didYouMean(at, known)}`)],
  )
}

const isIn = (tableaux: ReadonlySet<string>, at: string): boolean => tableaux.has(at.split('.')[0] ?? '')

function checkActivites({ source, contenu }: ComptesLus, { tableaux, illisibles }: Edition): readonly Defect[] {
  const choix = new Set(tableaux.flatMap(casesOf).flatMap((lue) => (lue.choix?.includes('Oui') ? [lue.at] : [])))
  const strays = contenu.activites.flatMap(({ cases }, rank) =>
    (['qdis', 'er'] as const).flatMap((liasse) => {
      const at = cases[liasse]
      if (at === undefined || choix.has(at) || isIn(illisibles, at)) return []
      const message = `Case « ${at} » : ce n’est pas un choix Oui ou Non.${didYouMean(at, choix)}`
      return [source.defect(['activites', rank, 'cases', liasse], message)]
    }),
  )
  const known = new Set(contenu.activites.map(({ code }) => code))
  const named: readonly { readonly code: string | undefined; readonly path: Path }[] = [
    ...contenu.cas.map(({ activite: code }, rank) => ({ code, path: ['cas', rank, 'activite'] })),
    ...contenu.remarques.map(({ sauf_activite: code }, rank) => ({ code, path: ['remarques', rank, 'sauf_activite'] })),
  ]
  const unknown = named.flatMap(({ code, path }) =>
    code === undefined || known.has(code) ? [] : [source.defect(path, `Activité « ${code} » inconnue.${didYouMean(code, known)}`)],
  )
  return [...strays, ...unknown]
}

type Phrase = { readonly texte: string | undefined; readonly mots: readonly string[]; readonly path: Path }

function checkPhrases({ source, contenu }: ComptesLus): readonly Defect[] {
  return phrasesOf(contenu).flatMap(({ texte = '', mots, path }) =>
    Array.from(texte.matchAll(/\{([^}]*)\}/g), ([written, mot = '']) => ({ written, mot }))
      .filter(({ mot }) => !mots.includes(mot))
      .map(({ written, mot }) => {
        const possible = mots.map((own) => `{${own}}`).join(', ')
        return source.defect(path, `« ${written} » ne se remplace par rien ici : écrivez ${possible}.${didYouMean(mot, mots)}`)
      }),
  )
}

function phrasesOf({ cas, refus, remarques, recuperable, epoques, resultat, desequilibre }: ComptesLus['contenu']): readonly Phrase[] {
  return [
    ...cas.map(({ remarque }, rank) => ({ texte: remarque, mots: MOTS_DE_COMPTE, path: ['cas', rank, 'remarque'] })),
    ...refus.map(({ message }, rank) => ({ texte: message, mots: MOTS_DE_COMPTE, path: ['refus', rank, 'message'] })),
    ...remarques.map(({ message }, rank) => ({ texte: message, mots: MOTS_DE_COMPTE, path: ['remarques', rank, 'message'] })),
    { texte: recuperable.sans_case, mots: MOTS_DE_COMPTE, path: ['recuperable', 'sans_case'] },
    { texte: epoques.trop_tard, mots: [...MOTS_DE_COMPTE, 'exercice'], path: ['epoques', 'trop_tard'] },
    { texte: epoques.trop_tot, mots: [...MOTS_DE_COMPTE, 'exercice'], path: ['epoques', 'trop_tot'] },
    { texte: resultat.discordant, mots: ['bilan', 'gestion'], path: ['resultat', 'discordant'] },
    { texte: resultat.apres_cloture, mots: ['bilan'], path: ['resultat', 'apres_cloture'] },
    { texte: resultat.reste, mots: ['bilan'], path: ['resultat', 'reste'] },
    { texte: desequilibre, mots: ['debit', 'credit', 'ecart'], path: ['desequilibre'] },
  ]
}
