import { useMutation, useQueryClient } from '@tanstack/react-query'
import { messageOf } from '#web/api/api-problem.ts'
import { call } from '#web/api/call.ts'
import { accueilQuery, dossierQuery, precedentsQuery } from '#web/api/queries.ts'
import { annoncer } from '#web/design/announcements.tsx'
import { Button } from '#web/design/button.tsx'
import { jourFr, pluriel } from '#web/design/format.ts'
import { Notice } from '#web/design/notice.tsx'
import type { DossierStore } from './dossier-store.ts'
import { useSnapshot } from './use-dossier-store.ts'

/** The year before was filed since this dossier was opened: it may come in, beside what was typed. [PI-01] */
export function RepriseProposee({ store }: { readonly store: DossierStore }) {
  const { reprisePossible, resume } = useSnapshot(store).lu
  const queries = useQueryClient()
  const { mutate, isPending } = useMutation({
    mutationFn: async () => {
      await store.settle()
      return call('reprendrePrecedent', { params: { dossierId: resume.id } })
    },
    onSuccess: async ({ reprises }) => {
      annoncer(`${pluriel(reprises, 'case reprise', 'cases reprises')} du dossier ${reprisePossible?.exercice}.`, 'ok')
      await queries.query({ ...dossierQuery(resume.id), staleTime: 0 })
      await queries.invalidateQueries({ queryKey: precedentsQuery(resume.id).queryKey })
      void queries.invalidateQueries({ queryKey: accueilQuery.queryKey })
    },
    onError: (error) => annoncer(messageOf(error), 'bloquant'),
  })
  if (!reprisePossible) return null
  return (
    <Notice titre={`Le dossier ${reprisePossible.exercice} est déposé depuis le ${jourFr(reprisePossible.deposeLe)}`}>
      <span className="rangee">
        <span>
          Ses montants peuvent remplir les colonnes N-1 et les soldes d’ouverture. Les cases que vous avez saisies ne changent pas.
        </span>
        <Button taille="petit" attente={isPending} onClick={() => mutate()}>
          Reprendre le dossier {reprisePossible.exercice}
        </Button>
      </span>
    </Notice>
  )
}
