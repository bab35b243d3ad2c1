/** The account selections of the lines of the tables → the cells they feed, checked against the chart and against one another. */
import { bothFamilles, casesOf, lignesOf, type CaseLue, type LigneLue, type TableauLu } from '../compile-tableau.ts'
import type { Defect } from '../defect.ts'
import type { Famille } from '../edition.ts'
import { FormuleError } from '../langage/formule-error.ts'
import { didYouMean } from '../nearest-name.ts'
import type { Path } from '../source.ts'
import type { Cible } from './affectation.ts'
import { readSelection } from './read-selection.ts'
import type { PlanDeComptes } from './plan.ts'
import { isEquallyLong, writeSelection, type Selection } from './selection.ts'

/** A target, with where its selection is written. */
type CibleLue = { readonly cible: Cible; readonly lu: TableauLu; readonly path: Path; readonly texte: string }

/** Every cell that the tables let accounts reach, with the accounts its line names, read and checked; none for a cell left to special cases. */
export function compileCibles(tableaux: readonly TableauLu[], plan: PlanDeComptes, defects: Defect[]): readonly Cible[] {
  const lues = tableaux.flatMap((lu) => ciblesOf(lu, plan, defects))
  defects.push(...rivals(lues))
  return lues.map(({ cible }) => cible)
}

function ciblesOf(lu: TableauLu, plan: PlanDeComptes, defects: Defect[]): readonly CibleLue[] {
  const unknown = unknownColonnes(lu)
  defects.push(...unknown)
  if (unknown.length > 0) return []
  const cases = new Map(casesOf(lu).map((lue) => [lue.at, lue]))
  return lignesOf(lu).flatMap(({ ligne, rank }) =>
    CLES.flatMap((cle) => {
      const texte = ligne[cle] ?? ''
      const place: Place = { lu, ligne, cle, cases, path: ['lignes', rank, cle] }
      const cible = toCible(place, texte === '' ? [] : readAt(place, { texte, plan }, defects), defects)
      return cible ? [{ cible, lu, path: place.path, texte }] : []
    }),
  )
}

function unknownColonnes({ source, contenu }: TableauLu): readonly Defect[] {
  const known = contenu.colonnes.map(({ code }) => code)
  return (['comptes', 'recuperable', 'amortissements'] as const).flatMap((key) => {
    const code = contenu.affectation?.[key]
    if (code === undefined || known.includes(code)) return []
    return [source.defect(['affectation', key], `Colonne « ${code} » inconnue du tableau ${contenu.code}.${didYouMean(code, known)}`)]
  })
}

const CLES = ['comptes', 'comptes_amort'] as const
type Place = {
  readonly lu: TableauLu
  readonly ligne: LigneLue
  readonly cle: (typeof CLES)[number]
  readonly cases: ReadonlyMap<string, CaseLue>
  readonly path: Path
}

function readAt({ lu, ligne, path }: Place, { texte, plan }: { texte: string; plan: PlanDeComptes }, defects: Defect[]): Selection {
  try {
    return readSelection(texte, plan)
  } catch (error) {
    if (!(error instanceof FormuleError)) throw error
    defects.push(lu.source.defectInText(path, error.debut, `Ligne ${lu.contenu.code}.${ligne.code} : ${error.message}`))
    return []
  }
}

/** Null for a cell that no account may reach: its table routes none, it is computed, or the line has no such cell. */
function toCible(place: Place, selection: Selection, defects: Defect[]): Cible | null {
  const { lu, ligne, cle, cases } = place
  const { affectation, code } = lu.contenu
  const colonne = cle === 'comptes' ? affectation?.comptes : affectation?.amortissements
  const lue = colonne === undefined ? undefined : cases.get(`${code}.${ligne.code}[${colonne}]`)
  const detail = (ligne.retrait ?? 0) > 0
  if (!affectation || !lue || lue.formule || lue.type !== 'montant') {
    if (selection.length > 0) defects.push(...strayComptes(place, { colonne, lue, detail }))
    return null
  }
  const { recuperable } = affectation
  const other = cle === 'comptes' && recuperable !== undefined ? `${code}.${ligne.code}[${recuperable}]` : null
  const usual = ligne.sens ?? affectation.sens
  return {
    at: lue.at,
    ...(other !== null && { recuperable: cases.has(other) ? other : null }),
    tableau: code,
    ligne: ligne.code,
    sens: cle === 'comptes' ? usual : usual === 'debit' ? 'credit' : 'debit',
    selection,
    detail,
    familles: lue.familles,
  }
}

type Arrivee = { readonly colonne: string | undefined; readonly lue: CaseLue | undefined; readonly detail: boolean }

/** Accounts that are written for a cell that cannot take them. Read only: a table that routes none, a « dont » line that is computed. */
function strayComptes({ lu, ligne, cle, path }: Place, { colonne, lue, detail }: Arrivee): readonly Defect[] {
  const { affectation, code } = lu.contenu
  const refuse = (message: string): readonly Defect[] => [lu.source.defect(path, `Ligne ${code}.${ligne.code} : ${message}`)]
  if (!affectation) return cle === 'comptes' ? [] : refuse('`comptes_amort` sans `affectation` dans le tableau.')
  if (colonne === undefined) return refuse('le tableau n’a pas de colonne d’amortissements (`affectation: { amortissements: … }`).')
  if (!lue) return refuse(`des comptes sans case pour les recevoir : la ligne n’a pas de colonne « ${colonne} ».`)
  if (lue.formule) return detail ? [] : refuse(`des comptes pour une case calculée : la colonne « ${colonne} » porte une formule.`)
  return refuse(`des comptes pour une case qui n’est pas un montant : colonne « ${colonne} ».`)
}

/** Two lines, or twice the same, that would take an account on roots of the same length. */
function rivals(lues: readonly CibleLue[]): readonly Defect[] {
  return lues.flatMap((lue, rank) => {
    const { cible, lu, path, texte } = lue
    for (const [position, terme] of cible.selection.entries()) {
      const said = writeSelection([{ ...terme, sauf: [] }])
      const place = (message: string): readonly Defect[] => [
        lu.source.defectInText(path, Math.max(texte.indexOf(terme.de), 0), `Ligne ${cible.tableau}.${cible.ligne} : ${message}`),
      ]
      if (cible.selection.slice(0, position).some((other) => isEquallyLong(terme, other))) return place(`compte ${said} écrit deux fois.`)
      if (cible.detail) continue
      const rival = lues.slice(0, rank).find((other) => !other.cible.detail && isRival(cible, other.cible, terme))
      if (rival)
        return place(`compte ${said} déjà pris par ${rival.cible.at} avec une racine aussi longue : un compte ne va qu’à une ligne.`)
    }
    return []
  })
}

const isRival = (a: Cible, b: Cible, terme: Selection[number]): boolean =>
  shareFamille(a.familles, b.familles) && b.selection.some((other) => isEquallyLong(terme, other))

/** Whether a family has both; an empty list means all of them. */
export const shareFamille = (a: readonly Famille[], b: readonly Famille[]): boolean =>
  a.length === 0 || b.length === 0 || bothFamilles(a, b).length > 0
