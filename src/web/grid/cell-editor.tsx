import { useLayoutEffect, useRef, type KeyboardEvent } from 'react'
import type { GridController } from './grid-controller.ts'
import type { GridCell } from './grid-model.ts'
import { interpretKey } from './keyboard.ts'
import { pressOf } from './press-of.ts'

type CellEditorProps = { readonly controller: GridController; readonly cell: GridCell }

/** The only field of the grid: it lives in the active cell while something is typed. */
export function CellEditor({ controller, cell }: CellEditorProps) {
  const field = useRef<HTMLInputElement & HTMLTextAreaElement & HTMLSelectElement>(null)
  const { cellule } = cell
  const colonne = controller.model.colonnes.find(({ code }) => code === cellule.colonne)?.libelle ?? cellule.colonne
  useLayoutEffect(() => {
    const element = field.current
    element?.focus({ preventScroll: true })
    if (element && 'setSelectionRange' in element) element.setSelectionRange(element.value.length, element.value.length)
  }, [])

  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    if (cellule.type === 'texte' && event.key === 'Enter' && event.altKey) return
    const meaning = interpretKey(pressOf(event), controller.state().mode)
    if (!meaning) return
    event.preventDefault()
    if (meaning.commit) controller.commit()
    controller.perform(meaning.action)
  }
  const shared = {
    ref: field,
    className: 'case-editeur',
    'aria-label': `Saisie de ${cellule.ligne} ${colonne}`,
    defaultValue: controller.draft(),
    onKeyDown,
    onBlur: () => controller.commit(),
    onPaste: (event: { stopPropagation: () => void }) => event.stopPropagation(),
    onCopy: (event: { stopPropagation: () => void }) => event.stopPropagation(),
    onCut: (event: { stopPropagation: () => void }) => event.stopPropagation(),
  }
  if (cellule.type === 'choix')
    return (
      <select {...shared} onChange={(event) => controller.setDraft(event.target.value)}>
        <option value="">(vide)</option>
        {(cellule.choix ?? []).map((choix) => (
          <option key={choix}>{choix}</option>
        ))}
      </select>
    )
  if (cellule.type === 'texte')
    return <textarea {...shared} rows={1} maxLength={4000} onChange={(event) => controller.setDraft(event.target.value)} />
  return (
    <input
      {...shared}
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      maxLength={200}
      onChange={(event) => controller.setDraft(event.target.value)}
    />
  )
}
