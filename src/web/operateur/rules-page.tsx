import { useState } from 'react'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { problemOf, refusalOperateur } from '#domain/droits.ts'
import type { Body } from '#contract/routes.ts'
import { messageOf } from '#web/api/api-problem.ts'
import { call } from '#web/api/call.ts'
import { assistanceQuery, reglagesQuery } from '#web/api/queries.ts'
import { annoncer } from '#web/design/announcements.tsx'
import { Button } from '#web/design/button.tsx'
import { Checkbox } from '#web/design/field.tsx'
import { Notice } from '#web/design/notice.tsx'
import { useEdition } from '#web/session/use-edition.ts'
import { useSession } from '#web/session/use-session.ts'
import { AssistanceFields } from './assistance-fields.tsx'
import { Deadlines } from './deadlines.tsx'
import './operateur.css'

export type Reglages = Body<'modifierReglages'>

/** Hotline, deadlines, and the exception of the AD_ account. [S12] [S79] [AD-10] */
export function RulesPage() {
  const { acteur } = useSession()
  const refusal = refusalOperateur(acteur, 'regler', { edition: useEdition() })
  if (refusal)
    return (
      <div className="page page-etroite pile-large">
        <h1>Réglages</h1>
        <Notice ton="justifier" titre={problemOf(refusal).message} />
      </div>
    )
  return <RulesForm />
}

function RulesForm() {
  const { data } = useSuspenseQuery(reglagesQuery)
  const [reglages, setReglages] = useState<Reglages>(data)
  const queryClient = useQueryClient()
  const save = useMutation({
    mutationFn: () => call('modifierReglages', { body: reglages }),
    onSuccess: async () => {
      annoncer('Réglages enregistrés. Ils valent tout de suite sur toutes les pages.')
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: reglagesQuery.queryKey }),
        queryClient.invalidateQueries({ queryKey: assistanceQuery.queryKey }),
      ])
    },
  })
  return (
    <form
      className="page pile-large"
      onSubmit={(event) => {
        event.preventDefault()
        if (!save.isPending) save.mutate()
      }}
    >
      <h1>Réglages</h1>
      {save.isError && <Notice ton="bloquant" alerte titre={messageOf(save.error)} />}
      <AssistanceFields assistance={reglages.assistance} onChanger={(assistance) => setReglages({ ...reglages, assistance })} />
      <section className="carte pile">
        <h2>Exception du compte AD_</h2>
        <p className="muet">
          Normalement, le compte AD_ sert uniquement à créer les utilisateurs. L’exception lui permet aussi d’initialiser, de saisir et de
          vérifier, jamais de viser ni de transmettre. Chaque changement de ce réglage est écrit au journal.
        </p>
        <Checkbox
          checked={reglages.exceptionAdministrateur}
          onChange={({ target }) => setReglages({ ...reglages, exceptionAdministrateur: target.checked })}
        >
          Permettre au compte AD_ de saisir
        </Checkbox>
      </section>
      <Deadlines echeances={reglages.echeances} onChanger={(echeances) => setReglages({ ...reglages, echeances })} />
      <div>
        <Button type="submit" genre="principal" taille="grand" attente={save.isPending}>
          Enregistrer les réglages
        </Button>
      </div>
    </form>
  )
}
