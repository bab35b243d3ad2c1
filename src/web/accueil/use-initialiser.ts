import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { LiasseCode } from '#definitions/edition.ts'
import { messageOf } from '#web/api/api-problem.ts'
import { call } from '#web/api/call.ts'
import { accueilQuery } from '#web/api/queries.ts'
import { annoncer } from '#web/design/announcements.tsx'

/** Opens this year's campaign for a liasse, then its dossier. A colleague who was faster is told by the refreshed page. [S48] [S49] */
export function useInitialiser() {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (liasse: LiasseCode) => call('initialiser', { body: { liasse } }),
    onSuccess: () => annoncer('La campagne est ouverte.'),
    onError: (error) => annoncer(messageOf(error), 'bloquant'),
    onSettled: async (reply, _error, liasse) => {
      await queryClient.invalidateQueries({ queryKey: accueilQuery.queryKey })
      if (reply) await navigate({ to: '/dossier/$liasse', params: { liasse } })
    },
  })
}
