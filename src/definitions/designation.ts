/** What a designation names in a liasse: `T19`, `CRP.R213`, `CRP.R213[total]`, `X08[crd]` → the places of its cells. */
import type { Adresse, Cellule, LiasseCompilee } from './edition.ts'
import { numeroDeLigne } from './liste.ts'

/** One fixed cell, or one column of a list whatever the row: `X08[crd]`. What a figure is translated by. */
export type Place = string

export type Lieu = {
  readonly place: Place
  readonly tableau: string
  readonly ligne: string | null
  readonly colonne: string
  readonly cellule: PlaceDecrite
}
type PlaceDecrite = Pick<Cellule, 'type' | 'decimales' | 'choix' | 'formule'>

const lieux = new WeakMap<LiasseCompilee, readonly Lieu[]>()

/** Every place of a liasse, in the order of the form. */
export function lieuxOf(liasse: LiasseCompilee): readonly Lieu[] {
  const known = lieux.get(liasse)
  if (known) return known
  const found = [
    ...liasse.cellules.map((cellule): Lieu => ({
      place: cellule.at,
      tableau: cellule.tableau,
      ligne: cellule.ligne,
      colonne: cellule.colonne,
      cellule,
    })),
    ...liasse.listes.flatMap(({ tableau, colonnes }) =>
      colonnes.map((cellule): Lieu => ({
        place: `${tableau}[${cellule.colonne}]`,
        tableau,
        ligne: null,
        colonne: cellule.colonne,
        cellule,
      })),
    ),
  ]
  lieux.set(liasse, found)
  return found
}

/** The places that a designation names; none when the liasse has nothing of that name. */
export function lieuxDesignes(liasse: LiasseCompilee, designation: string): readonly Lieu[] {
  const [, tableau, ligne, colonne] = /^([A-Z][A-Z0-9-]*)(?:\.([A-Z][A-Z0-9-]*))?(?:\[(\w+)\])?$/.exec(designation) ?? []
  return lieuxOf(liasse).filter(
    (lieu) =>
      lieu.tableau === tableau && (ligne === undefined || lieu.ligne === ligne) && (colonne === undefined || lieu.colonne === colonne),
  )
}

/** The place of an address, and its row when its table is a list. */
export function placeOf({ listes }: LiasseCompilee, at: Adresse): { readonly place: Place; readonly numero: number | null } {
  const [, tableau = '', ligne = '', colonne = ''] = /^([^.]+)\.([^[]+)\[(.+)\]$/.exec(at) ?? []
  const isListe = listes.some((liste) => liste.tableau === tableau)
  return isListe ? { place: `${tableau}[${colonne}]`, numero: numeroDeLigne(ligne) } : { place: at, numero: null }
}

/** `X08[crd]`, row 12 → `X08.L12[crd]`; a fixed place is its own address. */
export const adresseOf = (place: Place, numero: number | null): Adresse => (numero === null ? place : place.replace('[', `.L${numero}[`))
