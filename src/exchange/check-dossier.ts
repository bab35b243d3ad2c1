/** The official rules on a dossier read from a file: no server, no network, nothing stored. [AP-02] */
import type { Adresse } from '#definitions/edition.ts'
import { formatWire } from '#engine/format-montant.ts'
import { openSheet, type CellValue, type Sheet, type SheetContent } from '#engine/sheet.ts'
import { cheminDe, suivre } from '#engine/transposer.ts'
import { constatsOf, type Constats } from '#domain/constats.ts'
import type { DossierLu } from './read-dossier.ts'

/**
 * A computed cell that the file states otherwise: both as decimal text, null for a cell that is empty. `regle`: the rule that holds by
 * construction in this edition, and that the file breaks; null when none speaks of the cell.
 */
export type TotalDifferent = {
  readonly cellule: Adresse
  readonly fichier: string
  readonly calcule: string | null
  readonly regle: { readonly code: string; readonly message: string } | null
}
export type DossierVerifie = {
  readonly sheet: Sheet
  readonly constats: Constats
  readonly totaux: readonly TotalDifferent[]
  /** Cells of another family: kept out, they count nowhere. */
  readonly misesDeCote: readonly Adresse[]
}

/** Computes and verifies the dossier. */
export function checkDossier(dossier: DossierLu): DossierVerifie {
  const { edition, liasse, famille, saisies, totaux, balance } = dossier
  const sheet = openSheet(edition, liasse, { famille, valeurs: saisies, balance, ...passesOf(dossier) })
  return {
    sheet,
    constats: constatsOf(sheet),
    totaux: [...totaux].flatMap(([at, dit]) => compareTotal(sheet, at, dit)),
    misesDeCote: [...saisies.keys(), ...totaux.keys()].filter((at) => !sheet.applies(at)),
  }
}

/** The filed years that the file tells, in the cells of this edition; one that no edition at hand leads from is as if it were not told. */
function passesOf({ edition, liasse, famille, precedents }: DossierLu): Required<Pick<SheetContent, 'precedents' | 'inconnues'>> {
  const known = [edition, ...precedents.map((precedent) => precedent.edition)]
  const passees = precedents.map((precedent) => {
    const chemin = cheminDe(precedent.edition, edition, (code) => known.find((one) => one.code === code))
    return chemin && suivre(openSheet(precedent.edition, liasse, { famille, valeurs: precedent.saisies }), chemin, famille)
  })
  return { precedents: passees.map((passee) => passee?.valeurs ?? null), inconnues: passees.map((passee) => passee?.inconnues ?? []) }
}

/** Nothing when the file and the engine agree, or when the cell is not of this family. */
function compareTotal(sheet: Sheet, cellule: Adresse, dit: CellValue): readonly TotalDifferent[] {
  const decimales = sheet.cellule(cellule)?.decimales ?? 0
  const [fichier, calcule] = [toText(dit, decimales), toText(sheet.read(cellule), decimales)]
  return !sheet.applies(cellule) || fichier === null || fichier === calcule
    ? []
    : [{ cellule, fichier, calcule, regle: regleOf(sheet, cellule) }]
}

function regleOf(sheet: Sheet, at: Adresse): TotalDifferent['regle'] {
  const index = sheet.indexOf(at)
  const found = sheet.liasse.constructions.find(({ cellules }) => index !== undefined && cellules.includes(index))
  return found ? { code: found.code, message: found.message } : null
}

function toText(value: CellValue, decimales: number): string | null {
  switch (value.etat) {
    case 'valeur':
      return value.texte ?? formatWire(value.valeur, decimales)
    case 'sans_objet':
      return 'SO'
    case 'hors_limites':
      return 'hors limites'
    case 'vide':
      return null
  }
}
