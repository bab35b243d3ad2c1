import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Cellule, Edition, LiasseCompilee } from '#definitions/edition.ts'
import type { Expression } from '#definitions/langage/ast.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { smallEdition } from '#definitions/small-edition.fixture.ts'
import { HORS_LIMITES, VALEUR, VIDE, type Cells } from './cells.ts'
import { evaluateExact, type Lecture } from './evaluate-exact.ts'
import { anyValue, cellsOf, contentOf, expressionBefore, passesOf, valuesOf, yearsOf, type Year } from './expressions.fixture.ts'
import { roundTo } from './fraction.ts'
import { MAX_VALEUR } from './money.ts'
import { openSheet, type CellValue, type Sheet } from './sheet.ts'

const base = loadEdition(smallEdition())
/** Decimals of the entry cells; the computed cells come after them, each reading only earlier ones. */
const ENTREES = [2, 2, 2, 0, 1, 2, 4, 2]
const CALCULS = [2, 2, 0, 4, 2, 2]
const DECIMALES = [...ENTREES, ...CALCULS]

function editionWith(formules: readonly Expression[], ordre?: readonly number[]): Edition {
  const cellules = DECIMALES.map((decimales, index): Cellule => {
    const expression = formules[index - ENTREES.length]
    return {
      at: `T.L${index}[N]`,
      tableau: 'T',
      ligne: `L${index}`,
      colonne: 'N',
      type: 'montant',
      decimales,
      obligatoire: false,
      negatif: false,
      familles: [],
      ...(expression && { formule: { texte: '', expression, source: '' } }),
    }
  })
  const liasse: LiasseCompilee = {
    code: 'qdis',
    libelle: '',
    destinataire: 'federation',
    tableaux: ['T'],
    cellules,
    listes: [],
    ordre: ordre ?? formules.map((_, rank) => ENTREES.length + rank),
    controles: [],
    constructions: [],
  }
  return { ...base, liasses: [liasse] }
}

const formules = fc.tuple(...CALCULS.map((_, rank) => expressionBefore(ENTREES.length + rank)))
const entries = valuesOf(ENTREES.length)
const years = yearsOf(DECIMALES.length)
const changes = fc.array(fc.tuple(fc.integer({ min: 0, max: ENTREES.length - 1 }), anyValue), { maxLength: 4 }).map((list) => new Map(list))

const content = (sheet: Sheet): readonly unknown[] => [Array.from(sheet.values), Array.from(sheet.presence)]

/** Every computed cell by the exact evaluator alone, in order. */
function exactly(edition: Edition, valeurs: ReadonlyMap<number, CellValue>, years: readonly (Year | null)[]): readonly unknown[] {
  const count = DECIMALES.length
  const cells: Cells = {
    ...cellsOf(valeurs, count),
    listes: [],
    precedents: passesOf(years, count),
    comptes: null,
  }
  for (const [index, cellule] of (edition.liasses[0]?.cellules ?? []).entries()) {
    const expression = cellule.formule?.expression
    if (!expression) continue
    const met: Lecture['met'] = { filled: false, horsLimites: false }
    const operande = evaluateExact(expression, { cells, decimales: Uint8Array.from(DECIMALES), famille: 'COOP', met })
    const result = 'nombre' in operande && operande.nombre ? roundTo(operande.nombre, cellule.decimales) : null
    const reads = JSON.stringify(expression).includes('"index') || JSON.stringify(expression).includes('"indices')
    if (met.horsLimites) cells.presence[index] = HORS_LIMITES
    else if (result === null || met.absent || (reads && !met.filled)) cells.presence[index] = VIDE
    else if (result > BigInt(MAX_VALEUR) || result < -BigInt(MAX_VALEUR)) cells.presence[index] = HORS_LIMITES
    else {
      cells.presence[index] = VALEUR
      cells.values[index] = Number(result)
    }
  }
  return [Array.from(cells.values), Array.from(cells.presence)]
}

test('the fast closures give what exact fractions give, to the last unit', () => {
  fc.assert(
    fc.property(formules, entries, years, (trees, valeurs, before) => {
      const edition = editionWith(trees)
      const sheet = openSheet(edition, 'qdis', { famille: 'COOP', valeurs, ...contentOf(before) })
      expect(content(sheet)).toEqual(exactly(edition, valeurs, before))
    }),
    { numRuns: 3000 },
  )
}, 60_000)

test('[CH-12] changing cells one after the other gives what opening with the last values gives', () => {
  fc.assert(
    fc.property(formules, entries, fc.array(changes, { maxLength: 4 }), years, (trees, valeurs, edits, before) => {
      const edition = editionWith(trees)
      const opened = openSheet(edition, 'qdis', { famille: 'COOP', valeurs, ...contentOf(before) })
      const edited = edits.reduce((sheet, edit) => sheet.with(edit), opened)
      const last = new Map(valeurs)
      for (const edit of edits) for (const [index, cell] of edit) last.set(index, cell)
      expect(content(edited)).toEqual(content(openSheet(edition, 'qdis', { famille: 'COOP', valeurs: last, ...contentOf(before) })))
    }),
    { numRuns: 500 },
  )
}, 60_000)

test('a sheet never changes once made, and tells what differs from another', () => {
  fc.assert(
    fc.property(formules, entries, changes, (trees, valeurs, edit) => {
      const before = openSheet(editionWith(trees), 'qdis', { famille: 'COOP', valeurs })
      const kept = content(before)
      const after = before.with(edit)
      expect(content(before)).toEqual(kept)
      const differing = DECIMALES.flatMap((_, index) =>
        before.values[index] === after.values[index] && before.presence[index] === after.presence[index] ? [] : [index],
      )
      expect(after.changedFrom(before)).toEqual(differing)
    }),
    { numRuns: 300 },
  )
}, 60_000)

test('the result does not depend on which valid order of evaluation is taken', () => {
  const independent = fc.tuple(...CALCULS.map(() => expressionBefore(ENTREES.length)))
  fc.assert(
    fc.property(
      independent,
      entries,
      fc.shuffledSubarray(
        CALCULS.map((_, rank) => ENTREES.length + rank),
        { minLength: CALCULS.length },
      ),
      (trees, valeurs, ordre) => {
        const open = (edition: Edition): Sheet => openSheet(edition, 'qdis', { famille: 'COOP', valeurs })
        expect(content(open(editionWith(trees, ordre)))).toEqual(content(open(editionWith(trees))))
      },
    ),
    { numRuns: 300 },
  )
}, 60_000)

test('sums and differences are exact to the centime, or said beyond the limits', () => {
  const terms = fc.array(fc.tuple(fc.integer({ min: 0, max: ENTREES.length - 1 }), fc.boolean()), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(terms, entries, (list, valeurs) => {
      const tree = list
        .map(([index, minus]): Expression => (minus ? { op: 'oppose', de: { op: 'cellule', index } } : { op: 'cellule', index }))
        .reduce((gauche, droite): Expression => ({ op: 'calcul', par: '+', gauche, droite }))
      const sheet = openSheet(editionWith([tree]), 'qdis', { famille: 'COOP', valeurs })
      // Everything in ten-thousandths, then rounded to the centime, halves away from zero.
      const filled = list.flatMap(([index, minus]) => {
        const cell = valeurs.get(index)
        return cell?.etat === 'valeur' ? [BigInt(cell.valeur ?? 0) * 10n ** BigInt(4 - (ENTREES[index] ?? 0)) * (minus ? -1n : 1n)] : []
      })
      const total = filled.reduce((a, b) => a + b, 0n)
      const rounded = (total + (total < 0n ? -50n : 50n)) / 100n
      const fits = rounded <= BigInt(MAX_VALEUR) && rounded >= -BigInt(MAX_VALEUR)
      const whole: CellValue = fits ? { etat: 'valeur', valeur: Number(rounded) } : { etat: 'hors_limites' }
      expect(sheet.read(ENTREES.length)).toEqual(filled.length === 0 ? { etat: 'vide' } : whole)
    }),
    { numRuns: 1000 },
  )
}, 60_000)
