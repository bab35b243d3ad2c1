/** What is typed or pasted in a cell, read once for all by the engine's parser, ready to be written. [EG-07] [EG-08] [EG-14] */
import type { Cellule } from '#definitions/edition.ts'
import { formatSaisie } from '#engine/format-montant.ts'
import { parseCellule } from '#engine/parse-cellule.ts'
import { NOTES, type Suggestion } from '#engine/parse-montant.ts'
import type { Content } from '#web/dossier/undo-stack.ts'

export type Lecture =
  | { readonly genre: 'valeur'; readonly content: Content; readonly note: string | null }
  /** The text has two honest readings: the person says which. */
  | { readonly genre: 'question'; readonly message: string; readonly groupe: Suggestion; readonly decimal: Suggestion }
  | { readonly genre: 'refus'; readonly message: string; readonly suggestion: string | null }

export function readEntry(texte: string, cellule: Cellule): Lecture {
  const lu = parseCellule(texte, cellule)
  switch (lu.genre) {
    case 'valeur':
      return {
        genre: 'valeur',
        content: { valeur: { etat: 'valeur', valeur: lu.valeur }, expression: lu.expression },
        note: lu.notes.map((note) => NOTES[note]).join(', ') || null,
      }
    case 'texte':
      return { genre: 'valeur', content: { valeur: { etat: 'valeur', texte: lu.texte } }, note: null }
    case 'sans_objet':
      return { genre: 'valeur', content: { valeur: { etat: 'sans_objet' } }, note: null }
    case 'vide':
      return { genre: 'valeur', content: { valeur: { etat: 'vide' } }, note: lu.note ? NOTES[lu.note] : null }
    case 'question':
      return { genre: 'question', message: lu.message, groupe: lu.groupe, decimal: lu.decimal }
    case 'refus':
      return { genre: 'refus', message: lu.message, suggestion: lu.suggestion?.texte ?? null }
  }
}

/** The text that F2 shows: what was refused, the expression, or the value. */
export function draftOf({ valeur, brouillon, expression }: Content, cellule: Cellule): string {
  if (brouillon !== undefined) return brouillon
  if (expression !== undefined) return expression
  if (valeur.etat === 'sans_objet') return 's.o.'
  if (valeur.etat !== 'valeur') return ''
  return valeur.texte ?? formatSaisie(valeur.valeur, cellule.decimales)
}
