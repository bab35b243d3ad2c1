/** The `AD_` account and the sheet of a user, on screen: what it opens, what it may not, what it is told. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addSansProfil } from '#test/extra-people.ts'
import { openVisit, signIn, signOut, textOf, type Visit } from '#test/visit.ts'

const AD = 'AD_99900003700013'

let visit: Visit
let page: Page
beforeAll(async () => {
  visit = await openVisit()
  page = await visit.pageOf(AD)
})
afterAll(() => visit[Symbol.asyncDispose]())

const sheet = () => page.getByRole('dialog')
const save = (): Promise<void> => sheet().getByRole('button', { name: 'Enregistrer' }).click()
const errors = async (): Promise<readonly string[]> => (await sheet().locator('.champ-erreur').allInnerTexts()).map((text) => text.trim())

describe('what the account opens', () => {
  test('[S09] [S11] the home says what it is for; no page of figures opens, and each says why and who can', async () => {
    await page.getByText('Ce compte sert uniquement à créer les utilisateurs').waitFor()
    expect(await page.getByRole('button', { name: 'Initialiser' }).count()).toBe(0)
    for (const path of ['/dossier/qdis', '/dossier/er']) {
      await page.goto(path)
      await page.getByRole('heading', { name: 'Cette page ne vous est pas ouverte' }).waitFor()
      const text = await textOf(page)
      expect(text).toContain('il ne lit ni ne saisit de données. Connectez-vous avec votre compte personnel.')
      expect(text).not.toMatch(/Contrôle comptable|01 - Liasse DIS/)
    }
    await page.goto('/operateur')
    await page.getByText('réservée aux fédérations, au ministère et à la CGLLS').waitFor()
  })

  test('[S14] [S15] its row is in the list, neither changed nor deleted, with the reason; its password can be', async () => {
    await page.goto('/parametres')
    const row = page.getByRole('row', { name: new RegExp(`^${AD}`) })
    for (const acte of ['Modifier', 'Supprimer']) {
      const bouton = row.getByRole('button', { name: acte, exact: true })
      expect(await bouton.getAttribute('aria-disabled')).toBe('true')
      await bouton.click({ force: true })
    }
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(await row.innerText()).toContain('ne se modifie pas et ne se supprime pas')
    await row.getByRole('link', { name: 'Changer le mot de passe' }).click()
    await page.getByRole('heading', { name: 'Changer mon mot de passe' }).waitFor()
  })

  test('[S12] the exception is a box of the operator, off by default; ticked, the account finds the dossier and may modify it', async () => {
    const fanny = await visit.pageOf('fanny.federation')
    await fanny.goto('/operateur/reglages')
    const box = fanny.getByRole('checkbox', { name: 'Permettre au compte AD_ de saisir' })
    expect(await box.isChecked()).toBe(false)
    const ticked = async (on: boolean): Promise<void> => {
      await box.setChecked(on)
      const saved = fanny.waitForResponse((response) => response.request().method() === 'PUT')
      await fanny.getByRole('button', { name: 'Enregistrer les réglages' }).click()
      expect((await saved).status()).toBe(200)
    }
    await ticked(true)
    const other = await visit.pageOf('AD_99900005200012')
    await other.goto('/dossier/qdis')
    await other.getByRole('button', { name: 'Modifier', exact: true }).waitFor()
    await ticked(false)
    await other.reload()
    await other.getByRole('heading', { name: 'Cette page ne vous est pas ouverte' }).waitFor()
    await Promise.all([fanny.context().close(), other.context().close()])
  })
})

describe('the sheet of a user', () => {
  test('[S17] [S18] [S19] [S20] [S21] [S22] [S23] [S42] saved empty, it names each of the five mandatory fields and the profile, and nothing else', async () => {
    await page.goto('/parametres')
    await page.getByRole('button', { name: 'Ajouter', exact: true }).click()
    expect(
      await sheet()
        .getByRole('radio', { name: /^(seul|plusieurs personnes)/ })
        .count(),
    ).toBe(2)
    await save()
    await sheet().getByText('complétez les champs signalés').waitFor()
    const said = (await errors()).join(' | ')
    for (const champ of [/nom/i, /prénom/i, /courriel/i, /identifiant/i, /mot de passe|caractères/i, /profil/i]) expect(said).toMatch(champ)
    expect(await errors()).toHaveLength(6)
  })

  test('[S21] [S23] [S25] an address without @, a weak password and a login in AD_ are told at their fields', async () => {
    await sheet().getByLabel('Adresse de courriel').fill('ines.exemple.fr')
    await sheet().getByLabel('Identifiant').fill('AD_ines')
    await sheet().getByLabel('Mot de passe', { exact: true }).fill('court')
    await save()
    const said = (await errors()).join(' | ')
    expect(said).toMatch(/AD_/)
    expect(said).toMatch(/Il manque \d+ caractères/)
    expect(said).toMatch(/courriel|adresse/i)
  })

  test('[S30] [S31] [S34] each profile fills its own boxes; « Initialisation du dossier » is empty for the Responsable Hiérarchique', async () => {
    const filled: string[][] = []
    for (const profil of ['Responsable Hiérarchique', 'Responsable de Saisie', 'Responsable Comptable']) {
      await sheet()
        .getByRole('radio', { name: new RegExp(`^${profil}`) })
        .check()
      const table = sheet().getByRole('table', { name: 'Droits de la personne' })
      const boxes = await table.getByRole('checkbox').all()
      const states = await Promise.all(boxes.map((box) => box.isChecked()))
      expect(states).toContain(false)
      filled.push(states.map(String))
      expect(await table.getByRole('checkbox', { name: 'Initialisation du dossier' }).isChecked()).toBe(profil === 'Responsable de Saisie')
    }
    expect(new Set(filled.map((states) => states.join())).size).toBe(3)
  })

  test('[S24] [S37] [S44] with the five fields and a profile it is saved, found in the list as typed; a login already taken is told', async () => {
    await sheet()
      .getByRole('radio', { name: /^plusieurs/ })
      .check()
    await sheet().getByLabel('Nom', { exact: true }).fill('Vidal')
    await sheet().getByLabel('Prénom').fill('Inès')
    await sheet().getByLabel('Adresse de courriel').fill('ines@exemple.fr')
    await sheet().getByLabel('Identifiant').fill('bruno.remparts')
    await sheet().getByLabel('Mot de passe', { exact: true }).fill('Prairie-Bleue-12')
    await save()
    await sheet()
      .getByText(/«\sbruno.remparts\s» est déjà pris/)
      .waitFor()
    await sheet().getByLabel('Identifiant').fill('ines.remparts')
    await save()
    await sheet().waitFor({ state: 'detached' })
    await page.getByRole('row', { name: /^ines\.remparts Inès Vidal.* Responsable Comptable/ }).waitFor()
  })

  test('[S43] [S45] [S46] a user without profile signs in at once, and is told what is missing and who can give it', async () => {
    await addSansProfil(visit.scene, 'sans.valfleuri')
    await signOut(page)
    await signIn(page, 'sans.valfleuri', 'Tilleuls-Demo-2025')
    await page.getByRole('heading', { name: 'Votre compte n’a pas encore de profil' }).waitFor()
    expect(await textOf(page)).toContain('L’administrateur AD_ de votre organisme peut vous en donner un.')
    await page.goto('/dossier/er')
    await page.getByRole('heading', { name: 'Cette page ne vous est pas ouverte' }).waitFor()
    expect(await page.getByRole('grid').count()).toBe(0)
  })
})
