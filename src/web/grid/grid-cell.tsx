import { memo, useCallback, useSyncExternalStore } from 'react'
import type { CellView } from '#web/dossier/dossier-state.ts'
import { CellEditor } from './cell-editor.tsx'
import { cellName, initialesOf, writeValue } from './format-cell.ts'
import type { GridController } from './grid-controller.ts'
import type { GridCell, Place } from './grid-model.ts'

type GridCellProps = { readonly controller: GridController; readonly row: number; readonly col: number }

/** One cell: it repaints alone, when its value, its state or its place in the selection changes. */
export const GridCellView = memo(function GridCellView({ controller, row, col }: GridCellProps) {
  const subscribe = useCallback((listener: () => void) => controller.subscribeCell({ row, col }, listener), [controller, row, col])
  useSyncExternalStore(subscribe, () => controller.version({ row, col }))
  const place = { row, col }
  const cell = controller.model.lignes[row]?.cells[col] ?? null
  const active = controller.isActive(place)
  const editing = active && controller.isEditing()
  const shared = {
    role: 'gridcell',
    // While something is typed, its field is the stop.
    tabIndex: active && !editing ? 0 : -1,
    'data-place': `${row},${col}`,
    'aria-selected': controller.isSelected(place),
  } as const
  if (cell === null)
    return <td {...shared} className={`case-vide ${selectionClasses(controller, place)}`} aria-label="pas de case" aria-readonly />
  const view = controller.store.view(cell.index)
  return (
    <td
      {...shared}
      className={`${stateClasses(cell, view)} ${selectionClasses(controller, place)}`}
      aria-readonly={cell.cellule.formule !== undefined || undefined}
      aria-invalid={view.brouillon !== undefined || undefined}
      aria-label={editing ? undefined : cellName(controller.model, place, { cellule: cell.cellule, view })}
    >
      {editing ? <CellEditor controller={controller} cell={cell} /> : <CellText cell={cell} view={view} controller={controller} />}
      {view.eclair && view.par !== null && view.moyen !== 'synchronisation' && (
        <span className="case-initiales" aria-hidden="true">
          {initialesOf(view.par)}
        </span>
      )}
    </td>
  )
})

function CellText({ cell, view, controller }: { readonly cell: GridCell; readonly view: CellView; readonly controller: GridController }) {
  if (view.brouillon !== undefined) return <span className="case-refusee-texte">{view.brouillon}</span>
  const { texte, centimes } = writeValue(view.valeur, cell.cellule, controller.state().echelle)
  const aligned = cell.cellule.type === 'montant' && controller.state().echelle === 'euro' && view.valeur.etat === 'valeur'
  return (
    <>
      {cell.cellule.formule && <span className="case-egale">=</span>}
      {texte}
      {aligned && <span className="case-centimes">{centimes}</span>}
    </>
  )
}

const selectionClasses = (controller: GridController, place: Place): string =>
  `${controller.isActive(place) ? 'case-active' : ''} ${controller.isSelected(place) ? 'case-choisie' : ''}`

function stateClasses({ cellule }: GridCell, view: CellView): string {
  const isText = cellule.type === 'texte' || cellule.type === 'choix'
  return [
    isText ? 'case-texte' : 'case-chiffre',
    cellule.formule ? 'case-calculee' : 'case-saisie',
    view.valeur.etat === 'sans_objet' ? 'case-so' : '',
    view.brouillon === undefined ? '' : 'case-refusee',
    view.conflit ? 'case-conflit' : '',
    view.enAttente ? 'case-attente' : '',
    view.eclair ? 'case-eclair' : '',
    view.moyen === 'synchronisation' && !cellule.formule ? 'case-synchronisee' : '',
    view.moyen === 'reprise' && !cellule.formule ? 'case-reprise' : '',
    view.niveau ? `case-${view.niveau}` : '',
  ].join(' ')
}
