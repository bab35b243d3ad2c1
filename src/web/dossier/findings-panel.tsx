import { useState, type ReactNode } from 'react'
import type { Niveau as NiveauCode } from '#definitions/edition.ts'
import type { Anomalie } from '#engine/verify.ts'
import { grouperParCause, type Groupe } from '#domain/constats.ts'
import { momentFr, pluriel } from '#web/design/format.ts'
import { Niveau, type Ton } from '#web/design/niveau.tsx'
import type { Constat } from './a-completer.ts'
import { isOuverte, justificationsOf } from './anomalies-ouvertes.ts'
import { CellLinks } from './case-lien.tsx'
import type { DossierStore } from './dossier-store.ts'
import { FindingItem, type Justification } from './finding-item.tsx'
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
  const groupes = Map.groupBy(grouperParCause(constat.anomalies), gravest)
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
        <FindingGroup
          key={niveau}
          niveau={niveau}
          nombre={constat.anomalies.filter((anomalie) => anomalie.niveau === niveau).length}
          groupes={groupes.get(niveau) ?? []}
        >
          {(groupe) => (
            <FindingFamily
              key={groupe.racine.controle}
              {...{ store, groupe, niveau, choisi, onCase }}
              justification={({ controle }) => justified.get(controle) ?? null}
            />
          )}
        </FindingGroup>
      ))}
      <ToComplete store={store} onCase={onCase} />
      {constat.nonEvaluables.length > 0 && (
        <details className="non-evaluables">
          <summary>{pluriel(constat.nonEvaluables.length, 'contrôle non évaluable', 'contrôles non évaluables')}</summary>
          <ul>
            {constat.nonEvaluables.map(({ controle, message, manque, dossiersAbsents, balanceAbsente }) => (
              <li key={controle}>
                {message} <CellLinks store={store} cellules={manque} onCase={onCase} mot="manque" />
                {dossiersAbsents.map((annees) => (
                  <span key={annees} className="muet">
                    {' '}
                    manque le dossier déposé de l’exercice {store.edition.exercice - annees}
                  </span>
                ))}
                {balanceAbsente && <span className="muet"> manque la balance</span>}
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

/** A family of findings stands under the gravest level that it holds. */
const gravest = ({ racine, entraines }: Groupe<Anomalie>): NiveauCode =>
  NIVEAUX.find((niveau) => [racine, ...entraines].some((own) => own.niveau === niveau)) ?? racine.niveau

/** Long groups show their first findings: one cause is corrected at a time. */
const SHOWN = 12

type FindingGroupProps = {
  readonly niveau: NiveauCode
  /** Findings of this level, wherever they stand. */
  readonly nombre: number
  readonly groupes: readonly Groupe<Anomalie>[]
  readonly children: (groupe: Groupe<Anomalie>) => ReactNode
}

function FindingGroup({ niveau, nombre, groupes, children }: FindingGroupProps) {
  const [tout, setTout] = useState(false)
  if (groupes.length === 0) return null
  return (
    <section className="controles-groupe">
      <h3>
        <Niveau niveau={niveau} nombre={nombre} />
      </h3>
      <ul>{(tout ? groupes : groupes.slice(0, SHOWN)).map(children)}</ul>
      {!tout && groupes.length > SHOWN && (
        <button type="button" className="lien" onClick={() => setTout(true)}>
          Voir les {groupes.length - SHOWN} autres
        </button>
      )}
    </section>
  )
}

type FindingFamilyProps = Pick<FindingsPanelProps, 'store' | 'choisi' | 'onCase'> & {
  readonly groupe: Groupe<Anomalie>
  /** The level under which the family stands. */
  readonly niveau: NiveauCode
  readonly justification: (anomalie: Anomalie) => Justification | null
}

/** The root once; what the same cause lights up folded under it. [CH-05] */
function FindingFamily({ store, groupe: { racine, entraines }, niveau, choisi, onCase, justification }: FindingFamilyProps) {
  const item = (anomalie: Anomalie, suite: ReactNode): ReactNode => (
    <FindingItem
      key={anomalie.controle}
      {...{ store, anomalie, onCase, suite }}
      marque={anomalie.niveau !== niveau}
      justification={justification(anomalie)}
      ouverte={anomalie.controle === choisi}
    />
  )
  const holdsChosen = entraines.some(({ controle }) => controle === choisi)
  return item(
    racine,
    entraines.length > 0 && (
      <details className="anomalie-entraine" key={holdsChosen ? 'choisie' : 'libre'} open={holdsChosen || undefined}>
        <summary>Entraîne aussi {pluriel(entraines.length, 'autre constat', 'autres constats')}</summary>
        <ul>{entraines.map((own) => item(own, null))}</ul>
      </details>
    ),
  )
}
