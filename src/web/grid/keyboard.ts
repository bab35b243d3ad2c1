/** The keyboard map of the grid (annex B of the UX lines): which gesture a key means in each mode. Pure. */
import type { Direction } from './selection.ts'

/** `frappe`: typing over (an arrow commits and moves); `edition`: F2 (an arrow moves the caret). */
export type Mode = 'navigation' | 'frappe' | 'edition'

export type KeyPress = { readonly key: string; readonly ctrl: boolean; readonly shift: boolean; readonly alt: boolean }

/** Gestures that only move or extend the selection. */
export type TravelAction =
  | { readonly do: 'move' | 'extend' | 'edge' | 'extendEdge'; readonly direction: Direction }
  | { readonly do: 'page' | 'extendPage' | 'tab' | 'enter'; readonly step: 1 | -1 }
  | { readonly do: 'lineStart' | 'lineEnd' | 'tableStart' | 'tableEnd' | 'selectAll' }
  | { readonly do: 'extendLineStart' | 'extendLineEnd' | 'extendTableStart' | 'extendTableEnd' }

export type GridAction =
  | TravelAction
  | { readonly do: 'table' | 'finding'; readonly step: 1 | -1 }
  | { readonly do: 'edit' | 'type' | 'clear' | 'clearAndEdit' | 'cancel' | 'toggleCaret' | 'choices' | 'commitAll' }
  | { readonly do: 'fillDown' | 'fillRight' | 'undo' | 'redo' | 'explain' | 'help' | 'history' | 'copyLink' | 'search' }
  /** `before` = leave towards what precedes the grid. */
  | { readonly do: 'leave'; readonly before: boolean }

export type KeyMeaning = {
  /** Keep (and check) the text being typed before acting. */
  readonly commit: boolean
  readonly action: GridAction
}

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowUp: { rows: -1, cols: 0 },
  ArrowDown: { rows: 1, cols: 0 },
  ArrowLeft: { rows: 0, cols: -1 },
  ArrowRight: { rows: 0, cols: 1 },
}

/** Keys that mean the same whatever the mode; while typing they commit first. */
function always({ key, ctrl, shift, alt }: KeyPress): GridAction | null {
  if (alt && key === 'PageDown') return { do: 'table', step: 1 }
  if (alt && key === 'PageUp') return { do: 'table', step: -1 }
  if (key === 'Tab' && !ctrl && !alt) return { do: 'tab', step: shift ? -1 : 1 }
  if (key === 'Enter' && !ctrl && !alt) return { do: 'enter', step: shift ? -1 : 1 }
  if (key === 'F8') return { do: 'finding', step: shift ? -1 : 1 }
  if (key === 'F6') return { do: 'leave', before: shift }
  if (key === 'F1' || (ctrl && key === '/')) return { do: 'help' }
  return null
}

const CTRL_KEYS: Readonly<Record<string, GridAction>> = {
  a: { do: 'selectAll' },
  d: { do: 'fillDown' },
  r: { do: 'fillRight' },
  z: { do: 'undo' },
  y: { do: 'redo' },
  g: { do: 'search' },
  f: { do: 'search' },
  Home: { do: 'tableStart' },
  End: { do: 'tableEnd' },
}
const CTRL_SHIFT_KEYS: Readonly<Record<string, GridAction>> = {
  z: { do: 'redo' },
  a: { do: 'copyLink' },
  h: { do: 'history' },
  Home: { do: 'extendTableStart' },
  End: { do: 'extendTableEnd' },
}
const PLAIN_KEYS: Readonly<Record<string, GridAction>> = {
  Home: { do: 'lineStart' },
  End: { do: 'lineEnd' },
  PageDown: { do: 'page', step: 1 },
  PageUp: { do: 'page', step: -1 },
  F2: { do: 'edit' },
  Delete: { do: 'clear' },
  Backspace: { do: 'clearAndEdit' },
  Escape: { do: 'cancel' },
}
const SHIFT_KEYS: Readonly<Record<string, GridAction>> = {
  Home: { do: 'extendLineStart' },
  End: { do: 'extendLineEnd' },
  PageDown: { do: 'extendPage', step: 1 },
  PageUp: { do: 'extendPage', step: -1 },
}

const isPrintable = ({ key, ctrl, alt }: KeyPress): boolean => !ctrl && !alt && (key.length === 1 || key === 'Dead')

function inNavigation(press: KeyPress): GridAction | null {
  const { key, ctrl, shift, alt } = press
  const direction = ARROWS[key]
  if (direction && alt) return key === 'ArrowDown' && !ctrl ? { do: 'choices' } : null
  if (direction) return { do: shift ? (ctrl ? 'extendEdge' : 'extend') : ctrl ? 'edge' : 'move', direction }
  if (alt && key === '=') return { do: 'explain' }
  if (ctrl && !alt) {
    const lower = key.length === 1 ? key.toLowerCase() : key
    return (shift ? CTRL_SHIFT_KEYS[lower] : CTRL_KEYS[lower]) ?? null
  }
  if (!alt && shift && SHIFT_KEYS[key]) return SHIFT_KEYS[key]
  if (!alt && !shift && PLAIN_KEYS[key]) return PLAIN_KEYS[key]
  // AltGr gives characters (« € », « # ») with Ctrl and Alt down: they are text.
  return isPrintable(press) || (ctrl && alt && key.length === 1) ? { do: 'type' } : null
}

function whileTyping(press: KeyPress, mode: Mode): KeyMeaning | null {
  const { key, ctrl, alt } = press
  if (key === 'Escape') return { commit: false, action: { do: 'cancel' } }
  if (key === 'F2') return { commit: false, action: { do: 'toggleCaret' } }
  if (key === 'Enter' && ctrl && !alt) return { commit: false, action: { do: 'commitAll' } }
  const direction = ARROWS[key]
  if (direction && mode === 'frappe' && !ctrl && !alt && !press.shift) return { commit: true, action: { do: 'move', direction } }
  return null
}

/** What a key means, or `null` when it belongs to the browser (or to the text being typed). */
export function interpretKey(press: KeyPress, mode: Mode): KeyMeaning | null {
  const shared = always(press)
  if (shared) return { commit: mode !== 'navigation', action: shared }
  if (mode !== 'navigation') return whileTyping(press, mode)
  const action = inNavigation(press)
  return action && { commit: false, action }
}
