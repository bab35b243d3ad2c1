/**
 * THE reader of figures: typed, pasted, imported or sent by a program, all pass here. Driven by the golden table of `ux.md` annex A:
 * a figure is read one way, or asked about, or refused with a suggestion; never guessed, never rounded in silence.
 */
import type { TypeCellule } from '#definitions/edition.ts'
import { evaluateTyped } from './evaluate-typed.ts'
import { roundTo, type Fraction } from './fraction.ts'
import { formatCourt } from './format-montant.ts'
import { toValeur } from './money.ts'
import { isNothing, isSansObjet, looksLikeDate, readBare, refusedOutright, stripMarks, type Marks } from './read-figure.ts'

/** The kind of cell the figure is for; `texte` and `choix` cells go through `parseCellule`. */
export type Genre = { readonly type: Exclude<TypeCellule, 'texte' | 'choix'>; readonly decimales: number }

export type Note = 'lu_comme_vide' | 'notation_scientifique' | 'arrondi'
export type Suggestion = { readonly valeur: number; readonly texte: string }
/** Values are whole numbers of `10^-decimales` units of the cell. A rate is in percent: `12 %` and `12` are the same. */
export type Lecture =
  | { readonly genre: 'valeur'; readonly valeur: number; readonly notes: readonly Note[]; readonly expression?: string }
  | { readonly genre: 'vide'; readonly note?: Note }
  | { readonly genre: 'sans_objet' }
  /** Two honest readings; ask once for a whole pasted block. `groupe` is the reading with the separator between thousands. */
  | { readonly genre: 'question'; readonly groupe: Suggestion; readonly decimal: Suggestion; readonly message: string }
  | { readonly genre: 'refus'; readonly message: string; readonly suggestion?: Suggestion }

/** What a note says on screen. */
export const NOTES: Readonly<Record<Note, string>> = {
  lu_comme_vide: 'lu comme vide',
  notation_scientifique: 'notation scientifique : vérifiez le montant',
  arrondi: 'arrondi à la précision de la case',
}

/** Longer than any figure or expression a person types. */
const MAX_LENGTH = 200
const MAX_DIGITS = 15

/** Reads one figure for a cell of this kind. */
export function parseMontant(texte: string, cell: Genre): Lecture {
  const typed = texte.replace(/^[\s\u00a0\u202f]+|[\s\u00a0\u202f]+$/g, '').replace(/^'(?=.)/, '')
  if (typed === '') return { genre: 'vide' }
  if (typed.length > MAX_LENGTH) return refusal(`Texte trop long pour un nombre (${typed.length} caractères).`)
  if (isNothing(typed)) return { genre: 'vide', note: 'lu_comme_vide' }
  if (isSansObjet(typed)) return { genre: 'sans_objet' }
  const outright = refusedOutright(typed)
  if (outright !== null) return refusal(outright)
  if (typed.startsWith('=')) return readExpression(typed, cell)
  if (looksLikeDate(typed)) return refusal(`« ${typed} » : une date ? Excel a peut-être transformé un nombre comme 3.24. Tapez le montant.`)
  const marks = stripMarks(typed)
  if (marks === null) return notANumber(typed, cell)
  return wrongUnit(marks, cell) ?? readMarked(typed, marks, cell)
}

function wrongUnit({ percent, currency }: Marks, { type }: Genre): Lecture | null {
  if (percent && type !== 'taux') return refusal('Un pourcentage n’est pas attendu ici : tapez le montant.')
  if (currency && type !== 'montant')
    return refusal(
      type === 'taux' ? 'Un taux est attendu ici, pas un montant en euros.' : 'Un nombre est attendu ici, pas un montant en euros.',
    )
  return null
}

function readMarked(typed: string, marks: Marks, cell: Genre): Lecture {
  const read = readBare(marks.bare)
  if (read.genre === 'illisible') return notANumber(typed, cell)
  if (read.genre === 'mal_groupe') {
    const suggestion = suggest(toLecture(shifted({ ...read, sign: marks.sign }, marks.shift), cell, []), cell)
    return refusal(`Espaces ou séparateurs mal placés dans « ${typed} ».${would(suggestion)}`, suggestion)
  }
  if (read.entiers > MAX_DIGITS) return refusal(`Nombre trop long : ${read.entiers} chiffres avant la virgule, au plus ${MAX_DIGITS}.`)
  const notes: readonly Note[] = read.scientifique ? ['notation_scientifique'] : []
  const value = shifted({ ...read, sign: marks.sign }, marks.shift + read.exposant)
  // Three figures after a lone separator: a thousand or three decimals. A cell that takes three decimals reads decimals.
  if (!read.ambigu || cell.decimales >= 3) return toLecture(value, cell, notes)
  return question(
    typed,
    [toLecture(shifted({ ...read, decimales: 0, sign: marks.sign }, marks.shift), cell, []), toLecture(value, cell, [])],
    cell,
  )
}

function question(typed: string, [grouped, decimal]: readonly [Lecture, Lecture], cell: Genre): Lecture {
  const groupe = suggest(grouped, cell)
  const fraction = suggest(decimal, cell)
  if (!groupe || !fraction) return grouped
  const exact = typed.replace('.', ',')
  return { genre: 'question', groupe, decimal: { ...fraction, texte: exact }, message: `« ${typed} » : ${groupe.texte} ou ${exact} ?` }
}

function readExpression(typed: string, cell: Genre): Lecture {
  const result = evaluateTyped(typed.slice(1))
  if (typeof result === 'string') return refusal(result)
  const lecture = toLecture(result, cell, [])
  return lecture.genre === 'valeur' ? { ...lecture, expression: typed } : lecture
}

type Digits = { readonly sign: bigint; readonly digits: string; readonly decimales: number }

/** `digits` read with `decimales`, times `10^exposant`. */
function shifted({ sign, digits, decimales }: Digits, exposant: number): Fraction {
  const n = sign * BigInt(digits === '' ? '0' : digits)
  const places = decimales - exposant
  return places >= 0 ? { n, d: 10n ** BigInt(places) } : { n: n * 10n ** BigInt(-places), d: 1n }
}

function toLecture(value: Fraction, { decimales }: Genre, notes: readonly Note[]): Lecture {
  const whole = roundTo(value, decimales)
  const valeur = toValeur(whole)
  if (valeur === null) return refusal(`Nombre trop grand : au plus ${formatCourt(Number.MAX_SAFE_INTEGER, decimales)}.`)
  const exact = whole * value.d === value.n * 10n ** BigInt(decimales)
  return { genre: 'valeur', valeur, notes: exact ? notes : [...notes, 'arrondi'] }
}

/** Letters taken for figures (`12OO`, `1l5`) are put back, as a suggestion only. */
function notANumber(typed: string, cell: Genre): Lecture {
  const repaired = typed.replace(/[oO]/g, '0').replace(/[lI|]/g, '1')
  const lecture = /\d/.test(typed) && repaired !== typed ? parseMontant(repaired, cell) : null
  const suggestion = lecture ? suggest(lecture, cell) : undefined
  return refusal(`Ce n’est pas un nombre : « ${typed} ».${would(suggestion)}`, suggestion)
}

const suggest = (lecture: Lecture, { decimales }: Genre): Suggestion | undefined =>
  lecture.genre === 'valeur' ? { valeur: lecture.valeur, texte: formatCourt(lecture.valeur, decimales) } : undefined

const would = (suggestion: Suggestion | undefined): string => (suggestion ? ` Vouliez-vous ${suggestion.texte} ?` : '')

const refusal = (message: string, suggestion?: Suggestion): Lecture => ({ genre: 'refus', message, ...(suggestion && { suggestion }) })
