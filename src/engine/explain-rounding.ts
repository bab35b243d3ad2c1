/** What a formula rounds, said with the figure before and after. Nothing rounds but the cell, at its own decimals (`money.ts`). [CH-10] */
import type { Expression } from '#definitions/langage/ast.ts'
import { containsExpression } from '#definitions/langage/walk.ts'
import { numeroDeLigne } from '#definitions/liste.ts'
import { evaluateExact, type Lecture } from './evaluate-exact.ts'
import type { Scene } from './explain-voices.ts'
import { placesInWords } from './explain-words.ts'
import { formatCourt } from './format-montant.ts'
import { roundTo, type Fraction } from './fraction.ts'
import { blocOf, placeOf } from './lignes.ts'
import { toValeur } from './money.ts'

/** Digits of the exact figure that are shown beyond those of the cell. */
const MORE = 4

/** One sentence; undefined for a sum, in which nothing can be rounded, and for a cell without a figure. */
export function roundingOf(scene: Scene, expression: Expression): string | undefined {
  if (!containsExpression(expression, mayRound)) return undefined
  const { decimales, type } = scene.from
  const operande = evaluateExact(expression, lectureOf(scene))
  const exact = 'nombre' in operande ? operande.nombre : null
  if (!exact) return undefined
  if (isWhole(exact, decimales)) return 'Résultat exact : rien n’est arrondi.'
  const shown = toValeur(roundTo(exact, decimales + MORE))
  const before = shown === null ? '' : `${formatCourt(shown, decimales + MORE)}${isWhole(exact, decimales + MORE) ? '' : '…'}, `
  return `Valeur exacte ${before}arrondie ${placesInWords(decimales, type)}, la moitié s’éloignant de zéro.`
}

const mayRound = (part: Expression): boolean =>
  (part.op === 'calcul' && (part.par === '*' || part.par === '/')) || (part.op === 'fonction' && part.nom === 'ARRONDI')

const isWhole = ({ n, d }: Fraction, decimales: number): boolean => (n * 10n ** BigInt(decimales)) % d === 0n

/** What the formula of the cell reads, its own row included. */
function lectureOf({ programme, cells, from }: Scene): Lecture {
  const { decimales, famille, liasse } = programme
  const position = liasse.listes.findIndex(({ tableau }) => tableau === from.tableau)
  const numero = numeroDeLigne(from.ligne) ?? 1
  const bloc = cells.listes[position]?.blocs[blocOf(numero)]
  return { cells, decimales, famille, met: { filled: false, horsLimites: false }, ...(bloc && { ligne: { bloc, place: placeOf(numero) } }) }
}
