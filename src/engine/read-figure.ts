/** The pieces of a typed figure: words that stand for nothing, marks around the number (sign, euro, k, %), separators inside it. */

/** Narrow, no-break, thin, figure and ordinary spaces, and apostrophes, between thousands. */
const SPACES = '\\s\\u00a0\\u202f\\u2009\\u2007'
const GROUP = `[${SPACES}'’]`
const ERREURS_EXCEL = /^#(REF!?|N\/A|VALEUR!?|VALUE!?|DIV\/0!?|NOM\??|NAME\??|NUL!?|NULL!?|NOMBRE!?|NUM!?|#+)$/i
const MOIS = '(?:janv|févr|fevr|mars|avr|mai|juin|juil|août|aout|sept|oct|nov|déc|dec)[a-zéû]*\\.?'
const DATE = new RegExp(
  `^(?:\\d{1,4}[/.]\\d{1,2}[/.]\\d{2,4}|\\d{1,2}/\\d{1,4}|\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}-\\d{1,2}-\\d{2,4}|${MOIS}[- ]\\d{1,4}|\\d{1,2}[- ]${MOIS}(?:[- ]\\d{2,4})?)$`,
  'i',
)

export const isNothing = (typed: string): boolean => /^(?:[-–—−]|néant|neant|n\.?s\.?)$/i.test(typed)

export const isSansObjet = (typed: string): boolean => /^(?:\/|s\.?o\.?|n\/a|sans objet)$/i.test(typed)

/** `12.345.678` has the shape of figures, not of a date: three digits a group. */
export const looksLikeDate = (typed: string): boolean => DATE.test(typed) && !/^\d{1,3}(?:\.\d{3})+$/.test(typed)

/** The message for what can never be a figure, or null. */
export function refusedOutright(typed: string): string | null {
  if (ERREURS_EXCEL.test(typed)) return `« ${typed} » : erreur Excel. Corrigez la formule dans votre classeur, puis recopiez le résultat.`
  return null
}

export type Marks = {
  readonly sign: 1n | -1n
  readonly currency: boolean
  readonly percent: boolean
  /** Power of ten of `k`, `M`, `Md`. */
  readonly shift: number
  readonly bare: string
}

const SHIFTS: Readonly<Record<string, number>> = { '': 0, k: 3, m: 6, md: 9, mds: 9 }
const MARKED = new RegExp(
  `^(?<open>\\()?[${SPACES}]*(?<before>[-−–+])?[${SPACES}]*(?<lead>€|EUR)?[${SPACES}]*(?<inner>[-−–+])?` +
    `(?<bare>[\\d.,].*?)[${SPACES}]*(?<suffix>k|K|M|Md|Mds)?[${SPACES}]*(?<trail>€|EUR|euros?)?[${SPACES}]*(?<percent>%)?[${SPACES}]*(?<after>[-−–])?(?<close>\\))?$`,
)

/** Takes off sign, currency, unit and percent; null when what is around the number makes no sense (two signs, a lone bracket). */
export function stripMarks(typed: string): Marks | null {
  const groups = MARKED.exec(typed)?.groups
  if (!groups) return null
  const { open, before, lead, inner, bare = '', suffix = '', trail, percent, after, close } = groups
  const signs = [before, inner, after].filter((sign) => sign !== undefined)
  if (signs.length + (open === undefined ? 0 : 1) > 1 || (open === undefined) !== (close === undefined)) return null
  if ((lead !== undefined && trail !== undefined) || (percent !== undefined && (lead ?? trail) !== undefined)) return null
  const negative = open !== undefined || (signs[0] !== undefined && signs[0] !== '+')
  return {
    sign: negative ? -1n : 1n,
    currency: lead !== undefined || trail !== undefined,
    percent: percent !== undefined,
    shift: SHIFTS[suffix.toLowerCase()] ?? 0,
    bare,
  }
}

export type Bare =
  | { readonly genre: 'illisible' }
  /** Digits that can still be suggested, without their separators. */
  | { readonly genre: 'mal_groupe'; readonly digits: string; readonly decimales: number }
  | {
      readonly genre: 'nombre'
      readonly digits: string
      readonly decimales: number
      readonly exposant: number
      readonly scientifique: boolean
      /** Digits before the decimal mark, leading zeros left out. */
      readonly entiers: number
      /** A lone separator before three digits: a thousand or three decimals. */
      readonly ambigu: boolean
    }

const ENTIERS_GROUPES = new RegExp(`^\\d{1,3}(?:(${GROUP})\\d{3})(?:\\1\\d{3})*$`)

/** Reads the digits and separators of a number without its marks. */
export function readBare(bare: string): Bare {
  const scientific = /^(\d+(?:[.,]\d+)?)[eE]([-+]?\d{1,2})$/.exec(bare)
  if (scientific) {
    const [, mantisse = '', exposant = '0'] = scientific
    const [entiers = '', fraction = ''] = mantisse.split(/[.,]/)
    return number(entiers, fraction, { exposant: Number(exposant), scientifique: true })
  }
  if (!new RegExp(`^[\\d.,${SPACES}'’]+$`).test(bare) || !/\d/.test(bare)) return { genre: 'illisible' }
  const [entiers, fraction, ambigu] = splitDecimal(bare)
  const plain = plainDigits(entiers)
  if (plain === null || !/^\d*$/.test(fraction)) {
    // Nothing is suggested when even the decimal mark is unsure.
    const digits = (entiers + fraction).replace(/\D/g, '')
    return new RegExp(GROUP).test(bare) && !/[.,].*[.,]/.test(bare)
      ? { genre: 'mal_groupe', digits, decimales: fraction.length }
      : { genre: 'illisible' }
  }
  return number(plain, fraction, { ambigu })
}

function number(entiers: string, fraction: string, more: { exposant?: number; scientifique?: boolean; ambigu?: boolean }): Bare {
  const { exposant = 0, scientifique = false, ambigu = false } = more
  return {
    genre: 'nombre',
    digits: entiers + fraction,
    decimales: fraction.length,
    exposant,
    scientifique,
    entiers: entiers.replace(/^0+/, '').length,
    ambigu,
  }
}

/** Finds the decimal mark: the last of two different separators, or a lone one; a separator met twice groups thousands. */
function splitDecimal(bare: string): readonly [entiers: string, fraction: string, ambigu: boolean] {
  const marks: readonly string[] = bare.match(/[.,]/g) ?? []
  const last = marks.at(-1)
  if (last === undefined) return [bare, '', false]
  if (marks.length > 1 && marks.every((mark) => mark === last)) return [bare, '', false]
  const at = bare.lastIndexOf(last)
  const [entiers, fraction] = [bare.slice(0, at), bare.slice(at + 1)]
  const ambigu = marks.length === 1 && /^[1-9]\d{0,2}$/.test(entiers) && /^\d{3}$/.test(fraction)
  return [entiers, fraction, ambigu]
}

/** The digits of a whole part whose thousands are well grouped by one kind of separator; null otherwise. */
function plainDigits(entiers: string): string | null {
  if (/^\d*$/.test(entiers)) return entiers
  const dots = /^\d{1,3}(?:\.\d{3})+$|^\d{1,3}(?:,\d{3})+$/
  return ENTIERS_GROUPES.test(entiers) || dots.test(entiers) ? entiers.replace(/\D/g, '') : null
}
