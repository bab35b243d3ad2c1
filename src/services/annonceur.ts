/**
 * Tells every process which dossiers just changed. It comes after the commit, in a transaction of its own: `NOTIFY` holds a lock of the
 * whole server until its transaction is on the disk, and saves would queue behind it, whatever their dossier.
 */
import { setTimeout as delay } from 'node:timers/promises'
import type { Base } from '#store/connect.ts'
import { notifyDossiers, type Annonce } from '#store/listen.ts'
import { grouper, settled } from './grouper.ts'

/** Returns at once: nobody waits for an announcement. */
export type Annonceur = (annonce: Annonce) => void

/** What is announced together. Whoever saved has their answer before they hear of their own save. */
const FENETRE_MS = 20
const ESSAIS = 5
const PAUSE_MS = 1000

/**
 * An announcement that PostgreSQL does not take is repeated for a few seconds. After that the listeners were cut as well, and they read
 * again once they are back (see `listenDossiers`).
 */
export function creerAnnonceur(base: Base): Annonceur {
  async function send(annonces: readonly Annonce[]): Promise<void> {
    for (let essai = 1; ; essai++) {
      try {
        return await notifyDossiers(base, derniers(annonces))
      } catch {
        if (essai === ESSAIS || base.pool.ending) return
        await delay(PAUSE_MS, undefined, { ref: false })
      }
    }
  }
  const annoncer = grouper(
    async (annonces: readonly Annonce[]) => {
      await send(annonces)
      return annonces.map(() => settled(undefined))
    },
    { poidsMax: Number.POSITIVE_INFINITY, attendre: () => delay(FENETRE_MS) },
  )
  return (annonce) => void annoncer(annonce)
}

/** The last line of each dossier says it all. */
function derniers(annonces: readonly Annonce[]): readonly Annonce[] {
  const parDossier = new Map<string, Annonce>()
  for (const annonce of annonces)
    if (annonce.seq >= (parDossier.get(annonce.dossierId)?.seq ?? 0)) parDossier.set(annonce.dossierId, annonce)
  return [...parDossier.values()]
}
