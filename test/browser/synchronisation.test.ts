/** « synchroniser » through the page: read before it is accepted, marked, undone at once or later, compared afterwards. */
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faultsOf } from '#test/axe.ts'
import type { Person } from '#test/scene.ts'
import { openVisit, textOf, type Visit } from '#test/visit.ts'

let visit: Visit
let page: Page
let bruno: Person
let qdis: string
let er: string
beforeAll(async () => {
  visit = await openVisit()
  bruno = await visit.scene.signIn('bruno.valfleuri')
  qdis = (await bruno.ask('initialiser', { body: { liasse: 'qdis' } })).dossierId
  er = (await bruno.ask('lireAccueil')).liasses.find(({ liasse }) => liasse === 'er')?.dossier?.id ?? ''
  page = await visit.pageOf('bruno.valfleuri')
  await openQdis('BP')
})
afterAll(() => visit[Symbol.asyncDispose]())

async function openQdis(tableau: string): Promise<void> {
  await page.goto(`/dossier/qdis?tableau=${tableau}`)
  await page.getByRole('grid').waitFor()
}
const valeurs = async (dossierId = qdis) => (await bruno.ask('lireDossier', { params: { dossierId } })).valeurs
/** Somebody else writes the cell. */
async function write(dossierId: string, at: string, v: string): Promise<void> {
  const vu = (await valeurs(dossierId))[at]?.s ?? 0
  await bruno.ask('enregistrerCellules', { params: { dossierId }, body: { moyen: 'saisie', changements: [{ at, v, vu }] } })
}
const cellOf = (ligne: string): Locator => page.getByRole('gridcell', { name: new RegExp(`, ${ligne}, Exercice N,`) }).first()
const dialog = (): Locator => page.getByRole('dialog')
const rowOf = (ligne: string): Locator => dialog().getByRole('row', { name: new RegExp(`${ligne} Exercice N `) })
const press = (name: string | RegExp): Promise<void> => dialog().getByRole('button', { name }).click()
const spoken = async (locator: Locator): Promise<string> => (await locator.innerText()).replaceAll(/\s/g, ' ')

describe('the difference, read before it is accepted', () => {
  test('[S56] [S57] [S58] it names each cell that would change; what was typed by hand is kept unless it is ticked [PI-04] [AC-08]', async () => {
    await write(qdis, 'BP.P101[N]', '12')
    await page.getByRole('button', { name: 'synchroniser', exact: true }).click()
    await dialog().getByText('Rien n’est écrit avant votre accord').waitFor()
    const typed = rowOf('P101')
    expect(await typed.getByRole('checkbox').isChecked()).toBe(false)
    expect(await spoken(typed)).toMatch(/saisie à la main.* 12 €.* 12 €$/)
    expect(await rowOf('P131').getByRole('checkbox').isChecked()).toBe(true)
    await press(/^saisie à la main/)
    expect(await faultsOf(page, 'dialog')).toEqual([])
    await press(/^toutes/)
    expect(Object.keys(await valeurs())).toEqual(['BP.P101[N]'])
  })

  test('a change of the QDIS by somebody else is read at once: the case is unticked and named', async () => {
    await write(qdis, 'BP.P131[N]', '7')
    await dialog().getByText('Les chiffres ont changé depuis : relire').waitFor()
    expect(await rowOf('P131').getByRole('checkbox').isChecked()).toBe(false)
    expect(await spoken(rowOf('P131'))).toContain('a changé depuis l’affichage')
  })

  test('a change of the ER is met at the agreement: nothing is written, the list is read again', async () => {
    const before = await valeurs()
    await write(er, 'BP.P132[N]', '4321')
    await press(/^Reprendre/)
    await rowOf('P132').getByText('a changé depuis l’affichage').waitFor()
    expect(await rowOf('P132').getByRole('checkbox').isChecked()).toBe(false)
    expect(await spoken(rowOf('P132'))).toContain('4 321 €')
    expect(await valeurs()).toEqual(before)
  })

  test('[S58] once accepted the cells equal the ER and say where they came from; what was not ticked stays', async () => {
    await rowOf('P132').getByRole('checkbox').check()
    await press(/^Reprendre/)
    await dialog().getByText('marquées ⟳ dans les tableaux').waitFor()
    await press('Continuer')
    await dialog().waitFor({ state: 'detached' })
    const [mine, theirs] = [await valeurs(), await valeurs(er)]
    for (const at of ['BP.P132[N]', 'BA.A124[brut]']) expect([mine[at]?.v, mine[at]?.m]).toEqual([theirs[at]?.v, 'synchronisation'])
    expect([mine['BP.P101[N]']?.v, mine['BP.P131[N]']?.v]).toEqual(['12.00', '7.00'])
    expect(await cellOf('P132').getAttribute('aria-label')).toContain('reprise des ER')
    expect(await cellOf('P132').evaluate((cell) => getComputedStyle(cell, '::after').content)).toContain('⟳')
    await cellOf('P132').click()
    await page.getByLabel('Case active et sélection').getByText('reprise des ER par Bruno Carle').waitFor()
  })
})

describe('where the two parts differ, afterwards', () => {
  test('[S58] [S70] the page counts the cells that differ and leads to each [PI-15] [AC-08]', async () => {
    await page.getByRole('button', { name: '2 cases diffèrent des ER' }).click()
    const panneau = page.getByRole('complementary', { name: 'Écarts avec les ER' })
    await panneau.getByRole('heading', { name: 'Bilan – passif' }).waitFor()
    expect(await spoken(panneau)).toMatch(/P101 Exercice N .*QDIS 12 € · ER .*P131 Exercice N .*QDIS 7 €/)
    expect(await faultsOf(page, '.panneau')).toEqual([])
    await panneau.getByRole('button', { name: 'P131 Exercice N' }).click()
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toContain('P131')
  })

  test('what is typed next moves the count, without a reload', async () => {
    await page.getByRole('button', { name: 'Modifier', exact: true }).click()
    await cellOf('P132').click()
    await page.keyboard.type('99')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.getByRole('button', { name: '3 cases diffèrent des ER' }).count()).toBe(1)
  })
})

describe('taking it back, another day', () => {
  test('[S58] the history of the dossier shows what the undo would change, and what was typed over since stays [PI-09] [AC-08]', async () => {
    await openQdis('BP')
    await page.getByRole('button', { name: 'Historique du dossier' }).click()
    const panneau = page.getByRole('complementary', { name: 'Historique du dossier' })
    await panneau.getByText(/cases reprises des états réglementaires/).waitFor()
    expect(await faultsOf(page, '.panneau')).toEqual([])
    await panneau.getByRole('button', { name: 'Annuler cette synchronisation' }).click()
    const laissees = dialog().getByRole('table', { name: 'Modifiées depuis : laissées telles quelles' })
    await laissees.waitFor()
    expect(await spoken(laissees)).toMatch(/P132 Exercice N .* 4 321 €.* 99 €$/)
    expect(await spoken(dialog().getByRole('row', { name: /^A124 Brut/ }))).toMatch(/ vide$/)
    expect(await faultsOf(page, 'dialog')).toEqual([])
    await press(/^Rétablir/)
    await page.getByText(/Synchronisation annulée : .* rétablies ; 1 case modifiée depuis, laissée : P132 Exercice N/).waitFor()
    const after = await valeurs()
    expect(Object.entries(after).flatMap(([at, { v }]) => (v === undefined ? [] : [[at, v]]))).toEqual([
      ['BP.P101[N]', '12.00'],
      ['BP.P131[N]', '7.00'],
      ['BP.P132[N]', '99.00'],
    ])
    await expect.poll(() => panneau.getByRole('button', { name: 'Annuler cette synchronisation' }).count()).toBe(0)
  })

  test('whoever lacks the box reads the history and the differences; the act is refused with the name of who can', async () => {
    await bruno
      .ask('lireSynchronisation', { params: { dossierId: qdis } })
      .then(({ erSeq, seq }) => bruno.ask('synchroniser', { params: { dossierId: qdis }, body: { erSeq, seq, cases: ['BA.A124[brut]'] } }))
    const claire = await visit.pageOf('claire.valfleuri')
    await claire.goto('/dossier/qdis')
    await claire.getByRole('button', { name: 'Historique du dossier' }).click()
    const acte = claire.getByRole('button', { name: 'Annuler cette synchronisation' })
    await acte.waitFor()
    expect(await acte.getAttribute('aria-disabled')).toBe('true')
    expect(await textOf(claire)).toContain('Il vous manque la case « Synchronisation avec les ER ». Demandez à Bruno Carle.')
    await claire.getByRole('button', { name: /cases diffèrent des ER/ }).click()
    await claire
      .getByRole('complementary', { name: 'Écarts avec les ER' })
      .getByText(/QDIS .* · ER/)
      .first()
      .waitFor()
  })
})
