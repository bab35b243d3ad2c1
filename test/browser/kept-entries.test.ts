/** What is typed is never lost: session ended, network cut, page reloaded, text refused; and nothing stays where it must not. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MARDI } from '#test/scene.ts'
import { openVisit, type Visit } from '#test/visit.ts'

let visit: Visit
let page: Page
beforeAll(async () => {
  visit = await openVisit()
  page = await visit.pageOf('bruno.horizon')
  await openToModify()
})
afterAll(() => visit[Symbol.asyncDispose]())

async function openToModify(): Promise<void> {
  await page.goto('/dossier/qdis')
  await page.getByRole('grid').waitFor()
  await page.getByRole('button', { name: 'Modifier', exact: true }).click()
}
const cellOf = (ligne: string) => page.getByRole('gridcell', { name: new RegExp(`, ${ligne}, Brut`) }).first()
async function type(ligne: string, texte: string): Promise<void> {
  await cellOf(ligne).click()
  await page.keyboard.type(texte)
  await page.keyboard.press('Enter')
}
/** What the server holds of that cell, as another page would read it. */
async function held(at: string): Promise<{ readonly v?: string | undefined; readonly b?: string | undefined } | undefined> {
  const api = await visit.scene.signIn('bruno.horizon')
  const dossierId = (await api.ask('lireAccueil')).liasses[0]?.dossier?.id ?? ''
  return (await api.ask('lireDossier', { params: { dossierId } })).valeurs[at]
}
const isHeld = (at: string, v: string): Promise<void> => expect.poll(async () => (await held(at))?.v, { timeout: 30_000 }).toBe(v)

test('a session that ends while typing: the same person signs in over the page, and what was typed is sent [EG-21] [SE-03]', async () => {
  visit.scene.setNow(new Date(MARDI.getTime() + 31 * 60_000))
  await type('A101', '321')
  const panneau = page.getByRole('dialog', { name: 'Votre session est fermée' })
  await panneau.waitFor()
  expect(await cellOf('A101').getAttribute('aria-label')).toContain('321')
  await panneau.getByLabel('Mot de passe', { exact: true }).fill('Tilleuls-Demo-2025')
  await panneau.getByRole('button', { name: 'Se connecter' }).click()
  await panneau.waitFor({ state: 'detached' })
  await page
    .getByText(/Tout est enregistré/)
    .first()
    .waitFor()
  await isHeld('BA.A101[brut]', '321.00')
})

test('a cut network: « Hors ligne » is said, entries wait, and go when it comes back [EG-21]', async () => {
  await page.context().setOffline(true)
  await type('A102', '654')
  await page
    .getByText(/Hors ligne\s: 1\ssaisie gardée sur ce poste/)
    .first()
    .waitFor()
  expect((await held('BA.A102[brut]'))?.v).not.toBe('654.00')
  await page.context().setOffline(false)
  await isHeld('BA.A102[brut]', '654.00')
  await page
    .getByText(/Tout est enregistré/)
    .first()
    .waitFor()
})

test('the browser closed while entries wait without network: they are found again at the next visit, and sent [EG-21]', async () => {
  const context = page.context()
  await context.setOffline(true)
  await type('A103', '987')
  await page
    .getByText(/Hors ligne\s: 1\ssaisie gardée/)
    .first()
    .waitFor()
  await page.close()
  await context.setOffline(false)
  page = await context.newPage()
  await page.goto('/dossier/qdis')
  await page.getByText(/1\ssaisie récupérée sur ce poste/).waitFor()
  await isHeld('BA.A103[brut]', '987.00')
  expect(await cellOf('A103').getAttribute('aria-label')).toContain('987')
})

test('a refused text is still there after a reload, the last valid value counted [EG-08]', async () => {
  await openToModify()
  await type('A101', '12OO')
  await expect.poll(async () => (await held('BA.A101[brut]'))?.b, { timeout: 30_000 }).toBe('12OO')
  await page.reload()
  await page.getByRole('grid').waitFor()
  expect((await cellOf('A101').innerText()).trim()).toBe('12OO')
  expect(await cellOf('A101').getAttribute('aria-invalid')).toBe('true')
  expect((await held('BA.A101[brut]'))?.v).toBe('321.00')
})

test('on a shared computer, chosen at sign-in, nothing that is typed stays on it: the page says so, and keeps it until it is sent [EG-21]', async () => {
  const shared = await visit.newPage()
  await shared.goto('/connexion')
  await shared.getByLabel('Identifiant').fill('bruno.horizon')
  await shared.getByLabel('Mot de passe', { exact: true }).fill('Tilleuls-Demo-2025')
  await shared.getByRole('checkbox', { name: 'Ordinateur partagé : ne rien garder sur ce poste' }).check()
  await shared.getByRole('button', { name: 'Se connecter' }).click()
  await shared.getByRole('link', { name: 'QDIS', exact: true }).click()
  await shared.getByRole('button', { name: 'Modifier', exact: true }).click()
  await shared.context().setOffline(true)
  await shared.getByRole('gridcell', { name: /, A127, Brut/ }).click()
  await shared.keyboard.type('127')
  await shared.keyboard.press('Enter')
  await shared
    .getByText(/1\ssaisie gardée dans cette page, ne la fermez pas/)
    .first()
    .waitFor()
  expect(await shared.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]))).not.toContain('A127')
  await shared.context().setOffline(false)
  await isHeld('BA.A127[brut]', '127.00')
  expect(await shared.evaluate(() => Object.keys(localStorage))).toEqual(['harmonia:ne-rien-garder'])
  await shared.context().close()
})
