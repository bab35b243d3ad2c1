/** What every act that writes figures shares: typing, pasting, undoing, synchronising. One journal line, from → to for each cell. */
import { nomComplet } from '#domain/acteur.ts'
import type { Cellule } from '#definitions/edition.ts'
import type { CellValue } from '#engine/sheet.ts'
import type { CelluleStockee, LigneStockee } from '#store/cellules.ts'
import { mergeCellules, type Modification } from '#store/dossiers.ts'
import type { Tx } from '#store/transact.ts'
import type { Contenu, Ouvert } from './plateforme.ts'
import type { Call } from './service.ts'
import { contenuOf, sameContenu, texteDe, valeurOf } from './valeurs-du-moteur.ts'

/** A cell to be written: its new value, or only a refused draft beside the value that still counts. */
export type Ecrite = { readonly cellule: Cellule; readonly valeur: CellValue; readonly brouillon?: string; readonly expression?: string }

export type Demande = { readonly ouvert: Ouvert; readonly moyen: string; readonly cellules: readonly Ecrite[] }

export type Ecriture = {
  /** The dossier's figures after the act. */
  readonly contenu: Contenu
  /** Number of the journal line of the act. */
  readonly seq: number
  readonly ecrites: ReadonlyMap<Cellule, CelluleStockee>
  readonly journal: Record<string, [string | null, string | null]>
  /** What changes in the dossier's row. A draft alone changes no figure. */
  readonly modification: Modification
}

/** Computes the cells as they will be stored, the sheet after them, and the line that says it. Nothing is written. */
export function composer(call: Call, { ouvert, moyen, cellules }: Demande): Ecriture {
  const seq = ouvert.row.seq + 1
  const ecrites = new Map<Cellule, CelluleStockee>()
  const journal: Record<string, [string | null, string | null]> = {}
  for (const { cellule, valeur, brouillon, expression } of cellules) {
    const avant = ouvert.cellules.get(cellule.at)
    const contenu = brouillon === undefined ? contenuOf(valeur) : contenuOf(valeurOf(avant))
    ecrites.set(cellule, {
      ...contenu,
      ...(brouillon === undefined ? {} : { b: brouillon }),
      ...(expression === undefined ? {} : { e: expression }),
      s: seq,
      m: moyen,
      p: nomComplet(call.acteur),
    })
    if (!sameContenu(avant, contenu)) journal[cellule.at] = [texteDe(avant, cellule.decimales), texteDe(contenu, cellule.decimales)]
  }
  const contenu = contenuApres(ouvert, ecrites)
  const changed = Object.keys(journal).length > 0
  return {
    contenu,
    seq,
    ecrites,
    journal,
    modification: changed ? { modifie_seq: seq, modifie_le: call.maintenant, remplies: contenu.cellules.remplies } : {},
  }
}

function contenuApres({ cellules, sheet }: Contenu, ecrites: ReadonlyMap<Cellule, CelluleStockee>): Contenu {
  const parAdresse = Array.from(ecrites, ([{ at }, cellule]) => [at, cellule] as const)
  return { cellules: cellules.with(parAdresse), sheet: sheet.with(new Map(parAdresse.map(([at, cellule]) => [at, valeurOf(cellule)]))) }
}

/** Cells gathered by line, as they are stored; of a cell written twice, the last. */
export function parLigne(ecrites: Iterable<readonly [Cellule, CelluleStockee]>): readonly LigneStockee[] {
  const lignes = new Map<string, { tableau: string; ligne: string; cellules: Record<string, CelluleStockee> }>()
  for (const [{ at, tableau, ligne }, cellule] of ecrites) {
    const clef = `${tableau}.${ligne}`
    const found = lignes.get(clef) ?? { tableau, ligne, cellules: {} }
    lignes.set(clef, found)
    found.cellules[at] = cellule
  }
  return [...lignes.values()]
}

/** Merges the cells into the dossier, whose row is locked by the caller. */
export async function ecrireCellules(tx: Tx, call: Call, demande: Demande): Promise<Ecriture> {
  const ecriture = composer(call, demande)
  await mergeCellules(tx, demande.ouvert.row, parLigne(ecriture.ecrites))
  return ecriture
}
