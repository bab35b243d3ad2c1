import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { messageOf } from '#web/api/api-problem.ts'
import { call } from '#web/api/call.ts'
import { sessionsQuery } from '#web/api/queries.ts'
import { annoncer } from '#web/design/announcements.tsx'
import { Button } from '#web/design/button.tsx'
import { momentFr } from '#web/design/format.ts'
import { Badge } from '#web/design/niveau.tsx'

/** Where this account is open, and the means to close it there. [SE-03] */
export function SessionsPage() {
  const { data } = useSuspenseQuery(sessionsQuery)
  const queryClient = useQueryClient()
  const revoke = useMutation({
    mutationFn: (sessionId: string) => call('revoquerSession', { params: { sessionId } }),
    onSuccess: () => annoncer('Session fermée.'),
    onError: (error) => annoncer(messageOf(error), 'bloquant'),
    onSettled: () => queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  })
  return (
    <div className="page pile-large">
      <h1>Mes sessions</h1>
      <p className="muet">Si vous ne reconnaissez pas un appareil, fermez sa session et changez votre mot de passe.</p>
      <div className="table-cadre">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Appareil</th>
              <th scope="col">Ouverte</th>
              <th scope="col">Dernière activité</th>
              <th scope="col">Action</th>
            </tr>
          </thead>
          <tbody>
            {data.map((session) => (
              <tr key={session.id}>
                <th scope="row">{session.appareil || 'Appareil inconnu'}</th>
                <td>{momentFr(session.ouverteLe)}</td>
                <td>{momentFr(session.vueLe)}</td>
                <td>
                  {session.courante ? (
                    <Badge ton="ok">Celle-ci</Badge>
                  ) : (
                    <Button taille="petit" genre="danger" onClick={() => revoke.mutate(session.id)}>
                      Fermer cette session
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
