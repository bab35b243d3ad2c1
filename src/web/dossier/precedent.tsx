/** Where the figures of the year before come from, for one cell and for the whole dossier. [PI-01] [AD-06] */
import { celluleAt } from '#definitions/liste.ts'
import { jourFr, pluriel } from '#web/design/format.ts'
import { Notice } from '#web/design/notice.tsx'
import { sayValue } from '#web/grid/format-cell.ts'
import { CellLinks } from './case-lien.tsx'
import type { Precedents } from './dossier-state.ts'
import type { DossierStore } from './dossier-store.ts'
import { nomDeCase } from './nom-de-case.ts'
import { useSnapshot } from './use-dossier-store.ts'
import { readWire } from './wire-values.ts'

/** « le dossier 2024 (édition 2024), déposé le 12/05/2025 ». */
export const provenanceFr = ({ exercice, edition, deposeLe }: Pick<Precedents[number], 'exercice' | 'edition' | 'deposeLe'>): string =>
  `le dossier ${exercice} (édition ${edition}), déposé le ${jourFr(deposeLe)}`

/** « repris du dossier 2024, déposé le 12/05/2025 », of a cell so marked. */
export function repriseFr({ precedents }: Pick<DossierStore, 'precedents'>): string {
  const precedent = precedents.find(({ rang }) => rang === 1)
  return precedent ? `repris du dossier ${precedent.exercice}, déposé le ${jourFr(precedent.deposeLe)}` : ''
}

/** Of an N-1 cell or of an opening balance: what the filed dossier held, or that there is none. Nothing for any other cell. */
export function PrecedentDeCase({ store, index }: { readonly store: DossierStore; readonly index: number }) {
  const cellule = celluleAt(store.liasse, index)
  const precedent = store.precedents.find(({ rang }) => rang === 1)
  if (!cellule || cellule.reprise === undefined || cellule.formule) return null
  if (!precedent) return <p>Aucun dossier {store.edition.exercice - 1} n’était déposé à l’initialisation : cette case se saisit.</p>
  const source = nomDeCase(store, store.indexOf(cellule.reprise) ?? -1)
  const inconnue = precedent.inconnues.includes(cellule.reprise)
  if (store.view(index).moyen === 'reprise')
    return (
      <p>
        Montant repris de {source} dans {provenanceFr(precedent)}.
        {inconnue && ' Il y est proposé en entier : sa ligne était partagée autrement, à répartir vous-même.'}
      </p>
    )
  const depose = sayValue(readWire(precedent.valeurs[cellule.reprise], cellule), cellule)
  return (
    <p>
      Dans {provenanceFr(precedent)}, {source} {inconnue ? 'n’était pas à part' : `tenait ${depose}`}.
    </p>
  )
}

/** Figures of the filed dossier that did not follow by themselves, as long as the cells that wait for them are as they were taken over. */
export function RemarquesDeReprise({ store, onCase }: { readonly store: DossierStore; readonly onCase: (at: string) => void }) {
  const { lu } = useSnapshot(store)
  const precedent = store.precedents.find(({ rang }) => rang === 1)
  if (!precedent || lu.refusEcriture) return null
  const isWaiting = (at: string): boolean => ['reprise', undefined].includes(lu.valeurs[at]?.m)
  const remarques = precedent.remarques.filter(({ cases }) => cases.some(isWaiting))
  if (remarques.length === 0) return null
  return (
    <Notice
      ton="noter"
      titre={`${pluriel(remarques.length, 'montant du dossier', 'montants du dossier')} ${precedent.exercice} à répartir vous-même`}
    >
      <details>
        <summary>
          Les lignes ont changé entre l’édition {precedent.edition} et l’édition {store.edition.code}
        </summary>
        <ul>
          {remarques.map(({ de, libelle, valeur, pourquoi, cases }) => (
            <li key={de}>
              {libelle} : {valeur}. {pourquoi} <CellLinks store={store} cellules={cases} onCase={onCase} mot="Cases :" />
            </li>
          ))}
        </ul>
      </details>
    </Notice>
  )
}
