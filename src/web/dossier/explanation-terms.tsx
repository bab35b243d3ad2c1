import { useId, useState, type ReactNode } from 'react'
import { indexDeListe } from '#definitions/liste.ts'
import type { Terme } from '#engine/explain.ts'
import { formatCourt } from '#engine/format-montant.ts'
import { pluriel } from '#web/design/format.ts'
import { sayValue } from '#web/grid/format-cell.ts'
import type { DossierStore } from './dossier-store.ts'
import { lieuDeCase, nomDeCase } from './nom-de-case.ts'

type TermsProps = {
  readonly store: DossierStore
  readonly termes: readonly Terme[]
  readonly onCase: (at: string) => void
}

/** What a figure is made of: each term with its share, unfolded in place when it is itself calculated. Empty cells are counted, not listed. */
export function Termes({ store, termes, onCase }: TermsProps) {
  const shown = termes.filter(({ etat }) => etat !== 'vide')
  const largest = Math.max(1, ...shown.map(({ valeur }) => Math.abs(valeur ?? 0)))
  const empty = termes.length - shown.length
  return (
    <ul className="explication-termes">
      {shown.map((terme) => (
        <TermeLigne key={cleOf(terme)} {...{ store, terme, largest, onCase }} />
      ))}
      {empty > 0 && <li className="muet petit">{pluriel(empty, 'case vide ne compte pas', 'cases vides ne comptent pas')}</li>}
    </ul>
  )
}

const cleOf = ({ at, exercice, rassemble, libelle }: Terme): string => `${at} ${exercice ?? ''} ${rassemble ? libelle : ''}`

type TermeLigneProps = Omit<TermsProps, 'termes'> & { readonly terme: Terme; readonly largest: number }

function TermeLigne({ store, terme, largest, onCase }: TermeLigneProps) {
  const [ouvert, setOuvert] = useState(false)
  const id = useId()
  const nom = nomDuTerme(store, terme)
  const depliable = terme.rassemble === true || terme.calcule === true
  return (
    <li>
      <span className="explication-terme">
        {depliable ? (
          <button
            type="button"
            className="explication-pli"
            aria-expanded={ouvert}
            aria-controls={id}
            aria-label={`Comment ${nom} est calculé`}
            onClick={() => setOuvert(!ouvert)}
          />
        ) : (
          <span className="explication-pli-vide" aria-hidden />
        )}
        <Libelle {...{ store, terme, nom, onCase }} />
        <span className="nombre">
          {terme.signe === '-' ? '− ' : ''}
          {termText(terme)}
        </span>
        <meter min={0} max={largest} value={Math.abs(terme.valeur ?? 0)} aria-hidden />
      </span>
      {depliable && (
        <div id={id} hidden={!ouvert} className="explication-suite">
          {ouvert && <Suite {...{ store, terme, onCase }} />}
        </div>
      )}
    </li>
  )
}

type LibelleProps = Omit<TermeLigneProps, 'largest'> & { readonly nom: string }

/** Leads to the cell; the figure of another year and rows gathered together are no cell of this page. */
function Libelle({ store, terme, nom, onCase }: LibelleProps): ReactNode {
  const { at, libelle, rassemble, exercice } = terme
  if (rassemble || exercice !== undefined)
    return (
      <span>
        {libelle} {!rassemble && <span className="petit muet">{nom}</span>}
      </span>
    )
  return (
    <button type="button" className="lien" title={lieuDeCase(store, store.indexOf(at) ?? -1)} onClick={() => onCase(at)}>
      {libelle} <span className="petit">{nom}</span>
    </button>
  )
}

const nomDuTerme = (store: DossierStore, { at, libelle, rassemble, exercice }: Terme): string => {
  if (rassemble) return libelle
  const nom = nomDeCase(store, store.indexOf(at) ?? -1)
  return exercice === undefined ? nom : `${nom}, exercice ${exercice}`
}

/** What stands under an unfolded term: its formula and its own terms, or the rows that it gathers. */
function Suite({ store, terme, onCase }: Omit<TermeLigneProps, 'largest'>) {
  if (terme.rassemble) return <Rangees {...{ store, terme, onCase }} />
  const { calcul, arrondi, termes } = store.sheet().explain(terme.at)
  return (
    <>
      {calcul && <p className="petit muet">= {calcul.enMots}</p>}
      {arrondi !== undefined && <p className="petit muet">{arrondi}</p>}
      <Termes store={store} termes={termes} onCase={onCase} />
    </>
  )
}

/** Rows shown under a gathered term; beyond, their number. */
const MAX_RANGEES = 40

function Rangees({ store, terme, onCase }: Omit<TermeLigneProps, 'largest'>) {
  const tableau = store.cellule(store.indexOf(terme.at) ?? -1)?.tableau
  const liste = store.liasse.listes.find((own) => own.tableau === tableau)
  const colonne = store.cellule(store.indexOf(terme.at) ?? -1)?.colonne
  if (!liste) return null
  const rang = liste.colonnes.findIndex((own) => own.colonne === colonne)
  const indices = (terme.lignes ?? []).map((numero) => indexDeListe(liste, numero, rang))
  const filled = indices.filter((index) => store.read(index).etat !== 'vide')
  return (
    <ul className="explication-termes">
      {filled.slice(0, MAX_RANGEES).map((index) => {
        const cellule = store.cellule(index)
        return (
          cellule && (
            <li key={index}>
              <span className="explication-terme">
                <span className="explication-pli-vide" aria-hidden />
                <button type="button" className="lien" onClick={() => onCase(cellule.at)}>
                  {lieuDeCase(store, index)}
                </button>
                <span className="nombre">{sayValue(store.read(index), cellule)}</span>
              </span>
            </li>
          )
        )
      })}
      {filled.length > MAX_RANGEES && <li className="muet petit">et {filled.length - MAX_RANGEES} autres lignes</li>}
    </ul>
  )
}

export const termText = ({ etat, valeur, decimales }: Terme): string => {
  if (etat === 'sans_objet') return 's.o.'
  if (etat === 'hors_limites') return 'hors limites'
  return valeur === null ? 'vide' : formatCourt(valeur, decimales)
}
