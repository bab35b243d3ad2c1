/** Dates of the law are `YYYY-MM-DD`; hours are those of Paris. The clock is always given by the caller. */

export type Assistance = {
  readonly nom: string
  readonly telephone: string
  /** « 09:00 », « 17:00 ». */
  readonly ouverture: string
  readonly fermeture: string
  readonly federation: { readonly nom: string; readonly telephone: string; readonly courriel: string }
}

const day = (year: number, month: number, date: number): string => new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10)
const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** Easter Sunday (Meeus/Jones/Butcher, Gregorian calendar). */
export function paques(year: number): string {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const e = b % 4
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30
  const l = (32 + 2 * e + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return day(year, Math.floor(n / 31), (n % 31) + 1)
}

/** French legal holidays. Source: Code du travail, art. L3133-1. */
export function joursFeries(year: number): ReadonlyMap<string, string> {
  const easter = paques(year)
  return new Map([
    [day(year, 1, 1), 'jour de l’An'],
    [addDays(easter, 1), 'lundi de Pâques'],
    [day(year, 5, 1), 'fête du Travail'],
    [day(year, 5, 8), 'victoire de 1945'],
    [addDays(easter, 39), 'Ascension'],
    [addDays(easter, 50), 'lundi de Pentecôte'],
    [day(year, 7, 14), 'fête nationale'],
    [day(year, 8, 15), 'Assomption'],
    [day(year, 11, 1), 'Toussaint'],
    [day(year, 11, 11), 'armistice de 1918'],
    [day(year, 12, 25), 'Noël'],
  ])
}

/** The instant as people in Paris read it: « 2026-11-24 », « 14:32 ». */
export function parisDateTime(instant: Date): { readonly date: string; readonly heure: string } {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'short' }).format(instant)
  return { date: parts.slice(0, 10), heure: parts.slice(11, 16) }
}

export const isJourOuvre = (date: string): boolean => {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !joursFeries(Number(date.slice(0, 4))).has(date)
}

const JOURS = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'] as const
const heureFr = (heure: string): string => `${Number(heure.slice(0, 2))} h${heure.slice(3) === '00' ? '' : ` ${heure.slice(3)}`}`

/** Open or closed now, and why, in one phrase for the support block. [S79] [S80] */
export function etatAssistance(
  assistance: Pick<Assistance, 'ouverture' | 'fermeture'>,
  instant: Date,
): { readonly ouverte: boolean; readonly phrase: string } {
  const { date, heure } = parisDateTime(instant)
  const ouvre = isJourOuvre(date)
  if (ouvre && heure >= assistance.ouverture && heure < assistance.fermeture)
    return { ouverte: true, phrase: `ouverte jusqu’à ${heureFr(assistance.fermeture)}` }
  if (ouvre && heure < assistance.ouverture)
    return { ouverte: false, phrase: `fermée, ouvre aujourd’hui à ${heureFr(assistance.ouverture)}` }
  let next = addDays(date, 1)
  while (!isJourOuvre(next)) next = addDays(next, 1)
  const ferie = joursFeries(Number(date.slice(0, 4))).get(date)
  const jour = JOURS[new Date(`${next}T00:00:00Z`).getUTCDay()]
  return {
    ouverte: false,
    phrase: `fermée${ferie ? ` (${ferie})` : ''}, ouvre ${next === addDays(date, 1) ? 'demain' : jour} à ${heureFr(assistance.ouverture)}`,
  }
}

/** Whole days from `today` to `date`: positive = still to come. */
export const joursAvant = (date: string, today: string): number =>
  Math.round((Date.parse(`${date}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000)

/** « 31/12/2025 ». */
export const dateFr = (date: string): string => `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`

/** « 6/12/2026 » or « 06/12/2026 » as `YYYY-MM-DD`; `null` when the calendar has no such day. */
export function parseDateFr(texte: string): string | null {
  const [, jour = '', mois = '', annee = ''] = /^\s*(\d{1,2})\/(\d{1,2})\/(\d{4})\s*$/.exec(texte) ?? []
  const date = `${annee}-${mois.padStart(2, '0')}-${jour.padStart(2, '0')}`
  const instant = Date.parse(`${date}T00:00:00Z`)
  return Number.isNaN(instant) || new Date(instant).toISOString().slice(0, 10) !== date ? null : date
}
