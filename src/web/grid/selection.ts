/** Where the person is in the grid, and how each gesture moves it. Pure: rows and columns are numbers. */
import { cellAt, isEntry, type GridModel, type Place } from './grid-model.ts'

/** `active` carries the focus; the selection is the rectangle from `active` to `bout`. */
export type Selection = {
  readonly active: Place
  readonly bout: Place
  /** Column where a run of Tabs began: Enter comes back under it, as in Excel. */
  readonly tabDepuis: number | null
}
export type Rect = { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number }
export type Direction = { readonly rows: -1 | 0 | 1; readonly cols: -1 | 0 | 1 }

/** Rows moved by Page Up and Page Down. */
export const PAGE_ROWS = 20

export const selectOne = (active: Place): Selection => ({ active, bout: active, tabDepuis: null })

export const rectOf = ({ active, bout }: Selection): Rect => ({
  top: Math.min(active.row, bout.row),
  bottom: Math.max(active.row, bout.row),
  left: Math.min(active.col, bout.col),
  right: Math.max(active.col, bout.col),
})

export const isInside = (rect: Rect, { row, col }: Place): boolean =>
  row >= rect.top && row <= rect.bottom && col >= rect.left && col <= rect.right
export const sizeOf = (rect: Rect): { readonly rows: number; readonly cols: number } => ({
  rows: rect.bottom - rect.top + 1,
  cols: rect.right - rect.left + 1,
})
export const isSingle = ({ active, bout }: Selection): boolean => active.row === bout.row && active.col === bout.col

/** Places of the rectangle, line by line. */
export function placesIn(rect: Rect): readonly Place[] {
  const places: Place[] = []
  for (let row = rect.top; row <= rect.bottom; row++) for (let col = rect.left; col <= rect.right; col++) places.push({ row, col })
  return places
}

const lastRow = (model: GridModel): number => Math.max(0, model.lignes.length - 1)
const lastCol = (model: GridModel): number => Math.max(0, model.colonnes.length - 1)
const clamp = (value: number, max: number): number => Math.max(0, Math.min(max, value))
const shifted = (model: GridModel, { row, col }: Place, by: { readonly rows: number; readonly cols: number }): Place => ({
  row: clamp(row + by.rows, lastRow(model)),
  col: clamp(col + by.cols, lastCol(model)),
})

export const move = (model: GridModel, { active }: Selection, by: { readonly rows: number; readonly cols: number }): Selection =>
  selectOne(shifted(model, active, by))

export const extend = (model: GridModel, selection: Selection, by: { readonly rows: number; readonly cols: number }): Selection => ({
  ...selection,
  bout: shifted(model, selection.bout, by),
  tabDepuis: null,
})

export const extendTo = (selection: Selection, bout: Place): Selection => ({ ...selection, bout, tabDepuis: null })

export const selectAll = (model: GridModel): Selection => ({
  active: { row: 0, col: 0 },
  bout: { row: lastRow(model), col: lastCol(model) },
  tabDepuis: null,
})

/**
 * Excel's Ctrl+arrow: from inside a run of filled cells to its end; otherwise to the next filled cell, or to the border.
 * `filled` says whether a place holds something.
 */
export function edge(
  model: GridModel,
  from: Place,
  { direction, filled }: { readonly direction: Direction; readonly filled: (place: Place) => boolean },
): Place {
  const next = (place: Place): Place | null => {
    const moved = shifted(model, place, direction)
    return moved.row === place.row && moved.col === place.col ? null : moved
  }
  let here = from
  let ahead = next(here)
  if (ahead === null) return here
  const inRun = filled(here) && filled(ahead)
  while (ahead !== null && (inRun ? filled(ahead) : !filled(ahead))) {
    here = ahead
    ahead = next(here)
  }
  return inRun || ahead === null ? here : ahead
}

/** The next (or previous) cell that can be typed in, line by line; `null` = the grid is over, Tab leaves it. */
export function tab(model: GridModel, selection: Selection, step: 1 | -1): Selection | null {
  const width = model.colonnes.length
  const total = width * model.lignes.length
  const { active } = selection
  for (let at = active.row * width + active.col + step; at >= 0 && at < total; at += step) {
    const place = { row: Math.floor(at / width), col: at % width }
    if (isEntry(cellAt(model, place))) return { ...selectOne(place), tabDepuis: selection.tabDepuis ?? active.col }
  }
  return null
}

/** Down (or up); after a run of Tabs, under the column where it began. */
export const enter = (model: GridModel, { active, tabDepuis }: Selection, step: 1 | -1): Selection =>
  selectOne(shifted(model, { row: active.row, col: tabDepuis ?? active.col }, { rows: step, cols: 0 }))

/** The first cell to be typed in: where a person starts. */
export function firstEntry(model: GridModel): Place {
  for (let row = 0; row < model.lignes.length; row++)
    for (let col = 0; col < model.colonnes.length; col++) if (isEntry(cellAt(model, { row, col }))) return { row, col }
  return { row: 0, col: 0 }
}

export const lineStart = ({ row }: Place): Place => ({ row, col: 0 })
export const lineEnd = (model: GridModel, { row }: Place): Place => ({ row, col: lastCol(model) })
export const tableEnd = (model: GridModel): Place => ({ row: lastRow(model), col: lastCol(model) })
