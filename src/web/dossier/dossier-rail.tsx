import { useEffect, useState, useSyncExternalStore } from 'react'
import { sessionGate } from '#web/api/session-gate.ts'
import { isPostePartage } from '#web/session/poste-partage.ts'
import { echeanceFr, heureFr, jourFr, momentFr, pluriel } from '#web/design/format.ts'
import { Niveau } from '#web/design/niveau.tsx'
import { StepRail } from '#web/design/step-rail.tsx'
import type { DossierSearch } from '#web/app/router.tsx'
import { joursAvant, parisDateTime } from '#domain/calendrier.ts'
import { etapeOf } from '#domain/etapes.ts'
import type { DossierStore } from './dossier-store.ts'
import { PassageButtons } from './passage-buttons.tsx'
import type { QueueState } from './save-queue.ts'
import { useSnapshot } from './use-dossier-store.ts'

/** Where the dossier stands, who must act, what is saved. [SI-01] [SI-02] [EG-20] */
type DossierRailProps = { readonly store: DossierStore; readonly operateur: boolean; readonly acte: DossierSearch['acte'] }

export function DossierRail({ store, operateur, acte }: DossierRailProps) {
  const { lu, sauvegarde, constat } = useSnapshot(store)
  const { resume } = lu
  const [aujourdhui] = useState(() => parisDateTime(new Date()).date)
  const etape = etapeOf(store.edition, resume.etape)
  const bloquants = constat.anomalies.filter(({ niveau }) => niveau === 'bloquant').length
  const dernier = lu.parcours.at(-1)
  const visible = resume.etape >= store.edition.etapeVisible
  return (
    <section className="rail-region" aria-label="Étapes et enregistrement">
      <div className="rail-dossier">
        <StepRail
          etapes={store.edition.etapes}
          courante={resume.etape}
          detail={dernier ? `${dernier.qui}, le ${jourFr(dernier.le)}` : undefined}
        />
        <span className="petit muet">
          {visible && resume.transmisLe ? `Visible par le destinataire depuis ${momentFr(resume.transmisLe)}` : etape.aide}
        </span>
      </div>
      <div className="rangee rail-etat">
        {resume.limite && !visible && <span className="insecable">{echeanceFr(joursAvant(resume.limite, aujourdhui))}</span>}
        {!operateur && lu.refusEcriture === null && <SaveState state={sauvegarde} />}
        <span className="insecable muet">
          {resume.verifieLe === null
            ? 'jamais vérifié'
            : `${resume.verifieSeq !== null && resume.verifieSeq < resume.modifieSeq ? 'modifié depuis la vérification de' : 'vérifié à'} ${heureFr(resume.verifieLe)}`}
        </span>
        {bloquants > 0 && <Niveau niveau="bloquant" nombre={bloquants} />}
        <PassageButtons store={store} ouvrir={acte === 'passer'} />
      </div>
    </section>
  )
}

/** The state of saving, in words; repeated aloud at most once every 5 s. */
function SaveState({ state }: { readonly state: QueueState }) {
  const closed = useSyncExternalStore(sessionGate.subscribe, sessionGate.isClosed)
  const secondes = useCountdown(state)
  const text = closed ? 'Session fermée : reconnectez-vous, rien n’est perdu' : wordsOf(state, secondes)
  const [aloud, setAloud] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setAloud(text), 5000)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <>
      <span className={`sauvegarde sauvegarde-${closed ? 'hors_ligne' : state.genre}`} aria-hidden>
        {text}
      </span>
      <span className="invisible" role="status">
        {aloud}
      </span>
    </>
  )
}

function wordsOf(state: QueueState, secondes: number): string {
  switch (state.genre) {
    case 'enregistre':
      return state.le === null ? 'Tout est enregistré' : `Tout est enregistré à ${heureFr(state.le)}`
    case 'envoi':
      return 'Enregistrement…'
    case 'hors_ligne':
      return `Hors ligne : ${pluriel(state.nombre, 'saisie gardée', 'saisies gardées')} ${isPostePartage() ? 'dans cette page, ne la fermez pas' : 'sur ce poste'}, nouvel essai dans ${secondes} s`
  }
}

/** Seconds before the next try, counted down from each failure. */
function useCountdown(state: QueueState): number {
  const [tick, setTick] = useState({ state, passed: 0 })
  useEffect(() => {
    if (state.genre !== 'hors_ligne') return
    const timer = setInterval(() => setTick((before) => ({ state, passed: before.state === state ? before.passed + 1 : 1 })), 1000)
    return () => clearInterval(timer)
  }, [state])
  return state.genre === 'hors_ligne' ? Math.max(0, state.delaiSecondes - (tick.state === state ? tick.passed : 0)) : 0
}
