import { Link } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Partie } from '#definitions/edition.ts'
import { messageOf } from '#web/api/api-problem.ts'
import { call } from '#web/api/call.ts'
import type { DossierSearch } from '#web/app/router.tsx'
import { accueilQuery } from '#web/api/queries.ts'
import { annoncer } from '#web/design/announcements.tsx'
import { Button } from '#web/design/button.tsx'
import { pluriel } from '#web/design/format.ts'
import type { DossierStore } from './dossier-store.ts'
import { useEcarts } from './ecarts-panel.tsx'
import { PartSelect } from './part-select.tsx'
import { useSnapshot } from './use-dossier-store.ts'

type DossierToolsProps = {
  readonly store: DossierStore
  readonly partie: Partie
  readonly operateur: boolean
  readonly acte: DossierSearch['acte']
  readonly onVerifie: () => void
  readonly onSynchroniser: () => void
  readonly onEcarts: () => void
}

/** The buttons of the founding page, at the top left, under their own names. [S50] [S53] [S57] [S71] */
export function DossierTools({ store, partie, operateur, acte, onVerifie, onSynchroniser, onEcarts }: DossierToolsProps) {
  const { lu, protege } = useSnapshot(store)
  const { attente, verifier } = useVerification(store, onVerifie)
  const { liasse } = lu.resume
  return (
    <div className="dossier-outils">
      {operateur ? (
        <strong>
          {lu.organisme.raisonSociale} · {liasse === 'qdis' ? 'QDIS' : 'ER'}
        </strong>
      ) : (
        <Link to="/dossier/$liasse" params={{ liasse }} className="dossier-nom">
          {liasse === 'qdis' ? 'QDIS' : 'ER'}
        </Link>
      )}
      <PartSelect edition={store.edition} liasse={liasse} partie={partie.code} operateur={operateur} />
      {!operateur && lu.refusEcriture === null && (
        <Button
          taille="petit"
          genre={protege ? 'principal' : 'secondaire'}
          aria-pressed={!protege}
          onClick={() => store.setProtege(!protege)}
        >
          {protege ? 'Modifier' : 'Protéger'}
        </Button>
      )}
      {!operateur && liasse === 'qdis' && (
        <RefusableButton libelle="synchroniser" refus={lu.refusSynchroniser?.message ?? null} onClick={onSynchroniser} />
      )}
      {!operateur && (
        <RefusableButton
          libelle="Lancer la vérification"
          refus={lu.refusVerifier?.message ?? null}
          attente={attente}
          onClick={verifier}
          autoFocus={acte === 'verifier'}
        />
      )}
      {!operateur && liasse === 'qdis' && <ErDifferences store={store} onVoir={onEcarts} />}
    </div>
  )
}

/** Once cells came from the ER, the page says where the two parts differ. [S58] [PI-15] */
function ErDifferences({ store, onVoir }: { readonly store: DossierStore; readonly onVoir: () => void }) {
  const { data } = useEcarts(store, false)
  if (!data || data.differences.length === 0) return null
  return (
    <button type="button" className="lien petit" onClick={onVoir}>
      {pluriel(data.differences.length, 'case diffère', 'cases diffèrent')} des ER
    </button>
  )
}

type RefusableButtonProps = {
  readonly libelle: string
  readonly refus: string | null
  readonly attente?: boolean
  readonly autoFocus?: boolean
  readonly onClick: () => void
}

/** In the narrow top bar the reason of a refusal unfolds when the button is pressed. */
function RefusableButton({ libelle, refus, attente = false, autoFocus = false, onClick }: RefusableButtonProps) {
  if (refus === null)
    return (
      <Button taille="petit" attente={attente} autoFocus={autoFocus} onClick={onClick}>
        {libelle}
      </Button>
    )
  return (
    <Button
      taille="petit"
      aria-disabled
      className="bouton-refuse"
      title={refus}
      aria-description={refus}
      onClick={() => annoncer(refus, 'noter')}
    >
      {libelle}
    </Button>
  )
}

/** What waits is sent first, so that the server verifies what is on screen. [S71] [S72] [S77] */
function useVerification(store: DossierStore, onVerifie: () => void): { readonly attente: boolean; readonly verifier: () => void } {
  const queries = useQueryClient()
  const [attente, setAttente] = useState(false)
  const run = async (): Promise<void> => {
    await store.settle()
    const { constats } = await call('verifier', { params: { dossierId: store.snapshot().lu.resume.id } })
    await store.refresh()
    void queries.invalidateQueries({ queryKey: accueilQuery.queryKey })
    const { anomalies, controles } = constats
    annoncer(
      `Vérification faite par le serveur : ${pluriel(controles, 'contrôle')}, ${pluriel(anomalies.length, 'anomalie')}.`,
      anomalies.some(({ niveau }) => niveau === 'bloquant') ? 'justifier' : 'ok',
    )
    onVerifie()
  }
  const verifier = (): void => {
    setAttente(true)
    run()
      .catch((error: unknown) => annoncer(messageOf(error), 'bloquant'))
      .finally(() => setAttente(false))
  }
  return { attente, verifier }
}
