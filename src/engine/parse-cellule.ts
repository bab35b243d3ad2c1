/** Reads what is typed in any cell: figures through `parseMontant`, texts and choices here. */
import type { Cellule } from '#definitions/edition.ts'
import { nearestName } from '#definitions/nearest-name.ts'
import { parseMontant, type Lecture } from './parse-montant.ts'

export type LectureCellule = Lecture | { readonly genre: 'texte'; readonly texte: string }

/** Longest text a cell keeps. */
export const MAX_TEXTE = 4000

/** Reads `texte` for this cell. A choice is matched without regard to case; a text is kept as typed, ends trimmed. */
export function parseCellule(
  texte: string,
  { type, decimales, choix = [] }: Pick<Cellule, 'type' | 'decimales' | 'choix'>,
): LectureCellule {
  if (type !== 'texte' && type !== 'choix') return parseMontant(texte, { type, decimales })
  const trimmed = texte.trim()
  if (trimmed === '') return { genre: 'vide' }
  if (/^(?:\/|s\.o\.|SO)$/.test(trimmed)) return { genre: 'sans_objet' }
  if (trimmed.length > MAX_TEXTE)
    return { genre: 'refus', message: `Texte trop long : ${trimmed.length} caractères, au plus ${MAX_TEXTE}.` }
  if (type === 'texte') return { genre: 'texte', texte: trimmed }
  const chosen = choix.find((choice) => choice.toLowerCase() === trimmed.toLowerCase())
  if (chosen !== undefined) return { genre: 'texte', texte: chosen }
  const nearest = nearestName(trimmed, choix)
  return {
    genre: 'refus',
    message: `« ${trimmed} » n’est pas un des choix : ${choix.join(', ')}.${nearest === null ? '' : ` Vouliez-vous « ${nearest} » ?`}`,
  }
}
