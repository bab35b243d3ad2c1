/** Passes a dossier one step on, or gives it back with a reason. [S73] [S77] */
import { refusalPassage } from '#domain/droits.ts'
import { etapeLabel } from '#domain/etapes.ts'
import { Problem } from '#domain/problems.ts'
import { constater } from './anomalies.ts'
import { autoriser, dossierOf, getDossierForAct } from './autoriser.ts'
import { ecriture, type Call } from './service.ts'

const MOTIF_MINIMAL = 15

export const passerEtape = ecriture({
  nom: 'passer-etape',
  run: async (tx, call: Call, input: { dossierId: string; action: string; motif?: string | undefined }) => {
    const row = await getDossierForAct(tx, input.dossierId)
    const edition = await call.plateforme.edition(tx, row.edition_digest)
    const dossier = await dossierOf(tx, call, row)
    const avant = await autoriserSansAnomalies(tx, call, { edition, dossier, action: input.action })
    const constat = await constater(tx, row, await call.plateforme.ouvrir(tx, row))
    await autoriser(tx, call, {
      edition,
      refusal: (contexte) => refusalPassage(call.acteur, dossier, { ...contexte, action: input.action, anomalies: constat }),
    })
    const motif = (input.motif ?? '').trim()
    if (avant.motif && motif.length < MOTIF_MINIMAL) throw new Problem('dossier/motif-manquant')
    const transmis = avant.vers >= edition.etapeVisible && avant.de < edition.etapeVisible
    const modification = {
      etape: avant.vers,
      etape_depuis: call.maintenant,
      sous_etape: edition.etapes.find((etape) => etape.numero === avant.vers)?.sousEtapes[0]?.code ?? null,
      bloquants: constat.bloquants,
      a_justifier: constat.aJustifier,
      ...(transmis ? { transmis_le: call.maintenant } : {}),
    }
    const details = { passage: input.action, de: avant.de, vers: avant.vers, motif: motif === '' ? null : motif }
    return {
      sortie: { seq: row.seq + 1, etape: avant.vers, etapeLibelle: etapeLabel(edition, avant.vers) },
      trace: { dossier: row, modification, details },
    }
  },
})

type Demande = { edition: Parameters<typeof etapeLabel>[0]; dossier: Awaited<ReturnType<typeof dossierOf>>; action: string }

/** Refuses for the step or the right before any figure is read. */
async function autoriserSansAnomalies(tx: Parameters<typeof autoriser>[0], call: Call, { edition, dossier, action }: Demande) {
  await autoriser(tx, call, {
    edition,
    refusal: (contexte) => refusalPassage(call.acteur, dossier, { ...contexte, action, anomalies: { bloquants: 0, aJustifier: 0 } }),
  })
  const passage = edition.passages.find((candidate) => candidate.action === action && candidate.de === dossier.etape)
  if (!passage) throw new Problem('dossier/etape', { etape: etapeLabel(edition, dossier.etape) })
  return passage
}
