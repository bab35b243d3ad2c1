import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Reply } from '#contract/routes.ts'
import { messageOf } from '#web/api/api-problem.ts'
import { call } from '#web/api/call.ts'
import { Button } from '#web/design/button.tsx'
import { momentFr } from '#web/design/format.ts'
import { Notice } from '#web/design/notice.tsx'
import { AnnulationDialog } from './annulation-dialog.tsx'
import { CellLinks } from './case-lien.tsx'
import type { DossierStore } from './dossier-store.ts'
import { useSnapshot } from './use-dossier-store.ts'

type DossierHistoryProps = { readonly store: DossierStore; readonly onCase: (at: string) => void }

/** The journal of the dossier, the newest first; a synchronisation is taken back from here. [CO-05] [S58] [PI-09] */
export function DossierHistory({ store, onCase }: DossierHistoryProps) {
  const { resume } = useSnapshot(store).lu
  const [annulee, setAnnulee] = useState<number | null>(null)
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['historique', resume.id, 'dossier', resume.seq],
    initialPageParam: resume.seq + 1,
    queryFn: ({ pageParam, signal }) => call('lireHistorique', { params: { dossierId: resume.id }, body: { avant: pageParam }, signal }),
    getNextPageParam: ({ lignes, suite }) => (suite ? lignes.at(-1)?.seq : undefined),
    placeholderData: (before) => before,
  })
  if (error) return <Notice ton="bloquant">{messageOf(error)}</Notice>
  return (
    <div className="pile">
      <ol className="historique">
        {data?.pages.flatMap(({ lignes }) =>
          lignes.map((ligne) => (
            <Ligne key={ligne.seq} store={store} ligne={ligne} onCase={onCase} onAnnuler={() => setAnnulee(ligne.seq)} />
          )),
        )}
      </ol>
      {hasNextPage && (
        <div>
          <Button taille="petit" attente={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Voir plus ancien
          </Button>
        </div>
      )}
      {annulee !== null && <AnnulationDialog store={store} seq={annulee} onFermer={() => setAnnulee(null)} onCase={onCase} />}
    </div>
  )
}

type LigneProps = DossierHistoryProps & { readonly ligne: Reply<'lireHistorique'>['lignes'][number]; readonly onAnnuler: () => void }

function Ligne({ store, ligne: { le, qui, phrase, cellules, annulable }, onCase, onAnnuler }: LigneProps) {
  const { refusSynchroniser } = useSnapshot(store).lu
  // Taking back needs no ER: only whoever may not synchronise is refused.
  const refus = refusSynchroniser?.code === 'synchronisation/rien' ? null : (refusSynchroniser?.message ?? null)
  return (
    <li>
      <span className="petit muet">
        {momentFr(le)}, {qui}
      </span>
      <span>{phrase}</span>
      {cellules.length > 0 && cellules.length <= 8 && (
        <CellLinks store={store} cellules={cellules.map(({ at }) => at)} onCase={onCase} mot="" />
      )}
      {annulable && (
        <span className="historique-acte">
          <Button taille="petit" refus={refus} onClick={onAnnuler}>
            Annuler cette synchronisation
          </Button>
        </span>
      )}
    </li>
  )
}
