/** What one cell of a sheet holds. */
import type { LiasseCompilee } from '#definitions/edition.ts'
import { placeDeListe } from '#definitions/liste.ts'
import { HORS_LIMITES, SANS_OBJET, VALEUR, VIDE, type Cells } from './cells.ts'
import { blocOf, placeOf, slotOf } from './lignes.ts'
import type { CellValue } from './cell-value.ts'

/** State, number and text of a cell, fixed or of a list. */
export type Held = { readonly state: number; readonly valeur: number; readonly texte: string | undefined }

/** What the arrays hold at an index; empty for a row that does not exist. */
export function heldAt(liasse: LiasseCompilee, { values, presence, texts, listes }: Cells, index: number): Held {
  const place = placeDeListe(liasse, index)
  if (!place) return { state: presence[index] ?? VIDE, valeur: values[index] ?? 0, texte: texts.get(index) }
  const bloc = listes[place.position]?.blocs[blocOf(place.numero)]
  const slot = slotOf(place.rang, placeOf(place.numero))
  return { state: bloc?.presence[slot] ?? VIDE, valeur: bloc?.values[slot] ?? 0, texte: bloc?.texts.get(slot) }
}

/** The value of a cell as the other rooms read it. */
export function readCell(liasse: LiasseCompilee, cells: Cells, index: number): CellValue {
  const { state, valeur, texte } = heldAt(liasse, cells, index)
  if (state === VALEUR) return texte === undefined ? { etat: 'valeur', valeur } : { etat: 'valeur', texte }
  if (state === SANS_OBJET) return { etat: 'sans_objet' }
  return state === HORS_LIMITES ? { etat: 'hors_limites' } : { etat: 'vide' }
}
