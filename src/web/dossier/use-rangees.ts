import { useState, useSyncExternalStore } from 'react'
import type { DossierStore } from './dossier-store.ts'

/** Rows are drawn ten at a time, with at least three empty ones under the last that is filled. */
const PAS = 10
const LIBRES = 3
/** Rows that « Ajouter des lignes » adds, enough for a block pasted from a spreadsheet. */
const SUPPLEMENT = 100

export type Rangees = {
  /** Rows to draw; 0 for a table that is no list. */
  readonly nombre: number
  /** Null when the list is at its capacity, or is none. */
  readonly ajouter: (() => void) | null
}

/** How many rows of a list are drawn: they follow what is filled, and more may be asked for. */
export function useRangees(store: DossierStore, tableau: string): Rangees {
  const [asked, setAsked] = useState({ tableau, rows: 0 })
  const liste = store.liasse.listes.find((candidate) => candidate.tableau === tableau)
  const last = useSyncExternalStore(store.subscribeCells, () => (liste ? (store.sheet().rows(tableau).at(-1) ?? 0) : 0))
  if (!liste) return { nombre: 0, ajouter: null }
  const more = asked.tableau === tableau ? asked.rows : 0
  const nombre = Math.min(liste.capacite, Math.ceil((last + LIBRES) / PAS) * PAS + more)
  return { nombre, ajouter: nombre < liste.capacite ? () => setAsked({ tableau, rows: more + SUPPLEMENT }) : null }
}
