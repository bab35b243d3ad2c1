/** One finding told whole: the rule, the figures, the cells, the likely causes. */
import type { Adresse, Niveau } from '#definitions/edition.ts'
import type { Expression } from '#definitions/langage/ast.ts'
import { childrenOf, containsExpression } from '#definitions/langage/walk.ts'
import { adresseDeListe, placeDeListe } from '#definitions/liste.ts'
import { cellsRead } from '#definitions/order-cells.ts'
import { HORS_LIMITES, tellingPasse, VALEUR, VIDE, type Cells } from './cells.ts'
import type { Diagnosis } from './causes/diagnose.ts'
import { failureOf, type Comparaison } from './causes/failing-comparison.ts'
import { gapOf } from './causes/gap.ts'
import { suspectsOf, type Suspect } from './causes/suspects.ts'
import type { Programme } from './compile.ts'
import { formatCourt } from './format-montant.ts'
import { firstNumero, numerosOf, SANS_LIGNES } from './lignes.ts'
import { heldAt } from './read-cell.ts'
import { keyOf, type Issue } from './run-controles.ts'

export type Anomalie = {
  /** `CTL-001`, `CTL-020/A101` for one line of a per-line control, `CTL-277/L12` for one row of a list. */
  readonly controle: string
  readonly niveau: Niveau
  readonly message: string
  readonly pourquoi?: string
  readonly quoiFaire?: string
  /** The rule as the edition writes it. */
  readonly texte: string
  readonly source: string
  readonly cellules: readonly Adresse[]
  /** The first comparison that fails; absent when the rule compares no figures. */
  readonly comparaison?: Comparaison
  /** Likely causes of the gap, the likeliest first, at most five. */
  readonly causes: readonly Suspect[]
  /** The finding (its `controle`) that speaks most directly of what also explains this one; absent on a finding of its own. */
  readonly cause?: string
}
export type NonEvaluable = {
  readonly controle: string
  readonly niveau: Niveau
  readonly message: string
  /** The entry or computed cells that are empty (« manque … »). */
  readonly manque: readonly Adresse[]
  /** Cells whose computed value is beyond the limits. */
  readonly horsLimites: readonly Adresse[]
  /** Filed dossiers that the control reads and that are not there: of how many years before, increasing. */
  readonly dossiersAbsents: readonly number[]
  /** The control reads the balance and there is none. */
  readonly balanceAbsente: boolean
}

/** The finding of a violated control; `diagnosis`: what lies behind the findings of the dossier. */
export function toAnomalie(programme: Programme, issue: Issue, { essais, racine }: Diagnosis): Anomalie {
  const { controle } = issue.compile
  const { cells } = issue.sujet
  const [key, failure] = [keyOf(issue), failureOf(issue)]
  const [gap] = gapOf(programme, cells, issue)
  const cause = racine.get(key)
  const empty = emptyOf(programme, issue)
  return {
    ...named(programme, issue),
    ...(controle.pourquoi !== undefined && { pourquoi: controle.pourquoi }),
    ...(controle.quoiFaire !== undefined && { quoiFaire: controle.quoiFaire }),
    texte: controle.texte,
    source: controle.source,
    cellules: (empty?.slice(0, MAX_CASES_VIDES).map(({ index }) => index) ?? indicesOf(programme, issue)).map((index) =>
      adresseOf(programme, index),
    ),
    ...(failure && { comparaison: failure.comparaison }),
    causes: suspectsOf({ programme, cells, gap }, essais.get(key)),
    ...(cause !== undefined && { cause }),
  }
}

/** The finding of a control that lacks its figures. */
export function toNonEvaluable(programme: Programme, issue: Issue): NonEvaluable {
  const { cells } = issue.sujet
  const { liasse, actif } = programme
  const own = indicesOf(programme, issue).filter((index) => placeDeListe(liasse, index) !== undefined || actif[index] === 1)
  const asked = new Set(
    expressionsOf(issue)
      .flatMap(asksPresence)
      .map((index) => inRow(liasse, issue, index)),
  )
  const select = (indices: readonly number[], wanted: (state: number) => boolean): readonly Adresse[] =>
    indices.filter((index) => wanted(heldAt(liasse, cells, index).state)).map((index) => adresseOf(programme, index))
  return {
    ...named(programme, issue),
    manque: select(
      own.filter((index) => !asked.has(index)),
      (state) => state !== VALEUR && state !== HORS_LIMITES,
    ),
    horsLimites: select(own, (state) => state === HORS_LIMITES),
    dossiersAbsents: missingYears(issue),
    balanceAbsente:
      cells.comptes === null && expressionsOf(issue).some((expression) => containsExpression(expression, ({ op }) => op === 'comptes')),
  }
}

/** Cells of which the control itself asks whether they are filled: empty, they are an answer, and do not lack. */
const asksPresence = (expression: Expression): readonly number[] =>
  expression.op === 'fonction' && ['VIDE', 'REMPLI', 'SANS_OBJET'].includes(expression.nom)
    ? cellsRead(expression)
    : childrenOf(expression).flatMap(asksPresence)

const expressionsOf = ({ compile: { controle } }: Issue): readonly Expression[] => [
  ...(controle.si ? [controle.si] : []),
  controle.condition,
]

/** A dossier that is there and does not tell the cell is as missing. */
function missingYears(issue: Issue): readonly number[] {
  const { precedents } = issue.sujet.cells
  const isMissing = (part: Expression, annees: number): boolean =>
    part.op === 'precedent' && part.annees === annees && !tellingPasse(precedents, part)
  return [1, 2].filter((annees) =>
    expressionsOf(issue).some((expression) => containsExpression(expression, (part) => isMissing(part, annees))),
  )
}

/** Code, level and sentence; the row of a list said by its key or by its number, what must be filled by its labels. */
function named(programme: Programme, issue: Issue): Pick<Anomalie, 'controle' | 'niveau' | 'message'> {
  const { compile, sujet, numero } = issue
  const { niveau } = compile.controle
  const message = compile.controle.message.replace('{manque}', () => sayVides(programme, emptyOf(programme, issue) ?? []))
  const controle = keyOf(issue)
  if (numero === undefined) return { controle, niveau, message }
  const ligne = nameOfRow(programme, { cells: sujet.cells, liste: compile.controle.liste ?? 0, numero })
  return { controle, niveau, message: message.replaceAll('{ligne}', () => ligne) }
}

type Row = { readonly cells: Cells; readonly liste: number; readonly numero: number }

function nameOfRow({ liasse }: Programme, { cells, liste: position, numero }: Row): string {
  const liste = liasse.listes[position]
  if (!liste) return `L${numero}`
  const rang = liste.colonnes.findIndex(({ colonne }) => colonne === liste.cle)
  const held = rang < 0 ? undefined : heldAt(liasse, cells, liste.premier + (numero - 1) * liste.colonnes.length + rang)
  if (held?.state !== VALEUR) return `${liste.nom} ${numero}`
  return held.texte ?? formatCourt(held.valeur, liste.colonnes[rang]?.decimales ?? 0)
}

/** A cell that must be filled and is not; `ligne`: its row, when it is of a list. */
type Vide = { readonly index: number; readonly libelle: string; readonly ligne?: Row }

/** Everything that must be filled and is not; undefined for a control on anything else. */
function emptyOf({ liasse, actif }: Programme, { compile, sujet: { cells } }: Issue): readonly Vide[] | undefined {
  const isEmpty = ({ index }: Vide): boolean => actif[index] !== 0 && heldAt(liasse, cells, index).state === VIDE
  return compile.controle.requis
    ?.flatMap(({ index, libelle }): readonly Vide[] => {
      const place = placeDeListe(liasse, index)
      if (!place) return [{ index, libelle }]
      const { position, liste } = place
      return numerosOf(cells.listes[position] ?? SANS_LIGNES).map((numero) => ({
        index: index + (numero - 1) * liste.colonnes.length,
        libelle,
        ligne: { cells, liste: position, numero },
      }))
    })
    .filter(isEmpty)
}

/** Cells that a finding on what must be filled leads to. */
const MAX_CASES_VIDES = 100
/** Labels, and rows, told by their names; beyond, their number. */
const MAX_NOMS = 3

/** « « Numéro SIREN », « Famille » et 4 autres cases », « « Contrat » (Emprunt 3, Emprunt 5) ». */
function sayVides(programme: Programme, vides: readonly Vide[]): string {
  const byLibelle = Map.groupBy(vides, ({ libelle }) => libelle)
  const noms = [...byLibelle].map(([libelle, own]) => {
    const lignes = own.flatMap(({ ligne }) => (ligne ? [ligne] : []))
    return lignes.length === 0 ? `« ${libelle} »` : `« ${libelle} » (${shorten(lignes, (ligne) => nameOfRow(programme, ligne), 'lignes')})`
  })
  return shorten(noms, (nom) => nom, 'cases')
}

/** The first ones by their names, the others by their number: never « et 1 autre ». */
function shorten<T>(all: readonly T[], name: (one: T) => string, others: string): string {
  const shown = all.length > MAX_NOMS + 1 ? all.slice(0, MAX_NOMS) : all
  return `${shown.map(name).join(', ')}${all.length === shown.length ? '' : ` et ${all.length - shown.length} autres ${others}`}`
}

/** The cells of the control; a column stands for its cell of the row in hand, or of the first row when the rows are gathered. */
const indicesOf = ({ liasse }: Programme, issue: Issue): readonly number[] =>
  issue.compile.controle.cellules.map((index) => inRow(liasse, issue, index))

function inRow(liasse: Programme['liasse'], { compile, sujet, numero }: Issue, index: number): number {
  const place = placeDeListe(liasse, index)
  if (!place) return index
  const isOwn = place.position === compile.controle.liste
  const row = (isOwn ? numero : undefined) ?? firstNumero(sujet.cells.listes[place.position] ?? SANS_LIGNES)
  return index + (row - 1) * place.liste.colonnes.length
}

function adresseOf({ liasse }: Programme, index: number): Adresse {
  const place = placeDeListe(liasse, index)
  return place ? adresseDeListe(place) : (liasse.cellules[index]?.at ?? '')
}
