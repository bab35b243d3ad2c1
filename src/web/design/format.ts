/** How dates, counts and numbers are written in French, hours being those of Paris. Amounts are not written here. */
const PARIS = { timeZone: 'Europe/Paris' } as const
const DAY = new Intl.DateTimeFormat('fr-FR', { ...PARIS, day: '2-digit', month: '2-digit', year: 'numeric' })
const HOUR = new Intl.DateTimeFormat('fr-FR', { ...PARIS, hour: '2-digit', minute: '2-digit' })
const LONG_DAY = new Intl.DateTimeFormat('fr-FR', { ...PARIS, day: 'numeric', month: 'long', year: 'numeric' })
const COUNT = new Intl.NumberFormat('fr-FR')

/** « 12/05/2026 » from an instant. */
export const jourFr = (instant: string): string => DAY.format(new Date(instant))
/** « 14:02 » from an instant. */
export const heureFr = (instant: string): string => HOUR.format(new Date(instant))
/** « le 12/05/2026 à 14:02 » from an instant. */
export const momentFr = (instant: string): string => `le ${jourFr(instant)} à ${heureFr(instant)}`
/** « 12 mai 2026 » from a date of the law. */
export const dateLongueFr = (date: string): string => LONG_DAY.format(new Date(`${date}T12:00:00Z`))
/** « 1 234 ». */
export const nombreFr = (value: number): string => COUNT.format(value).replaceAll('\u202f', '\u00a0')
/** « 1 dossier », « 3 dossiers ». */
export const pluriel = (count: number, un: string, plusieurs = `${un}s`): string =>
  `${nombreFr(count)} ${Math.abs(count) > 1 ? plusieurs : un}`
/** « 321 654 987 00012 » */
export const siretFr = (numero: string): string =>
  numero.replace(/^(\d{3})(\d{3})(\d{3})(\d*)$/, (_whole, ...parts: string[]) => parts.slice(0, 4).filter(Boolean).join('\u00a0'))

/** « J-12 », « échéance aujourd’hui », « 3 jours de retard ». */
export function echeanceFr(joursRestants: number): string {
  if (joursRestants === 0) return 'échéance aujourd’hui'
  return joursRestants > 0 ? `J-${joursRestants}` : `${pluriel(-joursRestants, 'jour')} de retard`
}

/** « 12 jours restants », « dernier jour », « 3 jours de retard ». */
export function joursFr(joursRestants: number): string {
  if (joursRestants === 0) return 'dernier jour'
  return joursRestants > 0 ? pluriel(joursRestants, 'jour restant', 'jours restants') : `${pluriel(-joursRestants, 'jour')} de retard`
}
