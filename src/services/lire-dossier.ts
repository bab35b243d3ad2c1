/** A dossier as its page needs it: figures, what may be done with it and why not, who passed which step. */
import { refusalEcriture, refusalLecture, refusalPassage, refusalVerification } from '#domain/droits.ts'
import { Problem } from '#domain/problems.ts'
import { listEcheances } from '#store/campagnes.ts'
import type { CelluleStockee } from '#store/cellules.ts'
import { findDossier, findDossierOf, type DossierRow } from '#store/dossiers.ts'
import { listLines } from '#store/journal.ts'
import { findOrganisme } from '#store/organismes.ts'
import type { Tx } from '#store/transact.ts'
import { constater } from './anomalies.ts'
import { autoriser, contexteAvecNoms, dossierOf, refusOf, trouve } from './autoriser.ts'
import { liasseOf } from './plateforme.ts'
import { findReprisePossible } from './reprendre-precedent.ts'
import { organismeOf, resumeOf } from './presenter.ts'
import { lecture, type Call } from './service.ts'
import { cellulesParAdresse, surLeFil } from './valeurs-du-moteur.ts'

export const lireDossier = lecture(async (tx, call: Call, input: { dossierId: string }) => {
  const row = trouve(await findDossier(tx, input.dossierId))
  const edition = await call.plateforme.edition(tx, row.edition_digest)
  const dossier = await dossierOf(tx, call, row)
  await autoriser(tx, call, { edition, refusal: (contexte) => refusalLecture(call.acteur, dossier, contexte) })
  const contexte = await contexteAvecNoms(tx, call, edition)
  // What the body did before filing is its own: refused texts, and why it gave the dossier back to itself. [S76]
  const isOperateur = call.acteur.genre === 'operateur'
  const ouvert = await call.plateforme.ouvrir(tx, row)
  const constat = await constater(tx, row, ouvert)
  const cellules = cellulesParAdresse(liasseOf(edition, row.liasse))
  const organisme = trouve(await findOrganisme(tx, row.organisme_id))
  const echeance = (await listEcheances(tx, row.campagne)).find((e) => e.liasse === row.liasse && e.famille === row.famille)
  return {
    resume: { ...resumeOf(row, edition, echeance?.limite ?? null), bloquants: constat.bloquants, aJustifier: constat.aJustifier },
    organisme: organismeOf(organisme),
    editionDigest: row.edition_digest,
    valeurs: Object.fromEntries(
      [...ouvert.cellules].map(([at, cellule]) => [
        at,
        surLeFil(isOperateur ? sansBrouillon(cellule) : cellule, cellules.get(at)?.decimales ?? 2),
      ]),
    ),
    refusEcriture: refusOf(refusalEcriture(call.acteur, dossier, { ...contexte, droit: 'saisir' })),
    refusSynchroniser:
      refusOf(refusalEcriture(call.acteur, dossier, { ...contexte, droit: 'synchroniser' })) ?? (await refusSansEr(tx, row)),
    refusVerifier: refusOf(refusalVerification(call.acteur, dossier, contexte)),
    refusJustifier: refusOf(refusalEcriture(call.acteur, dossier, { ...contexte, droit: 'justifier' })),
    reprisePossible: await reprisePossible(tx, row, refusalEcriture(call.acteur, dossier, { ...contexte, droit: 'saisir' }) === null),
    passages: edition.passages
      .filter((passage) => passage.de === row.etape && passage.acteur === (isOperateur ? 'operateur' : 'organisme'))
      .map(({ action, libelle, de, vers, motif }) => ({
        action,
        libelle,
        de,
        vers,
        motif,
        refus: refusOf(refusalPassage(call.acteur, dossier, { ...contexte, action, anomalies: constat })),
      })),
    parcours: (await parcoursOf(tx, row)).map((passage) =>
      isOperateur && passage.de < edition.etapeVisible && passage.vers < edition.etapeVisible ? { ...passage, motif: null } : passage,
    ),
    justifications: constat.justifications.map((justification) => ({ ...justification })),
  }
})

function sansBrouillon(cellule: CelluleStockee): CelluleStockee {
  const { b: _, ...reste } = cellule
  return reste
}

/** « synchroniser » is active only when the ER hold something. [S56] */
async function refusSansEr(tx: Tx, row: DossierRow) {
  const rien = { code: 'synchronisation/rien', message: new Problem('synchronisation/rien').message }
  if (row.liasse !== 'qdis') return rien
  const er = await findDossierOf(tx, { organismeId: row.organisme_id, campagne: row.campagne, liasse: 'er' })
  return er && er.remplies > 0 ? null : rien
}

async function parcoursOf(tx: Tx, row: DossierRow) {
  const lines = await listLines(tx, row.id, { limit: 200, action: ['passer-etape'] })
  return lines.toReversed().map((line) => {
    const { passage, de, vers, motif } = line.details
    return {
      le: line.le.toISOString(),
      qui: line.qui,
      action: String(passage),
      de: Number(de) as DossierRow['etape'],
      vers: Number(vers) as DossierRow['etape'],
      motif: typeof motif === 'string' ? motif : null,
    }
  })
}

/** Offered to whoever may write. [PI-01] */
async function reprisePossible(tx: Tx, row: DossierRow, ecrit: boolean) {
  const found = ecrit ? await findReprisePossible(tx, row) : null
  return found && { exercice: found.exercice, deposeLe: found.deposeLe.toISOString() }
}
