import { useQuery } from '@tanstack/react-query'
import { messageOf } from '#web/api/api-problem.ts'
import { call } from '#web/api/call.ts'
import { momentFr } from '#web/design/format.ts'
import { Notice } from '#web/design/notice.tsx'
import { sayText } from './difference-table.tsx'
import type { DossierStore } from './dossier-store.ts'
import { lieuDeCase } from './nom-de-case.ts'
import { useSnapshot } from './use-dossier-store.ts'

/** Who, when, from → to, by what means. [CO-05] */
export function HistoryPanel({ store, index }: { readonly store: DossierStore; readonly index: number }) {
  const { lu } = useSnapshot(store)
  const cellule = store.cellule(index)
  const at = cellule?.at ?? ''
  const { data, error } = useQuery({
    queryKey: ['historique', lu.resume.id, at, lu.resume.seq],
    queryFn: ({ signal }) => call('lireHistorique', { params: { dossierId: lu.resume.id }, body: { at }, signal }),
  })
  if (error) return <Notice ton="bloquant">{messageOf(error)}</Notice>
  if (!cellule) return null
  if (cellule.formule) return <p>Case calculée : son historique est celui des cases dont elle vient.</p>
  return (
    <div className="pile">
      <p>
        <strong>{lieuDeCase(store, index)}</strong> <span className="muet">{cellule.ligne}</span>
      </p>
      {data?.lignes.length === 0 && <p className="muet">Personne n’a encore écrit dans cette case.</p>}
      <ol className="historique">
        {data?.lignes.map((ligne) => {
          const change = ligne.cellules.find((candidate) => candidate.at === at)
          return (
            <li key={ligne.seq}>
              <span className="petit muet">
                {momentFr(ligne.le)}, {ligne.qui}
              </span>
              <span>{ligne.phrase}</span>
              {change && (
                <span className="nombre">
                  {sayText(change.de, cellule)} → {sayText(change.vers, cellule)}
                </span>
              )}
            </li>
          )
        })}
      </ol>
    </div>
  )
}
