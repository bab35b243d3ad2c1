/** Every page and its states, read by axe with all the rules of WCAG 2.2 A and AA; the support block is at the foot of each. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openVisit, textOf, type Visit } from '#test/visit.ts'

let visit: Visit
const pages = new Map<string, Page>()
beforeAll(async () => {
  visit = await openVisit()
})
afterAll(() => visit[Symbol.asyncDispose]())

async function pageOf(login: string): Promise<Page> {
  const page = pages.get(login) ?? (login === 'nobody' ? await visit.newPage() : await visit.pageOf(login))
  pages.set(login, page)
  return page
}
const press = (page: Page, nom: string | RegExp): Promise<void> => page.getByRole('button', { name: nom }).first().click()
const grid = (page: Page): Promise<void> => page.getByRole('grid').waitFor()
const heading = (page: Page): Promise<void> => page.getByRole('heading', { level: 1 }).first().waitFor()
const dialog = (page: Page): Promise<void> => page.getByRole('dialog').waitFor()

type State = readonly [what: string, login: string, path: string, reach: (page: Page) => Promise<void>]
const states: readonly State[] = [
  ['the sign-in page', 'nobody', '/connexion', heading],
  ['the guide', 'nobody', '/aide', heading],
  ['the first password to change', 'AD_99900001100018', '/mot-de-passe', heading],
  ['the home of the AD_ account', 'AD_99900003700013', '/', heading],
  ['the settings', 'AD_99900003700013', '/parametres', heading],
  [
    'the sheet of a user',
    'AD_99900003700013',
    '/parametres',
    async (page) => {
      await press(page, 'Ajouter')
      await dialog(page)
    },
  ],
  ['the home of a body', 'bruno.horizon', '/', heading],
  ['my sessions', 'bruno.horizon', '/mes-sessions', heading],
  ['an address that does not exist', 'bruno.horizon', '/rien', heading],
  ['a dossier, protected', 'bruno.horizon', '/dossier/qdis', grid],
  [
    'a dossier, being typed in',
    'bruno.horizon',
    '/dossier/qdis',
    async (page) => {
      await grid(page)
      await press(page, 'Modifier')
      await page.keyboard.type('12OO')
    },
  ],
  [
    'the explanation of a figure',
    'bruno.horizon',
    '/dossier/qdis',
    async (page) => {
      await grid(page)
      await page.getByRole('grid').press('Alt+=')
      await page.getByRole('complementary', { name: 'Comment c’est calculé' }).waitFor()
    },
  ],
  [
    'the search',
    'bruno.horizon',
    '/dossier/qdis',
    async (page) => {
      await grid(page)
      await press(page, 'Rechercher')
      await page.getByRole('searchbox').fill('A101')
    },
  ],
  ['a dossier read-only after its visa', 'bruno.remparts', '/dossier/qdis', grid],
  ['the board of the federation', 'fanny.federation', '/operateur', heading],
  [
    'the declaration of a body',
    'fanny.federation',
    '/operateur',
    async (page) => {
      await press(page, 'Déclarer un organisme')
      await dialog(page)
    },
  ],
  [
    'the credentials of a body',
    'fanny.federation',
    '/operateur',
    async (page) => {
      await press(page, /^Émettre les identifiants de/)
      await dialog(page)
    },
  ],
  ['the settings of the operator', 'fanny.federation', '/operateur/reglages', heading],
  ['the board of the ministry', 'malik.ministere', '/operateur', heading],
  ['the board of the CGLLS', 'odile.cglls', '/operateur', heading],
]

const faults = async (page: Page): Promise<readonly string[]> =>
  (await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  )

test.each(states)('[S78] axe finds nothing to say of %s, and the support block is there [AC-08]', async (_what, login, path, reach) => {
  const page = await pageOf(login)
  await page.goto(path)
  await reach(page)
  expect(await faults(page)).toEqual([])
  expect(await textOf(page)).toContain('En cas de difficulté')
})

test.each([
  ['in the dark', { colorScheme: 'dark' as const }],
  ['on a telephone of 390 px', { viewport: { width: 390, height: 844 } }],
])('axe finds nothing to say of the home and of the dossier %s [AC-08] [EG-32]', async (_how, options) => {
  const page = await visit.pageOf('bruno.horizon', options)
  await heading(page)
  expect(await faults(page)).toEqual([])
  await page.goto('/dossier/qdis')
  await heading(page)
  expect(await faults(page)).toEqual([])
})
