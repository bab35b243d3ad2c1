/** The pages of the operators and their dialogs, then every kind of page in the dark and on a telephone, read by axe. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faultsOf } from '#test/axe.ts'
import { dialog, grid, heading, openPageStates, press, type PageStates, type State } from '#test/page-states.ts'

let states: PageStates
beforeAll(async () => {
  states = await openPageStates()
})
afterAll(() => states[Symbol.asyncDispose]())

const openEstuaire = async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: 'Ouvrir le dossier de OPH du Grand Estuaire' }).first().click()
  await grid(page)
}

const PAGES: readonly State[] = [
  { what: 'the board of the federation', login: 'fanny.federation', path: '/operateur', reach: heading },
  { what: 'the board, late bodies only', login: 'fanny.federation', path: '/operateur?vue=retard', reach: heading },
  { what: 'the board without any answer', login: 'fanny.federation', path: '/operateur?q=introuvable', reach: heading },
  {
    what: 'the declaration of a body',
    login: 'fanny.federation',
    path: '/operateur',
    part: 'dialog',
    reach: dialog('Déclarer un organisme'),
  },
  {
    what: 'a SIRET with a wrong key',
    login: 'fanny.federation',
    path: '/operateur',
    part: 'dialog',
    reach: async (page) => {
      await dialog('Déclarer un organisme')(page)
      await page.getByRole('dialog').getByRole('textbox').first().fill('999 000 011 00019')
    },
  },
  {
    what: 'the credentials of a body',
    login: 'fanny.federation',
    path: '/operateur',
    part: 'dialog',
    reach: dialog(/^Émettre les identifiants de/),
  },
  {
    what: 'the credentials, shown once',
    login: 'fanny.federation',
    path: '/operateur',
    part: 'dialog',
    reach: async (page) => {
      await dialog('Émettre les identifiants de Coopérative des Tilleuls')(page)
      await page.getByRole('dialog').getByRole('button', { name: 'Émettre les identifiants' }).click()
      await page.getByText('Ce mot de passe ne sera plus affiché').waitFor()
    },
  },
  { what: 'a dossier read at step 4', login: 'fanny.federation', path: '/operateur', reach: openEstuaire },
  {
    what: 'a dossier to be given back to the body',
    login: 'fanny.federation',
    path: '/operateur',
    part: 'dialog',
    reach: async (page) => {
      await openEstuaire(page)
      await dialog(/^Renvoyer à l.organisme/)(page)
    },
  },
  { what: 'the settings of the operator', login: 'fanny.federation', path: '/operateur/reglages', reach: heading },
  { what: 'the board of the ministry', login: 'malik.ministere', path: '/operateur', reach: heading },
  { what: 'the board of the CGLLS', login: 'odile.cglls', path: '/operateur', reach: heading },
  { what: 'the settings, refused to the CGLLS', login: 'odile.cglls', path: '/operateur/reglages', reach: heading },
  {
    what: 'a dossier that does not exist',
    login: 'fanny.federation',
    path: '/operateur/dossier/7d1c2a60-0000-4000-8000-00000000abcd',
    reach: heading,
  },
]

test.each(PAGES)('[S78] axe finds nothing to say of $what, and the support block is there [AC-08]', async (state) => {
  const { faults, text } = await states.show(state)
  expect(faults).toEqual([])
  expect(text).toContain('En cas de difficulté')
})

describe.each([
  ['in the dark', { colorScheme: 'dark' as const }],
  ['on a telephone of 390 px', { viewport: { width: 390, height: 844 } }],
])('every kind of page %s [AC-08] [EG-32]', (_how, options) => {
  const pages = new Map<string, Page>()
  const pageOf = async (login: string): Promise<Page> => {
    const page = pages.get(login) ?? (login === 'nobody' ? await states.visit.newPage(options) : await states.visit.pageOf(login, options))
    pages.set(login, page)
    return page
  }
  afterAll(() => Promise.all([...pages.values()].map((page) => page.context().close())))

  test.each<readonly [string, string, (page: Page) => Promise<unknown>]>([
    ['nobody', '/connexion', heading],
    ['nobody', '/aide', heading],
    ['bruno.horizon', '/', heading],
    ['bruno.horizon', '/dossier/qdis?tableau=Q04', heading],
    ['bruno.horizon', '/rien', heading],
    ['AD_99900003700013', '/parametres', dialog('Ajouter')],
    ['fanny.federation', '/operateur', heading],
    ['fanny.federation', '/operateur/reglages', heading],
  ])('%s at %s', async (login, path, reach) => {
    const page = await pageOf(login)
    await page.goto(path)
    await reach(page)
    expect(await faultsOf(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
  })
})

test('in the dark, what a dialog compares and what a panel tells is legible too [AC-08]', async () => {
  const api = await states.visit.scene.signIn('bruno.valfleuri')
  await api.ask('initialiser', { body: { liasse: 'qdis' } })
  const page = await states.visit.pageOf('bruno.valfleuri', { colorScheme: 'dark' })
  await page.goto('/dossier/qdis')
  await grid(page)
  await press(page, 'synchroniser')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^saisie à la main/ })
    .click()
  expect(await faultsOf(page, 'dialog')).toEqual([])
  await press(page, 'Ne rien reprendre')
  await press(page, 'Historique du dossier')
  await page.getByText('Campagne initialisée').waitFor()
  expect(await faultsOf(page, '.panneau')).toEqual([])
})
