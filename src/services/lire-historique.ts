/** The journal of a dossier, or of one cell, in words. */
import type { Edition } from '#definitions/edition.ts'
import { refusalLecture } from '#domain/droits.ts'
import { findDossier, type DossierRow } from '#store/dossiers.ts'
import { listCellLines, listLines, type Intervalle } from '#store/journal.ts'
import type { Tx } from '#store/transact.ts'
import { listAnnulees } from './annuler-synchronisation.ts'
import { autoriser, dossierOf, trouve } from './autoriser.ts'
import { phraseOf } from './phrase-du-journal.ts'
import { lecture, type Call } from './service.ts'
import { SYNCHRONISER } from './synchronisation.ts'

const PAGE = 50
const PASSAGES_MAX = 1000

type Demande = { readonly dossierId: string; readonly at?: string | undefined; readonly avant?: number | undefined }

export const lireHistorique = lecture(async (tx, call: Call, { dossierId, at, avant }: Demande) => {
  const row = trouve(await findDossier(tx, dossierId))
  const edition = await call.plateforme.edition(tx, row.edition_digest)
  const dossier = await dossierOf(tx, call, row)
  await autoriser(tx, call, { edition, refusal: (contexte) => refusalLecture(call.acteur, dossier, contexte) })
  const isOperateur = call.acteur.genre === 'operateur'
  const part = isOperateur ? { dans: await listTransmises(tx, row, edition) } : {}
  const lines =
    at === undefined
      ? await listLines(tx, row.id, { limit: PAGE + 1, ...part, ...(avant === undefined ? {} : { before: avant }) })
      : await listCellLines(tx, row.id, { at, ...part })
  const shown = at === undefined ? lines.slice(0, PAGE) : lines
  const annulees = await listAnnulees(tx, row.id)
  return {
    suite: shown.length < lines.length,
    lignes: shown.map((line) => {
      const cellules = Object.entries((line.details['cellules'] ?? {}) as Record<string, [string | null, string | null]>)
      return {
        seq: line.seq,
        le: line.le.toISOString(),
        qui: line.qui,
        action: line.action,
        phrase: phraseOf(line.action, line.details, edition),
        cellules: cellules.filter(([cell]) => at === undefined || cell === at).map(([cell, [de, vers]]) => ({ at: cell, de, vers })),
        annulable: line.action === SYNCHRONISER && !isOperateur && !annulees.has(line.seq),
      }
    }),
  }
})

/** The lines written while the recipient could read the dossier: what the body did before filing, or after a return, is its own. [S76] */
async function listTransmises(tx: Tx, row: DossierRow, { etapeVisible }: Edition): Promise<readonly Intervalle[]> {
  const passages = await listLines(tx, row.id, { limit: PASSAGES_MAX, action: ['passer-etape'] })
  const intervalles: Intervalle[] = []
  let depuis: number | null = null
  for (const { seq, details } of passages.toReversed()) {
    const isVisible = Number(details['vers']) >= etapeVisible
    if (isVisible) depuis ??= seq
    else if (depuis !== null) {
      intervalles.push([depuis, seq])
      depuis = null
    }
  }
  return depuis === null ? intervalles : [...intervalles, [depuis, row.seq]]
}
