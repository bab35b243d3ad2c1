import { useState, type ReactNode } from 'react'
import { sourceEnMots } from '#domain/source-en-mots.ts'
import { formatCourt } from '#engine/format-montant.ts'
import type { Anomalie, Comparaison, Suspect } from '#engine/verify.ts'
import { messageOf } from '#web/api/api-problem.ts'
import { call } from '#web/api/call.ts'
import { Button } from '#web/design/button.tsx'
import { TextArea } from '#web/design/field.tsx'
import { momentFr } from '#web/design/format.ts'
import { Niveau } from '#web/design/niveau.tsx'
import { CellLinks } from './case-lien.tsx'
import type { DossierLu } from './dossier-state.ts'
import type { DossierStore } from './dossier-store.ts'
import { nomDeCase, regleEnMots } from './nom-de-case.ts'
import { useSnapshot } from './use-dossier-store.ts'

export type Justification = DossierLu['justifications'][number]
type FindingItemProps = {
  readonly store: DossierStore
  readonly anomalie: Anomalie
  readonly justification: Justification | null
  readonly ouverte: boolean
  /** The level is said: the finding does not stand under its own. */
  readonly marque: boolean
  /** What hangs on the finding. */
  readonly suite: ReactNode
  readonly onCase: (at: string) => void
}

/** What, figures, where, why it matters, likely causes, what to do, the rule: always in this order. [CH-03] [CH-06] [CH-08] */
export function FindingItem({ store, anomalie, justification, ouverte, marque, suite, onCase }: FindingItemProps) {
  const { comparaison } = anomalie
  const controle = store.liasse.controles.find(({ code }) => code === anomalie.controle)
  return (
    <li className={`anomalie ${ouverte ? 'anomalie-choisie' : ''}`}>
      <p className="anomalie-quoi">
        {marque && <Niveau niveau={anomalie.niveau} />} {anomalie.message}
      </p>
      {comparaison && <p className="anomalie-chiffres">{figuresOf(comparaison)}</p>}
      <CellLinks store={store} cellules={anomalie.cellules} onCase={onCase} mot="Voir" />
      {/* What hangs on another finding is mended with it: its causes are told there. */}
      {anomalie.cause === undefined && anomalie.causes.length > 0 && (
        <div className="anomalie-causes">
          <span className="muet">Causes probables</span>
          <ul>
            {anomalie.causes.map((suspect) => (
              <li key={suspect.message}>
                <Cause store={store} suspect={suspect} onCase={onCase} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {anomalie.niveau === 'a_justifier' && <Justifier store={store} controle={anomalie.controle} justification={justification} />}
      <details className="anomalie-regle" open={ouverte || undefined}>
        <summary>Pourquoi, que faire, règle {anomalie.controle}</summary>
        {anomalie.pourquoi && <p>{anomalie.pourquoi}</p>}
        {anomalie.quoiFaire && <p>À faire : {anomalie.quoiFaire}</p>}
        <p>
          Règle : {controle ? regleEnMots(store, controle) : anomalie.texte}
          {comparaison && comparaison.tolerance > 0 && ` — toléré jusqu’à ${written(comparaison.tolerance, comparaison)}`}.
        </p>
        <p className="muet">Source : {sourceEnMots(anomalie.source)}.</p>
      </details>
      {suite}
    </li>
  )
}

/** One proposal of the gap detective: it leads to its cell, it changes nothing by itself. [CH-06] */
function Cause({
  store,
  suspect,
  onCase,
}: {
  readonly store: DossierStore
  readonly suspect: Suspect
  readonly onCase: (at: string) => void
}) {
  const { at, autre, message } = suspect
  if (at === undefined) return message
  const text = [at, autre].reduce<string>(
    (said, cell) => (cell === undefined ? said : said.replace(cell, () => nomDeCase(store, store.indexOf(cell) ?? -1))),
    message,
  )
  return (
    <button type="button" className="lien" onClick={() => onCase(at)}>
      {text}
    </button>
  )
}

const UNITES: Readonly<Record<Comparaison['unite'], string>> = { montant: '\u00a0€', taux: '\u00a0%', nombre: '', pur: '' }
const written = (valeur: number | null, { decimales, unite }: Comparaison): string =>
  valeur === null ? 'hors limites' : `${formatCourt(valeur, decimales)}${UNITES[unite]}`

const MOTS = { '<': 'inférieur à', '<=': 'au plus', '>': 'supérieur à', '>=': 'au moins' } as const

function figuresOf(comparaison: Comparaison): string {
  const { par, gauche, droite, ecart } = comparaison
  const [left, right] = [written(gauche, comparaison), written(droite, comparaison)]
  return par === '=' || par === '<>'
    ? `${left} − ${droite !== null && droite < 0 ? `(${right})` : right} = ${written(ecart, comparaison)}`
    : `${left} devrait être ${MOTS[par]} ${right} (écart ${written(ecart, comparaison)})`
}

/** The justification stays attached to the figures it was given for. [CH-07] */
function Justifier({
  store,
  controle,
  justification,
}: {
  readonly store: DossierStore
  readonly controle: string
  readonly justification: Justification | null
}) {
  const { lu } = useSnapshot(store)
  const [texte, setTexte] = useState<string | null>(null)
  const [erreur, setErreur] = useState<string | null>(null)
  const send = async (): Promise<void> => {
    await store.settle()
    await call('justifier', { params: { dossierId: lu.resume.id }, body: { controle, texte: (texte ?? '').trim() } })
    await store.refresh()
    setTexte(null)
  }
  if (texte === null)
    return (
      <div className="justification">
        {justification && (
          <p className={justification.valide ? '' : 'muet'}>
            {justification.valide ? 'Justifié' : 'Justification à revoir : les montants ont changé'} — « {justification.texte} » (
            {justification.qui}, {momentFr(justification.le)})
          </p>
        )}
        <Button taille="petit" refus={lu.refusJustifier?.message ?? null} onClick={() => setTexte(justification?.texte ?? '')}>
          {justification ? 'Modifier la justification' : 'Justifier'}
        </Button>
      </div>
    )
  const short = texte.trim().length < 15
  return (
    <div className="justification">
      <TextArea
        libelle="Justification"
        aide="15 caractères au moins : la fédération lira ce texte."
        rows={3}
        value={texte}
        erreur={erreur}
        onChange={(event) => setTexte(event.target.value)}
        autoFocus
      />
      <span className="rangee">
        <Button
          taille="petit"
          genre="principal"
          refus={short ? `Encore ${15 - texte.trim().length} caractères.` : null}
          refusPlace="cote"
          onClick={() => void send().catch((error: unknown) => setErreur(messageOf(error)))}
        >
          Enregistrer la justification
        </Button>
        <Button taille="petit" genre="discret" onClick={() => setTexte(null)}>
          Renoncer
        </Button>
      </span>
    </div>
  )
}
