/** Opens this year's dossier of a liasse, once, with what the dossiers filed before give it. [S35] [S48] [S49] [PI-01] */
import { randomUUID } from 'node:crypto'
import type { LiasseCode } from '#definitions/edition.ts'
import { nomComplet } from '#domain/acteur.ts'
import { dateFr, parisDateTime } from '#domain/calendrier.ts'
import { refusalDroit } from '#domain/droits.ts'
import { Problem } from '#domain/problems.ts'
import { listEcheances } from '#store/campagnes.ts'
import { findDossierOf, insertDossier, lockDossier } from '#store/dossiers.ts'
import { PREMIERE_EMPREINTE } from '#store/journal.ts'
import { findOrganisme } from '#store/organismes.ts'
import type { Tx } from '#store/transact.ts'
import { autoriser, trouve } from './autoriser.ts'
import { countARemplir, REPRISE } from './completude.ts'
import { ecrireCellules } from './ecrire-cellules.ts'
import { liasseOf } from './plateforme.ts'
import { provenanceOf, reprendre } from './precedents.ts'
import { ecriture, type Call } from './service.ts'

async function refuseDejaOuvert(tx: Tx, cle: { organismeId: string; campagne: string; liasse: LiasseCode }): Promise<void> {
  const existing = await findDossierOf(tx, cle)
  if (existing)
    throw new Problem('dossier/deja-initialise', { par: existing.initialise_par, le: dateFr(parisDateTime(existing.initialise_le).date) })
}

export const initialiser = ecriture({
  nom: 'initialiser',
  run: async (tx, call: Call, input: { liasse: LiasseCode }) => {
    const campagne = await call.plateforme.campagne(tx)
    const edition = await call.plateforme.edition(tx, campagne.edition_digest)
    const organismeId = call.acteur.organismeId
    await autoriser(tx, call, { edition, refusal: (contexte) => refusalDroit(call.acteur, 'initialiser', contexte) })
    const organisme = trouve(await findOrganisme(tx, organismeId))
    const cle = { organismeId, campagne: campagne.code, liasse: input.liasse }
    await refuseDejaOuvert(tx, cle)
    const echeance = (await listEcheances(tx, campagne.code)).find((e) => e.liasse === input.liasse && e.famille === organisme.famille)
    if (echeance && parisDateTime(call.maintenant).date < echeance.ouverture)
      throw new Problem('dossier/campagne-fermee', { campagne: campagne.code, ouverture: dateFr(echeance.ouverture) })
    const id = randomUUID()
    const inserted = await insertDossier(tx, {
      organisme_id: organismeId,
      id,
      campagne: campagne.code,
      liasse: input.liasse,
      famille: organisme.famille,
      edition_digest: edition.digest,
      etape: 1,
      etape_visible: edition.etapeVisible,
      sous_etape: null,
      seq: 0,
      empreinte: PREMIERE_EMPREINTE,
      modifie_seq: 0,
      modifie_le: null,
      verifie_seq: null,
      verifie_le: null,
      bloquants: null,
      a_justifier: null,
      remplies: 0,
      a_remplir: countARemplir(liasseOf(edition, input.liasse), organisme.famille),
      initialise_par: nomComplet(call.acteur),
      initialise_le: call.maintenant,
      etape_depuis: call.maintenant,
      transmis_le: null,
    })
    if (!inserted) await refuseDejaOuvert(tx, cle)
    const dossier = trouve(await lockDossier(tx, id))
    const { copies, cellules } = await reprendre(tx, call, { row: dossier, edition, exercice: campagne.exercice })
    const fait = await ecrireCellules(tx, call, { ouvert: await call.plateforme.ouvrir(tx, dossier), moyen: REPRISE, cellules })
    return {
      sortie: { dossierId: id, reprises: cellules.length },
      trace: {
        dossier,
        modification: fait.modification,
        details: {
          campagne: campagne.code,
          liasse: input.liasse,
          edition: edition.digest,
          precedents: copies.map(provenanceOf),
          cellules: fait.journal,
        },
      },
      apres: (after) => call.plateforme.retenir({ ...fait.contenu, row: after }),
    }
  },
})
