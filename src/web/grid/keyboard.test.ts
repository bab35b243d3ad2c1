import { expect, test } from 'vitest'
import { interpretKey, type GridAction, type KeyPress, type Mode } from './keyboard.ts'

const press = (text: string): KeyPress => {
  const parts = text.split('+')
  const key = text.endsWith('++') ? '+' : (parts.at(-1) ?? '')
  return { key, ctrl: parts.includes('Ctrl'), shift: parts.includes('Maj'), alt: parts.includes('Alt') }
}
const meaning = (text: string, mode: Mode): GridAction | null => interpretKey(press(text), mode)?.action ?? null

test.each<[string, GridAction]>([
  ['ArrowDown', { do: 'move', direction: { rows: 1, cols: 0 } }],
  ['Maj+ArrowRight', { do: 'extend', direction: { rows: 0, cols: 1 } }],
  ['Ctrl+ArrowUp', { do: 'edge', direction: { rows: -1, cols: 0 } }],
  ['Ctrl+Maj+ArrowLeft', { do: 'extendEdge', direction: { rows: 0, cols: -1 } }],
  ['Tab', { do: 'tab', step: 1 }],
  ['Maj+Tab', { do: 'tab', step: -1 }],
  ['Enter', { do: 'enter', step: 1 }],
  ['Maj+Enter', { do: 'enter', step: -1 }],
  ['F2', { do: 'edit' }],
  ['5', { do: 'type' }],
  ['-', { do: 'type' }],
  ['(', { do: 'type' }],
  ['=', { do: 'type' }],
  ['/', { do: 'type' }],
  ['Dead', { do: 'type' }],
  ['Escape', { do: 'cancel' }],
  ['Delete', { do: 'clear' }],
  ['Backspace', { do: 'clearAndEdit' }],
  ['Ctrl+a', { do: 'selectAll' }],
  ['Home', { do: 'lineStart' }],
  ['Ctrl+End', { do: 'tableEnd' }],
  ['PageDown', { do: 'page', step: 1 }],
  ['Ctrl+d', { do: 'fillDown' }],
  ['Ctrl+r', { do: 'fillRight' }],
  ['Ctrl+z', { do: 'undo' }],
  ['Ctrl+y', { do: 'redo' }],
  ['Ctrl+Maj+Z', { do: 'redo' }],
  ['Alt+ArrowDown', { do: 'choices' }],
  ['Alt+PageUp', { do: 'table', step: -1 }],
  ['F8', { do: 'finding', step: 1 }],
  ['Maj+F8', { do: 'finding', step: -1 }],
  ['Alt+=', { do: 'explain' }],
  ['Ctrl+Maj+A', { do: 'copyLink' }],
  ['F1', { do: 'help' }],
  ['F6', { do: 'leave', before: false }],
  ['Maj+F6', { do: 'leave', before: true }],
])('[EG-05] in navigation, %s means what annex B says', (keys, action) => {
  expect(meaning(keys, 'navigation')).toEqual(action)
})

test.each(['Ctrl+c', 'Ctrl+x', 'Ctrl+v', 'Ctrl+w', 'Ctrl+t', 'Ctrl+n', 'Ctrl+p', 'F5', 'Alt+ArrowLeft', 'Shift'])(
  '[EG-05] %s stays with the browser',
  (keys) => {
    expect(meaning(keys, 'navigation')).toBeNull()
  },
)

test('[EG-05] an arrow commits while typing over, and moves the caret in F2', () => {
  expect(interpretKey(press('ArrowLeft'), 'frappe')).toEqual({ commit: true, action: { do: 'move', direction: { rows: 0, cols: -1 } } })
  expect(interpretKey(press('ArrowLeft'), 'edition')).toBeNull()
})

test.each<Mode>(['frappe', 'edition'])(
  '[EG-05] while typing (%s), Tab, Enter, F8 and F6 commit first, Escape does not, digits are text',
  (mode) => {
    for (const keys of ['Tab', 'Enter', 'F8', 'F6', 'Alt+PageDown']) expect(interpretKey(press(keys), mode)?.commit).toBe(true)
    expect(interpretKey(press('Escape'), mode)).toEqual({ commit: false, action: { do: 'cancel' } })
    expect(interpretKey(press('F2'), mode)?.action).toEqual({ do: 'toggleCaret' })
    for (const keys of ['5', 'Ctrl+z', 'Home', 'Delete', 'Ctrl+a']) expect(interpretKey(press(keys), mode)).toBeNull()
  },
)

test('[AC-04] characters made with AltGr are text', () => {
  expect(meaning('Ctrl+Alt+€', 'navigation')).toEqual({ do: 'type' })
})
