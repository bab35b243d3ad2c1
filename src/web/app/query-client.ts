import { QueryClient } from '@tanstack/react-query'
import { isPassager } from '#web/api/api-problem.ts'

/** A refusal is final; only a cut network or a restarting server is tried again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, retry: (count, error) => isPassager(error) && count < 3, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
})
