/** The readings of the API as queries: one key each, so that an act knows what it makes stale. */
import { queryOptions } from '@tanstack/react-query'
import type { Edition } from '#definitions/edition.ts'
import type { Reply } from '#contract/routes.ts'
import { ApiProblem } from './api-problem.ts'
import { call } from './call.ts'

export type Session = Reply<'lireSession'>

/** Who is signed in; `null` = nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await call('lireSession', { signal, sessionFermee: 'refuser' })
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return null
      throw error
    }
  },
  staleTime: Infinity,
})

/** A compiled edition never changes: fetched once, kept for ever. */
export const editionQuery = (digest: string) =>
  queryOptions({
    queryKey: ['edition', digest],
    queryFn: async ({ signal }) => (await call('lireEdition', { params: { digest }, signal })) as Edition,
    staleTime: Infinity,
    gcTime: Infinity,
  })

export const assistanceQuery = queryOptions({
  queryKey: ['assistance'],
  queryFn: ({ signal }) => call('lireAssistance', { signal }),
  staleTime: 60_000,
  refetchInterval: 300_000,
})

export const accueilQuery = queryOptions({ queryKey: ['accueil'], queryFn: ({ signal }) => call('lireAccueil', { signal }) })
export const comptesQuery = queryOptions({ queryKey: ['comptes'], queryFn: ({ signal }) => call('listerComptes', { signal }) })
export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => call('listerSessions', { signal }),
  staleTime: 0,
})
export const suiviQuery = queryOptions({ queryKey: ['suivi'], queryFn: ({ signal }) => call('suivreCampagne', { signal }) })
export const reglagesQuery = queryOptions({ queryKey: ['reglages'], queryFn: ({ signal }) => call('lireReglages', { signal }) })

/** A copy, taken once: it never changes while a page is open. */
export const precedentsQuery = (dossierId: string) =>
  queryOptions({
    queryKey: ['precedents', dossierId],
    queryFn: async ({ signal }) => (await call('lirePrecedents', { params: { dossierId }, signal })).precedents,
    staleTime: Infinity,
  })

export const dossierQuery = (dossierId: string) =>
  queryOptions({ queryKey: ['dossier', dossierId], queryFn: ({ signal }) => call('lireDossier', { params: { dossierId }, signal }) })
