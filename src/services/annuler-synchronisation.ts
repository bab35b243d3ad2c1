/**
 * A synchronisation taken back, at once or a week later: each cell gets what it held before, except those that somebody changed
 * since. They are named before the act and after it. [S58] [PI-09]
 */
import type { Cellule } from '#definitions/edition.ts'
import { refusalEcriture } from '#domain/droits.ts'
import { Problem } from '#domain/problems.ts'
import { findDossier, lockDossier, type DossierRow } from '#store/dossiers.ts'
import { getLine, listLines } from '#store/journal.ts'
import type { Tx } from '#store/transact.ts'
import { autoriser, dossierOf, trouve } from './autoriser.ts'
import { ecrireCellules } from './ecrire-cellules.ts'
import { liasseOf, type Ouvert } from './plateforme.ts'
import { ecriture, lecture, type Call } from './service.ts'
import { SYNCHRONISER } from './synchronisation.ts'
import { cellulesParAdresse, lireValeur, surLeFil } from './valeurs-du-moteur.ts'

const ANNULER = 'annuler-synchronisation'
/** More acts of this kind than a dossier ever sees. */
const ANNULATIONS_MAX = 1000

type Touchee = { readonly cellule: Cellule; readonly avant: string | null; readonly reprise: string | null }
type Annulation = {
  readonly ouvert: Ouvert
  readonly le: Date
  readonly qui: string
  /** Still as the synchronisation left them. */
  readonly intactes: readonly Touchee[]
  /** Written since by somebody: never taken back. */
  readonly retouchees: readonly Touchee[]
}

/** Journal lines of the synchronisations that were taken back already. */
export async function listAnnulees(tx: Tx, dossierId: string): Promise<ReadonlySet<number>> {
  const lines = await listLines(tx, dossierId, { limit: ANNULATIONS_MAX, action: [ANNULER] })
  return new Set(lines.map((line) => Number(line.details['annule'])))
}

/** What taking line `seq` back means now. Throws when the person may not, or when the line is no synchronisation in force. */
async function preparer(tx: Tx, call: Call, { row, seq }: { readonly row: DossierRow; readonly seq: number }): Promise<Annulation> {
  const edition = await call.plateforme.edition(tx, row.edition_digest)
  const dossier = await dossierOf(tx, call, row)
  await autoriser(tx, call, {
    edition,
    refusal: (contexte) => refusalEcriture(call.acteur, dossier, { ...contexte, droit: SYNCHRONISER }),
  })
  const line = await getLine(tx, row.id, seq)
  if (line?.action !== SYNCHRONISER || (await listAnnulees(tx, row.id)).has(seq)) throw new Problem('synchronisation/inconnue')
  const ouvert = await call.plateforme.ouvrir(tx, row)
  const cellules = cellulesParAdresse(liasseOf(edition, row.liasse))
  const touchees = Object.entries(line.details['cellules'] as Record<string, [string | null, string | null]>).flatMap(
    ([at, [avant, reprise]]) => {
      const cellule = cellules.get(at)
      return cellule ? [{ cellule, avant, reprise }] : []
    },
  )
  const { true: intactes = [], false: retouchees = [] } = Object.groupBy(touchees, ({ cellule }) =>
    String(ouvert.cellules.get(cellule.at)?.s === seq),
  )
  return { ouvert, le: line.le, qui: line.qui, intactes, retouchees }
}

/** What the undo would change, cell by cell, before it is asked for. */
export const lireAnnulation = lecture(async (tx, call: Call, input: { dossierId: string; seq: number }) => {
  const { ouvert, le, qui, intactes, retouchees } = await preparer(tx, call, {
    row: trouve(await findDossier(tx, input.dossierId)),
    seq: input.seq,
  })
  const presenter = ({ cellule, avant, reprise }: Touchee) => {
    const actuelle = ouvert.cellules.get(cellule.at)
    return { at: cellule.at, avant, reprise, actuelle: actuelle ? surLeFil(actuelle, cellule.decimales) : null }
  }
  return { seq: input.seq, le: le.toISOString(), qui, intactes: intactes.map(presenter), retouchees: retouchees.map(presenter) }
})

export const annulerSynchronisation = ecriture({
  nom: ANNULER,
  run: async (tx, call: Call, input: { dossierId: string; seq: number }) => {
    const row = trouve(await lockDossier(tx, input.dossierId))
    const { ouvert, intactes, retouchees } = await preparer(tx, call, { row, seq: input.seq })
    if (intactes.length === 0) throw new Problem('synchronisation/retouchee')
    const cellules = intactes.map(({ cellule, avant }) => ({
      cellule,
      valeur: lireValeur(cellule, avant === 'SO' ? { so: true } : { v: avant }),
    }))
    const fait = await ecrireCellules(tx, call, { ouvert, moyen: 'annulation', cellules })
    return {
      sortie: { seq: fait.seq, retablies: intactes.length, gardees: retouchees.map(({ cellule }) => cellule.at) },
      trace: { dossier: row, modification: fait.modification, details: { annule: input.seq, cellules: fait.journal } },
      apres: (after) => call.plateforme.retenir({ ...fait.contenu, row: after }),
    }
  },
})
