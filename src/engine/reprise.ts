/** What a dossier takes over from the one filed the year before: everything that it held, and the entry cells that it fills. Pure. [PI-01] */
import type { Adresse, Cellule, Famille, LiasseCompilee } from '#definitions/edition.ts'
import { celluleAt, indexDeListe, numeroDeLigne } from '#definitions/liste.ts'
import type { CellValue } from './cell-value.ts'
import type { Sheet } from './sheet.ts'

/** A filed dossier in the cells of an edition: what they hold, computed cells included, empty ones left out. */
export type Passee = {
  readonly valeurs: ReadonlyMap<Adresse, CellValue>
  /** Cells that it does not tell: their figure is not empty, it is not known. */
  readonly inconnues: readonly Adresse[]
}
export type Reprise = { readonly cellule: Cellule; readonly valeur: CellValue }

/** Everything that a sheet holds, cells of lists included. A total beyond what can be told exactly is not known. */
export function readAll(sheet: Sheet): Passee {
  const valeurs = new Map<Adresse, CellValue>()
  const inconnues: Adresse[] = []
  for (const index of indicesOf(sheet)) {
    const cellule = sheet.cellule(index)
    if (!cellule || !sheet.applies(index)) continue
    const value = sheet.read(index)
    if (value.etat === 'hors_limites') inconnues.push(cellule.at)
    else if (value.etat !== 'vide') valeurs.set(cellule.at, value)
  }
  return { valeurs, inconnues }
}

const indicesOf = (sheet: Sheet): readonly number[] => [
  ...sheet.liasse.cellules.keys(),
  ...sheet.liasse.listes.flatMap((liste) =>
    sheet.rows(liste.tableau).flatMap((numero) => liste.colonnes.map((_, rang) => indexDeListe(liste, numero, rang))),
  ),
]

/**
 * The entry cells that the figures of the year before fill. A row of a list follows when what it carries forward is not nothing: a loan
 * paid back in full stays behind.
 */
export function listReprises(liasse: LiasseCompilee, famille: Famille, { valeurs }: Pick<Passee, 'valeurs'>): readonly Reprise[] {
  const fixes = liasse.cellules.flatMap((cellule) => repriseOf(cellule, famille, valeurs))
  const rows = rowsOf(valeurs.keys())
  const listees = liasse.listes.flatMap((liste) => {
    if (!liste.colonnes.some(({ reprise }) => reprise !== undefined)) return []
    return (rows.get(liste.tableau) ?? []).flatMap((numero) => {
      const cellules = liste.colonnes.flatMap((_, rang) => celluleAt(liasse, indexDeListe(liste, numero, rang)) ?? [])
      const reprises = cellules.flatMap((cellule) => repriseOf(cellule, famille, valeurs))
      return reprises.some(isCarried) ? reprises : []
    })
  })
  return [...fixes, ...listees]
}

function repriseOf(cellule: Cellule, famille: Famille, valeurs: Passee['valeurs']): readonly Reprise[] {
  const { reprise, formule, familles } = cellule
  if (reprise === undefined || formule || (familles.length > 0 && !familles.includes(famille))) return []
  const valeur = valeurs.get(reprise)
  return valeur?.etat === 'valeur' || valeur?.etat === 'sans_objet' ? [{ cellule, valeur }] : []
}

/** Not a cell copied as it was (the number of the contract), but a figure of the close that opens the year. */
const isCarried = ({ cellule, valeur }: Reprise): boolean =>
  cellule.reprise !== cellule.at && valeur.etat === 'valeur' && valeur.texte === undefined && valeur.valeur !== 0

/** Numbers of the rows of each list, increasing. */
function rowsOf(addresses: Iterable<Adresse>): ReadonlyMap<string, readonly number[]> {
  const rows = new Map<string, Set<number>>()
  for (const at of addresses) {
    const [tableau = '', place = ''] = at.split('.')
    const numero = numeroDeLigne(place.slice(0, place.indexOf('[')))
    if (numero !== null) rows.set(tableau, (rows.get(tableau) ?? new Set()).add(numero))
  }
  return new Map([...rows].map(([tableau, numeros]) => [tableau, [...numeros].toSorted((a, b) => a - b)]))
}
