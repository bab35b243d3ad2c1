import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Reply } from '#contract/routes.ts'
import { messageOf } from '#web/api/api-problem.ts'
import { call } from '#web/api/call.ts'
import { annoncer } from '#web/design/announcements.tsx'
import { Button } from '#web/design/button.tsx'
import { Dialog } from '#web/design/dialog.tsx'
import { momentFr, pluriel } from '#web/design/format.ts'
import { Notice } from '#web/design/notice.tsx'
import { CaseEntete, sayFil, sayText } from './difference-table.tsx'
import type { DossierStore } from './dossier-store.ts'
import { phraseAnnulee } from './synchronisation-faite.tsx'
import { useSnapshot } from './use-dossier-store.ts'

type AnnulationDialogProps = {
  readonly store: DossierStore
  /** Journal line of the synchronisation. */
  readonly seq: number
  readonly onFermer: () => void
  readonly onCase: (at: string) => void
}
type Annulation = Reply<'lireAnnulation'>

/** A synchronisation taken back later: what would change, and what was typed over since and stays. [S58] [PI-09] */
export function AnnulationDialog({ store, seq, onFermer, onCase }: AnnulationDialogProps) {
  const { id: dossierId, seq: dossierSeq } = useSnapshot(store).lu.resume
  const [erreur, setErreur] = useState<string | null>(null)
  const { data, error } = useQuery({
    queryKey: ['synchronisation', dossierId, 'annulation', seq, dossierSeq],
    queryFn: async ({ signal }) => {
      await store.settle()
      return call('lireAnnulation', { params: { dossierId, seq }, signal })
    },
    placeholderData: (before) => before,
  })
  const annuler = async (): Promise<void> => {
    try {
      const annulee = await call('annulerSynchronisation', { params: { dossierId }, body: { seq } })
      onFermer()
      await store.refresh()
      annoncer(phraseAnnulee(store, annulee))
    } catch (problem) {
      setErreur(messageOf(problem))
    }
  }
  const message = erreur ?? (error && !data ? messageOf(error) : null)
  return (
    <Dialog
      titre="Annuler cette synchronisation"
      genre="large"
      onFermer={onFermer}
      pied={
        <>
          <Button onClick={onFermer}>Ne rien annuler</Button>
          {data && (
            <Button
              genre="danger"
              refus={data.intactes.length === 0 ? 'Toutes ses cases ont été modifiées depuis : il ne reste rien à annuler.' : null}
              refusPlace="cote"
              onClick={() => void annuler()}
            >
              Rétablir {pluriel(data.intactes.length, 'case')}
            </Button>
          )}
        </>
      }
    >
      <div className="pile">
        {message && (
          <Notice ton="bloquant" alerte>
            {message}
          </Notice>
        )}
        {!data && !message && <p>Lecture de ce que l’annulation changerait…</p>}
        {data && <Consequences store={store} annulation={data} onCase={(at) => (onFermer(), onCase(at))} />}
      </div>
    </Dialog>
  )
}

type ConsequencesProps = { readonly store: DossierStore; readonly annulation: Annulation; readonly onCase: (at: string) => void }

function Consequences({ store, annulation: { qui, le, intactes, retouchees }, onCase }: ConsequencesProps) {
  return (
    <>
      <p>
        Synchronisation faite par {qui} {momentFr(le)}. {pluriel(intactes.length, 'case reprendrait', 'cases reprendraient')} ce qu’elle
        {intactes.length > 1 && 's'} {intactes.length > 1 ? 'contenaient' : 'contenait'} avant
        {retouchees.length > 0 && (
          <> ; {pluriel(retouchees.length, 'case modifiée depuis ne changerait', 'cases modifiées depuis ne changeraient')} pas</>
        )}
        .
      </p>
      {retouchees.length > 0 && (
        <Cases store={store} titre="Modifiées depuis : laissées telles quelles" cases={retouchees} avant="Laissée" onCase={onCase}>
          {({ actuelle }, cellule) => sayFil(actuelle, cellule)}
        </Cases>
      )}
      {intactes.length > 0 && (
        <Cases store={store} titre="Rétablies" cases={intactes} avant="Redeviendrait" onCase={onCase}>
          {({ avant }, cellule) => sayText(avant, cellule)}
        </Cases>
      )}
    </>
  )
}

type CasesProps = {
  readonly store: DossierStore
  readonly titre: string
  readonly cases: Annulation['intactes']
  /** Head of the last column. */
  readonly avant: string
  readonly onCase: (at: string) => void
  readonly children: (cas: Annulation['intactes'][number], cellule: NonNullable<ReturnType<DossierStore['cellule']>>) => string
}

function Cases({ store, titre, cases, avant, onCase, children }: CasesProps) {
  const inOrder = (a: { readonly at: string }, b: { readonly at: string }): number =>
    (store.indexOf(a.at) ?? 0) - (store.indexOf(b.at) ?? 0)
  return (
    <div className="differences-cadre">
      <table className="table differences">
        <caption>{titre}</caption>
        <thead>
          <tr>
            <th scope="col">Case</th>
            <th scope="col" className="nombre">
              Reprise des ER
            </th>
            <th scope="col" className="nombre">
              {avant}
            </th>
          </tr>
        </thead>
        <tbody>
          {cases.toSorted(inOrder).map((cas) => {
            const cellule = store.cellule(store.indexOf(cas.at) ?? -1)
            if (!cellule) return null
            return (
              <tr key={cas.at}>
                <CaseEntete store={store} at={cas.at} onCase={onCase} />
                <td className="nombre">{sayText(cas.reprise, cellule)}</td>
                <td className="nombre">
                  <strong>{children(cas, cellule)}</strong>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
