/** Every slip of one figure that would close a gap between two figures, by arithmetic alone: to be tried on the sheet. */
import type { Cellule } from '#definitions/edition.ts'
import { VALEUR } from '../cells.ts'
import { aimAt, LINE_BEGUN, VIDE, valeurDe, whole, type Found, type Scene, type Visee, type Weight } from './aim.ts'
import { wouldHold, type Gap } from './gap.ts'
import type { Hypothese } from './hypothesis.ts'
import { inLists } from './row-hypotheses.ts'
import { distance, isLeftOver, lineYearOf, otherYearOf, yearsOf } from './other-year.ts'
import { correctionsNear, correctionsOf } from './slips.ts'

/** The hypotheses that one gap suggests, on entries of the form and on rows of lists. */
export function hypothesesOf(scene: Scene, gap: Gap): readonly Hypothese[] {
  const fixed = [...gap.slopes.cases].flatMap(([index, slope]) => {
    const visee = aimAt(scene, gap, { index, slope })
    if (!visee) return []
    return gap.comparaison.par === '=' ? closing(scene, gap, visee) : reaching(scene, gap, { ...visee, slope })
  })
  return gap.comparaison.par === '=' ? [...fixed, ...inLists(scene, gap)] : fixed
}

/** What would close the gap of an equality; facing an empty side, nothing in the other one is a slip: something is missing. */
function closing(scene: Scene, gap: Gap, visee: Visee): readonly Hypothese[] {
  const { gauche, droite } = gap.comparaison
  const nothing = gauche === 0 || droite === 0
  if (visee.valeur === null) return missing(scene, visee, nothing)
  const named = correctionsNear(visee.valeur, visee.vise, visee.marge)
    .filter(({ devrait }) => devrait !== 0 || !nothing || twinOf(scene, visee) !== undefined)
    .flatMap((correction) => toSlip(scene, gap, { visee, correction }))
  return named.length > 0 ? named : unnamed(scene, visee).filter(({ devrait }) => devrait !== 0 || !nothing)
}

function toSlip(scene: Scene, gap: Gap, { visee, correction: { slip, devrait } }: Found): readonly Hypothese[] {
  const { index, valeur } = visee
  const base = { index, valeur: valeur ?? 0, devrait, entries: [[index, valeurDe(devrait)]] as const }
  if (slip === 'double') {
    const autre = devrait === 0 ? twinOf(scene, visee) : undefined
    return [{ ...base, genre: 'double', ...(autre !== undefined && { autre }) }]
  }
  if (slip !== 'signe' || isUnusualSign(scene, visee)) return [{ ...base, genre: slip }]
  const sides = otherSides(scene, gap, visee)
  return sides.length === 0 ? [{ ...base, genre: slip }] : sides
}

/** A figure whose sign is not the one its line takes. */
function isUnusualSign({ programme: { liasse }, cells }: Scene, { index, cellule, valeur }: Visee): boolean {
  const before = otherYearOf(liasse, cells, index)
  const isNegative = (valeur ?? 0) < 0
  return before === null || before === 0 ? isNegative !== cellule.negatif : isNegative !== before < 0
}

const MAX_SIDES = 3

/** Lines left empty on the other side of the gap, that held something like this amount last year. */
function otherSides({ programme: { liasse }, cells }: Scene, gap: Gap, { index, valeur }: Visee): readonly Hypothese[] {
  const { cases } = gap.slopes
  const amount = valeur ?? 0
  return [...cases]
    .flatMap(([autre, slope]) => {
      const cellule = liasse.cellules[autre]
      if (slope !== -(cases.get(index) ?? 0) || cellule === undefined || cellule.formule || cells.presence[autre] === VALEUR) return []
      const before = lineYearOf(liasse, cells, autre) ?? 0
      return distance(amount, before) < SAME_SIZE ? [{ autre, before }] : []
    })
    .toSorted((a, b) => distance(amount, a.before) - distance(amount, b.before) || a.autre - b.autre)
    .slice(0, MAX_SIDES)
    .map(({ autre }) => {
      const entries = [
        [index, VIDE],
        [autre, valeurDe(amount)],
      ] as const
      return { genre: 'sens', index, valeur: amount, devrait: 0, entries, autre }
    })
}

/** Another entry of the same table and column that holds the same amount. */
function twinOf({ programme, cells }: Scene, { index, cellule, valeur }: Visee): number | undefined {
  return (programme.saisies.get(cellule.tableau) ?? []).find(
    (other) => other !== index && cells.values[other] === valeur && programme.liasse.cellules[other]?.colonne === cellule.colonne,
  )
}

/** A figure that would have to be another one, without a slip that says how. */
function unnamed({ programme: { liasse }, cells }: Scene, { index, valeur, vise }: Visee): readonly Hypothese[] {
  const devrait = whole(vise)
  if (devrait === null || valeur === null) return []
  return [{ genre: isLeftOver(liasse, cells, index) ? 'n1' : 'montant', index, valeur, devrait, entries: [[index, valeurDe(devrait)]] }]
}

/** Two amounts of the same line in two years, as a distance. */
const SAME_SIZE = Math.log(3)
/** A line empty this year only, or last year only, is rarer than one of the other kinds: it comes before them. */
const YEAR_KNOWN = 2
/** A column that most lines fill in. */
const OFTEN = 0.5

/** An entry left empty: likely when the line held something of that size in the other year, or when its side of the gap is `empty`. */
function missing(scene: Scene, { index, cellule, vise }: Visee, empty: boolean): readonly Hypothese[] {
  const { programme, cells } = scene
  const devrait = whole(vise)
  if (devrait === null || devrait === 0) return []
  const base = { index, valeur: 0, devrait, entries: [[index, valeurDe(devrait)]] } as const
  const own = otherYearOf(programme.liasse, cells, index)
  if (own === devrait) return [{ ...base, genre: 'n1' }]
  if (own !== null && own !== 0) {
    const far = distance(devrait, own)
    return [{ ...base, genre: far < SAME_SIZE ? 'oubli' : 'montant', eloignement: far - YEAR_KNOWN }]
  }
  const used = usage(scene, cellule)
  const isKnown = lacks(scene, index)
  const isLikely = devrait < 0 === cellule.negatif && (isKnown || empty || used > OFTEN)
  return [{ ...base, genre: isLikely ? 'oubli' : 'montant', eloignement: 1 - used - (isBegun(scene, index) ? LINE_BEGUN : 0) }]
}

function isBegun({ programme, cells }: Scene, index: number): boolean {
  const own = programme.liasse.cellules[index]
  const entries = programme.saisies.get(own?.tableau ?? '') ?? []
  return entries.some((other) => cells.presence[other] === VALEUR && programme.liasse.cellules[other]?.ligne === own?.ligne)
}

/** The line counts for something in the other year, and the net of this one is not what it was. */
function lacks({ programme: { liasse }, cells }: Scene, index: number): boolean {
  const net = yearsOf(liasse).compared.get(index)
  const other = lineYearOf(liasse, cells, index) ?? 0
  return net !== undefined && other !== 0 && distance(cells.values[net] ?? 0, other) > UNCHANGED
}
/** A net within a tenth of that of the other year lacks nothing. */
const UNCHANGED = Math.log(1.1)

/** How much of its column people fill in. */
function usage({ programme, cells }: Scene, { tableau, colonne }: Cellule): number {
  const own = (programme.saisies.get(tableau) ?? []).filter((index) => programme.liasse.cellules[index]?.colonne === colonne)
  return own.filter((index) => cells.presence[index] === VALEUR).length / Math.max(1, own.length)
}

/** What would bring an inequality back: a sign, a unit or an empty line that the other year belies; an inequality tells no more. */
function reaching(
  { programme: { liasse }, cells }: Scene,
  gap: Gap,
  { index, valeur, slope, cellule }: Visee & Weight,
): readonly Hypothese[] {
  const other = otherYearOf(liasse, cells, index)
  const holds = (devrait: number): boolean => wouldHold(gap.comparaison, gap.comparaison.ecart + slope * (devrait - (valeur ?? 0)))
  if (valeur === null)
    return other === null || other === 0 || !holds(other)
      ? []
      : [{ genre: 'oubli', index, valeur: 0, devrait: other, entries: [[index, valeurDe(other)]], comme: 'autre_exercice' }]
  return correctionsOf(valeur).flatMap(({ slip, devrait }): readonly Hypothese[] => {
    if (!holds(devrait)) return []
    const isSign = slip === 'signe' && valeur < 0 !== cellule.negatif
    const isUnit = slip === 'unite' && (other === null ? Math.abs(devrait) < Math.abs(valeur) : isFarther(valeur, devrait, other))
    return isSign || isUnit ? [{ genre: slip, index, valeur, devrait, entries: [[index, valeurDe(devrait)]] }] : []
  })
}

/** Whether `valeur` is out of all proportion with the other year while `devrait` is not. */
const isFarther = (valeur: number, devrait: number, other: number): boolean =>
  distance(devrait, other) < Math.log(2) && distance(valeur, other) > Math.log(4)
