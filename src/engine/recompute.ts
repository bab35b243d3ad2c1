/** Computes what an edit changes and nothing else: each formula that reads something changed, once, in order. */
import type { Calcul, Programme } from './compile.ts'
import type { LignesEnCours } from './lignes.ts'
import { runCalcul, runColonne } from './run-calcul.ts'
import { A_REFAIRE, INCHANGE, runSomme } from './sommes.ts'
import { openListe, type Ecriture } from './write-cells.ts'

/** Marks of `programme.dirty`: a column to compute in the changed blocks only, or anything to compute whole. */
const CHANGED_ROWS = 1
const WHOLE = 2

/** Computes everything. `etat` is prepared on the cells being made. */
export function computeAll(programme: Programme, ecriture: Ecriture): void {
  const { calculs, sommes } = programme
  for (let position = 0; position < calculs.length; position++) {
    if (sommes.est[position] === 1 && runSomme(sommes, position, ecriture.cells) !== A_REFAIRE) continue
    const calcul = calculs[position]
    if (calcul) run(programme, ecriture, calcul, true)
  }
}

/** Computes what depends on the cells written and on the lists touched. */
export function recompute(programme: Programme, ecriture: Ecriture): void {
  const { calculs, sommes, dirty } = programme
  const span: Span = { first: calculs.length, last: -1, after: -1 }
  for (const index of ecriture.written) touchCell(programme, index, span)
  for (const [position, lignes] of ecriture.touched) touchListe(programme, position, { span, lignes })
  for (let position = span.first; position <= span.last; position++) {
    const mark = dirty[position] ?? 0
    const calcul = calculs[position]
    if (mark === 0 || !calcul) continue
    dirty[position] = 0
    span.after = position
    const issue = sommes.est[position] === 1 ? runSomme(sommes, position, ecriture.cells) : A_REFAIRE
    if (issue === INCHANGE || (issue === A_REFAIRE && !run(programme, ecriture, calcul, mark === WHOLE))) continue
    if (calcul.colonne) touchColonne(programme, calcul.colonne, { span, mark })
    else touchCell(programme, calcul.index, span)
  }
}

function run(programme: Programme, ecriture: Ecriture, calcul: Calcul, all: boolean): boolean {
  const { cells } = ecriture
  if (!calcul.colonne) return runCalcul(programme, calcul, cells)
  return runColonne(programme, calcul, { lignes: openListe(programme, ecriture, calcul.colonne.liste), cells, all })
}

/** Positions still to look at; what stands up to `after` is already right. */
type Span = { first: number; last: number; after: number }

function touchCell({ lecteurs, dirty }: Programme, index: number, span: Span): void {
  const positions = lecteurs[index]
  if (!positions) return
  for (const position of positions) touch(dirty, position, span, WHOLE)
}

/** What depends on the columns written in; rows that come or go also concern every computed column and what counts them. */
function touchListe(programme: Programme, position: number, { span, lignes }: { span: Span; lignes: LignesEnCours }): void {
  for (const rang of lignes.colonnes) touchColonne(programme, { liste: position, rang }, { span, mark: CHANGED_ROWS })
  const { colonnes = [], compteurs = [] } = programme.listes[position] ?? {}
  if (!lignes.existence) return
  for (const at of colonnes) touch(programme.dirty, at, span, CHANGED_ROWS)
  for (const at of compteurs) touch(programme.dirty, at, span, WHOLE)
}

type Column = NonNullable<Calcul['colonne']>

/** Its neighbours in the same rows, and the formulas that gather it. */
function touchColonne({ listes, dirty }: Programme, { liste, rang }: Column, { span, mark }: { span: Span; mark: number }): void {
  const { voisins = [], agregateurs = [] } = listes[liste] ?? {}
  for (const position of voisins[rang] ?? []) touch(dirty, position, span, mark)
  for (const position of agregateurs[rang] ?? []) touch(dirty, position, span, WHOLE)
}

function touch(dirty: Uint8Array, position: number, span: Span, mark: number): void {
  if (position <= span.after) return
  if ((dirty[position] ?? 0) < mark) dirty[position] = mark
  if (position < span.first) span.first = position
  if (position > span.last) span.last = position
}
