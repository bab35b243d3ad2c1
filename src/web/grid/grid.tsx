import { memo, useEffect, useLayoutEffect, useRef, type ClipboardEvent, type KeyboardEvent, type PointerEvent } from 'react'
import { flushSync } from 'react-dom'
import { blockOf, copySelection } from './clipboard-events.ts'
import type { Block } from './clipboard.ts'
import './grid.css'
import { GridCellView } from './grid-cell.tsx'
import type { GridController } from './grid-controller.ts'
import { isTextColumn, type GridModel, type GridRow, type Place } from './grid-model.ts'
import { interpretKey } from './keyboard.ts'
import { pressOf } from './press-of.ts'
import { extendTo, selectOne } from './selection.ts'

type GridProps = {
  readonly controller: GridController
  readonly legende: string
  readonly protege: boolean
  readonly onPaste: (block: Block) => void
}

/** Lines painted together: far chunks cost nothing until they come near the screen. */
const CHUNK = 24

/** The table of a form: one tab stop, arrows inside, F6 to leave. [AC-01] [AC-04] */
export function Grid({ controller, legende, protege, onPaste }: GridProps) {
  const { model } = controller
  const table = useRef<HTMLTableElement>(null)
  useEffect(() => controller.connect(), [controller])
  useLayoutEffect(() => {
    table.current?.style.setProperty('--colonnes', columnsOf(model))
    table.current?.style.setProperty('--largeur-min', minWidthOf(model))
    return controller.onFocus(
      (place) => focusCell(table.current, place),
      (place) => showCell(table.current, place),
    )
  }, [controller, model])
  const pointer = usePointerSelection(controller)

  const onKeyDown = (event: KeyboardEvent): void => {
    const meaning = interpretKey(pressOf(event), controller.state().mode)
    if (!meaning) return
    // The typed character must land in the field: the field is mounted and focused before the browser inserts it.
    if (meaning.action.do === 'type') flushSync(() => controller.perform(meaning.action))
    else {
      event.preventDefault()
      controller.perform(meaning.action)
    }
  }
  const onCopy = (event: ClipboardEvent): void => {
    copySelection(controller, event.clipboardData)
    event.preventDefault()
    if (event.type === 'cut') controller.clear()
  }
  return (
    <div className="grille-cadre">
      <table
        ref={table}
        role="grid"
        aria-multiselectable
        aria-describedby="grille-mode-emploi"
        className={`grille ${protege ? 'grille-protegee' : ''} ${model.colonnes.length > 8 ? 'grille-large' : ''}`}
        onKeyDown={onKeyDown}
        onCopy={onCopy}
        onCut={onCopy}
        onPaste={(event) => {
          event.preventDefault()
          onPaste(blockOf(event.clipboardData))
        }}
        {...pointer}
      >
        <caption className="invisible">{legende}</caption>
        <GridHead model={model} />
        {chunked(model.rows).map((rows) => (
          <GridChunk key={keyOf(rows)} rows={rows} controller={controller} />
        ))}
      </table>
    </div>
  )
}

const GridHead = memo(function GridHead({ model }: { readonly model: GridModel }) {
  return (
    <thead role="rowgroup">
      <tr role="row" className="grille-ligne">
        <th role="columnheader" scope="col" className="grille-code">
          Code
        </th>
        <th role="columnheader" scope="col" className="grille-libelle">
          Libellé
        </th>
        {model.colonnes.map((colonne, col) => (
          <th role="columnheader" scope="col" key={colonne.code} className={isTextColumn(model, col) ? 'case-texte' : 'case-chiffre'}>
            {colonne.libelle}
            {colonne.precision && <small>{colonne.precision}</small>}
          </th>
        ))}
      </tr>
    </thead>
  )
})

const GridChunk = memo(function GridChunk({
  rows,
  controller,
}: {
  readonly rows: readonly GridRow[]
  readonly controller: GridController
}) {
  return (
    <tbody role="rowgroup" className="grille-morceau" data-lignes={rows.length}>
      {rows.map((row) =>
        row.genre === 'titre' ? (
          <tr role="row" key={row.libelle} className="grille-titre">
            <th role="rowheader" scope="rowgroup" colSpan={controller.model.colonnes.length + 2}>
              <span>{row.libelle}</span>
            </th>
          </tr>
        ) : (
          <GridLineView key={row.row} controller={controller} row={row.row} />
        ),
      )}
    </tbody>
  )
})

function GridLineView({ controller, row }: { readonly controller: GridController; readonly row: number }) {
  const line = controller.model.lignes[row]
  if (!line) return null
  const { ligne } = line
  return (
    <tr role="row" className={`grille-ligne ${ligne.total ? 'grille-total' : ''}`}>
      <th role="rowheader" scope="row" className="grille-code">
        {ligne.code}
      </th>
      <th
        role="rowheader"
        scope="row"
        className={`grille-libelle retrait-${Math.min(ligne.retrait, 3)}`}
        title={ligne.comptes ? `${ligne.libelle} (comptes ${ligne.comptes})` : ligne.libelle}
      >
        {ligne.libelle}
      </th>
      {controller.model.colonnes.map(({ code }, col) => (
        <GridCellView key={code} controller={controller} row={row} col={col} />
      ))}
    </tr>
  )
}

const chunked = (rows: readonly GridRow[]): readonly (readonly GridRow[])[] =>
  Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_, at) => rows.slice(at * CHUNK, (at + 1) * CHUNK))

/** A chunk is named by where it starts: rows never change their order. */
const keyOf = ([first]: readonly GridRow[]): string => (first?.genre === 'ligne' ? String(first.row) : (first?.libelle ?? ''))

const NARROWEST = { chiffre: '8.25rem', texte: '18rem' } as const
const narrowest = (model: GridModel, col: number): string => NARROWEST[isTextColumn(model, col) ? 'texte' : 'chiffre']

/** Columns share the width of the window between a floor and a ceiling; the label takes what figures do not need. */
const columnsOf = (model: GridModel): string =>
  `var(--grille-code) minmax(var(--grille-libelle), 1fr) ${model.colonnes.map((_, col) => `minmax(${narrowest(model, col)}, ${isTextColumn(model, col) ? '40rem' : '11rem'})`).join(' ')}`

const minWidthOf = (model: GridModel): string =>
  `calc(var(--grille-code) + var(--grille-libelle) + ${model.colonnes.map((_, col) => narrowest(model, col)).join(' + ')})`

const cellElement = (table: HTMLTableElement | null, { row, col }: Place): HTMLElement | null =>
  table?.querySelector<HTMLElement>(`[data-place="${row},${col}"]`) ?? null

const showCell = (table: HTMLTableElement | null, place: Place): void =>
  cellElement(table, place)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })

function focusCell(table: HTMLTableElement | null, place: Place): void {
  cellElement(table, place)?.focus({ preventScroll: true })
  showCell(table, place)
}

const placeOf = (target: EventTarget): Place | null => {
  const [row, col] = (target instanceof Element ? (target.closest<HTMLElement>('[data-place]')?.dataset['place'] ?? '') : '')
    .split(',')
    .map(Number)
  return row !== undefined && col !== undefined && Number.isInteger(col) ? { row, col } : null
}

/** Click selects, drag and Shift+click extend, double click edits. */
function usePointerSelection(controller: GridController) {
  const drag = useRef(false)
  return {
    onPointerDown(event: PointerEvent): void {
      const place = placeOf(event.target)
      if (!place || event.button !== 0 || (event.target instanceof Element && event.target.closest('.case-editeur'))) return
      controller.commit()
      const { selection } = controller.state()
      controller.select(event.shiftKey ? extendTo(selection, place) : selectOne(place))
      drag.current = event.pointerType === 'mouse'
      event.preventDefault()
    },
    onPointerOver(event: PointerEvent): void {
      const place = drag.current && event.buttons === 1 ? placeOf(event.target) : null
      if (place) controller.select(extendTo(controller.state().selection, place), false)
    },
    onPointerUp(): void {
      drag.current = false
    },
    onDoubleClick(event: { readonly target: EventTarget }): void {
      if (placeOf(event.target) && !controller.isEditing()) controller.startEditing('edition', 'contenu')
    },
  }
}
