/** The journal of a dossier, or of one cell, in words. */
import { refusalLecture } from '#domain/droits.ts'
import { findDossier } from '#store/dossiers.ts'
import { listCellLines, listLines } from '#store/journal.ts'
import { autoriser, dossierOf, trouve } from './autoriser.ts'
import { phraseOf } from './phrase-du-journal.ts'
import { lecture, type Call } from './service.ts'

const PAGE = 50

export const lireHistorique = lecture(
  async (tx, call: Call, input: { dossierId: string; at?: string | undefined; avant?: number | undefined }) => {
    const row = trouve(await findDossier(tx, input.dossierId))
    const edition = await call.plateforme.edition(tx, row.edition_digest)
    const dossier = await dossierOf(tx, call, row)
    await autoriser(tx, call, { edition, refusal: (contexte) => refusalLecture(call.acteur, dossier, contexte) })
    const lines =
      input.at === undefined
        ? await listLines(tx, row.id, { limit: PAGE, ...(input.avant === undefined ? {} : { before: input.avant }) })
        : await listCellLines(tx, row.id, input.at)
    const annulees = new Set(lines.filter((line) => line.action === 'annuler-synchronisation').map((line) => line.details['annule']))
    return {
      lignes: lines.map((line) => {
        const cellules = Object.entries((line.details['cellules'] ?? {}) as Record<string, [string | null, string | null]>)
        return {
          seq: line.seq,
          le: line.le.toISOString(),
          qui: line.qui,
          action: line.action,
          phrase: phraseOf(line.action, line.details, edition),
          cellules: cellules.filter(([at]) => input.at === undefined || at === input.at).map(([at, [de, vers]]) => ({ at, de, vers })),
          annulable: line.action === 'synchroniser' && !annulees.has(line.seq),
        }
      }),
    }
  },
)
