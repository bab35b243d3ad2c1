import type { Cellule } from '#definitions/edition.ts'
import { ligneOf, tableauOf } from '#engine/explain-words.ts'
import { sayValue } from '#web/grid/format-cell.ts'
import { CaseLien } from './case-lien.tsx'
import type { DossierStore } from './dossier-store.ts'
import type { Choix, Difference } from './reprise.ts'
import { readWire, type ValeurFil } from './wire-values.ts'

export const GENRES: Readonly<Record<Difference['genre'], string>> = {
  nouvelle: 'vide dans le QDIS',
  changee: 'déjà reprise, l’ER a changé',
  reprise: 'reprise de l’exercice précédent',
  saisie: 'saisie à la main',
}

/** A value of the journal or of the ER (`null` = empty, `SO` = sans objet) in words. */
export function sayText(text: string | null, cellule: Cellule): string {
  if (text === null) return 'vide'
  if (text === 'SO') return 's.o.'
  const isText = cellule.type === 'texte' || cellule.type === 'choix'
  return sayValue(readWire(isText ? { t: text } : { v: text }, cellule), cellule)
}

export const sayFil = (fil: Partial<ValeurFil> | null, cellule: Cellule): string => sayValue(readWire(fil ?? undefined, cellule), cellule)

/** « A124 Brut », its label and its table: the head of a row about one cell. */
export function CaseEntete({ store, at, onCase, note }: CaseEnteteProps) {
  const cellule = store.cellule(store.indexOf(at) ?? -1)
  const found = tableauOf(store.edition, cellule?.tableau ?? '')
  return (
    <th scope="row">
      <CaseLien store={store} at={at} onCase={onCase} /> {ligneOf(found, cellule?.ligne ?? '')?.libelle}
      <span className="petit muet bloc">{[found?.titre, note].filter(Boolean).join(' · ')}</span>
    </th>
  )
}
type CaseEnteteProps = {
  readonly store: DossierStore
  readonly at: string
  readonly onCase: (at: string) => void
  readonly note?: string
}

type DifferenceTableProps = {
  readonly store: DossierStore
  readonly differences: readonly Difference[]
  readonly choix: Choix
  readonly onCocher: (at: string, on: boolean) => void
  readonly onCase: (at: string) => void
}

/** Each cell that differs: what it holds, what the ER hold, what it will hold. [PI-04] */
export function DifferenceTable({ store, differences, choix, onCocher, onCase }: DifferenceTableProps) {
  return (
    <div className="differences-cadre">
      <table className="table differences differences-a-cocher">
        <caption className="invisible">Différences entre le QDIS et les états réglementaires</caption>
        <thead>
          <tr>
            <th scope="col" className="a-cocher">
              Reprendre
            </th>
            <th scope="col">Case</th>
            <th scope="col" className="nombre">
              Actuelle
            </th>
            <th scope="col" className="nombre">
              ER
            </th>
            <th scope="col" className="nombre">
              Retenu
            </th>
          </tr>
        </thead>
        <tbody>
          {differences.map((difference) => (
            <DifferenceRow key={difference.at} {...{ store, difference, choix, onCocher, onCase }} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

type DifferenceRowProps = Omit<DifferenceTableProps, 'differences'> & { readonly difference: Difference }

function DifferenceRow({ store, difference: { at, libelle, actuelle, er, genre }, choix, onCocher, onCase }: DifferenceRowProps) {
  const cellule = store.cellule(store.indexOf(at) ?? -1)
  if (!cellule) return null
  const [mine, theirs] = [sayFil(actuelle, cellule), sayText(er, cellule)]
  const retenue = choix.cochees.has(at)
  const changed = choix.changees.has(at)
  return (
    <tr className={changed ? 'difference-changee' : undefined}>
      <td>
        <input
          type="checkbox"
          aria-label={`Reprendre ${libelle}`}
          checked={retenue}
          onChange={(event) => onCocher(at, event.target.checked)}
        />
      </td>
      <CaseEntete store={store} at={at} onCase={onCase} note={changed ? `${GENRES[genre]} · a changé depuis l’affichage` : GENRES[genre]} />
      <td className="nombre">{mine}</td>
      <td className="nombre">{theirs}</td>
      <td className="nombre">
        <strong>{retenue ? theirs : mine}</strong>
      </td>
    </tr>
  )
}
