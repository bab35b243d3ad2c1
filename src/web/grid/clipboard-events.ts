/** Between the browser's clipboard and blocks of cells. */
import { formatPressePapiers } from '#engine/format-montant.ts'
import { fromTsv, rawText, toTsv, type Block } from './clipboard.ts'
import type { GridController } from './grid-controller.ts'
import { cellAt } from './grid-model.ts'
import { rectOf } from './selection.ts'

/** Writes the selection as French spreadsheets read it: `1234,56`, empty stays empty. [EG-15] */
export function copySelection(controller: GridController, data: DataTransfer): void {
  data.setData('text/plain', toTsv(selectionBlock(controller)))
}

export function selectionBlock(controller: GridController): Block {
  const { top, bottom, left, right } = rectOf(controller.state().selection)
  return Array.from({ length: bottom - top + 1 }, (_, row) =>
    Array.from({ length: right - left + 1 }, (_col, col) => textAt(controller, top + row, left + col)),
  )
}

function textAt(controller: GridController, row: number, col: number): string {
  const cell = cellAt(controller.model, { row, col })
  const valeur = cell && controller.store.read(cell.index)
  if (!cell || !valeur) return ''
  if (valeur.etat === 'sans_objet') return 'SO'
  if (valeur.etat !== 'valeur') return ''
  return valeur.texte ?? formatPressePapiers(valeur.valeur, cell.cellule.decimales)
}

/** The pasted block; the raw numbers that a spreadsheet hides beside its display are preferred to the display. */
export function blockOf(data: DataTransfer): Block {
  const html = data.getData('text/html')
  return (html.includes('sdval') || html.includes('x:num') ? rawNumbers(html) : null) ?? fromTsv(data.getData('text/plain'))
}

function rawNumbers(html: string): Block | null {
  const rows = [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('tr')]
  if (rows.length === 0) return null
  return rows.map((row) =>
    [...row.querySelectorAll('td, th')].map((cell) => {
      const raw = cell.getAttribute('sdval') ?? cell.getAttribute('x:num')
      const shown = (cell.textContent ?? '').trim()
      return raw ? rawText(raw, shown) : shown
    }),
  )
}
