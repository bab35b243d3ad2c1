/** Answers a control « à justifier »; the text lives as long as the figures it was given for. */
import { nomComplet } from '#domain/acteur.ts'
import { refusalEcriture } from '#domain/droits.ts'
import { Problem } from '#domain/problems.ts'
import { lockDossier, replaceJustification } from '#store/dossiers.ts'
import { empreinteAnomalie } from './anomalies.ts'
import { autoriser, dossierOf, trouve } from './autoriser.ts'
import { ecriture, type Call } from './service.ts'

const LONGUEUR_MINIMALE = 15

export const justifier = ecriture({
  nom: 'justifier',
  run: async (tx, call: Call, input: { dossierId: string; controle: string; texte: string }) => {
    const row = trouve(await lockDossier(tx, input.dossierId))
    const edition = await call.plateforme.edition(tx, row.edition_digest)
    const dossier = await dossierOf(tx, call, row)
    await autoriser(tx, call, {
      edition,
      refusal: (contexte) => refusalEcriture(call.acteur, dossier, { ...contexte, droit: 'justifier' }),
    })
    const texte = input.texte.trim()
    if (texte.length < LONGUEUR_MINIMALE) throw new Problem('justification/courte')
    const ouvert = await call.plateforme.ouvrir(tx, row)
    const anomalie = ouvert.sheet.verify().anomalies.find((a) => a.controle === input.controle && a.niveau === 'a_justifier')
    if (!anomalie) throw new Problem('justification/inconnue', { controle: input.controle })
    await replaceJustification(tx, {
      organisme_id: row.organisme_id,
      dossier_id: row.id,
      controle: input.controle,
      texte,
      empreinte: empreinteAnomalie(anomalie, ouvert),
      qui: nomComplet(call.acteur),
      le: call.maintenant,
    })
    const seq = row.seq + 1
    return {
      sortie: { seq },
      trace: { dossier: row, modification: {}, details: { controle: input.controle, texte } },
      apres: (after) => call.plateforme.retenir({ ...ouvert, row: after }),
    }
  },
})
