import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Cellule, Edition, LiasseCompilee } from '#definitions/edition.ts'
import type { Expression } from '#definitions/langage/ast.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { smallEdition } from '#definitions/small-edition.fixture.ts'
import { HORS_LIMITES, VALEUR, VIDE, type Cells } from './cells.ts'
import { evaluateExact } from './evaluate-exact.ts'
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
  }
  return { ...base, liasses: [liasse] }
}

/** Any numeric expression over the cells before `limit`. */
function expressionBefore(limit: number): fc.Arbitrary<Expression> {
  const cell = fc.integer({ min: 0, max: limit - 1 }).map((index): Expression => ({ op: 'cellule', index }))
  const nombre = fc
    .tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 0, max: 3 }))
    .map(([numerateur, decimales]): Expression => ({ op: 'nombre', numerateur, decimales }))
  const plage = fc
    .array(fc.integer({ min: 0, max: limit - 1 }), { minLength: 1, maxLength: 5 })
    .map((indices): Expression => ({ op: 'plage', indices, texte: '' }))
  const places = fc.integer({ min: -3, max: 4 }).map((numerateur): Expression => ({ op: 'nombre', numerateur, decimales: 0 }))
  return fc.letrec<{ tree: Expression; condition: Expression }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      cell,
      nombre,
      tie('tree').map((de): Expression => ({ op: 'oppose', de })),
      fc
        .tuple(fc.constantFrom('+', '-', '*', '/'), tie('tree'), tie('tree'))
        .map(([par, gauche, droite]): Expression => ({ op: 'calcul', par, gauche, droite })),
      fc
        .tuple(fc.constantFrom('SOMME', 'MIN', 'MAX'), fc.array(fc.oneof(plage, tie('tree')), { minLength: 1, maxLength: 3 }))
        .map(([nom, args]): Expression => ({ op: 'fonction', nom, arguments: args })),
      tie('tree').map((inner): Expression => ({ op: 'fonction', nom: 'ABS', arguments: [inner] })),
      fc.tuple(tie('tree'), places).map((args): Expression => ({ op: 'fonction', nom: 'ARRONDI', arguments: args })),
      fc.tuple(tie('condition'), tie('tree'), tie('tree')).map((args): Expression => ({ op: 'fonction', nom: 'SI', arguments: args })),
    ),
    condition: fc.oneof(
      { depthSize: 'small' },
      fc
        .tuple(fc.constantFrom('=', '<>', '<', '<=', '>', '>='), tie('tree'), tie('tree'))
        .map(([par, gauche, droite]): Expression => ({ op: 'compare', par, gauche, droite })),
      fc
        .tuple(fc.constantFrom('ET', 'OU'), tie('condition'), tie('condition'))
        .map(([nom, a, b]): Expression => ({ op: 'fonction', nom, arguments: [a, b] })),
      tie('condition').map((inner): Expression => ({ op: 'fonction', nom: 'NON', arguments: [inner] })),
    ),
  })).tree
}

const formules = fc.tuple(...CALCULS.map((_, rank) => expressionBefore(ENTREES.length + rank)))
const value = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -100_000, max: 100_000 }).map((valeur): CellValue => ({ etat: 'valeur', valeur })) },
  { weight: 2, arbitrary: fc.integer({ min: -MAX_VALEUR, max: MAX_VALEUR }).map((valeur): CellValue => ({ etat: 'valeur', valeur })) },
  { weight: 2, arbitrary: fc.constant<CellValue>({ etat: 'vide' }) },
  { weight: 1, arbitrary: fc.constant<CellValue>({ etat: 'sans_objet' }) },
)
const entries = fc.tuple(...ENTREES.map(() => value)).map((values) => new Map(values.map((cell, index) => [index, cell])))
const changes = fc.array(fc.tuple(fc.integer({ min: 0, max: ENTREES.length - 1 }), value), { maxLength: 4 }).map((list) => new Map(list))

const content = (sheet: Sheet): readonly unknown[] => [Array.from(sheet.values), Array.from(sheet.presence)]

/** Every computed cell by the exact evaluator alone, in order. */
function exactly(edition: Edition, valeurs: ReadonlyMap<number, CellValue>): readonly unknown[] {
  const cells: Cells = {
    values: new Float64Array(DECIMALES.length),
    presence: new Uint8Array(DECIMALES.length),
    texts: new Map(),
    listes: [],
    precedents: [],
    comptes: null,
  }
  for (const [index, cell] of valeurs) {
    cells.presence[index] = cell.etat === 'valeur' ? VALEUR : cell.etat === 'sans_objet' ? 2 : VIDE
    cells.values[index] = cell.etat === 'valeur' ? (cell.valeur ?? 0) + 0 : 0
  }
  for (const [index, cellule] of (edition.liasses[0]?.cellules ?? []).entries()) {
    const expression = cellule.formule?.expression
    if (!expression) continue
    const met = { filled: false, horsLimites: false }
    const operande = evaluateExact(expression, { cells, decimales: Uint8Array.from(DECIMALES), famille: 'COOP', met })
    const result = 'nombre' in operande && operande.nombre ? roundTo(operande.nombre, cellule.decimales) : null
    const reads = JSON.stringify(expression).includes('"index') || JSON.stringify(expression).includes('"indices')
    if (met.horsLimites) cells.presence[index] = HORS_LIMITES
    else if (result === null || (reads && !met.filled)) cells.presence[index] = VIDE
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
    fc.property(formules, entries, (trees, valeurs) => {
      const edition = editionWith(trees)
      expect(content(openSheet(edition, 'qdis', { famille: 'COOP', valeurs }))).toEqual(exactly(edition, valeurs))
    }),
    { numRuns: 3000 },
  )
}, 60_000)

test('[CH-12] changing cells one after the other gives what opening with the last values gives', () => {
  fc.assert(
    fc.property(formules, entries, fc.array(changes, { maxLength: 4 }), (trees, valeurs, edits) => {
      const edition = editionWith(trees)
      const edited = edits.reduce((sheet, edit) => sheet.with(edit), openSheet(edition, 'qdis', { famille: 'COOP', valeurs }))
      const last = new Map(valeurs)
      for (const edit of edits) for (const [index, cell] of edit) last.set(index, cell)
      expect(content(edited)).toEqual(content(openSheet(edition, 'qdis', { famille: 'COOP', valeurs: last })))
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
