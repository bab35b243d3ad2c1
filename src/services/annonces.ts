/** Live events of dossiers, for whoever may read them. */
import { refusalLecture } from '#domain/droits.ts'
import type { Connexion } from '#store/connect.ts'
import { findDossier } from '#store/dossiers.ts'
import { listenDossiers, type Annonce } from '#store/listen.ts'
import { autoriser, dossierOf, trouve } from './autoriser.ts'
import { lecture, type Call } from './service.ts'

/** Journal line that the dossier has reached; `null`: something may have been missed, read again. */
type Hear = (seq: number | null) => void
export type Annonces = { subscribe(dossierId: string, hear: Hear): () => void; stop(): Promise<void> }

/** One connection for the process, whatever the number of listeners. */
export function ouvrirAnnonces(connexion: Connexion): Annonces {
  const listeners = new Map<string, Set<Hear>>()
  const { stop } = listenDossiers(connexion, (annonce: Annonce | null) => {
    const heard = annonce === null ? [...listeners.values()].flatMap((set) => [...set]) : [...(listeners.get(annonce.dossierId) ?? [])]
    for (const hear of heard) hear(annonce?.seq ?? null)
  })
  return {
    stop,
    subscribe(dossierId, hear) {
      const set = listeners.get(dossierId) ?? new Set<Hear>()
      listeners.set(dossierId, set.add(hear))
      return () => {
        set.delete(hear)
        if (set.size === 0) listeners.delete(dossierId)
      }
    },
  }
}

/** Throws unless the person may read the dossier. */
export const autoriserEcoute = lecture(async (tx, call: Call, input: { dossierId: string }) => {
  const row = trouve(await findDossier(tx, input.dossierId))
  const edition = await call.plateforme.edition(tx, row.edition_digest)
  const dossier = await dossierOf(tx, call, row)
  await autoriser(tx, call, { edition, refusal: (contexte) => refusalLecture(call.acteur, dossier, contexte) })
})
