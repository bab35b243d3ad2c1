/** A selection of accounts, read and checked against the chart: every root it names must open the number of an account. */
import { FormuleError } from '../langage/formule-error.ts'
import { parseSelection } from './parse-selection.ts'
import { isRacine, type PlanDeComptes } from './plan.ts'
import type { Selection } from './selection.ts'

/** Reads a selection and finds its accounts in the chart; throws a `FormuleError` with the nearest known account. */
export function readSelection(texte: string, plan: PlanDeComptes): Selection {
  const selection = parseSelection(texte)
  for (const { de, a, sauf } of selection)
    for (const numero of [de, a, ...sauf.flatMap((racines) => [racines.de, racines.a])]) check(numero, { texte, plan })
  return selection
}

function check(numero: string, { texte, plan }: { texte: string; plan: PlanDeComptes }): void {
  if (isRacine(plan, numero)) return
  const at = Math.max(texte.search(new RegExp(`(?<!\\d)${numero}(?!\\d)`)), 0)
  throw new FormuleError(`Compte ${numero} inconnu du plan de comptes.${sayNearest(numero, plan)}`, at, at + numero.length)
}

/** The account that shares the most first digits, then of the nearest length, then of the nearest number. */
function sayNearest(numero: string, { comptes }: PlanDeComptes): string {
  const distance = (known: string): readonly number[] => [
    -sharedDigits(known, numero),
    Math.abs(known.length - numero.length),
    Math.abs(Number(known) - Number(numero)),
  ]
  const [nearest] = comptes.map((compte) => compte.numero).toSorted((a, b) => compareLists(distance(a), distance(b)))
  return nearest === undefined || sharedDigits(nearest, numero) === 0 ? '' : ` Vouliez-vous « ${nearest} » ?`
}

function sharedDigits(a: string, b: string): number {
  let count = 0
  while (count < a.length && a[count] === b[count]) count++
  return count
}

const compareLists = (a: readonly number[], b: readonly number[]): number =>
  a.map((value, rank) => value - (b[rank] ?? 0)).find((gap) => gap !== 0) ?? 0
