import { useQuery } from '@tanstack/react-query'
import type { Reply } from '#contract/routes.ts'
import { ligneOf, tableauOf } from '#engine/explain-words.ts'
import { messageOf } from '#web/api/api-problem.ts'
import { call } from '#web/api/call.ts'
import { Button } from '#web/design/button.tsx'
import { pluriel } from '#web/design/format.ts'
import { Notice } from '#web/design/notice.tsx'
import { CaseLien } from './case-lien.tsx'
import { GENRES, sayFil, sayText } from './difference-table.tsx'
import type { DossierStore } from './dossier-store.ts'
import { useSnapshot } from './use-dossier-store.ts'

/**
 * Where the QDIS and the ER differ, once cells came from the ER; read again after each save. `null` before that, and for whoever is not
 * of the body: the two parts have different recipients. [S58] [S70] [PI-15]
 */
export function useEcarts(store: DossierStore, operateur: boolean) {
  const { lu, sauvegarde } = useSnapshot(store)
  const { id, liasse, modifieSeq } = lu.resume
  const reprises = liasse === 'qdis' && Object.values(lu.valeurs).some(({ m }) => m === 'synchronisation')
  return useQuery({
    queryKey: ['synchronisation', id, 'ecarts', modifieSeq],
    queryFn: ({ signal }) => call('lireSynchronisation', { params: { dossierId: id }, signal }),
    enabled: !operateur && reprises && sauvegarde.genre === 'enregistre',
    placeholderData: (before) => before,
    staleTime: 30_000,
  })
}

type EcartsPanelProps = { readonly store: DossierStore; readonly onCase: (at: string) => void; readonly onSynchroniser: () => void }

/** The cells that differ, table by table, each leading to its place. */
export function EcartsPanel({ store, onCase, onSynchroniser }: EcartsPanelProps) {
  const { data, error } = useEcarts(store, false)
  const { refusSynchroniser } = useSnapshot(store).lu
  if (error) return <Notice ton="bloquant">{messageOf(error)}</Notice>
  if (!data) return <p className="muet">Comparaison du QDIS et des états réglementaires…</p>
  if (data.differences.length === 0) return <p>Le QDIS et les ER disent la même chose, case par case.</p>
  return (
    <div className="pile">
      <p>
        {pluriel(data.differences.length, 'case diffère', 'cases diffèrent')} des ER,{' '}
        {pluriel(data.identiques, 'est identique', 'sont identiques')}.
      </p>
      <div>
        <Button taille="petit" refus={refusSynchroniser?.message ?? null} onClick={onSynchroniser}>
          synchroniser…
        </Button>
      </div>
      {[...Map.groupBy(data.differences, ({ tableau }) => tableau)].map(([tableau, differences]) => (
        <section key={tableau} className="controles-groupe">
          <h3>{tableauOf(store.edition, tableau)?.titre ?? tableau}</h3>
          <ul>
            {differences.map((difference) => (
              <Ecart key={difference.at} store={store} difference={difference} onCase={onCase} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

type EcartProps = Pick<EcartsPanelProps, 'store' | 'onCase'> & { readonly difference: Reply<'lireSynchronisation'>['differences'][number] }

function Ecart({ store, difference: { at, actuelle, er, genre }, onCase }: EcartProps) {
  const cellule = store.cellule(store.indexOf(at) ?? -1)
  if (!cellule) return null
  return (
    <li className="anomalie">
      <CaseLien store={store} at={at} onCase={onCase} /> {ligneOf(tableauOf(store.edition, cellule.tableau), cellule.ligne)?.libelle}
      <span className="bloc anomalie-chiffres">
        QDIS {sayFil(actuelle, cellule)} · ER {sayText(er, cellule)}
      </span>
      <span className="petit muet">{GENRES[genre]}</span>
    </li>
  )
}
