/** Gestures that only move or extend the selection. Pure. */
import type { GridModel, Place } from './grid-model.ts'
import type { GridAction, TravelAction } from './keyboard.ts'
import {
  edge,
  enter,
  extend,
  extendTo,
  lineEnd,
  lineStart,
  move,
  PAGE_ROWS,
  selectAll,
  selectOne,
  tab,
  tableEnd,
  type Direction,
  type Selection,
} from './selection.ts'

const TRAVELS: ReadonlySet<string> = new Set<TravelAction['do']>([
  'move',
  'extend',
  'edge',
  'extendEdge',
  'page',
  'extendPage',
  'tab',
  'enter',
  'selectAll',
  'lineStart',
  'lineEnd',
  'tableStart',
  'tableEnd',
  'extendLineStart',
  'extendLineEnd',
  'extendTableStart',
  'extendTableEnd',
])
export const isTravel = (action: GridAction): action is TravelAction => TRAVELS.has(action.do)

export type TravelGround = { readonly model: GridModel; readonly selection: Selection; readonly filled: (place: Place) => boolean }

/** The selection after the gesture; `null` = Tab ran past the last cell and leaves the grid. */
export function travel(action: TravelAction, ground: TravelGround): Selection | null {
  const { model, selection, filled } = ground
  const toEdge = (from: Place, direction: Direction): Place => edge(model, from, { direction, filled })
  switch (action.do) {
    case 'move':
      return move(model, selection, action.direction)
    case 'extend':
      return extend(model, selection, action.direction)
    case 'edge':
      return selectOne(toEdge(selection.active, action.direction))
    case 'extendEdge':
      return extendTo(selection, toEdge(selection.bout, action.direction))
    case 'page':
      return move(model, selection, { rows: action.step * PAGE_ROWS, cols: 0 })
    case 'extendPage':
      return extend(model, selection, { rows: action.step * PAGE_ROWS, cols: 0 })
    case 'tab':
      return tab(model, selection, action.step)
    case 'enter':
      return enter(model, selection, action.step)
    default:
      return toBorder(action.do, ground)
  }
}

function toBorder(gesture: string, { model, selection }: TravelGround): Selection {
  switch (gesture) {
    case 'lineStart':
      return selectOne(lineStart(selection.active))
    case 'lineEnd':
      return selectOne(lineEnd(model, selection.active))
    case 'tableStart':
      return selectOne({ row: 0, col: 0 })
    case 'tableEnd':
      return selectOne(tableEnd(model))
    case 'extendLineStart':
      return extendTo(selection, lineStart(selection.bout))
    case 'extendLineEnd':
      return extendTo(selection, lineEnd(model, selection.bout))
    case 'extendTableStart':
      return extendTo(selection, { row: 0, col: 0 })
    case 'extendTableEnd':
      return extendTo(selection, tableEnd(model))
    default:
      return selectAll(model)
  }
}
