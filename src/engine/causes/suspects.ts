/** The gap detective's answer: the likely causes of a finding, ranked, each with its cell and its sentence. None is applied by itself. [CH-06] */
import type { Adresse, Cellule } from '#definitions/edition.ts'
import { adresseDeListe, celluleAt, placeDeListe } from '#definitions/liste.ts'
import { typographie } from '#definitions/typographie.ts'
import type { Cells } from '../cells.ts'
import type { Programme } from '../compile.ts'
import { formatCourt } from '../format-montant.ts'
import type { Diagnosis } from './diagnose.ts'
import type { Gap } from './gap.ts'
import type { Genre, Hypothese } from './hypothesis.ts'
import type { Trial } from './trial.ts'

export type Suspect = {
  readonly genre: Genre
  /** The cell to look at; absent for a mere rounding gap. */
  readonly at?: Adresse
  /** What the cell holds, and what it would have to hold for the gap to vanish (units of the cell). */
  readonly valeur?: number
  readonly devrait?: number
  /** The other cell of the sentence: where the amount belongs, or stands already. */
  readonly autre?: Adresse
  /** How many findings it would mend. */
  readonly constats?: number
  /** One sentence; cells by their addresses. */
  readonly message: string
}

const MAX_SUSPECTS = 5
/** A figure to look at, without a known slip, is named when so few could be the one. */
const MAX_UNNAMED = 3
/** Up to this many units (euros) a gap may come from rounding each line. */
const ARRONDI = { min: 2, max: 10 } as const

type Finding = { readonly programme: Programme; readonly cells: Cells; readonly gap: Gap | undefined }

/** The likely causes of one finding, at most five. */
export const suspectsOf = (finding: Finding, essai: ReturnType<Diagnosis['essais']['get']>): readonly Suspect[] =>
  listSuspects(finding, essai).map((suspect) => ({ ...suspect, message: typographie(suspect.message) }))

function listSuspects({ programme, cells, gap }: Finding, essai: ReturnType<Diagnosis['essais']['get']>): readonly Suspect[] {
  const { trials: all = [], suite = false } = essai ?? {}
  const trials = oncePerCell(all)
  const named = trials.filter(({ hypothese }) => hypothese.genre !== 'montant')
  const spoken = new Set(named.map(({ hypothese }) => hypothese.index))
  const unnamed = trials.filter(({ hypothese }) => hypothese.genre === 'montant' && !spoken.has(hypothese.index))
  const kept = trials.filter((trial) => named.includes(trial) || (unnamed.length <= MAX_UNNAMED && unnamed.includes(trial)))
  const tried = kept.slice(0, MAX_SUSPECTS).map((trial) => toSuspect(programme, trial, suite))
  const line = named.length === 0 && unnamed.length > MAX_UNNAMED ? lineSuspect(programme, unnamed) : []
  if (gap?.comparaison.par !== '=' || gap.comparaison.unite === 'pur') return [...tried, ...line]
  return [...tried, ...line, ...equalAmounts(programme, cells, gap), ...roundingSuspect(gap)].slice(0, MAX_SUSPECTS)
}

/** The likeliest figure of each slip of each cell. */
function oncePerCell(trials: readonly Trial[]): readonly Trial[] {
  const likeliest = Map.groupBy(trials, ({ hypothese }) => `${hypothese.genre} ${hypothese.index}`)
  return [...likeliest.values()].flatMap((own) => own.slice(0, 1))
}

/** Any cell of one line could be the one: the line is named, and by how much it is wrong. */
function lineSuspect({ liasse }: Programme, trials: readonly Trial[]): readonly Suspect[] {
  const [first] = trials
  const best = trials.filter(({ mended }) => mended.size === first?.mended.size)
  const lines = new Set(best.map(({ hypothese }) => lineOf(celluleAt(liasse, hypothese.index))))
  const cellule = first && celluleAt(liasse, first.hypothese.index)
  if (!first || !cellule || lines.size !== 1) return []
  const { index, valeur, devrait } = first.hypothese
  const at = adresseOf(liasse, index)
  const gap = formatCourt(Math.abs(devrait - valeur), cellule.decimales)
  const message = `Un montant de cette ligne à revoir ? ${at} ou une case voisine : il y a ${gap} de ${devrait > valeur ? 'moins' : 'plus'} qu’il ne faudrait.`
  return [{ genre: 'montant', at, constats: first.mended.size, message }]
}

const lineOf = (cellule: Cellule | undefined): string => `${cellule?.tableau} ${cellule?.ligne}`

function toSuspect({ liasse }: Programme, { hypothese, mended }: Trial, suite: boolean): Suspect {
  const { genre, index, valeur, devrait, autre } = hypothese
  const decimales = celluleAt(liasse, index)?.decimales ?? 0
  const [at, other] = [adresseOf(liasse, index), autre === undefined ? undefined : adresseOf(liasse, autre)]
  const found = mended.size > 1 ? `les ${mended.size} constats disparaissent` : 'l’écart disparaît'
  const say = (value: number): string => formatCourt(value, decimales)
  const sentence = sayGenre(hypothese, { at, autre: other ?? '', valeur: say(valeur), devrait: say(devrait), found })
  return {
    genre,
    at,
    valeur,
    devrait,
    ...(other !== undefined && { autre: other }),
    constats: mended.size,
    message: suite ? `Une fois l’autre cause corrigée : ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}` : sentence,
  }
}

function adresseOf(liasse: Programme['liasse'], index: number): Adresse {
  const place = placeDeListe(liasse, index)
  return place ? adresseDeListe(place) : (liasse.cellules[index]?.at ?? '')
}

type Words = { readonly at: string; readonly autre: string; readonly valeur: string; readonly devrait: string; readonly found: string }

function sayGenre({ genre, valeur: held, devrait: right, comme }: Hypothese, { at, autre, valeur, devrait, found }: Words): string {
  const mends = `avec ${devrait}, ${found}`
  switch (genre) {
    case 'signe':
      return `Signe inversé ? ${at} porte ${valeur} ; ${mends}.`
    case 'sens':
    case 'ailleurs':
      return `Montant ${genre === 'sens' ? 'du mauvais côté' : 'sur la mauvaise ligne'} ? ${at} porte ${valeur} ; porté en ${autre}, ${found}.`
    case 'chiffres':
      return `Deux chiffres intervertis ? ${at} porte ${valeur} ; ${mends}.`
    case 'unite':
      return `Virgule ou unité décalée ? ${at} porte ${valeur} ; ${mends}.`
    case 'double':
      if (autre !== '') return `Ligne saisie deux fois ? ${at} porte ${valeur}, comme ${autre} ; sans elle, ${found}.`
      return right === 0
        ? `Montant compté en trop ? L’écart est exactement celui de ${at} (${valeur}).`
        : `Montant doublé ? ${at} porte ${valeur} ; ${mends}.`
    case 'n1':
      if (held === 0) return `Ligne oubliée ? ${at} est vide et son montant de N-1 (${devrait}) est exactement l’écart.`
      return `Montant de N-1 laissé en place ? ${at} porte ${valeur}, comme en N-1 ; ${mends}.`
    case 'oubli':
      if (comme) return `Ligne oubliée ? ${at} est vide alors que sa ligne porte ${devrait} dans l’autre exercice.`
      return `Ligne oubliée ? ${at} est vide ; ${mends}.`
    case 'montant':
      return `Montant à revoir ? ${at} porte ${valeur} ; ${mends}.`
    case 'montant_egal':
      return `Montant égal à l’écart : ${at} (${valeur}), compté dans aucun des deux totaux.`
    case 'arrondi':
      return 'Écart d’arrondi possible : il ne dépasse pas un euro par ligne additionnée.'
  }
}

/** Entries as great as the gap, in the tables compared and in neither total. */
function equalAmounts({ liasse, saisies, decimales }: Programme, { values }: Cells, { comparaison, slopes }: Gap): readonly Suspect[] {
  const tableaux = new Set([...slopes.cases.keys()].flatMap((index) => liasse.cellules[index]?.tableau ?? []))
  const { ecart, decimales: places } = comparaison
  const found = [...tableaux]
    .flatMap((tableau) => saisies.get(tableau) ?? [])
    .filter((index) => Math.abs(values[index] ?? 0) === Math.abs(ecart) && decimales[index] === places && !slopes.cases.has(index))
  return found.map((index) => {
    const [at, valeur] = [adresseOf(liasse, index), values[index] ?? 0]
    const words = { at, autre: '', valeur: formatCourt(valeur, places), devrait: '', found: '' }
    return {
      genre: 'montant_egal',
      at,
      valeur,
      devrait: valeur,
      message: sayGenre({ genre: 'montant_egal', index, valeur, devrait: valeur, entries: [] }, words),
    }
  })
}

function roundingSuspect({ comparaison: { ecart, decimales }, slopes }: Gap): readonly Suspect[] {
  const allowance = Math.min(Math.max(slopes.cases.size, ARRONDI.min), ARRONDI.max) * 10 ** decimales
  if (Math.abs(ecart) > allowance) return []
  return [{ genre: 'arrondi', message: 'Écart d’arrondi possible : il ne dépasse pas un euro par ligne additionnée.' }]
}
