/** The cells of a filed dossier of an earlier year, as the formulas of this one read them. */
import type { LiasseCompilee } from '#definitions/edition.ts'
import type { CellValue } from './cell-value.ts'
import { HORS_LIMITES, INCONNUE, SANS_OBJET, VALEUR, VIDE, type Passe } from './cells.ts'
import { MAX_VALEUR } from './money.ts'

const STATES: Readonly<Record<CellValue['etat'], number>> = {
  vide: VIDE,
  valeur: VALEUR,
  sans_objet: SANS_OBJET,
  hors_limites: HORS_LIMITES,
}

/** What is known of a filed dossier, by index: its values, and the cells whose figure is not known. */
export type Filed = { readonly values: Iterable<readonly [index: number, value: CellValue]>; readonly unknown: Iterable<number> }

/** Figures already filed: computed cells are taken as they were. Throws a `RangeError` on a value of the wrong kind or not exact. */
export function toPasse({ cellules }: LiasseCompilee, { values, unknown }: Filed): Passe {
  const texts = new Map<number, string>()
  const passe = { values: new Float64Array(cellules.length), presence: new Uint8Array(cellules.length), texts }
  for (const [index, value] of values) {
    const cellule = cellules[index]
    if (!cellule) continue
    passe.presence[index] = STATES[value.etat]
    if (value.etat !== 'valeur') continue
    const isText = cellule.type === 'texte' || cellule.type === 'choix'
    if (isText !== (value.texte !== undefined)) throw new RangeError(`${cellule.at} expects ${isText ? 'a text' : 'a number'}`)
    if (value.texte !== undefined) texts.set(index, value.texte)
    else if (Number.isInteger(value.valeur) && Math.abs(value.valeur) <= MAX_VALEUR) passe.values[index] = value.valeur
    else throw new RangeError(`${cellule.at}: ${value.valeur} is not a whole number of units below 2^53`)
  }
  for (const index of unknown) passe.presence[index] = INCONNUE
  return passe
}
