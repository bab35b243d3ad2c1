import type { KeyboardEvent } from 'react'
import type { KeyPress } from './keyboard.ts'

/** A key event as the keyboard map reads it; the Command key of a Mac counts as Ctrl. */
export const pressOf = (event: KeyboardEvent): KeyPress => ({
  key: event.key,
  ctrl: event.ctrlKey || event.metaKey,
  shift: event.shiftKey,
  alt: event.altKey,
})
