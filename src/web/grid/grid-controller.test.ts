import { expect, test } from 'vitest'
import { edition2025, indexOf, openDossier, qdis, VersionedServer } from '#test/dossier-scene.ts'
import { writeValue } from './format-cell.ts'
import { GridController } from './grid-controller.ts'
import { buildGridModel, cellAt } from './grid-model.ts'
import { interpretKey } from './keyboard.ts'
import { planPaste } from './paste-plan.ts'
import { rectOf } from './selection.ts'

const model = buildGridModel(edition2025, qdis, { tableau: 'BA', famille: 'COOP' })

function opened() {
  const store = openDossier(new VersionedServer())
  const controller = new GridController(model, store)
  controller.goTo(indexOf('BA.A101[brut]'))
  const key = (name: string, more: { readonly ctrl?: boolean; readonly shift?: boolean } = {}): void => {
    const meaning = interpretKey({ key: name, ctrl: more.ctrl ?? false, shift: more.shift ?? false, alt: false }, controller.state().mode)
    if (!meaning) return
    if (meaning.commit) controller.commit()
    controller.perform(meaning.action)
  }
  const typed = (text: string): void => {
    key(text[0] ?? '')
    controller.setDraft(text)
  }
  const shown = (at: string): string => {
    const index = indexOf(at)
    const cellule = qdis.cellules[index]
    if (!cellule) throw new RangeError(at)
    const { texte, centimes } = writeValue(store.read(index), cellule)
    return texte + centimes
  }
  const paste = (block: readonly (readonly string[])[], reading: 'groupe' | 'decimal' | null = null) =>
    planPaste(model, { read: store.read, content: store.content }, { block, rect: rectOf(controller.state().selection), reading })
  return { store, controller, key, typed, shown, paste }
}

test('[EG-05] typing over, Enter goes down, and the figures move with their totals', () => {
  const { typed, key, shown, controller } = opened()
  typed('1234,5')
  key('Enter')
  typed('1 000')
  key('ArrowDown')
  expect([shown('BA.A101[brut]'), shown('BA.A102[brut]'), shown('BA.A110[brut]')]).toEqual(['1\u00a0234,50', '1\u00a0000', '2\u00a0234,50'])
  expect(controller.active()?.cellule.at).toBe('BA.A103[brut]')
})

test('[EG-08] a refused text stays in the cell; the suggestion is one key away; Escape gives the value back', () => {
  const { typed, key, shown, store, controller } = opened()
  typed('1150')
  key('Enter')
  key('ArrowUp')
  typed('12OO')
  key('Enter')
  key('ArrowUp')
  const content = store.content(indexOf('BA.A101[brut]'))
  expect([content.brouillon, shown('BA.A101[brut]')]).toEqual(['12OO', '1\u00a0150'])
  key('Escape')
  expect(store.content(indexOf('BA.A101[brut]')).brouillon).toBeUndefined()
  typed('12OO')
  controller.commit()
  expect(controller.acceptSuggestion()).toBe(true)
  expect(shown('BA.A101[brut]')).toBe('1\u00a0200')
})

test('[EG-14] an ambiguous figure asks, and nothing counts before the answer', () => {
  const { typed, key, shown, controller } = opened()
  typed('475,962')
  key('Enter')
  expect(shown('BA.A101[brut]')).toBe('')
  const { question } = controller.state()
  controller.answer({ valeur: { etat: 'valeur', valeur: question?.lecture.groupe.valeur ?? 0 } })
  expect(shown('BA.A101[brut]')).toBe('475\u00a0962')
})

test('[EG-18] an expression gives its value, and F2 shows it again', () => {
  const { typed, key, shown, controller } = opened()
  typed('=1200+350*2')
  key('Enter')
  key('ArrowUp')
  expect(shown('BA.A101[brut]')).toBe('1\u00a0900')
  key('F2')
  expect(controller.draft()).toBe('=1200+350*2')
})

test('[EG-23] empty, zero and « sans objet » are three things', () => {
  const { typed, key, store, shown } = opened()
  typed('0')
  key('Enter')
  typed('/')
  key('Enter')
  expect([shown('BA.A101[brut]'), shown('BA.A102[brut]'), shown('BA.A103[brut]')]).toEqual(['0', 's.o.', ''])
  expect(store.read(indexOf('BA.A102[brut]')).etat).toBe('sans_objet')
})

test('[EG-24] a computed cell refuses gently and says its formula', () => {
  const { controller, typed } = opened()
  controller.goTo(indexOf('BA.A110[brut]'))
  typed('5')
  expect(controller.isEditing()).toBe(false)
  expect(controller.state().message).toMatch(/^Total calculé.*Autres immobilisations incorporelles/)
})

test('[S52] [EG-02] a protected form proposes to be modified and writes nothing', () => {
  const { controller, typed, store } = opened()
  store.setProtege(true)
  let proposed = 0
  controller.attach({ onProtege: () => void proposed++ })
  typed('5')
  controller.clear()
  expect([controller.isEditing(), proposed]).toEqual([false, 1])
})

test('[EG-17] fill down copies the first line of the selection, in one step', () => {
  const { typed, key, shown, store } = opened()
  typed('7')
  key('Enter')
  key('ArrowUp')
  key('ArrowDown', { shift: true })
  key('ArrowDown', { shift: true })
  key('d', { ctrl: true })
  expect([shown('BA.A102[brut]'), shown('BA.A103[brut]')]).toEqual(['7', '7'])
  store.undo()
  expect([shown('BA.A101[brut]'), shown('BA.A102[brut]')]).toEqual(['7', ''])
})

test('[EG-10] a paste lists the totals it fell on, and compares them', () => {
  const { paste, store } = opened()
  const plan = paste([['10'], ['20'], ['30'], ['60']])
  store.write(plan.writes, { libelle: 'collage', moyen: 'collage' })
  expect([plan.collees, plan.inchangees, plan.totaux.length]).toEqual([3, 0, 1])
  expect(paste([['10'], ['20'], ['30'], ['60']]).totaux[0]?.identique).toBe(true)
  expect(paste([['10'], ['20'], ['30'], ['61']]).totaux[0]?.identique).toBe(false)
})

test('[EG-11] unreadable texts of a paste become refused cells, the others are written', () => {
  const { paste } = opened()
  const plan = paste([['10'], ['abc']])
  expect(plan.refusees.map(({ texte }) => texte)).toEqual(['abc'])
  expect(plan.writes.map(({ content }) => content.brouillon)).toEqual([undefined, 'abc'])
})

test('[EG-13] one value fills the selection, a block repeats, the excess is listed', () => {
  const { key, paste, controller } = opened()
  key('ArrowDown', { shift: true })
  key('ArrowRight', { shift: true })
  expect(paste([['5']]).writes).toHaveLength(4)
  expect(paste([['1', '2']]).writes.map(({ content }) => content.valeur)).toEqual(
    [100, 200, 100, 200].map((valeur) => ({ etat: 'valeur', valeur })),
  )
  controller.goTo(indexOf('BA.A101[n1]'))
  expect(paste([['1', '2', '3']]).excedent).toEqual(['2', '3'])
})

test('[EG-14] a pasted block asks once, unless one of its cells decides', () => {
  const { paste } = opened()
  expect(paste([['475,962'], ['1,250']]).ambigus).toHaveLength(2)
  expect(paste([['475,962'], ['1,250']], 'groupe').writes[0]?.content.valeur).toEqual({ etat: 'valeur', valeur: 47596200 })
  const decided = paste([['475.962'], ['1.250,50']])
  expect([decided.ambigus.length, decided.writes[0]?.content.valeur]).toEqual([0, { etat: 'valeur', valeur: 47596200 }])
})

test('[EG-19] the unit shown never touches the stored value', () => {
  const { typed, key, store } = opened()
  typed('1234567,89')
  key('Enter')
  const index = indexOf('BA.A101[brut]')
  const cell = cellAt(model, model.places.get(index) ?? { row: 0, col: 0 })
  if (!cell) throw new RangeError('no cell')
  expect([writeValue(store.read(index), cell.cellule, 'k').texte, writeValue(store.read(index), cell.cellule, 'm').texte]).toEqual([
    '1\u00a0234,6',
    '1,23',
  ])
  expect(store.read(index)).toEqual({ etat: 'valeur', valeur: 123456789 })
})

test('only the cells that a gesture touches are repainted', () => {
  const { controller, key } = opened()
  const painted: string[] = []
  model.lignes.forEach((_, row) =>
    model.colonnes.forEach((_colonne, col) => controller.subscribeCell({ row, col }, () => painted.push(`${row},${col}`))),
  )
  key('ArrowDown')
  expect(new Set(painted).size).toBe(2)
})
