/** What every act that writes figures shares: typing, pasting, undoing, synchronising. One journal line, from → to for each cell. */
import { nomComplet } from '#domain/acteur.ts'
import type { Cellule } from '#definitions/edition.ts'
import type { CellValue } from '#engine/sheet.ts'
import type { CelluleStockee } from '#store/cellules.ts'
import { mergeCellules, type DossierRow } from '#store/dossiers.ts'
import type { Tx } from '#store/transact.ts'
import { countRemplies } from './completude.ts'
import type { Ouvert } from './plateforme.ts'
import type { Call } from './service.ts'
import { contenuOf, sameContenu, texteDe, valeurOf } from './valeurs-du-moteur.ts'

/** A cell to be written: its new value, or only a refused draft beside the value that still counts. */
export type Ecrite = { readonly cellule: Cellule; readonly valeur: CellValue; readonly brouillon?: string; readonly expression?: string }

export type Ecriture = {
  readonly ouvert: Ouvert
  readonly seq: number
  readonly ecrites: ReadonlyMap<string, CelluleStockee>
  readonly journal: Record<string, [string | null, string | null]>
  readonly montantsChanges: boolean
}

/** Merges the cells into the dossier (its row is locked by the caller) and computes the sheet after them. */
export async function ecrireCellules(
  tx: Tx,
  call: Call,
  demande: { row: DossierRow; ouvert: Ouvert; moyen: string; cellules: readonly Ecrite[] },
): Promise<Ecriture> {
  const { row, ouvert, moyen } = demande
  const seq = row.seq + 1
  const ecrites = new Map<string, CelluleStockee>()
  const journal: Record<string, [string | null, string | null]> = {}
  const parTableau = new Map<string, Record<string, CelluleStockee>>()
  for (const { cellule, valeur, brouillon, expression } of demande.cellules) {
    const avant = ouvert.cellules.get(cellule.at)
    const contenu = brouillon === undefined ? contenuOf(valeur) : contenuOf(valeurOf(avant))
    const stored: CelluleStockee = {
      ...contenu,
      ...(brouillon === undefined ? {} : { b: brouillon }),
      ...(expression === undefined ? {} : { e: expression }),
      s: seq,
      m: moyen,
      p: nomComplet(call.acteur),
    }
    ecrites.set(cellule.at, stored)
    if (!sameContenu(avant, contenu)) journal[cellule.at] = [texteDe(avant, cellule.decimales), texteDe(contenu, cellule.decimales)]
    parTableau.set(cellule.tableau, { ...parTableau.get(cellule.tableau), [cellule.at]: stored })
  }
  await mergeCellules(tx, row, parTableau)
  const sheet = ouvert.sheet.with(new Map([...ecrites].map(([at, cellule]) => [at, valeurOf(cellule)])))
  const cellules = new Map([...ouvert.cellules, ...ecrites])
  return { ouvert: { seq, cellules, sheet }, seq, ecrites, journal, montantsChanges: Object.keys(journal).length > 0 }
}

/** What changes in the dossier's row with them. A draft alone changes no figure. */
export const modificationOf = (ecriture: Ecriture, call: Call) =>
  ecriture.montantsChanges
    ? { modifie_seq: ecriture.seq, modifie_le: call.maintenant, remplies: countRemplies(ecriture.ouvert.cellules) }
    : {}
