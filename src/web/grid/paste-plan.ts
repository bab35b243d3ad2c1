/**
 * What pasting a block would do, before anything is written: cells to write, refused texts, what is skipped and why.
 * [EG-09] [EG-10] [EG-11] [EG-13] [EG-14]
 */
import type { CellValue } from '#engine/sheet.ts'
import type { Write } from '#web/dossier/dossier-store.ts'
import { sameContent, type Content } from '#web/dossier/undo-stack.ts'
import type { Block } from './clipboard.ts'
import { readEntry, type Lecture } from './entry.ts'
import { cellAt, type GridCell, type GridModel, type Place } from './grid-model.ts'
import { sizeOf, type Rect } from './selection.ts'

/** How a lone separator before three figures is read: `475,962`. */
export type Reading = 'groupe' | 'decimal'
export type PasteSource = { readonly read: (index: number) => CellValue; readonly content: (index: number) => Content }
export type PasteAsked = { readonly block: Block; readonly rect: Rect; readonly reading: Reading | null }

/** A pasted total beside the computed one: a difference usually reveals a missing line. */
export type ComparedTotal = { readonly cell: GridCell; readonly colle: string; readonly identique: boolean }
export type PastePlan = {
  readonly writes: readonly Write[]
  readonly collees: number
  readonly inchangees: number
  readonly refusees: readonly { readonly cell: GridCell; readonly texte: string; readonly message: string }[]
  readonly totaux: readonly ComparedTotal[]
  /** Places of the form without a cell, where something was pasted. */
  readonly sansCase: number
  /** Texts that ran past the table. */
  readonly excedent: readonly string[]
  readonly ambigus: readonly {
    readonly cell: GridCell
    readonly texte: string
    readonly lecture: Extract<Lecture, { genre: 'question' }>
  }[]
}

export function planPaste(model: GridModel, source: PasteSource, { block, rect, reading }: PasteAsked): PastePlan {
  const targets = targetsOf(model, block, rect)
  const cells = targets.inside.map(({ place, texte }) => ({ cell: cellAt(model, place), texte }))
  const found = cells.flatMap(({ cell, texte }) => (cell ? [{ cell, texte }] : []))
  const entries = found
    .filter(({ cell }) => !cell.cellule.formule)
    .map((entry) => ({ ...entry, lecture: readEntry(entry.texte, entry.cell.cellule) }))
  const decided = reading ?? readingOf(block)
  const writes: Write[] = []
  const refusees: PastePlan['refusees'][number][] = []
  const ambigus: PastePlan['ambigus'][number][] = []
  let inchangees = 0
  for (const { cell, texte, lecture } of entries) {
    const before = source.content(cell.index)
    const content = contentFrom(lecture, decided) ?? { valeur: before.valeur, brouillon: texte }
    if (lecture.genre === 'question' && decided === null) ambigus.push({ cell, texte, lecture })
    else if (lecture.genre === 'refus') refusees.push({ cell, texte, message: lecture.message })
    if (sameContent(before, content)) inchangees++
    else writes.push({ index: cell.index, content })
  }
  const totaux = found
    .filter(({ cell, texte }) => cell.cellule.formule !== undefined && texte.trim() !== '')
    .map(({ cell, texte }) => compared(source, cell, texte))
  return {
    writes,
    collees: entries.length,
    inchangees,
    refusees,
    totaux,
    sansCase: cells.filter(({ cell, texte }) => cell === null && texte.trim() !== '').length,
    excedent: targets.outside,
    ambigus,
  }
}

function contentFrom(lecture: Lecture, reading: Reading | null): Content | null {
  if (lecture.genre === 'valeur') return lecture.content
  return lecture.genre === 'question' && reading ? { valeur: { etat: 'valeur', valeur: lecture[reading].valeur } } : null
}

/** Asked again once the block is written: what was pasted in a total is compared with the total it makes. */
export const compared = (source: PasteSource, cell: GridCell, texte: string): ComparedTotal => {
  const lecture = readEntry(texte, cell.cellule)
  return {
    cell,
    colle: texte.trim(),
    identique: lecture.genre === 'valeur' && sameContent({ valeur: source.read(cell.index) }, { valeur: lecture.content.valeur }),
  }
}

type Target = { readonly place: Place; readonly texte: string }

/** One value fills the selection; a block repeats when the selection is a whole number of times its size; otherwise it starts at the corner. */
function targetsOf(
  model: GridModel,
  block: Block,
  rect: Rect,
): { readonly inside: readonly Target[]; readonly outside: readonly string[] } {
  const [height, width] = [block.length, block[0]?.length ?? 0]
  const size = sizeOf(rect)
  const repeats = height > 0 && width > 0 && size.rows % height === 0 && size.cols % width === 0
  const [rows, cols] = repeats ? [size.rows, size.cols] : [height, width]
  const inside: Target[] = []
  const outside: string[] = []
  for (let row = 0; row < rows; row++)
    for (let col = 0; col < cols; col++) {
      const texte = block[row % height]?.[col % width] ?? ''
      const place = { row: rect.top + row, col: rect.left + col }
      if (place.row < model.lignes.length && place.col < model.colonnes.length) inside.push({ place, texte })
      else if (texte.trim() !== '') outside.push(texte)
    }
  return { inside, outside }
}

/** One cell written without doubt decides for the block: `1 234,5` says that the comma is decimal, and a dot then groups. */
function readingOf(block: Block): Reading | null {
  const texts = block.flat().map((text) => text.replaceAll(/[\s\u00a0\u202f]/g, ''))
  const ambiguous = texts.find((text) => /^[-(]?\d{1,3}[.,]\d{3}\)?$/.test(text))
  const separator = ambiguous?.match(/[.,]/)?.[0]
  const witness = texts.map((text) => text.match(/([.,])\d{1,2}\)?$/)?.[1]).find((found) => found !== undefined)
  if (separator === undefined || witness === undefined) return null
  return witness === separator ? 'decimal' : 'groupe'
}
