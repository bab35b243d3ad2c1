/** Any expression over a few cells, for the property tests of the engine. */
import fc from 'fast-check'
import type { Expression } from '#definitions/langage/ast.ts'
import type { CellValue } from './cell-value.ts'
import { INCONNUE, SANS_OBJET, VALEUR, VIDE, type Passe } from './cells.ts'
import { MAX_VALEUR } from './money.ts'

/** Any numeric expression over the cells before `limit`, of this dossier and of those filed before. */
export const expressionBefore = (limit: number): fc.Arbitrary<Expression> => expressions(limit).tree
/** Any condition over the same. */
export const conditionBefore = (limit: number): fc.Arbitrary<Expression> => expressions(limit).condition

function expressions(limit: number): { tree: fc.Arbitrary<Expression>; condition: fc.Arbitrary<Expression> } {
  const index = fc.integer({ min: 0, max: limit - 1 })
  const cell = index.map((index): Expression => ({ op: 'cellule', index }))
  const precedent = fc
    .tuple(fc.constantFrom(1 as const, 2 as const), index)
    .map(([annees, index]): Expression => ({ op: 'precedent', annees, index }))
  const nombre = fc
    .tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 0, max: 3 }))
    .map(([numerateur, decimales]): Expression => ({ op: 'nombre', numerateur, decimales }))
  const plage = fc.array(index, { minLength: 1, maxLength: 5 }).map((indices): Expression => ({ op: 'plage', indices, texte: '' }))
  const places = fc.integer({ min: -3, max: 4 }).map((numerateur): Expression => ({ op: 'nombre', numerateur, decimales: 0 }))
  const term = fc.tuple(fc.oneof({ weight: 3, arbitrary: cell }, precedent, nombre), fc.boolean())
  const somme = fc
    .array(
      term.map(([de, minus]): Expression => (minus ? { op: 'oppose', de } : de)),
      { minLength: 1, maxLength: 4 },
    )
    .map((terms) => terms.reduce((gauche, droite): Expression => ({ op: 'calcul', par: '+', gauche, droite })))
  return fc.letrec<{ tree: Expression; condition: Expression }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 2, arbitrary: cell },
      nombre,
      { weight: 1, arbitrary: precedent },
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
        .tuple(fc.constantFrom('=', '<>', '<', '<=', '>', '>='), fc.oneof(somme, tie('tree')), fc.oneof(somme, tie('tree')))
        .map(([par, gauche, droite]): Expression => ({ op: 'compare', par, gauche, droite })),
      fc
        .tuple(fc.constantFrom('VIDE', 'REMPLI', 'SANS_OBJET'), fc.oneof(cell, precedent))
        .map(([nom, only]): Expression => ({ op: 'fonction', nom, arguments: [only] })),
      fc
        .tuple(fc.constantFrom('ET', 'OU'), tie('condition'), tie('condition'))
        .map(([nom, a, b]): Expression => ({ op: 'fonction', nom, arguments: [a, b] })),
      tie('condition').map((inner): Expression => ({ op: 'fonction', nom: 'NON', arguments: [inner] })),
    ),
  }))
}

/** What an entry cell may hold. */
export const anyValue: fc.Arbitrary<CellValue> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -100_000, max: 100_000 }).map((valeur): CellValue => ({ etat: 'valeur', valeur })) },
  { weight: 2, arbitrary: fc.integer({ min: -MAX_VALEUR, max: MAX_VALEUR }).map((valeur): CellValue => ({ etat: 'valeur', valeur })) },
  { weight: 2, arbitrary: fc.constant<CellValue>({ etat: 'vide' }) },
  { weight: 1, arbitrary: fc.constant<CellValue>({ etat: 'sans_objet' }) },
)
/** The first `count` cells, by index. */
export const valuesOf = (count: number): fc.Arbitrary<ReadonlyMap<number, CellValue>> =>
  fc.array(anyValue, { minLength: count, maxLength: count }).map((values) => new Map(values.map((cell, index) => [index, cell])))

/** A dossier filed before: its figures, and the cells whose figure this edition cannot tell. */
export type Year = { readonly valeurs: ReadonlyMap<number, CellValue>; readonly inconnues: readonly number[] }
/** The dossiers of one and of two years before, each there or not. */
export function yearsOf(count: number): fc.Arbitrary<readonly (Year | null)[]> {
  const inconnues = fc.uniqueArray(fc.integer({ min: 0, max: count - 1 }), { maxLength: 3 })
  return fc.array(fc.option(fc.record({ valeurs: valuesOf(count), inconnues }), { freq: 4 }), { maxLength: 2 })
}

/** The years as a sheet is opened with them. */
export const contentOf = (years: readonly (Year | null)[]) => ({
  precedents: years.map((year) => year && year.valeurs),
  inconnues: years.map((year) => year?.inconnues ?? []),
})

/** The years as the exact evaluator reads them. */
export const passesOf = (years: readonly (Year | null)[], count: number): readonly (Passe | null)[] =>
  years.map((year) => {
    if (!year) return null
    const cells = cellsOf(year.valeurs, count)
    for (const index of year.inconnues) cells.presence[index] = INCONNUE
    return cells
  })

/** The same cells as the exact evaluator reads them. */
export function cellsOf(values: ReadonlyMap<number, CellValue>, count: number): Passe {
  const cells = { values: new Float64Array(count), presence: new Uint8Array(count), texts: new Map<number, string>() }
  for (const [index, cell] of values) {
    cells.presence[index] = cell.etat === 'valeur' ? VALEUR : cell.etat === 'sans_objet' ? SANS_OBJET : VIDE
    cells.values[index] = cell.etat === 'valeur' ? (cell.valeur ?? 0) + 0 : 0
  }
  return cells
}
