/** How a value is written in its cell, and how the cell is named aloud. */
import type { Cellule } from '#definitions/edition.ts'
import { formatEcran } from '#engine/format-montant.ts'
import { rescale } from '#engine/money.ts'
import type { CellValue } from '#engine/sheet.ts'
import type { CellView } from '#web/dossier/dossier-state.ts'
import type { GridModel, Place } from './grid-model.ts'

export type Echelle = 'euro' | 'k' | 'm'

/** `centimes`: the decimals, apart, so that the decimal commas of a column are aligned even on whole amounts. */
export type Written = { readonly texte: string; readonly centimes: string }

const DECIMALS_SHOWN: Readonly<Record<Exclude<Echelle, 'euro'>, number>> = { k: 1, m: 2 }
const POWER: Readonly<Record<Exclude<Echelle, 'euro'>, number>> = { k: 3, m: 6 }
export const UNITES: Readonly<Record<Echelle, string>> = { euro: '€', k: 'k€', m: 'M€' }

/** The stored value never changes with the unit shown. [EG-19] */
export function writeValue(valeur: CellValue, cellule: Cellule, echelle: Echelle = 'euro'): Written {
  if (valeur.etat === 'sans_objet') return { texte: 's.o.', centimes: '' }
  if (valeur.etat === 'hors_limites') return { texte: 'hors limites', centimes: '' }
  if (valeur.etat === 'vide') return { texte: '', centimes: '' }
  if (valeur.texte !== undefined) return { texte: valeur.texte, centimes: '' }
  if (cellule.type !== 'montant')
    return { texte: formatEcran(valeur.valeur, cellule.decimales) + (cellule.type === 'taux' ? '\u00a0%' : ''), centimes: '' }
  if (echelle !== 'euro') return { texte: scaled(valeur.valeur, cellule.decimales, echelle), centimes: '' }
  const [entiers = '', centimes = ''] = formatEcran(valeur.valeur, cellule.decimales).split(',')
  return { texte: entiers, centimes: /^0*$/.test(centimes) ? '' : `,${centimes}` }
}

function scaled(valeur: number, decimales: number, echelle: Exclude<Echelle, 'euro'>): string {
  const shown = DECIMALS_SHOWN[echelle]
  return formatEcran(rescale(valeur, decimales + POWER[echelle], shown) ?? 0, shown)
}

/** « 1 234,50 » whatever the unit shown: for messages and names. */
export const sayValue = (valeur: CellValue, cellule: Cellule): string => {
  const { texte, centimes } = writeValue(valeur, cellule)
  return texte === '' ? 'vide' : `${texte}${centimes}${cellule.type === 'montant' && valeur.etat === 'valeur' ? '\u00a0€' : ''}`
}

const MOYENS: Readonly<Record<string, string>> = {
  synchronisation: 'reprise des ER',
  reprise: 'reprise de l’exercice précédent',
  collage: 'collée',
  api: 'reçue par l’API',
  annulation: 'rétablie',
}
/** « reprise des ER par Bruno Carle »: where the value of a cell came from; nothing for a cell never written, or computed. */
export function sayOrigine({ moyen, par }: CellView): string {
  if (moyen === null) return ''
  return [MOYENS[moyen] ?? 'saisie', par && `par ${par}`].filter(Boolean).join(' ')
}

/** « BC » for Bruno Carle, « MD » for Marie-Christine Dubois-Lemaître. */
export const initialesOf = (nomComplet: string): string => {
  const mots = nomComplet.split(' ').filter(Boolean)
  return `${mots[0]?.[0] ?? ''}${mots.length > 1 ? (mots[1]?.[0] ?? '') : ''}`.toUpperCase()
}

const NIVEAUX = { bloquant: 'contrôle bloquant', a_justifier: 'à justifier', a_noter: 'à noter' } as const

/** « Frais d’établissement, A101, Brut, 12 450 €, à justifier »: line, code, column, value, state. [AC-01] */
export function cellName(
  model: GridModel,
  { row, col }: Place,
  { cellule, view }: { readonly cellule: Cellule; readonly view: CellView },
): string {
  const line = model.lignes[row]
  const states = [
    cellule.formule ? 'calculée' : '',
    view.brouillon === undefined ? '' : `refusée : ${view.brouillon}`,
    view.eclair && view.par ? `vient d’être modifiée par ${view.par}` : '',
    view.conflit ? 'modifiée en même temps par une autre personne' : '',
    view.niveau ? NIVEAUX[view.niveau] : '',
    MOYENS[view.moyen ?? ''] ?? '',
    view.enAttente ? 'à envoyer' : '',
  ]
  return [line?.ligne.libelle, line?.ligne.code, model.colonnes[col]?.libelle, sayValue(view.valeur, cellule), ...states]
    .filter(Boolean)
    .join(', ')
}
