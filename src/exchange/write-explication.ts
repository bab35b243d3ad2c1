/** « Comment c'est calculé », in a terminal: one cell's formula in words and in figures, then each of its terms explained in turn. [CH-10] */
import type { Adresse } from '#definitions/edition.ts'
import type { CompteAffecte } from '#engine/affectation/route-balance.ts'
import type { ComptesExpliques } from '#engine/explain-comptes.ts'
import { formatCourt, formatWire } from '#engine/format-montant.ts'
import type { Explication, Sheet, Terme } from '#engine/sheet.ts'

/** The accounts of a cell: those of the chart, and those of the balance, amounts as decimal text in euros. */
type ComptesEcrits = Pick<ComptesExpliques, 'plan'> & {
  readonly balance?: readonly (Omit<CompteAffecte, 'montant'> & { readonly montant: string })[]
}
/** A cell explained, its terms inside; a cell met before is named only, rows of a list gathered together are told as one figure. */
export type Explique = Omit<Explication, 'termes' | 'resultat' | 'comptesExpliques' | 'autreExercice'> & {
  readonly comptesExpliques?: ComptesEcrits
  readonly valeur: string | null
  readonly etat: Terme['etat']
  readonly termes: readonly TermeExplique[]
}
type TermeExplique =
  | Explique
  | { readonly at: Adresse; readonly dejaExplique: true }
  | { readonly rassemble: true; readonly libelle: string; readonly valeur: string | null; readonly etat: Terme['etat'] }
  | {
      readonly exercice: number
      readonly at: Adresse
      readonly libelle: string
      readonly valeur: string | null
      readonly etat: Terme['etat']
    }

/** The explanation of a cell and of all it is made of, each cell once. Throws a `RangeError` on an unknown address. */
export function explainTree(sheet: Sheet, at: Adresse, seen: Set<Adresse> = new Set()): Explique {
  seen.add(at)
  const { termes, resultat, comptesExpliques, autreExercice: _, ...rest } = sheet.explain(at)
  return {
    ...rest,
    ...(comptesExpliques && { comptesExpliques: comptesWire(comptesExpliques) }),
    etat: resultat.etat,
    valeur: wireOf(sheet, resultat),
    termes: termes.map((terme): TermeExplique => {
      if (terme.rassemble) return { rassemble: true, libelle: terme.libelle, etat: terme.etat, valeur: wireOf(sheet, terme) }
      const { exercice, libelle, etat } = terme
      if (exercice !== undefined) return { exercice, at: terme.at, libelle, etat, valeur: wireOf(sheet, terme) }
      return seen.has(terme.at) ? { at: terme.at, dejaExplique: true } : explainTree(sheet, terme.at, seen)
    }),
  }
}

const comptesWire = ({ plan, balance }: ComptesExpliques): ComptesEcrits => ({
  ...(plan && { plan }),
  ...(balance && { balance: balance.map(({ compte, libelle, montant }) => ({ compte, libelle, montant: formatWire(montant, 2) })) }),
})

function wireOf(sheet: Sheet, { at, etat, valeur, decimales }: Terme): string | null {
  if (etat !== 'valeur') return null
  if (valeur !== null) return formatWire(valeur, decimales)
  const value = sheet.read(at)
  return value.etat === 'valeur' ? (value.texte ?? null) : null
}

/** The same as text, terms indented under what they make. */
export function writeExplication(sheet: Sheet, at: Adresse): string {
  const { edition } = sheet
  const lines = writeCell(sheet, at, { seen: new Set(), margin: '' })
  return [...lines, '', `Règles : édition ${edition.code}, révision ${edition.revision}, empreinte ${edition.digest.slice(0, 16)}.`].join(
    '\n',
  )
}

type Place = { readonly seen: Set<Adresse>; readonly margin: string; readonly signe?: string }

function writeCell(sheet: Sheet, at: Adresse, { seen, margin, signe = '' }: Place): readonly string[] {
  const { libelle, tableau, colonne, resultat, calcul, arrondi, termes, comptes, comptesExpliques, aide, source } = sheet.explain(at)
  const head = `${margin}${signe}${at} : ${shown(sheet, resultat)} — ${libelle}, ${colonne} (${tableau})`
  if (seen.has(at)) return [`${head}, expliqué plus haut`]
  seen.add(at)
  const inside = `${margin}  `
  return [
    head,
    ...(calcul
      ? [
          `${inside}En mots : ${calcul.enMots}`,
          `${inside}En chiffres : ${calcul.enChiffres} = ${shown(sheet, resultat)}`,
          `${inside}Formule : ${calcul.formule}`,
        ]
      : []),
    ...(arrondi === undefined ? [] : [`${inside}Arrondi : ${arrondi}`]),
    ...(comptes === undefined ? [] : [`${inside}Comptes : ${comptes}`]),
    ...(comptesExpliques?.balance ?? []).map(
      ({ compte, libelle, montant }) =>
        `${inside}Balance : ${compte}${libelle === '' ? '' : ` ${libelle}`} : ${formatCourt(montant, 2)}\u00a0€`,
    ),
    ...(aide === undefined ? [] : [`${inside}Aide : ${aide}`]),
    `${inside}Source : ${source}`,
    ...termes.flatMap((terme) =>
      terme.rassemble || terme.exercice !== undefined
        ? [`${inside}  ${signeOf(terme)}${nameOf(terme)} : ${shown(sheet, terme)}`]
        : writeCell(sheet, terme.at, { seen, margin: `${inside}  `, signe: signeOf(terme) }),
    ),
  ]
}

const nameOf = ({ libelle, at, exercice }: Terme): string =>
  exercice === undefined ? libelle : `${at} de l’exercice ${exercice} — ${libelle}`

const signeOf = ({ signe }: Terme): string => (signe === undefined ? '' : signe === '-' ? '− ' : '+ ')

function shown(sheet: Sheet, { at, etat, valeur, type, decimales }: Terme): string {
  const UNITES: Readonly<Record<Terme['type'], string>> = { montant: '\u00a0€', taux: '\u00a0%', nombre: '', texte: '', choix: '' }
  if (etat === 'vide') return 'vide'
  if (etat === 'sans_objet') return 'sans objet'
  if (etat === 'hors_limites') return 'hors limites'
  if (valeur !== null) return formatCourt(valeur, decimales) + UNITES[type]
  const value = sheet.read(at)
  return value.etat === 'valeur' ? `« ${value.texte ?? ''} »` : 'vide'
}
