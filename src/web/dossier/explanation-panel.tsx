import { sourceEnMots } from '#domain/source-en-mots.ts'
import type { Explication, Terme } from '#engine/explain.ts'
import { formatCourt } from '#engine/format-montant.ts'
import { roundQuotient } from '#engine/money.ts'
import { annoncer } from '#web/design/announcements.tsx'
import { Button } from '#web/design/button.tsx'
import { pluriel } from '#web/design/format.ts'
import { sayValue } from '#web/grid/format-cell.ts'
import { CaseLien } from './case-lien.tsx'
import type { DossierStore } from './dossier-store.ts'
import { Termes, termText } from './explanation-terms.tsx'
import { nomDeCase } from './nom-de-case.ts'
import { PrecedentDeCase } from './precedent.tsx'
import { useSnapshot } from './use-dossier-store.ts'

type ExplanationPanelProps = { readonly store: DossierStore; readonly index: number; readonly onCase: (at: string) => void }

/** « Comment c’est calculé »: in words, then with figures, each term with its own explanation in place. [CH-10] [EG-29] */
export function ExplanationPanel({ store, index, onCase }: ExplanationPanelProps) {
  useSnapshot(store)
  const explication = store.sheet().explain(index)
  const cellule = store.cellule(index)
  const { calcul, arrondi, termes, regle, autreExercice } = explication
  if (!cellule) return null
  const copy = (): void => {
    void navigator.clipboard.writeText(copyOf(store, index, explication)).then(() => annoncer('Explication copiée.'))
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
      {autreExercice && autreExercice.etat === 'valeur' && (
        <p className="explication-annee">
          <CaseLien store={store} at={autreExercice.at} onCase={onCase} />
          <span className="nombre">{termText(autreExercice)}</span>
          <span className="muet">{variationOf(explication.resultat, autreExercice)}</span>
        </p>
      )}
      {calcul ? (
        <>
          <p>= {calcul.enMots}</p>
          <p className="muet">= {calcul.enChiffres}</p>
          {arrondi !== undefined && <p className="petit">{arrondi}</p>}
          <Termes key={index} store={store} termes={termes} onCase={onCase} />
        </>
      ) : (
        <p>Case de saisie : son montant n’est pas calculé.</p>
      )}
      <PrecedentDeCase store={store} index={index} />
      <Comptes explication={explication} />
      {explication.aide && <p>{explication.aide}</p>}
      <p className="petit muet">
        Source : {sourceEnMots(explication.source)}. Règles : édition {regle.edition}, révision {regle.revision}, empreinte{' '}
        {regle.empreinte.slice(0, 8)}.
      </p>
      <Button taille="petit" onClick={copy}>
        Copier l’explication
      </Button>
    </div>
  )
}

/** The accounts of the line as the edition writes them, and, unfolded, by their numbers and labels. */
function Comptes({ explication: { comptes, comptesExpliques } }: { readonly explication: Explication }) {
  const { plan = [], balance } = comptesExpliques ?? {}
  if (comptes === undefined && plan.length === 0) return null
  return (
    <div className="explication-comptes">
      {comptes !== undefined && <p>Comptes : {comptes}</p>}
      {plan.length > 0 && (
        <details>
          <summary>{pluriel(plan.length, 'compte du plan', 'comptes du plan')}</summary>
          <ul>
            {plan.map(({ numero, libelle }) => (
              <li key={numero}>
                <span className="nombre">{numero}</span> {libelle}
              </li>
            ))}
          </ul>
        </details>
      )}
      {balance && balance.length > 0 && (
        <ul>
          {balance.map(({ compte, libelle, montant }) => (
            <li key={compte}>
              <span className="nombre">{compte}</span> {libelle} <span className="nombre">{formatCourt(montant, 2)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** « +3,2 % »: from the figure of the other year to this one; nothing against a nil one. */
function variationOf({ valeur, decimales }: Terme, { valeur: autre, decimales: siennes }: Terme): string {
  if (valeur === null || autre === null || autre === 0 || decimales !== siennes) return ''
  const milliemes = Number(roundQuotient(BigInt(valeur - autre) * 1000n, BigInt(Math.abs(autre))))
  return `${milliemes > 0 ? '+' : ''}${formatCourt(milliemes, 1)}\u00a0%`
}

function copyOf(store: DossierStore, index: number, { libelle, resultat, calcul, arrondi, source, regle }: Explication): string {
  const lines = [
    `${nomDeCase(store, index)}, ${libelle} : ${termText(resultat)}`,
    calcul && `= ${calcul.enMots}`,
    calcul && `= ${calcul.enChiffres}`,
    arrondi,
    `Source : ${sourceEnMots(source)}. Règles : édition ${regle.edition}, révision ${regle.revision}, empreinte ${regle.empreinte.slice(0, 8)}.`,
  ]
  return lines.filter(Boolean).join('\n')
}
