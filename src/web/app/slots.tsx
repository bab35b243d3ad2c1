import { createContext, useContext, useMemo, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'

type Slots = { readonly start: HTMLElement | null; readonly rail: HTMLElement | null; readonly status: HTMLElement | null }
type Hold = (node: HTMLElement | null) => void

const SlotsContext = createContext<Slots>({ start: null, rail: null, status: null })

/** Where pages put what belongs to the frame. */
export function useSlotHolders(): { readonly slots: Slots; readonly setStart: Hold; readonly setRail: Hold; readonly setStatus: Hold } {
  const [start, setStart] = useState<HTMLElement | null>(null)
  const [rail, setRail] = useState<HTMLElement | null>(null)
  const [status, setStatus] = useState<HTMLElement | null>(null)
  const slots = useMemo(() => ({ start, rail, status }), [start, rail, status])
  return { slots, setStart, setRail, setStatus }
}

export const SlotsProvider = SlotsContext

export function Slot({ place, children }: { readonly place: keyof Slots; readonly children: ReactNode }) {
  const node = useContext(SlotsContext)[place]
  return node && createPortal(children, node)
}
