import { sourceEnMots } from '#domain/source-en-mots.ts'
import { formatCourt } from '#engine/format-montant.ts'
import type { Terme } from '#engine/explain.ts'
import { annoncer } from '#web/design/announcements.tsx'
import { Button } from '#web/design/button.tsx'
import { sayValue } from '#web/grid/format-cell.ts'
import type { DossierStore } from './dossier-store.ts'
import { lieuDeCase, nomDeCase } from './nom-de-case.ts'
import { PrecedentDeCase } from './precedent.tsx'
import { useSnapshot } from './use-dossier-store.ts'

type ExplanationPanelProps = {
  readonly store: DossierStore
  readonly index: number
  readonly onCase: (at: string) => void
  readonly onExpliquer: (index: number) => void
}

/** « Comment c’est calculé »: the formula in words, then with figures, each term clickable. [CH-10] [EG-29] */
export function ExplanationPanel({ store, index, onCase, onExpliquer }: ExplanationPanelProps) {
  useSnapshot(store)
  const explication = store.sheet().explain(index)
  const cellule = store.cellule(index)
  const { calcul, termes, resultat } = explication
  const largest = Math.max(1, ...termes.map(({ valeur }) => Math.abs(valeur ?? 0)))
  if (!cellule) return null
  const copy = (): void => {
    const text = [
      `${nomDeCase(store, index)}, ${explication.libelle} : ${termText(resultat)}`,
      calcul?.enMots,
      calcul?.enChiffres,
      `Source : ${sourceEnMots(explication.source)}.`,
    ]
      .filter(Boolean)
      .join('\n')
    void navigator.clipboard.writeText(text).then(() => annoncer('Explication copiée.'))
  }
  return (
    <div className="explication pile">
      <p>
        <strong>{explication.libelle}</strong>
        <br />
        <span className="muet">
          {explication.tableau}, {nomDeCase(store, index)}
        </span>
      </p>
      <p className="explication-resultat nombre">{sayValue(store.read(index), cellule)}</p>
      {calcul ? (
        <>
          <p>= {calcul.enMots}</p>
          <p className="muet">= {calcul.enChiffres}</p>
          <ul className="explication-termes">
            {termes.map((terme) => (
              <TermeLigne
                key={terme.at}
                store={store}
                terme={terme}
                largest={largest}
                onCase={onCase}
                onExpliquer={() => onExpliquer(store.indexOf(terme.at) ?? index)}
              />
            ))}
          </ul>
        </>
      ) : (
        <p>Case de saisie : son montant n’est pas calculé.</p>
      )}
      <PrecedentDeCase store={store} index={index} />
      {explication.comptes && <p>Comptes : {explication.comptes}</p>}
      {explication.aide && <p>{explication.aide}</p>}
      <p className="petit muet">
        Source : {sourceEnMots(explication.source)}. Édition {store.edition.code}, révision {store.edition.revision}.
      </p>
      <Button taille="petit" onClick={copy}>
        Copier l’explication
      </Button>
    </div>
  )
}

type TermeLigneProps = {
  readonly store: DossierStore
  readonly terme: Terme
  readonly largest: number
  readonly onCase: (at: string) => void
  readonly onExpliquer: () => void
}

/** One term: its name, its figure, its share of the result; a computed one has an explanation of its own. */
function TermeLigne({ store, terme, largest, onCase, onExpliquer }: TermeLigneProps) {
  const index = store.indexOf(terme.at) ?? -1
  const nom = nomDeCase(store, index)
  return (
    <li>
      <button type="button" className="lien" title={lieuDeCase(store, index)} onClick={() => onCase(terme.at)}>
        {terme.signe === '-' ? '− ' : ''}
        {terme.libelle} <span className="petit">{nom}</span>
      </button>
      <span className="nombre">{termText(terme)}</span>
      {store.cellule(index)?.formule && (
        <button type="button" className="case-calcul" aria-label={`Comment ${nom} est calculé`} onClick={onExpliquer}>
          = ?
        </button>
      )}
      <meter min={0} max={largest} value={Math.abs(terme.valeur ?? 0)} aria-hidden />
    </li>
  )
}

const termText = ({ etat, valeur, decimales }: Terme): string => {
  if (etat === 'sans_objet') return 's.o.'
  if (etat === 'hors_limites') return 'hors limites'
  return valeur === null ? 'vide' : formatCourt(valeur, decimales)
}
