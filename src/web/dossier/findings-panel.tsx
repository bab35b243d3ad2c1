import { useState, type ReactNode } from 'react'
import type { Niveau as NiveauCode } from '#definitions/edition.ts'
import type { Anomalie } from '#engine/verify.ts'
import { momentFr, pluriel } from '#web/design/format.ts'
import { Niveau } from '#web/design/niveau.tsx'
import type { DossierStore } from './dossier-store.ts'
import { FindingItem } from './finding-item.tsx'
import { useSnapshot } from './use-dossier-store.ts'

const NIVEAUX: readonly NiveauCode[] = ['bloquant', 'a_justifier', 'a_noter']

type FindingsPanelProps = { readonly store: DossierStore; readonly choisi: string | null; readonly onCase: (at: string) => void }

/** The controls, live while typing; the server's verification stamps the time. [CH-01] [CH-02] [CH-13] [S72] */
export function FindingsPanel({ store, choisi, onCase }: FindingsPanelProps) {
  const { constat, lu } = useSnapshot(store)
  const justified = new Map(lu.justifications.map((justification) => [justification.controle, justification]))
  const isOpen = ({ niveau, controle }: Anomalie): boolean => niveau !== 'a_justifier' || !justified.get(controle)?.valide
  const bloquants = constat.anomalies.filter(({ niveau }) => niveau === 'bloquant').length
  const restent = constat.anomalies.filter((anomalie) => anomalie.niveau === 'a_justifier' && isOpen(anomalie)).length
  const faites = constat.anomalies.filter((anomalie) => anomalie.niveau === 'a_justifier' && !isOpen(anomalie)).length
  const { resume } = lu
  const perime = resume.verifieSeq !== null && resume.verifieSeq < resume.modifieSeq
  return (
    <div className="controles">
      <p className={`verdict ton-${bloquants > 0 ? 'bloquant' : restent > 0 ? 'justifier' : 'ok'}`} role="status">
        {verdictOf(bloquants, restent, faites)}
      </p>
      <p className="petit muet">
        {resume.verifieLe === null
          ? 'Contrôles recalculés pendant la saisie. « Lancer la vérification » les confirme sur le serveur.'
          : `Vérification du serveur ${momentFr(resume.verifieLe)}${perime ? ' : des cases ont changé depuis, relancez-la' : ''}.`}
      </p>
      {NIVEAUX.map((niveau) => (
        <FindingGroup key={niveau} niveau={niveau} anomalies={constat.anomalies.filter((anomalie) => anomalie.niveau === niveau)}>
          {(anomalie) => (
            <FindingItem
              key={anomalie.controle}
              store={store}
              anomalie={anomalie}
              justification={justified.get(anomalie.controle) ?? null}
              ouverte={anomalie.controle === choisi}
              onCase={onCase}
            />
          )}
        </FindingGroup>
      ))}
      {constat.nonEvaluables.length > 0 && (
        <details className="non-evaluables">
          <summary>
            {pluriel(constat.nonEvaluables.length, 'contrôle non évaluable', 'contrôles non évaluables')} : il manque des montants
          </summary>
          <ul>
            {constat.nonEvaluables.map(({ controle, message, manque }) => (
              <li key={controle}>
                {message} <CellLinks cellules={manque} onCase={onCase} mot="manque" />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

function verdictOf(bloquants: number, restent: number, faites: number): string {
  if (bloquants > 0) return `Non recevable : ${pluriel(bloquants, 'bloquant')}${restent > 0 ? `, ${restent} à justifier` : ''}`
  if (restent > 0) return `Non recevable tant qu’il reste ${restent} anomalie${restent > 1 ? 's' : ''} à justifier`
  return faites > 0 ? `Recevable avec ${pluriel(faites, 'justification')}` : 'Recevable'
}

/** Long groups show their first findings: one cause is corrected at a time. */
const SHOWN = 12

function FindingGroup({
  niveau,
  anomalies,
  children,
}: {
  readonly niveau: NiveauCode
  readonly anomalies: readonly Anomalie[]
  readonly children: (anomalie: Anomalie) => ReactNode
}) {
  const [tout, setTout] = useState(false)
  if (anomalies.length === 0) return null
  return (
    <section className="controles-groupe">
      <h3>
        <Niveau niveau={niveau} nombre={anomalies.length} />
      </h3>
      <ul>{(tout ? anomalies : anomalies.slice(0, SHOWN)).map(children)}</ul>
      {!tout && anomalies.length > SHOWN && (
        <button type="button" className="lien" onClick={() => setTout(true)}>
          Voir les {anomalies.length - SHOWN} autres
        </button>
      )}
    </section>
  )
}

/** Links to cells; a long list is cut after eight. */
export function CellLinks({
  cellules,
  onCase,
  mot,
}: {
  readonly cellules: readonly string[]
  readonly onCase: (at: string) => void
  readonly mot: string
}) {
  if (cellules.length === 0) return null
  return (
    <span className="cases-liens">
      {mot}{' '}
      {cellules.slice(0, 8).map((at) => (
        <button type="button" className="lien" key={at} onClick={() => onCase(at)}>
          {at}
        </button>
      ))}
      {cellules.length > 8 && <span className="muet">et {cellules.length - 8} autres</span>}
    </span>
  )
}
