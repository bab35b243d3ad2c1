/** What a dossier took over from the dossiers filed for the two years before: for whoever may read the dossier itself. [PI-01] [CH-12] */
import { refusalLecture } from '#domain/droits.ts'
import { findDossier } from '#store/dossiers.ts'
import { listPrecedents } from '#store/precedents.ts'
import { autoriser, dossierOf, trouve } from './autoriser.ts'
import { liasseOf } from './plateforme.ts'
import { provenanceDe } from './presenter.ts'
import { lecture, type Call } from './service.ts'
import { surLeFil } from './valeurs-du-moteur.ts'

export const lirePrecedents = lecture(async (tx, call: Call, input: { dossierId: string }) => {
  const row = trouve(await findDossier(tx, input.dossierId))
  const edition = await call.plateforme.edition(tx, row.edition_digest)
  const dossier = await dossierOf(tx, call, row)
  await autoriser(tx, call, { edition, refusal: (contexte) => refusalLecture(call.acteur, dossier, contexte) })
  const { cellules } = liasseOf(edition, row.liasse)
  return {
    precedents: (await listPrecedents(tx, row)).map((precedent) => ({
      ...provenanceDe(precedent),
      valeurs: Object.fromEntries(
        cellules.flatMap(({ at, decimales }) => {
          const valeur = precedent.valeurs[at]
          return valeur ? [[at, surLeFil(valeur, decimales)]] : []
        }),
      ),
      inconnues: precedent.inconnues,
    })),
  }
})
