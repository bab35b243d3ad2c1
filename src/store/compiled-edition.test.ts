import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadEdition } from '#definitions/load-edition.ts'
import { smallEdition } from '#definitions/small-edition.fixture.ts'
import { openEditionFolder } from './compiled-edition.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'harmonia-edition-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

async function write(files: ReadonlyMap<string, string>): Promise<string> {
  const folder = join(root, 'editions/2025')
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return folder
}
const open = (folder: string) => openEditionFolder(folder, join(root, 'cache'))
const kept = (): readonly string[] => readdirSync(join(root, 'cache'))

test('the compiled form found again is the edition that was compiled, frozen all the same', async () => {
  const folder = await write(smallEdition())
  const first = await open(folder)
  expect(kept()).toHaveLength(1)
  const again = await open(folder)
  expect(again).toEqual(first)
  expect(again).toEqual(loadEdition(smallEdition()))
  expect(Object.isFrozen(again.liasses[0]?.cellules[0])).toBe(true)
})

test('it is read, not compiled again', async () => {
  const folder = await write(smallEdition())
  await open(folder)
  const [name = ''] = kept()
  const path = join(root, 'cache', name)
  const { ino } = statSync(path)
  await open(folder)
  expect(kept()).toEqual([name])
  // Compiled again, it would have been written again, as another file.
  expect(statSync(path).ino).toBe(ino)
})

test('a changed word of the edition is never answered with the former one', async () => {
  const folder = await write(smallEdition())
  expect((await open(folder)).libelle).toBe('Petite édition')
  await write(smallEdition({ 'Petite édition': 'Autre édition' }))
  expect((await open(folder)).libelle).toBe('Autre édition')
  await write(smallEdition())
  expect((await open(folder)).libelle).toBe('Petite édition')
})

test('a damaged or cut compiled form is compiled again', async () => {
  const folder = await write(smallEdition())
  const whole = await open(folder)
  const path = join(root, 'cache', kept()[0] ?? '')
  const text = readFileSync(path, 'utf8')
  for (const damaged of [text.replace('Petite édition', 'Fausse édition'), text.slice(0, -20), '', 'x']) {
    writeFileSync(path, damaged)
    expect(await open(folder)).toEqual(whole)
    expect(readFileSync(path, 'utf8')).toBe(text)
  }
})

test('of many compiled forms only the last eight are kept', async () => {
  for (let rank = 0; rank < 10; rank++) await open(await write(smallEdition({ 'Petite édition': `Édition ${rank}` })))
  expect(kept()).toHaveLength(8)
})

test('without a folder to keep it in, the edition is compiled each time', async () => {
  const folder = await write(smallEdition())
  writeFileSync(join(root, 'cache'), 'a file where the folder should be')
  expect(await open(folder)).toEqual(loadEdition(smallEdition()))
})
