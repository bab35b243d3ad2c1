/**
 * The year before filed (or filed again) once this one is under way: its figures come in beside what was typed. A cell that somebody of the
 * body wrote, even to empty it, is never touched. [PI-01]
 */
import type { Cellule, LiasseCompilee } from '#definitions/edition.ts'
import { refusalEcriture } from '#domain/droits.ts'
import { Problem } from '#domain/problems.ts'
import { findCampagne } from '#store/campagnes.ts'
import { lockDossier, type DossierRow } from '#store/dossiers.ts'
import { findDossierDepose, listProvenances } from '#store/precedents.ts'
import type { Tx } from '#store/transact.ts'
import { autoriser, dossierOf, trouve } from './autoriser.ts'
import type { CellulesOuvertes } from './cellules-ouvertes.ts'
import { REPRISE } from './completude.ts'
import { ecrireCellules, type Ecrite } from './ecrire-cellules.ts'
import { provenanceOf, reprendre } from './precedents.ts'
import { ecriture, type Call } from './service.ts'
import { contenuOf, sameContenu } from './valeurs-du-moteur.ts'

const exerciceDe = async (tx: Tx, row: DossierRow): Promise<number> => trouve(await findCampagne(tx, row.campagne)).exercice

/** The dossier of the year before that may be taken over now: filed, and not the one that was taken over already. */
export async function findReprisePossible(tx: Tx, row: DossierRow): Promise<{ readonly exercice: number; readonly deposeLe: Date } | null> {
  const exercice = (await exerciceDe(tx, row)) - 1
  const depose = await findDossierDepose(tx, { organismeId: row.organisme_id, liasse: row.liasse, exercice })
  if (!depose) return null
  const deposeLe = depose.transmis_le ?? depose.etape_depuis
  const taken = (await listProvenances(tx, row)).find(({ rang }) => rang === 1)
  return taken && taken.depose_le >= deposeLe ? null : { exercice, deposeLe }
}

export const reprendrePrecedent = ecriture({
  nom: 'reprendre-precedent',
  run: async (tx, call: Call, input: { dossierId: string }) => {
    const row = trouve(await lockDossier(tx, input.dossierId))
    const edition = await call.plateforme.edition(tx, row.edition_digest)
    const dossier = await dossierOf(tx, call, row)
    await autoriser(tx, call, { edition, refusal: (contexte) => refusalEcriture(call.acteur, dossier, { ...contexte, droit: 'saisir' }) })
    const exercice = await exerciceDe(tx, row)
    const { copies, cellules } = await reprendre(tx, call, { row, edition, exercice })
    if (!copies.some(({ rang }) => rang === 1)) throw new Problem('precedent/aucun', { exercice: exercice - 1 })
    const ouvert = await call.plateforme.relire(tx, row)
    const fait = await ecrireCellules(tx, call, {
      ouvert,
      moyen: REPRISE,
      cellules: libres(cellules, ouvert.cellules, ouvert.sheet.liasse),
    })
    return {
      sortie: { seq: fait.seq, reprises: fait.ecrites.size },
      trace: { dossier: row, modification: fait.modification, details: { precedents: copies.map(provenanceOf), cellules: fait.journal } },
      apres: (after) => call.plateforme.retenir({ ...fait.contenu, row: after }),
    }
  },
})

/** Cells that nobody wrote and that would change; a row of a list where somebody wrote is somebody's whole. */
function libres(cellules: readonly Ecrite[], tenues: CellulesOuvertes, { listes }: LiasseCompilee): readonly Ecrite[] {
  const ofListe = new Set(listes.map(({ tableau }) => tableau))
  const rowOf = ({ tableau, ligne }: Pick<Cellule, 'tableau' | 'ligne'>): string | null =>
    ofListe.has(tableau) ? `${tableau}.${ligne}` : null
  const touched = new Set([...tenues].flatMap(([at, { m }]) => (m === REPRISE ? [] : [at.slice(0, at.indexOf('['))])))
  return cellules.filter(({ cellule, valeur }) => {
    if (touched.has(rowOf(cellule) ?? '')) return false
    const tenue = tenues.get(cellule.at)
    return tenue === undefined || (tenue.m === REPRISE && !sameContenu(tenue, contenuOf(valeur)))
  })
}
