import { useEffect, useState, useSyncExternalStore } from 'react'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import type { Edition } from '#definitions/edition.ts'
import { call } from '#web/api/call.ts'
import { ecouterDossier } from '#web/api/evenements.ts'
import { oneReading } from '#web/api/one-reading.ts'
import { dossierQuery } from '#web/api/queries.ts'
import { isPostePartage } from '#web/session/poste-partage.ts'
import { DossierStore } from './dossier-store.ts'
import type { DossierLu, DossierSnapshot, Precedents } from './dossier-state.ts'
import { listOnglets, type Onglets } from './onglet.ts'
import { createKeeper, forgetful, type Keeper, type Shelf } from './kept-entries.ts'

const shelf: Shelf = {
  keys: () => Object.keys(localStorage),
  get: (key) => localStorage.getItem(key),
  set: (key, text) => (text === null ? localStorage.removeItem(key) : localStorage.setItem(key, text)),
}

function keeperOf(dossierId: string, compteId: string, { nom, vivants }: Onglets): Keeper {
  const keeper = createKeeper({ shelf, dossierId, compteId, onglet: nom, vivants })
  return isPostePartage() ? forgetful(keeper) : keeper
}

type Opened = { readonly edition: Edition; readonly lu: DossierLu; readonly precedents: Precedents; readonly compteId: string }

/** The store of a dossier for as long as its page is open: live events, network back, page left. */
export function useDossierStore({ edition, lu, precedents, compteId }: Opened): DossierStore {
  const queries = useQueryClient()
  const dossierId = lu.resume.id
  const { data: onglets } = useSuspenseQuery({ queryKey: ['onglets', dossierId], queryFn: listOnglets, staleTime: Infinity, gcTime: 0 })
  const [store] = useState(() => {
    const liasse = edition.liasses.find((candidate) => candidate.code === lu.resume.liasse)
    if (!liasse) throw new RangeError(`the edition ${edition.code} has no liasse ${lu.resume.liasse}`)
    return new DossierStore({
      edition,
      liasse,
      lu,
      precedents,
      send: (body) =>
        call('enregistrerCellules', { params: { dossierId }, body: { moyen: body.moyen, changements: [...body.changements] } }),
      reload: oneReading(async () => {
        const read = await call('lireDossier', { params: { dossierId } })
        queries.setQueryData(dossierQuery(dossierId).queryKey, read)
        return read
      }),
      keeper: keeperOf(dossierId, compteId, onglets),
    })
  })
  useEffect(() => store.merge(lu), [store, lu])
  useEffect(() => {
    const refresh = (): void => void store.refresh().catch(() => undefined)
    const flush = (): void => void store.flush()
    // Elsewhere what waits is found again at the next visit; here the browser asks before it is lost.
    const holdBack = (event: BeforeUnloadEvent): void => {
      if (isPostePartage() && store.snapshot().sauvegarde.genre !== 'enregistre') event.preventDefault()
    }
    const stop = ecouterDossier(dossierId, ({ seq }) => {
      if (seq === null || seq > store.snapshot().lu.resume.seq) refresh()
    })
    addEventListener('online', flush)
    addEventListener('pagehide', flush)
    addEventListener('beforeunload', holdBack)
    return () => {
      stop()
      removeEventListener('online', flush)
      removeEventListener('pagehide', flush)
      removeEventListener('beforeunload', holdBack)
      flush()
    }
  }, [store, dossierId])
  return store
}

export const useSnapshot = (store: DossierStore): DossierSnapshot => useSyncExternalStore(store.subscribe, store.snapshot)
