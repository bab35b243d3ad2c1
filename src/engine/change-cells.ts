/** A copy of the cells with some entries changed and all that depends on them computed. */
import type { LiasseCompilee } from '#definitions/edition.ts'
import { copyCells, type Cells } from './cells.ts'
import type { Programme } from './compile.ts'
import { prepare } from './etat.ts'
import { recompute } from './recompute.ts'
import { writeEntries, type Ecriture, type Entry } from './write-cells.ts'

/** Copies the cells, writes the changes, then computes only what reads a cell that changed, in order. Throws as `writeEntries` does. */
export function changeCells(programme: Programme, before: Cells, entries: readonly Entry[]): Cells {
  const texts = entries.some(([index]) => isText(programme.liasse, index)) ? new Map(before.texts) : null
  const listes = [...before.listes]
  const cells = copyCells(before, texts ?? before.texts, listes)
  const ecriture: Ecriture = { cells, texts, listes, touched: new Map(), written: [] }
  writeEntries(programme, ecriture, entries)
  prepare(programme.etat, cells)
  recompute(programme, ecriture)
  return cells
}

function isText({ cellules }: LiasseCompilee, index: number): boolean {
  const type = cellules[index]?.type
  return type === 'texte' || type === 'choix'
}
