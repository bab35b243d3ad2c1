import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { messageOf } from '#web/api/api-problem.ts'
import { call } from '#web/api/call.ts'
import { accueilQuery, suiviQuery } from '#web/api/queries.ts'
import { annoncer } from '#web/design/announcements.tsx'
import { Button } from '#web/design/button.tsx'
import { Dialog } from '#web/design/dialog.tsx'
import { TextArea } from '#web/design/field.tsx'
import { Notice } from '#web/design/notice.tsx'
import { etapeLabel } from '#domain/etapes.ts'
import type { DossierLu } from './dossier-state.ts'
import type { DossierStore } from './dossier-store.ts'
import { useSnapshot } from './use-dossier-store.ts'

type Passage = DossierLu['passages'][number]
const MOTIF_MIN = 15

/** The passages open at this step; each opens what it does, or what prevents it; `ouvrir`: the way forward is open at once. [S73] [SI-02] [SI-03] */
export function PassageButtons({ store, ouvrir }: { readonly store: DossierStore; readonly ouvrir: boolean }) {
  const { lu } = useSnapshot(store)
  const [choisi, setChoisi] = useState<string | null>(() =>
    ouvrir ? (lu.passages.find(({ de, vers }) => vers > de)?.action ?? null) : null,
  )
  const passage = lu.passages.find(({ action }) => action === choisi)
  return (
    <>
      {lu.passages.map(({ action, libelle, motif, refus }) => (
        <Button
          key={action}
          taille="petit"
          genre={motif || refus ? 'secondaire' : 'principal'}
          className={refus ? 'bouton-refuse' : ''}
          aria-description={refus?.message}
          onClick={() => setChoisi(action)}
        >
          {libelle}
        </Button>
      ))}
      {passage && (
        <PassageDialog
          key={passage.action}
          store={store}
          passage={passage}
          // A passage that ends late must not close the dialog of the next one.
          onFermer={() => setChoisi((now) => (now === passage.action ? null : now))}
        />
      )}
    </>
  )
}

function PassageDialog({
  store,
  passage,
  onFermer,
}: {
  readonly store: DossierStore
  readonly passage: Passage
  readonly onFermer: () => void
}) {
  const { lu } = useSnapshot(store)
  const [motif, setMotif] = useState('')
  const { erreur, attente, passer } = usePassage(store, passage, onFermer)
  const { edition } = store
  const short = passage.motif && motif.trim().length < MOTIF_MIN
  const refus = passage.refus?.message ?? (short ? `Indiquez le motif (${MOTIF_MIN} caractères au moins).` : null)
  const { anomalies, aCompleter } = store.snapshot().constat
  const obstacles = passage.refus ? [...aCompleter, ...anomalies.filter(({ niveau }) => niveau !== 'a_noter')] : []
  return (
    <Dialog
      titre={passage.libelle}
      onFermer={onFermer}
      pied={
        <Button genre="principal" refus={refus} refusPlace="cote" attente={attente} onClick={() => passer(motif)}>
          {passage.libelle}
        </Button>
      }
    >
      <div className="pile">
        <p>
          Le dossier passe de l’étape « {etapeLabel(edition, passage.de)} » à l’étape « {etapeLabel(edition, passage.vers)} ».
        </p>
        <p>{consequence(passage, edition.etapeVisible, lu.resume.liasse === 'qdis' ? 'la fédération' : 'le ministère')}</p>
        {obstacles.length > 0 && (
          <ul>
            {obstacles.slice(0, 12).map((anomalie) => (
              <li key={anomalie.controle}>{anomalie.message}</li>
            ))}
          </ul>
        )}
        {passage.motif && (
          <TextArea
            libelle="Motif du renvoi"
            aide="La personne qui le recevra doit savoir quoi corriger, et dans quelles cases."
            rows={4}
            value={motif}
            onChange={(event) => setMotif(event.target.value)}
          />
        )}
        {erreur && (
          <Notice ton="bloquant" alerte>
            {erreur}
          </Notice>
        )}
      </div>
    </Dialog>
  )
}

/** What the others will see: said before, never discovered after. [SI-02] */
function consequence({ de, vers }: Passage, visible: number, destinataire: string): string {
  if (de < visible && vers >= visible)
    return `C’est la transmission : ${destinataire} verra tous les montants dès maintenant, et l’organisme ne pourra plus les modifier.`
  if (de >= visible && vers < visible)
    return `L’organisme pourra de nouveau modifier ses montants ; ${destinataire} ne les verra plus jusqu’à la prochaine transmission.`
  if (vers < visible)
    return `Les montants ne sont plus modifiables qu’à l’étape 1. Tant que le dossier n’est pas à l’étape ${visible}, ${destinataire} ne voit rien.`
  return `Le dossier reste visible par ${destinataire}.`
}

function usePassage(store: DossierStore, passage: Passage, onFermer: () => void) {
  const queries = useQueryClient()
  const [erreur, setErreur] = useState<string | null>(null)
  const [attente, setAttente] = useState(false)
  const run = async (motif: string): Promise<void> => {
    await store.settle()
    const body = passage.motif ? { action: passage.action, motif: motif.trim() } : { action: passage.action }
    const { etapeLibelle } = await call('passerEtape', { params: { dossierId: store.snapshot().lu.resume.id }, body })
    await store.refresh().catch(() => undefined)
    void queries.invalidateQueries({ queryKey: accueilQuery.queryKey })
    void queries.invalidateQueries({ queryKey: suiviQuery.queryKey })
    annoncer(`Le dossier est maintenant à l’étape « ${etapeLibelle} ».`)
    onFermer()
  }
  const passer = (motif: string): void => {
    setAttente(true)
    setErreur(null)
    run(motif)
      .catch((error: unknown) => setErreur(messageOf(error)))
      .finally(() => setAttente(false))
  }
  return { erreur, attente, passer }
}
