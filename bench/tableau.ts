/** The one table that a run prints. */

export type Rang = {
  /** Row of the performance goals (`P1`…); empty when the row only informs. */
  readonly but: string
  readonly quoi: string
  readonly mesure: string
  /** What it is compared with, measured in the same run. */
  readonly reference: string
  readonly rapport: string
  /** The goal in words, and whether it is met; null when the row only informs. */
  readonly objectif: { readonly texte: string; readonly tenu: boolean } | null
}

const LOCALE = 'fr-FR'
export const nombre = (value: number, decimales = 0): string =>
  value.toLocaleString(LOCALE, { minimumFractionDigits: decimales, maximumFractionDigits: decimales })
export const ms = (value: number): string => `${nombre(value, value < 10 ? 2 : 0)} ms`
/** From microseconds. */
export const micros = (value: number): string => (value < 1000 ? `${nombre(value, value < 10 ? 1 : 0)} µs` : ms(value / 1000))
export const fois = (value: number): string => `${nombre(value, 2)} ×`
export const pourCent = (value: number): string => `${nombre(100 * value)} %`

/** « at most » and « at least » a figure; not a number never meets a goal. */
export const auPlus = (value: number, limite: number, dit: (value: number) => string) => ({
  texte: `≤ ${dit(limite)}`,
  tenu: value <= limite,
})
export const auMoins = (value: number, limite: number, dit: (value: number) => string) => ({
  texte: `≥ ${dit(limite)}`,
  tenu: value >= limite,
})

const ligne = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

export function imprimer(rangs: readonly Rang[]): string {
  const head = ['', 'Travail', 'Mesure', 'Référence (même exécution)', 'Rapport', 'But', 'Tenu']
  const rows = rangs.map(({ but, quoi, mesure, reference, rapport, objectif }) =>
    ligne([but, quoi, mesure, reference, rapport, objectif?.texte ?? '–', objectif === null ? '–' : objectif.tenu ? 'oui' : 'NON']),
  )
  return [ligne(head), ligne(head.map(() => '---')), ...rows].join('\n')
}
