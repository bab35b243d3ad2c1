/** The address a file gives → the cell of the liasse, or the sentence that says what is unknown in it, with the nearest known name. */
import type { Adresse, Cellule, Edition, LiasseCode, LiasseCompilee, ListeCompilee } from '#definitions/edition.ts'
import { celluleAt, numeroDeLigne, trouveDansListe } from '#definitions/liste.ts'
import { didYouMean } from '#definitions/nearest-name.ts'

export type CaseTrouvee = { readonly cellule: Cellule } | { readonly inconnue: string }
/** `autres`: editions in which an unknown cell is looked for too, to say so. */
export type Lieu = { readonly edition: Edition; readonly liasse: LiasseCode; readonly autres: readonly Edition[] }

const ADRESSE = /^([A-Z][A-Z0-9-]*)\.([A-Z][A-Z0-9-]*)\[([A-Za-z][A-Za-z0-9_]*)\]$/

export type Chercheur = {
  /** The cell, or what is unknown in its address: each unknown one is compared with all the known names. */
  search(at: Adresse): CaseTrouvee
  /** The cell, or that it is unknown, without looking for the nearest. */
  known(at: Adresse): CaseTrouvee
}

/** Finds cells of one liasse; the index of its addresses is built once. */
export function caseFinder(lieu: Lieu): Chercheur {
  const liasse = getLiasse(lieu.edition, lieu.liasse)
  const index = new Map(liasse.cellules.map((cellule) => [cellule.at, cellule]))
  const find = (at: Adresse, say: () => string): CaseTrouvee => {
    const cellule = index.get(at) ?? caseOfListe(liasse, at)
    return cellule ? { cellule } : { inconnue: say() }
  }
  return {
    search: (at) => find(at, () => sayUnknown(at, lieu) + sayElsewhere(at, lieu)),
    known: (at) => find(at, () => `Case « ${at.slice(0, 60)} » inconnue.`),
  }
}

function caseOfListe(liasse: LiasseCompilee, at: Adresse): Cellule | undefined {
  const found = trouveDansListe(liasse, at)
  return found === undefined ? undefined : celluleAt(liasse, found)
}

function getLiasse(edition: Edition, code: LiasseCode): LiasseCompilee {
  const liasse = edition.liasses.find((candidate) => candidate.code === code)
  if (!liasse) throw new RangeError(`edition ${edition.code} has no liasse ${code}`)
  return liasse
}

function sayUnknown(at: Adresse, { edition, liasse: code }: Lieu): string {
  const liasse = getLiasse(edition, code)
  const [, tableau = '', ligne = '', colonne = ''] = ADRESSE.exec(at) ?? []
  if (tableau === '') {
    const near =
      at.length > 60
        ? ''
        : didYouMean(
            at,
            liasse.cellules.map((cellule) => cellule.at),
          )
    return `Adresse mal écrite : « ${at.slice(0, 60)} ». Il faut TABLEAU.LIGNE[colonne], comme « ${liasse.cellules[0]?.at ?? ''} ».${near}`
  }
  const liste = liasse.listes.find((candidate) => candidate.tableau === tableau)
  if (liste) return sayUnknownInListe(at, { liste, ligne, colonne })
  const own = liasse.cellules.filter((cellule) => cellule.tableau === tableau)
  if (own.length === 0)
    return `Case « ${at} » inconnue : pas de tableau ${tableau} dans « ${liasse.libelle} ».${didYouMean(tableau, liasse.tableaux)}`
  const ofLigne = own.filter((cellule) => cellule.ligne === ligne)
  if (ofLigne.length === 0)
    return `Case « ${at} » inconnue : le tableau ${tableau} n’a pas de ligne ${ligne}.${didYouMean(ligne, new Set(own.map((cellule) => cellule.ligne)))}`
  const colonnes = ofLigne.map((cellule) => cellule.colonne)
  return `Case « ${at} » inconnue : la ligne ${ligne} a les colonnes ${colonnes.join(', ')}, pas « ${colonne} ».${didYouMean(colonne, colonnes)}`
}

function sayUnknownInListe(
  at: Adresse,
  { liste, ligne, colonne }: { readonly liste: ListeCompilee; readonly ligne: string; readonly colonne: string },
): string {
  const numero = numeroDeLigne(ligne)
  const unknown = `Case « ${at} » inconnue : `
  if (numero === null) return `${unknown}les lignes de la liste ${liste.tableau} s’appellent L1, L2, L3…`
  if (numero > liste.capacite) return `${unknown}la liste ${liste.tableau} a ${liste.capacite} lignes au plus.`
  const colonnes = liste.colonnes.map((own) => own.colonne)
  return `${unknown}la liste ${liste.tableau} a les colonnes ${colonnes.join(', ')}, pas « ${colonne} ».${didYouMean(colonne, colonnes)}`
}

/** Where the cell does exist: in the other liasse, else in another edition. */
function sayElsewhere(at: Adresse, { edition, liasse: code, autres }: Lieu): string {
  const isIn = (liasse: LiasseCompilee): boolean =>
    liasse.cellules.some((cellule) => cellule.at === at) || caseOfListe(liasse, at) !== undefined
  const other = edition.liasses.find((liasse) => liasse.code !== code && isIn(liasse))
  if (other) return ` Elle existe dans la liasse « ${other.libelle} » ("${other.code}").`
  const ailleurs = autres.filter(
    (autre) => autre.code !== edition.code && autre.liasses.some((liasse) => liasse.code === code && isIn(liasse)),
  )
  const [only, ...others] = ailleurs.map((autre) => autre.code)
  if (only === undefined) return ''
  return others.length === 0 ? ` Elle existe dans l’édition ${only}.` : ` Elle existe dans les éditions ${[only, ...others].join(' et ')}.`
}
