/** Saves cells: what nobody changed since it was seen is written; the rest comes back as conflicts, never overwritten. */
import type { Cellule } from '#definitions/edition.ts'
import { refusalEcriture } from '#domain/droits.ts'
import { Problem } from '#domain/problems.ts'
import type { CelluleStockee } from '#store/cellules.ts'
import { lockDossier, type DossierRow } from '#store/dossiers.ts'
import { autoriser, dossierOf, trouve } from './autoriser.ts'
import { isSaisissable } from './completude.ts'
import { ecrireCellules, modificationOf, type Ecrite } from './ecrire-cellules.ts'
import { liasseOf, type Ouvert } from './plateforme.ts'
import { ecriture, type Call } from './service.ts'
import {
  cellulesParAdresse,
  contenuOf,
  filDuMoteur,
  lireValeur,
  sameContenu,
  surLeFil,
  type CellulesParAdresse,
} from './valeurs-du-moteur.ts'

export type Changement = {
  readonly at: string
  readonly v?: string | null | undefined
  readonly so?: true | undefined
  readonly b?: string | undefined
  readonly e?: string | undefined
  readonly vu: number
}

/** The entry cell of this address, for the body's family. */
function getSaisissable(cellules: CellulesParAdresse, at: string, row: DossierRow): Cellule {
  const cellule = cellules.get(at)
  if (!cellule) throw new Problem('cellule/inconnue', { at })
  if (cellule.formule) throw new Problem('cellule/calculee', { at, formule: cellule.formule.texte })
  if (!isSaisissable(cellule, row.famille)) throw new Problem('cellule/non-concernee', { at, famille: row.famille })
  return cellule
}

/** Splits what may be written from what somebody else changed in the meantime. The same value twice is no conflict. */
function trier(
  changements: readonly Changement[],
  { row, ouvert, cellules }: { row: DossierRow; ouvert: Ouvert; cellules: CellulesParAdresse },
) {
  const ecrites: Ecrite[] = []
  const conflits: { at: string; actuelle: CelluleStockee }[] = []
  for (const change of changements) {
    const cellule = getSaisissable(cellules, change.at, row)
    const valeur = change.b === undefined ? lireValeur(cellule, change) : ({ etat: 'vide' } as const)
    const actuelle = ouvert.cellules.get(change.at)
    const moved = actuelle !== undefined && actuelle.s > change.vu
    if (moved && !sameContenu(actuelle, contenuOf(valeur))) conflits.push({ at: change.at, actuelle })
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

export const enregistrerCellules = ecriture({
  nom: 'enregistrer-cellules',
  run: async (tx, call: Call, input: { dossierId: string; moyen: string; changements: readonly Changement[] }) => {
    const row = trouve(await lockDossier(tx, input.dossierId))
    const edition = await call.plateforme.edition(tx, row.edition_digest)
    const dossier = await dossierOf(tx, call, row)
    await autoriser(tx, call, { edition, refusal: (contexte) => refusalEcriture(call.acteur, dossier, { ...contexte, droit: 'saisir' }) })
    const ouvert = await call.plateforme.ouvrir(tx, row)
    const cellules = cellulesParAdresse(liasseOf(edition, row.liasse))
    const { ecrites, conflits } = trier(input.changements, { row, ouvert, cellules })
    const le = call.maintenant.toISOString()
    const enConflit = conflits.map(({ at, actuelle }) => ({
      at,
      actuelle: surLeFil(actuelle, cellules.get(at)?.decimales ?? 2),
      qui: actuelle.p ?? '',
      le,
    }))
    if (ecrites.length === 0) return { sortie: { seq: row.seq, valeurs: {}, calculees: {}, conflits: enConflit, le }, trace: null }
    const fait = await ecrireCellules(tx, call, { row, ouvert, moyen: input.moyen, cellules: ecrites })
    const sortie = {
      seq: fait.seq,
      valeurs: Object.fromEntries([...fait.ecrites].map(([at, cellule]) => [at, surLeFil(cellule, cellules.get(at)?.decimales ?? 2)])),
      calculees: calculeesDepuis(ouvert, fait.ouvert),
      conflits: enConflit,
      le,
    }
    const details = { moyen: input.moyen, cellules: fait.journal }
    return {
      sortie,
      trace: { dossier: row, modification: modificationOf(fait, call), details },
      apres: () => call.plateforme.retenir(row.id, fait.ouvert),
    }
  },
})

/** Computed cells that the save changed, as the server sees them: the browser compares them with its own. */
function calculeesDepuis(avant: Ouvert, apres: Ouvert): Record<string, string | null> {
  const changed: Record<string, string | null> = {}
  for (const i of apres.sheet.changedFrom(avant.sheet)) {
    const cellule = apres.sheet.cellule(i)
    if (cellule?.formule) changed[cellule.at] = filDuMoteur(apres.sheet.read(i), cellule.decimales)
  }
  return changed
}
