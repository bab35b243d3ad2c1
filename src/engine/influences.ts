/** By how much a gap between two totals moves when an entered figure grows by one unit, through sums of sums. */
import type { Expression } from '#definitions/langage/ast.ts'
import type { Programme } from './compile.ts'
import { linearTerms, type Linear } from './linear-terms.ts'

/** Influence of each entry cell on `gauche − droite`; cells reached only through products or conditions are left out. */
export function influencesOf(
  { calculs, decimales }: Programme,
  { gauche, droite }: Extract<Expression, { op: 'compare' }>,
): ReadonlyMap<number, number> {
  const influences = new Map<number, number>()
  spread(linearTerms({ op: 'calcul', par: '-', gauche, droite }, decimales), 1, { influences, decimales })
  for (let position = calculs.length - 1; position >= 0; position--) {
    const calcul = calculs[position]
    const influence = calcul && influences.get(calcul.index)
    if (!calcul || influence === undefined) continue
    influences.delete(calcul.index)
    spread(calcul.linear, influence, { influences, decimales })
  }
  return influences
}

type Spread = { readonly influences: Map<number, number>; readonly decimales: Uint8Array }

function spread(linear: Linear | null, influence: number, { influences, decimales }: Spread): void {
  if (!linear) return
  for (const [rank, index] of linear.indices.entries()) {
    const own = ((linear.coefficients[rank] ?? 0) * 10 ** (decimales[index] ?? 0)) / linear.denominateur
    influences.set(index, (influences.get(index) ?? 0) + influence * own)
  }
}
