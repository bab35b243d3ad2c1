/** What a save does to a dossier: what nobody changed since it was seen is written; the rest comes back as conflicts, never overwritten. */
import type { Cellule } from '#definitions/edition.ts'
import type { Sheet } from '#engine/sheet.ts'
import { Problem } from '#domain/problems.ts'
import type { CelluleStockee } from '#store/cellules.ts'
import type { DossierRow } from '#store/dossiers.ts'
import { isSaisissable } from './completude.ts'
import { composer, type Ecrite, type Ecriture } from './ecrire-cellules.ts'
import type { Contenu, Ouvert } from './plateforme.ts'
import type { Call } from './service.ts'
import { contenuOf, filDuMoteur, lireValeur, sameContenu, surLeFil } from './valeurs-du-moteur.ts'

export type Changement = {
  readonly at: string
  readonly v?: string | null | undefined
  readonly so?: true | undefined
  readonly b?: string | undefined
  readonly e?: string | undefined
  readonly vu: number
}
export type Saisie = { readonly dossierId: string; readonly moyen: string; readonly changements: readonly Changement[] }

type SurLeFil = ReturnType<typeof surLeFil<CelluleStockee>>
export type Enregistree = {
  readonly seq: number
  readonly valeurs: Record<string, SurLeFil>
  /** Computed cells that the save changed, as the server sees them: the browser compares them with its own. */
  readonly calculees: Record<string, string | null>
  readonly conflits: { at: string; actuelle: SurLeFil; qui: string; le: string }[]
  readonly le: string
}

/** Decides and computes; nothing is written. `ecriture` is null when every cell is in conflict. Throws the `Problem` of a cell. */
export function saisir(ouvert: Ouvert, call: Call, input: Saisie): { readonly sortie: Enregistree; readonly ecriture: Ecriture | null } {
  const { ecrites, conflits } = trier(ouvert, input.changements)
  const le = call.maintenant.toISOString()
  const sortie = { seq: ouvert.row.seq, valeurs: {}, calculees: {}, conflits: conflits.map((conflit) => ({ ...conflit, le })), le }
  if (ecrites.length === 0) return { sortie, ecriture: null }
  const ecriture = composer(call, { ouvert, moyen: input.moyen, cellules: ecrites })
  const valeurs = Object.fromEntries(Array.from(ecriture.ecrites, ([{ at, decimales }, cellule]) => [at, surLeFil(cellule, decimales)]))
  return { sortie: { ...sortie, seq: ecriture.seq, valeurs, calculees: calculeesDepuis(ouvert, ecriture.contenu) }, ecriture }
}

/** The entry cell of this address, for the body's family. */
function getSaisissable(sheet: Sheet, at: string, row: DossierRow): Cellule {
  const cellule = sheet.cellule(at)
  if (!cellule) throw new Problem('cellule/inconnue', { at })
  if (cellule.formule) throw new Problem('cellule/calculee', { at, formule: cellule.formule.texte })
  if (!isSaisissable(cellule, row.famille)) throw new Problem('cellule/non-concernee', { at, famille: row.famille })
  return cellule
}

/** Splits what may be written from what somebody else changed in the meantime. The same value twice is no conflict. */
function trier({ row, sheet, cellules }: Ouvert, changements: readonly Changement[]) {
  const ecrites: Ecrite[] = []
  const conflits: { at: string; actuelle: SurLeFil; qui: string }[] = []
  for (const change of changements) {
    const cellule = getSaisissable(sheet, change.at, row)
    const valeur = change.b === undefined ? lireValeur(cellule, change) : ({ etat: 'vide' } as const)
    const actuelle = cellules.get(change.at)
    if (isMoved(actuelle, change) && !sameContenu(actuelle, contenuOf(valeur)))
      conflits.push({ at: change.at, actuelle: surLeFil(actuelle, cellule.decimales), qui: actuelle.p ?? '' })
    else
      ecrites.push({
        cellule,
        valeur,
        ...(change.b === undefined ? {} : { brouillon: change.b }),
        ...(change.e === undefined ? {} : { expression: change.e }),
      })
  }
  return { ecrites, conflits }
}

const isMoved = (actuelle: CelluleStockee | undefined, { vu }: Changement): actuelle is CelluleStockee =>
  actuelle !== undefined && actuelle.s > vu

function calculeesDepuis(avant: Contenu, apres: Contenu): Record<string, string | null> {
  const changed: Record<string, string | null> = {}
  for (const i of apres.sheet.changedFrom(avant.sheet)) {
    const cellule = apres.sheet.cellule(i)
    if (cellule?.formule) changed[cellule.at] = filDuMoteur(apres.sheet.read(i), cellule.decimales)
  }
  return changed
}
