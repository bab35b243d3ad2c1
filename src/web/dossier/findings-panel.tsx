import { useState, type ReactNode } from 'react'
import type { Niveau as NiveauCode } from '#definitions/edition.ts'
import type { Anomalie } from '#engine/verify.ts'
import { momentFr, pluriel } from '#web/design/format.ts'
import { Niveau, type Ton } from '#web/design/niveau.tsx'
import type { Constat } from './a-completer.ts'
import { isOuverte, justificationsOf } from './anomalies-ouvertes.ts'
import { CellLinks } from './case-lien.tsx'
import type { DossierStore } from './dossier-store.ts'
import { FindingItem } from './finding-item.tsx'
import { useSnapshot } from './use-dossier-store.ts'

const NIVEAUX: readonly NiveauCode[] = ['bloquant', 'a_justifier', 'a_noter']

type FindingsPanelProps = { readonly store: DossierStore; readonly choisi: string | null; readonly onCase: (at: string) => void }

/** The controls, live while typing; the server's verification stamps the time. [CH-01] [CH-02] [CH-13] [S72] */
export function FindingsPanel({ store, choisi, onCase }: FindingsPanelProps) {
  const { constat, lu } = useSnapshot(store)
  const justified = justificationsOf(lu)
  const bloquants = constat.anomalies.filter(({ niveau }) => niveau === 'bloquant').length
  const restent = constat.anomalies.filter((anomalie) => anomalie.niveau === 'a_justifier' && isOuverte(anomalie, justified)).length
  const faites = constat.anomalies.filter((anomalie) => anomalie.niveau === 'a_justifier' && !isOuverte(anomalie, justified)).length
  const { resume } = lu
  const perime = resume.verifieSeq !== null && resume.verifieSeq < resume.modifieSeq
  return (
    <div className="controles">
      <p className={`verdict ton-${tonOf(constat, bloquants, restent)}`} role="status">
        {verdictOf(constat, { bloquants, restent, faites })}
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
      <ToComplete store={store} onCase={onCase} />
      {constat.nonEvaluables.length > 0 && (
        <details className="non-evaluables">
          <summary>
            {pluriel(constat.nonEvaluables.length, 'contrôle non évaluable', 'contrôles non évaluables')} : il manque des montants
          </summary>
          <ul>
            {constat.nonEvaluables.map(({ controle, message, manque }) => (
              <li key={controle}>
                {message} <CellLinks store={store} cellules={manque} onCase={onCase} mot="manque" />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

type Comptes = { readonly bloquants: number; readonly restent: number; readonly faites: number }

const tonOf = ({ aCompleter }: Constat, bloquants: number, restent: number): Ton =>
  bloquants > 0 ? 'bloquant' : restent > 0 ? 'justifier' : aCompleter.length > 0 ? 'neutre' : 'ok'

function verdictOf({ vide, aCompleter }: Constat, { bloquants, restent, faites }: Comptes): string {
  if (bloquants > 0) return `Non recevable : ${pluriel(bloquants, 'bloquant')}${restent > 0 ? `, ${restent} à justifier` : ''}`
  if (restent > 0) return `Non recevable tant qu’il reste ${pluriel(restent, 'anomalie')} à justifier`
  if (vide) return 'Rien n’est encore saisi'
  if (aCompleter.length > 0) return 'Rien à corriger dans ce qui est saisi'
  return faites > 0 ? `Recevable avec ${pluriel(faites, 'justification')}` : 'Recevable'
}

/** What an empty table will have to say: no fault yet, no red. [CH-05] */
function ToComplete({ store, onCase }: Pick<FindingsPanelProps, 'store' | 'onCase'>) {
  const { aCompleter } = useSnapshot(store).constat
  if (aCompleter.length === 0) return null
  return (
    <section className="controles-groupe">
      <h3>{pluriel(aCompleter.length, 'point')} à compléter avant de transmettre</h3>
      <ul>
        {aCompleter.map(({ controle, message, cellules }) => (
          <li key={controle} className="anomalie">
            <p>{message}</p>
            <CellLinks store={store} cellules={cellules} onCase={onCase} mot="Aller à" />
          </li>
        ))}
      </ul>
    </section>
  )
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
