/** Five faults of different kinds in one dossier: each is named first, by its cause; a figure is explained down to its entries. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changementsOf } from '#test/scene.ts'
import { openVisit, type Visit } from '#test/visit.ts'

/** A sign, a unit, a line left out, two digits exchanged, last year's figure left in place. */
const FAUTES = new Map<string, string | null>([
  ['BA.A123[brut]', '-750740.82'],
  ['BP.P101[N]', '10702388.40'],
  ['BP.P141[N]', null],
  ['CRC.C152[nrec]', '202300.57'],
  ['CRC.C161[nrec]', '1342111.27'],
])
const CAUSES = [
  /Signe inversé \? A123 Brut porte −750 740,82/,
  /Virgule ou unité décalée \? P101 .* porte 10 702 388,40/,
  /ligne oubliée \? P141 .* est vide/i,
  /Deux chiffres intervertis \? C152 .* porte 202 300,57/i,
  /montant de N-1 laissé en place \? C161 .* porte 1 342 111,27/i,
]

let visit: Visit
let page: Page
beforeAll(async () => {
  visit = await openVisit()
  const api = await visit.scene.signIn('bruno.valfleuri')
  const { dossierId } = await api.ask('initialiser', { body: { liasse: 'qdis' } })
  const changements = changementsOf(visit.scene.exemples.get('coop')).flatMap(({ at, v, vu }) => {
    const faute = FAUTES.get(at)
    return faute === null ? [] : [{ at, v: faute ?? v, vu }]
  })
  await api.ask('enregistrerCellules', { params: { dossierId }, body: { moyen: 'saisie', changements } })
  page = await visit.pageOf('bruno.valfleuri')
  await page.goto('/dossier/qdis')
  await page.getByRole('grid').waitFor()
})
afterAll(() => visit[Symbol.asyncDispose]())

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ')
const controles = () => page.getByRole('complementary', { name: 'Contrôles' })

test('[CH-05] [CH-06] each fault is one finding, its likeliest cause first; what it entails is folded under it', async () => {
  const roots = controles().locator('.controles-groupe > ul > .anomalie')
  await expect.poll(() => roots.count(), { timeout: 8_000 }).toBe(FAUTES.size)
  const firsts = await roots.evaluateAll((items) =>
    items.map((item) => item.querySelector(':scope > .anomalie-causes li')?.textContent ?? 'no cause'),
  )
  for (const cause of CAUSES) expect(firsts.map(plain)).toContainEqual(expect.stringMatching(cause))
  const folded = controles().getByText(/^Entraîne aussi \d+ autres? constats?$/)
  expect(await folded.count()).toBeGreaterThan(2)
  await folded.first().click()
  expect(await controles().locator('.anomalie-entraine[open] .anomalie').count()).toBeGreaterThan(0)
})

test('[CH-04] [CH-06] a cause leads to its cell', async () => {
  await controles()
    .getByRole('button', { name: /^Signe inversé/ })
    .first()
    .click()
  await expect.poll(() => page.locator('[role=gridcell]:focus').getAttribute('aria-label')).toMatch(/A123.*Brut/)
})

test('[CH-10] a term unfolds in place by keyboard, down to what is typed', async () => {
  await page
    .getByRole('gridcell', { name: /A130.*Net/ })
    .first()
    .click()
  await page.keyboard.press('Alt+=')
  const panneau = page.getByRole('complementary', { name: 'Comment c’est calculé' })
  await panneau.waitFor()
  const pli = panneau.getByRole('button', { name: /^Comment .* est calculé$/ }).first()
  await pli.focus()
  await page.keyboard.press('Enter')
  expect(await pli.getAttribute('aria-expanded')).toBe('true')
  expect(await panneau.locator('.explication-suite .explication-termes > li').count()).toBeGreaterThan(0)
  expect(plain(await panneau.innerText())).toMatch(/Règles : édition 2025, révision \d+, empreinte [0-9a-f]{8}\./)
})

test('the findings, unfolded, and the explanation leave axe without a word', async () => {
  const { violations } = await new AxeBuilder({ page }).include('.panneau').analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.length])).toEqual([])
})
