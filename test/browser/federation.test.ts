/** What the federation does and sees: it issues credentials, follows who has not filed, reads from step 4 on, holds the support block. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MARDI } from '#test/scene.ts'
import { MOT_DE_PASSE, openVisit, signOut, textOf, type Visit } from '#test/visit.ts'

const SIRET = '99900006000015'

let visit: Visit
let fanny: Page
beforeAll(async () => {
  visit = await openVisit()
  fanny = await visit.pageOf('fanny.federation')
})
afterAll(() => visit[Symbol.asyncDispose]())

const dialog = () => fanny.getByRole('dialog')
const rowOf = (nom: string) => fanny.getByRole('row', { name: new RegExp(`^${nom}`) })
const closed = (): Promise<void> => dialog().waitFor({ state: 'detached' })

describe('the credentials of a body', () => {
  test('[S06] [S07] a body is declared by its SIRET; a wrong key is told while typing, and the act stays closed', async () => {
    await fanny.getByRole('button', { name: 'Déclarer un organisme' }).click()
    const numero = dialog().getByLabel('SIRET ou SIREN')
    await numero.fill('999 000 060 00016')
    await dialog()
      .getByText(/la clé de contrôle est fausse/)
      .waitFor()
    await dialog().getByLabel('Nom de l’organisme').fill('Coopérative des Essais')
    await dialog()
      .getByRole('radio', { name: /Coopérative/ })
      .check()
    const declarer = dialog().getByRole('button', { name: 'Déclarer l’organisme' })
    expect(await declarer.getAttribute('aria-disabled')).toBe('true')
    await numero.fill('999 000 060 00015')
    await declarer.click()
    await closed()
    await rowOf('Coopérative des Essais').waitFor()
  })

  test('[S06] [S07] they are AD_ and the SIRET, or the SIREN; Enter pressed twice does not close what is shown once', async () => {
    await fanny.getByRole('button', { name: 'Émettre les identifiants de Coopérative des Essais' }).click()
    expect(await dialog().getByRole('radio').count()).toBe(2)
    expect(await dialog().innerText()).toMatch(new RegExp(`AD_${SIRET}[\\s\\S]*AD_999000060\\b`))
    await dialog().getByRole('button', { name: 'Émettre les identifiants' }).focus()
    await fanny.keyboard.press('Enter')
    await dialog().getByText('Ce mot de passe ne sera plus affiché').waitFor()
    await fanny.keyboard.press('Enter')
    expect(await dialog().locator('dd').first().innerText()).toBe(`AD_${SIRET}`)
  })

  test('[S06] [S08] the body signs in with them, must choose its own password, and is the administrator in its list', async () => {
    const [login = '', motDePasse = ''] = await dialog().locator('dd').allInnerTexts()
    await dialog().getByRole('button', { name: 'J’ai noté les identifiants' }).click()
    await closed()
    const page = await visit.newPage()
    await page.goto('/connexion')
    await page.getByLabel('Identifiant').fill(login)
    await page.getByLabel('Mot de passe', { exact: true }).fill(motDePasse)
    await page.getByRole('button', { name: 'Se connecter' }).click()
    await page.getByLabel('Mot de passe actuel').fill(motDePasse)
    await page.getByLabel('Nouveau mot de passe').fill(MOT_DE_PASSE)
    await page.getByRole('button', { name: 'Changer le mot de passe' }).click()
    await page.getByRole('heading', { level: 1, name: 'Coopérative des Essais' }).waitFor()
    await page.getByRole('link', { name: 'paramètres', exact: true }).click()
    await page.getByRole('row', { name: new RegExp(`^${login} Administrateur de l’organisme`) }).waitFor()
    await signOut(page)
    await page.context().close()
  })
})

describe('who has filed and who has not', () => {
  test('[S84] the board counts the bodies of each step and the late ones; each number leads to its list', async () => {
    await fanny.goto('/operateur')
    await rowOf('SEM Horizon Habitat').getByText('9 jours').waitFor()
    const counts = fanny.getByRole('navigation', { name: 'Dossiers par étape' })
    await counts.getByRole('link', { name: /^1\s+En retard/ }).click()
    await fanny.getByText('1 dossier sur 6').waitFor()
    expect(await fanny.getByRole('rowheader').allInnerTexts()).toEqual([expect.stringContaining('SEM Horizon Habitat')])
    await counts.getByRole('link', { name: /^3\s+Non initialisé/ }).click()
    await fanny.getByText('3 dossiers sur 6').waitFor()
    expect(await textOf(fanny)).toMatch(/Coopérative des Essais.*Coopérative des Tilleuls.*Coopérative du Val Fleuri/s)
    expect(await fanny.getByText('Pas encore initialisé').count()).toBe(3)
  })
})

describe('reading a dossier', () => {
  test('[S76] before step 4 the list gives no way in and says from when; the address itself is refused, without a figure', async () => {
    await fanny.goto('/operateur')
    const row = rowOf('ESH Les Remparts')
    await row.getByText(/Lisible à partir de/).waitFor()
    expect(await row.getByRole('link').count()).toBe(0)
    const bruno = await visit.scene.signIn('bruno.remparts')
    const dossierId = (await bruno.ask('lireAccueil')).liasses[0]?.dossier?.id ?? ''
    await fanny.goto(`/operateur/dossier/${dossierId}`)
    await fanny.getByRole('heading', { name: 'Cette page ne vous est pas ouverte' }).waitFor()
    expect(await textOf(fanny)).toContain(
      'Ce dossier est à l’étape « 2 Contrôle comptable » : il n’est lisible qu’à partir de l’étape « 4 Fiabilisation ». L’organisme doit d’abord le signer et le transmettre.',
    )
    expect(await fanny.getByRole('grid').count()).toBe(0)
  })

  test('[S75] at step 4 it reads the figures of the body it names, changes none, and finds no act of the body', async () => {
    await fanny.goto('/operateur')
    await fanny.getByRole('link', { name: 'Ouvrir le dossier de OPH du Grand Estuaire' }).click()
    const cell = fanny.getByRole('gridcell', { name: /, A122, Brut/ })
    const held = visit.scene.exemples.get('oph')?.valeurs['BA.A122[brut]'] ?? ''
    expect((await cell.innerText()).replaceAll(/\s/g, '').replace(',', '.')).toBe(held)
    expect(await textOf(fanny)).toContain('OPH du Grand Estuaire · QDIS')
    for (const acte of ['Modifier', 'synchroniser', 'Lancer la vérification', 'Initialiser'])
      expect(await fanny.getByRole('button', { name: acte, exact: true }).count(), acte).toBe(0)
    await cell.click()
    await fanny.keyboard.type('5')
    expect(await fanny.getByRole('textbox', { name: /^Saisie de/ }).count()).toBe(0)
  })

  test('[S76] the ministry, which does not receive the QDIS, finds neither the dossier nor its figures', async () => {
    const url = fanny.url()
    const malik = await visit.pageOf('malik.ministere')
    await malik.goto(url)
    await malik.getByRole('heading', { name: 'Cette page ne vous est pas ouverte' }).waitFor()
    expect(await textOf(malik)).not.toContain('Estuaire')
    await malik.context().close()
  })

  test('an operator who lacks a right is told which profile has it', async () => {
    const odile = await visit.pageOf('odile.cglls')
    await odile.goto('/operateur/reglages')
    await odile
      .getByText(
        /n’a pas «\sRéglages de l’opérateur\s»\s: il faut être «\sGestionnaire de la fédération\s» ou «\sGestionnaire du ministère\s»/,
      )
      .waitFor()
    await odile.context().close()
  })
})

describe('the support block, on every page', () => {
  const block = (page: Page) => page.getByRole('region', { name: 'En cas de difficulté' })

  test('[S78] [S79] [S80] [S81] [S82] it gives two contacts, the days, the hours and the state of the hotline', async () => {
    const page = await visit.newPage()
    await page.goto('/connexion')
    const text = (await block(page).innerText()).replaceAll(/\s+/g, ' ')
    expect(text).toContain('Assistance Avantis 01 55 78 23 96 · du lundi au vendredi, de 9 h à 17 h ouverte jusqu’à 17 h')
    expect(text).toMatch(/Fédération 0\d( \d\d){4}/)
    expect(
      await block(page)
        .getByRole('link')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
    ).toEqual(['tel:0155782396', expect.stringMatching(/^tel:0\d{9}$/)])
    await page.context().close()
  })

  test('[S80] out of hours and on holidays it says when the hotline opens again', async () => {
    const page = await visit.newPage()
    for (const [instant, phrase] of [
      ['2026-11-24T19:00:00Z', 'fermée, ouvre demain à 9 h'],
      ['2026-12-25T10:00:00Z', 'fermée (Noël), ouvre lundi à 9 h'],
    ] as const) {
      visit.scene.setNow(new Date(instant))
      await page.goto('/aide')
      await block(page).getByText(phrase).waitFor()
    }
    visit.scene.setNow(MARDI)
    await page.context().close()
  })

  test('[S83] the e-mail address is nowhere in what a robot reads; a person asks for it and may write', async () => {
    const page = await visit.newPage()
    const read: string[] = []
    page.on(
      'response',
      (response) =>
        void response.text().then(
          (text) => read.push(text),
          () => undefined,
        ),
    )
    await page.goto('/aide')
    await block(page).getByRole('button', { name: 'Afficher le courriel' }).waitFor()
    const robot = `${await page.content()}${read.join('')}`
    expect(robot).not.toMatch(/mailto:\w|[\w.-]+@(federation|exemple)[\w.-]*\.fr/)
    await block(page).getByRole('button', { name: 'Afficher le courriel' }).click()
    expect(await block(page).getByRole('link').last().getAttribute('href')).toMatch(/^mailto:[\w.-]+@[\w.-]+\.\w+$/)
    await page.context().close()
  })

  test('[S79] [S81] [S82] hours and numbers are settings: what the federation saves shows on every page', async () => {
    await fanny.goto('/operateur/reglages')
    await fanny.getByLabel('Téléphone', { exact: true }).fill('01 99 00 77 88')
    await fanny.getByLabel('Téléphone de la fédération').fill('01 99 00 55 66')
    await fanny.getByLabel('Ouverture', { exact: true }).fill('08:30')
    const limite = fanny.getByLabel('Date limite, QDIS, Coopérative d’HLM')
    expect(await limite.inputValue()).toBe('06/12/2026')
    await limite.fill('31/02/2027')
    expect(await limite.getAttribute('aria-invalid')).toBe('true')
    await fanny.getByRole('button', { name: 'Enregistrer les réglages' }).click()
    expect(await limite.evaluate((input: HTMLInputElement) => input.validationMessage)).toContain('jj/mm/aaaa')
    await limite.fill('31/01/2027')
    await fanny.getByRole('button', { name: 'Enregistrer les réglages' }).click()
    await block(fanny).getByText('01 99 00 77 88').waitFor()
    await fanny.goto('/operateur')
    expect(await rowOf('Coopérative des Tilleuls').innerText()).toContain('31/01/2027')
    const page = await visit.newPage()
    await page.goto('/connexion')
    const text = (await block(page).innerText()).replaceAll(/\s+/g, ' ')
    expect(text).toContain('01 99 00 77 88 · du lundi au vendredi, de 8 h 30 à 17 h')
    expect(text).toContain('01 99 00 55 66')
    await page.context().close()
  })
})
