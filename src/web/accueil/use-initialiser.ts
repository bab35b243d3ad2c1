import { useState } from 'react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { LiasseCode } from '#definitions/edition.ts'
import { messageOf } from '#web/api/api-problem.ts'
import { call } from '#web/api/call.ts'
import { accueilQuery } from '#web/api/queries.ts'
import { annoncer } from '#web/design/announcements.tsx'

const takeFocus = (node: HTMLElement | null): void => node?.focus()

/**
 * Opens this year's campaign for a liasse; the page stays, and the link that takes the place of the button takes its focus
 * (`lienRef`). A colleague who was faster is told by the refreshed page. [S48] [S49] [S50]
 */
export function useInitialiser(liasse: LiasseCode) {
  const queryClient = useQueryClient()
  const [ouverte, setOuverte] = useState(false)
  const mutation = useMutation({
    mutationFn: () => call('initialiser', { body: { liasse } }),
    onSuccess: () => {
      setOuverte(true)
      annoncer('La campagne est ouverte.')
    },
    onError: (error) => annoncer(messageOf(error), 'bloquant'),
    onSettled: () => queryClient.invalidateQueries({ queryKey: accueilQuery.queryKey }),
  })
  return { initialiser: () => mutation.mutate(), attente: mutation.isPending, lienRef: ouverte ? takeFocus : undefined }
}
