/** The pages of a body and their states, read by axe; the support block is at the foot of each. */
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBase } from '#store/connect.ts'
import { dialog, grid, heading, openPageStates, paste, press, type PageStates, type State } from '#test/page-states.ts'
import { textOf, type Visit } from '#test/visit.ts'

let states: PageStates
beforeAll(async () => {
  states = await openPageStates()
})
afterAll(() => states[Symbol.asyncDispose]())

const cellOf = (page: Page, ligne: string) => page.getByRole('gridcell', { name: new RegExp(`, ${ligne}, Brut`) }).first()
const panneau = (page: Page, name: string): Promise<void> => page.getByRole('complementary', { name }).waitFor()
async function modify(page: Page): Promise<void> {
  await grid(page)
  await press(page, 'Modifier')
}
async function type(page: Page, ligne: string, texte: string): Promise<void> {
  await cellOf(page, ligne).click()
  await page.keyboard.type(texte)
  await page.keyboard.press('Enter')
}
/** Writes a cell of the QDIS from elsewhere. */
async function writeElsewhere({ scene }: Visit, at: string, v: string): Promise<void> {
  const api = await scene.signIn('bruno.horizon')
  const dossierId = (await api.ask('lireAccueil')).liasses[0]?.dossier?.id ?? ''
  const vu = (await api.ask('lireDossier', { params: { dossierId } })).valeurs[at]?.s ?? 0
  await api.ask('enregistrerCellules', { params: { dossierId }, body: { moyen: 'saisie', changements: [{ at, v, vu }] } })
}

const QDIS = { login: 'bruno.horizon', path: '/dossier/qdis' } as const
/** A table of few cells: axe reads the same page ten times faster. */
const COURT = '/dossier/qdis?tableau=Q04'
const PAGES: readonly State[] = [
  { what: 'the sign-in page', login: 'nobody', path: '/connexion', reach: heading },
  { what: 'the guide', login: 'nobody', path: '/aide', reach: heading },
  { what: 'the first password to change', login: 'AD_99900001100018', path: '/mot-de-passe', reach: heading },
  { what: 'the home of the AD_ account', login: 'AD_99900003700013', path: '/', reach: heading },
  { what: 'the settings', login: 'AD_99900003700013', path: '/parametres', reach: heading },
  { what: 'the sheet of a user', login: 'AD_99900003700013', path: '/parametres', reach: dialog('Ajouter') },
  {
    what: 'the sheet of a user with its errors',
    login: 'AD_99900003700013',
    path: '/parametres',
    part: 'dialog',
    reach: async (page) => {
      await dialog('Ajouter')(page)
      await press(page, 'Enregistrer')
      await page.getByRole('dialog').locator('.champ-erreur').first().waitFor()
    },
  },
  { what: 'the home of a body', login: 'bruno.horizon', path: '/', reach: heading },
  { what: 'the home of whoever may not open the campaign', login: 'denis.valfleuri', path: '/', reach: heading },
  { what: 'my sessions', login: 'bruno.horizon', path: '/mes-sessions', reach: heading },
  { what: 'an address that does not exist', login: 'bruno.horizon', path: '/rien', reach: heading },
  { what: 'the ER that were not opened', login: 'bruno.horizon', path: '/dossier/er', reach: heading },
  { what: 'a dossier, protected', ...QDIS, reach: grid },
  {
    what: 'a first key on the protected dossier',
    ...QDIS,
    part: 'dialog',
    reach: async (page) => {
      await grid(page)
      await cellOf(page, 'A101').click()
      await page.keyboard.type('5')
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    what: 'a dossier, being typed in',
    ...QDIS,
    path: COURT,
    reach: async (page) => {
      await modify(page)
      await page.getByRole('gridcell').and(page.locator('.case-saisie')).first().click()
      await page.keyboard.type('12OO')
      await page.getByRole('textbox', { name: /^Saisie de/ }).waitFor()
    },
  },
  {
    what: 'a refused text, its suggestion and the value counted',
    ...QDIS,
    path: COURT,
    reach: async (page) => {
      await modify(page)
      await page.getByRole('gridcell').and(page.locator('.case-saisie')).first().click()
      await page.keyboard.type('12OO')
      await page.keyboard.press('Enter')
      await page.keyboard.press('ArrowUp')
      await page.getByText('valeur comptée').waitFor()
    },
  },
  {
    what: 'a pasted block and its report',
    ...QDIS,
    part: '.collage',
    reach: async (page) => {
      await modify(page)
      await cellOf(page, 'A101').click()
      await paste(page, '1 200,00\t100,00\t7\n3 400\t12OO\t\n5 000,50\t250\t')
      await page.locator('.collage').waitFor()
    },
  },
  {
    what: 'a pasted block that reads in two ways',
    ...QDIS,
    part: 'dialog',
    reach: async (page) => {
      await modify(page)
      await cellOf(page, 'A101').click()
      await paste(page, '475,962\n475,963')
      await page.getByRole('dialog').getByText('Rien n’est écrit avant votre réponse').waitFor()
    },
  },
  {
    what: 'an act undone',
    ...QDIS,
    part: '.annonces',
    reach: async (page) => {
      await modify(page)
      await type(page, 'A103', '4242')
      await page.keyboard.press('Control+z')
      await page
        .locator('.annonces')
        .getByText(/Annulé/)
        .waitFor()
    },
  },
  {
    what: 'two people on one cell',
    ...QDIS,
    part: '.dossier-avis',
    reach: async (page, visit) => {
      await modify(page)
      await page.context().setOffline(true)
      await type(page, 'A122', '1205')
      await writeElsewhere(visit, 'BA.A122[brut]', '1250.00')
      await page.context().setOffline(false)
      await page.getByText(/vient d’y mettre/).waitFor()
    },
  },
  {
    what: 'entries that wait for the network',
    ...QDIS,
    part: '.rail-region',
    reach: async (page) => {
      await modify(page)
      await page.context().setOffline(true)
      await type(page, 'A123', '77')
      await page
        .getByText(/Hors ligne/)
        .first()
        .waitFor()
      await page.context().setOffline(false)
    },
  },
  {
    what: 'the history of a cell',
    ...QDIS,
    part: '.panneau',
    reach: async (page) => {
      await grid(page)
      await cellOf(page, 'A124').click()
      await page.keyboard.press('Control+Shift+H')
      await panneau(page, 'Historique de la case')
      await page
        .getByText(/cases? saisies?/)
        .first()
        .waitFor()
    },
  },
  {
    what: 'the explanation of a figure',
    ...QDIS,
    part: '.panneau',
    reach: async (page) => {
      await grid(page)
      await page.getByRole('grid').press('Alt+=')
      await panneau(page, 'Comment c’est calculé')
    },
  },
  {
    what: 'the search',
    ...QDIS,
    part: '.panneau',
    reach: async (page) => {
      await grid(page)
      await press(page, 'Rechercher')
      await page.getByRole('searchbox').fill('A101')
    },
  },
  {
    what: 'the keys',
    ...QDIS,
    part: '.panneau',
    reach: async (page) => {
      await grid(page)
      await press(page, 'Raccourcis')
      await panneau(page, 'Aide et raccourcis')
    },
  },
  {
    what: 'a passage and what prevents it',
    ...QDIS,
    part: 'dialog',
    reach: async (page) => {
      await grid(page)
      await dialog('Terminer la saisie')(page)
    },
  },
  {
    what: 'a justification being written',
    ...QDIS,
    part: '.panneau',
    reach: async (page) => {
      await grid(page)
      await page.getByRole('button', { name: 'Justifier', exact: true }).first().click()
      await page.getByRole('complementary').getByRole('textbox').waitFor()
    },
  },
  { what: 'a dossier read-only after its visa', login: 'bruno.remparts', path: COURT, reach: grid },
  {
    what: 'a dossier to be given back with a reason',
    login: 'claire.remparts',
    path: '/dossier/qdis',
    part: 'dialog',
    reach: async (page) => {
      await grid(page)
      await dialog('Renvoyer en saisie')(page)
    },
  },
]

test.each(PAGES)('[S78] axe finds nothing to say of $what, and the support block is there [AC-08]', async (state) => {
  const { faults, text } = await states.show(state)
  expect(faults).toEqual([])
  expect(text).toContain('En cas de difficulté')
})

test('[S78] a failure of the server: the page says it, gives the reference that the hotline needs, and keeps the way back [OP-08] [AC-08]', async () => {
  const owner = openBase(states.visit.scene.db, { role: null, max: 1 })
  await sql`alter table justifications rename to justifications_absentes`.execute(owner)
  const { faults, text } = await states.show({
    what: 'a failure of the server',
    login: 'bruno.horizon',
    path: '/dossier/qdis',
    reach: (page) => page.getByRole('heading', { name: 'Cette page ne peut pas s’afficher' }).waitFor(),
  })
  await sql`alter table justifications_absentes rename to justifications`.execute(owner)
  await owner.destroy()
  expect(faults).toEqual([])
  expect(text).toMatch(/Le serveur a rencontré une panne\..*Référence à donner à l’assistance : \S+/s)
  expect(text).toContain('En cas de difficulté')
})

test('[S78] a page asked for without network says so, and comes when the network is back [OP-08] [AC-08]', async () => {
  const page = await states.visit.pageOf('claire.horizon')
  await page.getByRole('link', { name: 'QDIS', exact: true }).waitFor()
  await page.context().setOffline(true)
  await page.getByRole('link', { name: 'QDIS', exact: true }).click()
  await page.getByRole('heading', { name: 'Le serveur ne répond pas' }).waitFor()
  expect(await textOf(page)).toContain('En cas de difficulté')
  await page.context().setOffline(false)
  await press(page, 'Réessayer')
  await grid(page)
  await page.context().close()
})
