/** Tells one condition of a flat program: 0 false, 1 true, 2 undetermined. What was met on the way is left in `etat`, as closures do. */
import { SANS_OBJET, VIDE, type Passe } from './cells.ts'
import { COMPARER, ET, NON, OU, PASSE, PILE, PRESENCE, TEXTE, VERITE, type Conditions, type Morceau } from './conditions.ts'
import { passeOf } from './etat.ts'
import type { Etat } from './fast-fraction.ts'
import { VU_HORS_LIMITES, VU_VALEUR } from './fast-somme.ts'
import { MAX_VALEUR } from './money.ts'

type Verite = 0 | 1 | 2

const pile = new Uint8Array(PILE)

/** `etat` is prepared, its alarms down. */
export function runCondition(conditions: Conditions, { debut, fin }: Morceau, etat: Etat): Verite {
  const { mots } = conditions
  let height = 0
  let at = debut
  while (at < fin) {
    const operand = mots[at + 1] ?? 0
    switch (mots[at]) {
      case COMPARER:
        pile[height++] = compareSums(conditions, operand, etat)
        at += 2
        break
      case PRESENCE:
        pile[height++] = tellPresence(operand, mots[at + 2] ?? 0, etat)
        at += 3
        break
      case TEXTE:
        pile[height++] = compareTexte(operand, etat.texts.get(mots[at + 2] ?? 0), conditions.textes[mots[at + 3] ?? 0], etat)
        at += 4
        break
      case VERITE:
        pile[height++] = operand
        at += 2
        break
      case NON:
        if (pile[height - 1] !== 2) pile[height - 1] = 1 - (pile[height - 1] ?? 0)
        at += 1
        break
      case ET:
      case OU:
        height -= operand
        pile[height] = combine(mots[at] === ET ? 0 : 1, height, operand)
        height++
        at += 2
        break
      default:
        throw new RangeError(`no instruction ${mots[at]}`)
    }
  }
  return pile[0] as Verite
}

/** One `decisive` truth decides, else one undetermined leaves the whole undetermined. */
function combine(decisive: 0 | 1, first: number, count: number): Verite {
  let unknown = false
  for (let i = first; i < first + count; i++) {
    if (pile[i] === decisive) return decisive
    if (pile[i] === 2) unknown = true
  }
  return unknown ? 2 : decisive === 0 ? 1 : 0
}

function tellPresence(which: number, cell: number, etat: Etat): Verite {
  const presence = cell < PASSE ? etat.presence[cell] : passeAt(cell, etat)?.presence[cell & (PASSE - 1)]
  const empty = (presence ?? VIDE) === VIDE
  if (!empty) etat.filled = true
  if (which === 0) return empty ? 1 : 0
  if (which === 1) return empty ? 0 : 1
  return presence === SANS_OBJET ? 1 : 0
}

function compareTexte(equal: number, text: string | undefined, wanted: string | undefined, etat: Etat): Verite {
  if (text !== undefined) etat.filled = true
  else if (!etat.constantsCount) return 2
  return (text === wanted) === (equal === 1) ? 1 : 0
}

/** The filed dossier that a cell written as `index + annees × PASSE` is read in. */
const passeAt = (cell: number, etat: Etat): Passe | null => passeOf(etat, Math.floor(cell / PASSE), cell & (PASSE - 1))

/** Two sides this far from zero at most have an exact gap. */
const LARGEST = MAX_VALEUR / 2

function compareSums(conditions: Conditions, number: number, etat: Etat): Verite {
  const { bornes, constantes, sansCase } = conditions
  const middle = bornes[3 * number + 1] ?? 0
  const leftSeen = sumTerms(conditions, bornes[3 * number] ?? 0, middle, etat)
  const leftSum = found[0] ?? 0
  const leftMagnitude = found[1] ?? 0
  const rightSeen = sumTerms(conditions, middle, bornes[3 * number + 2] ?? 0, etat)
  const constants = sansCase[number] ?? 0
  // A side that has cells and none of them filled counts for zero, its constant included.
  const a = leftSeen & VU_VALEUR || constants & 1 ? leftSum + (constantes[2 * number] ?? 0) : 0
  const b = rightSeen & VU_VALEUR || constants & 2 ? (found[0] ?? 0) + (constantes[2 * number + 1] ?? 0) : 0
  if (leftMagnitude + Math.abs(constantes[2 * number] ?? 0) > LARGEST) etat.deborde = true
  if ((found[1] ?? 0) + Math.abs(constantes[2 * number + 1] ?? 0) > LARGEST) etat.deborde = true
  const seen = leftSeen | rightSeen
  if (seen & VU_HORS_LIMITES) etat.horsLimites = true
  if (seen & VU_VALEUR) etat.filled = true
  else if (constants !== BOTH && !(constants !== 0 && etat.constantsCount)) return 2
  return holds(conditions.par[number] ?? 0, a - b, conditions.seuils[number] ?? 0) ? 1 : 0
}

const BOTH = 3

/** What `sumTerms` found last, the sum and the sum of the absolute values: returned, they would cost an object each time. */
const found = new Float64Array(2)

/** Adds the terms of one side; gives the presences met, one bit each. */
function sumTerms({ indices, coefficients }: Conditions, first: number, end: number, etat: Etat): number {
  const { values, presence } = etat
  let sum = 0
  let size = 0
  let seen = 0
  for (let i = first; i < end; i++) {
    const index = indices[i] ?? 0
    const passe = index < PASSE ? null : passeAt(index, etat)
    if (index >= PASSE && !passe) continue
    const own = index & (PASSE - 1)
    const term = (coefficients[i] ?? 0) * ((passe ? passe.values[own] : values[index]) ?? 0)
    sum += term
    size += Math.abs(term)
    seen |= 1 << ((passe ? passe.presence[own] : presence[index]) ?? VIDE)
  }
  found[0] = sum
  found[1] = size
  return seen
}

/** `par`: place in `COMPARATEURS`. */
function holds(par: number, gap: number, allowed: number): boolean {
  switch (par) {
    case 0:
      return Math.abs(gap) <= allowed
    case 1:
      return Math.abs(gap) > allowed
    case 2:
      return gap <= allowed
    case 3:
      return -gap <= allowed
    case 4:
      return gap < allowed
    default:
      return -gap < allowed
  }
}
