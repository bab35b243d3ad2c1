/** One value of a dossier file → what the cell holds, or the sentence that says why not. Nothing is guessed and nothing is rounded. */
import type { Cellule } from '#definitions/edition.ts'
import { formatCourt, formatWire, parseWire } from '#engine/format-montant.ts'
import { MAX_VALEUR } from '#engine/money.ts'
import { parseCellule } from '#engine/parse-cellule.ts'
import { parseMontant, type Genre } from '#engine/parse-montant.ts'
import type { CellValue } from '#engine/sheet.ts'
import type { DossierEcrit } from './dossier-shape.ts'

export type ValeurEcrite = DossierEcrit['valeurs'][string]
/** `refus`: French sentence without the name of the cell. */
export type LectureValeur = { readonly valeur: CellValue } | { readonly refus: string }

const VIDE: LectureValeur = { valeur: { etat: 'vide' } }
const SANS_OBJET: LectureValeur = { valeur: { etat: 'sans_objet' } }

/** Reads a value for its cell. `ecrit`: the characters of the file when the value is a JSON number. */
export function readValeur(
  cellule: Pick<Cellule, 'type' | 'decimales' | 'choix'>,
  valeur: ValeurEcrite,
  ecrit: string | null,
): LectureValeur {
  if (valeur === null || valeur === '') return VIDE
  if (typeof valeur === 'object') return SANS_OBJET
  const { type, decimales } = cellule
  if (type === 'texte' || type === 'choix') return readTexte(cellule, valeur)
  if (typeof valeur === 'number') return readNombre(ecrit ?? String(valeur), { type, decimales })
  return readDecimal(valeur, { type, decimales })
}

function readTexte(cellule: Pick<Cellule, 'type' | 'decimales' | 'choix'>, valeur: string | number): LectureValeur {
  if (typeof valeur === 'number') return { refus: `il faut un texte entre guillemets, non le nombre ${valeur}.` }
  const lu = parseCellule(valeur, cellule)
  switch (lu.genre) {
    case 'texte':
      return { valeur: { etat: 'valeur', texte: lu.texte } }
    case 'vide':
      return VIDE
    case 'sans_objet':
      return SANS_OBJET
    case 'refus':
      return { refus: lu.message }
    case 'valeur':
    case 'question':
      throw new RangeError(`a ${cellule.type} cell was read as a figure`)
  }
}

/** A decimal text `1234.50`; anything else a person would understand is refused with the way to write it. */
function readDecimal(texte: string, genre: Genre): LectureValeur {
  if (texte === 'SO') return SANS_OBJET
  const valeur = parseWire(texte, genre.decimales)
  return valeur === null ? { refus: sayDecimal(texte, genre) } : { valeur: { etat: 'valeur', valeur } }
}

function sayDecimal(texte: string, genre: Genre): string {
  const shown = short(texte)
  if (texte.trimStart().startsWith('='))
    return `« ${shown} » est une formule : écrivez son résultat, les totaux de l’édition se calculent seuls.`
  const lu = parseMontant(texte, genre)
  switch (lu.genre) {
    case 'valeur':
      return lu.notes.includes('arrondi')
        ? `« ${shown} » a plus de décimales que la case n’en garde (${genre.decimales}). Arrondissez-le vous-même.`
        : `« ${shown} » ne s’écrit pas ainsi dans un fichier : écrivez "${formatWire(lu.valeur, genre.decimales)}".`
    case 'question':
      return `« ${shown} » se lit de deux façons : écrivez "${formatWire(lu.groupe.valeur, genre.decimales)}" ou "${formatWire(lu.decimal.valeur, genre.decimales)}".`
    case 'vide':
      return `« ${shown} » : pour une case vide, ôtez-la ou écrivez "".`
    case 'sans_objet':
      return `« ${shown} » : pour « sans objet », écrivez "SO".`
    case 'refus':
      return lu.message
  }
}

/** Beyond this power of ten no figure fits a cell. */
const MAX_EXPOSANT = 30

/** A JSON number is taken when its writing is exact at the decimals of the cell: `1234.5`, `12e3`; never when a float shows through. */
function readNombre(ecrit: string, { decimales }: Genre): LectureValeur {
  const [, sign = '', entiers = '', fraction = '', exposant = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([-+]?\d+))?$/.exec(ecrit) ?? []
  const digits = (entiers + fraction).replace(/^0+/, '')
  if (digits === '') return { valeur: { etat: 'valeur', valeur: 0 } }
  const places = fraction.length - Number(exposant)
  if (Math.abs(places) > MAX_EXPOSANT + fraction.length)
    return { refus: places < 0 ? tooGreat(ecrit, decimales) : notExact(ecrit, decimales) }
  const decimal = shifted(digits, places)
  const valeur = parseWire(sign + decimal, decimales)
  if (valeur !== null) return { valeur: { etat: 'valeur', valeur } }
  const isExact = (decimal.split('.')[1] ?? '').length <= decimales
  return { refus: isExact ? tooGreat(ecrit, decimales) : notExact(ecrit, decimales) }
}

const tooGreat = (ecrit: string, decimales: number): string =>
  `${short(ecrit)} est trop grand : au plus ${formatCourt(MAX_VALEUR, decimales)}.`

const notExact = (ecrit: string, decimales: number): string =>
  `${short(ecrit)} n’est pas exact à ${decimales} décimale${decimales > 1 ? 's' : ''} : un calcul en virgule flottante l’a sans doute produit. Écrivez un texte décimal, "1234.50".`

const short = (texte: string): string => (texte.length > 60 ? `${texte.slice(0, 60)}…` : texte)

/** The digits with `places` of them after the point, zeros at both ends dropped. */
function shifted(digits: string, places: number): string {
  if (places <= 0) return digits + '0'.repeat(-places)
  const padded = digits.padStart(places + 1, '0')
  const fraction = padded.slice(-places).replace(/0+$/, '')
  const entiers = padded.slice(0, -places)
  return fraction === '' ? entiers : `${entiers}.${fraction}`
}
