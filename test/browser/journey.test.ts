/** The way of the founding page, button by button, in a real browser on a real database. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changementsOf } from '#test/scene.ts'
import { ADMINISTRATEUR, MOT_DE_PASSE, openVisit, signIn, signOut, textOf, type Visit } from '#test/visit.ts'

let visit: Visit
let page: Page
beforeAll(async () => {
  visit = await openVisit()
  page = await visit.newPage()
})
afterAll(() => visit[Symbol.asyncDispose]())

/** Where an element stands: left or right half, top of the page or not. */
async function placeOf(name: string, role: 'button' | 'link' | 'combobox'): Promise<{ gauche: boolean; haut: boolean }> {
  const box = await page.getByRole(role, { name, exact: true }).first().boundingBox()
  return { gauche: (box?.x ?? 9999) < 720, haut: (box?.y ?? 9999) < 60 }
}

async function ajouter(personne: { nom: string; prenom: string; login: string; profil: string; tout?: boolean }): Promise<void> {
  await page.getByRole('button', { name: 'Ajouter', exact: true }).click()
  const fiche = page.getByRole('dialog')
  await fiche.getByRole('radio', { name: personne.tout ? /^seul/ : /^plusieurs/ }).check()
  await fiche.getByLabel('Nom', { exact: true }).fill(personne.nom)
  await fiche.getByLabel('Prénom').fill(personne.prenom)
  await fiche.getByLabel('Adresse de courriel').fill(`${personne.login}@exemple.fr`)
  await fiche.getByLabel('Identifiant').fill(personne.login)
  await fiche.getByLabel('Mot de passe', { exact: true }).fill(MOT_DE_PASSE)
  await fiche.getByRole('radio', { name: new RegExp(`^${personne.profil}`) }).check()
  if (personne.tout) await fiche.getByRole('button', { name: 'tout cocher' }).click()
}
async function enregistrer(): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

describe('the first sign-in', () => {
  test('[S03] [S78] [S79] the product says its name, and each page says whom to call and when', async () => {
    await page.goto('/')
    expect(await page.title()).toContain('Harmoni@')
    await page.getByText('En cas de difficulté').waitFor()
    expect(await textOf(page)).toContain('du lundi au vendredi, de 9 h à 17 h')
    expect(await page.content()).not.toContain('assistance@federation')
  })

  test('[S05] the quick guide is open to everybody, in the order of the founding page', async () => {
    await page.goto('/aide')
    await page.getByRole('heading', { name: 'Guide rapide' }).waitFor()
    const titres = await page.getByRole('heading', { level: 2 }).allInnerTexts()
    expect(titres.map((titre) => titre.replaceAll(/\s/g, ' '))).toEqual([
      'Première connexion',
      '« paramètres »',
      '« Ajouter » un utilisateur',
      'Vous êtes seul',
      'Vous êtes plusieurs',
      'Profils et droits',
      '« Déconnexion »',
      '« Initialiser » la campagne',
      '« QDIS »',
      'Protection et « Modifier »',
      '« synchroniser » avec les ER',
      'Les tableaux à remplir',
      '« Lancer la vérification »',
      'Passer les étapes, une par une',
      'En cas de difficulté',
    ])
  })

  test('[S16] the password handed over is changed at once, then the person is led to create herself', async () => {
    const provisoire = visit.scene.comptes.find((compte) => compte.login === ADMINISTRATEUR)?.motDePasse ?? ''
    await signIn(page, ADMINISTRATEUR, provisoire)
    await page.getByLabel('Mot de passe actuel').fill(provisoire)
    await page.getByLabel('Nouveau mot de passe').fill(MOT_DE_PASSE)
    await page.getByRole('button', { name: /Enregistrer|Changer/ }).click()
    const invitation = page.getByText(/votre propre compte/i).first()
    await invitation.waitFor()
    expect(await invitation.isVisible()).toBe(true)
  })

  test('[S13] [S17] «paramètres» is at the top right and leads to «Ajouter»', async () => {
    expect(await placeOf('paramètres', 'link')).toEqual({ gauche: false, haut: true })
    await page.getByRole('link', { name: 'paramètres', exact: true }).click()
    await page.getByRole('button', { name: 'Ajouter', exact: true }).waitFor()
    expect(await textOf(page)).toContain(ADMINISTRATEUR)
  })

  test('[S18] [S27] [S28] [S29] [S30] [S31] [S33] alone or several, three profiles by their exact names, and boxes that the profile fills', async () => {
    await ajouter({ nom: 'Olivier', prenom: 'Solange', login: 'solange', profil: 'Responsable Hiérarchique' })
    const fiche = page.getByRole('dialog')
    for (const profil of ['Responsable Hiérarchique', 'Responsable de Saisie', 'Responsable Comptable'])
      expect(await fiche.getByRole('radio', { name: new RegExp(`^${profil}`) }).count()).toBe(1)
    const initialisation = fiche.getByRole('checkbox', { name: 'Initialisation du dossier' })
    expect(await initialisation.isChecked()).toBe(false)
    await fiche.getByRole('radio', { name: /^Responsable de Saisie/ }).check()
    expect(await initialisation.isChecked()).toBe(true)
    await fiche.getByRole('button', { name: /Abandonner|Annuler/ }).click()
  })

  test('[S32] [S36] a person alone takes every box, is saved, and signs in with her own login', async () => {
    await ajouter({ nom: 'Olivier', prenom: 'Solange', login: 'solange.tilleuls', profil: 'Responsable Hiérarchique', tout: true })
    await enregistrer()
    await page.getByText('solange.tilleuls', { exact: true }).waitFor()
    expect(await placeOf('Déconnexion', 'button')).toEqual({ gauche: false, haut: true })
    await signOut(page)
    await signIn(page, 'solange.tilleuls', MOT_DE_PASSE)
  })
})

describe('filing the QDIS', () => {
  test('[S47] [S49] [S50] [S51] «Initialiser» is at the top left, opens the campaign once, and «QDIS» takes its place', async () => {
    await page.goto('/')
    await page.getByRole('button', { name: 'Initialiser', exact: true }).first().waitFor()
    expect(await placeOf('Initialiser', 'button')).toEqual({ gauche: true, haut: true })
    await page.getByRole('button', { name: 'Initialiser', exact: true }).first().click()
    const qdis = page.getByRole('link', { name: 'QDIS', exact: true })
    await qdis.waitFor()
    await page.getByRole('status').getByText('La campagne est ouverte.').waitFor()
    expect(await page.getByRole('button', { name: 'Initialiser', exact: true }).count()).toBe(0)
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('QDIS')
    expect(await placeOf('QDIS', 'link')).toEqual({ gauche: true, haut: true })
    await qdis.click()
    await page.getByRole('grid').first().waitFor()
  })

  test('[S60] [S61] [S62] [S63] [S65] [S66] [S67] the part of the DIS is shown, with its tabs; the others are in the list at the top left', async () => {
    const parties = page.getByRole('combobox', { name: 'Partie du dossier' })
    expect(await placeOf('Partie du dossier', 'combobox')).toEqual({ gauche: true, haut: true })
    expect(await parties.locator('option:checked').innerText()).toBe('01 - Liasse DIS (QDIS)')
    expect(await parties.locator('option').count()).toBeGreaterThan(2)
    const onglets = await page
      .getByRole('navigation', { name: 'Tableaux' })
      .getByRole('link')
      .or(page.getByRole('navigation', { name: 'Tableaux' }).getByRole('button'))
      .allInnerTexts()
    expect(onglets.map((onglet) => onglet.split('\n')[0]?.trim()).slice(0, 3)).toEqual([
      'Bilan',
      'Cpte de résultat',
      'Tableaux de ventilation',
    ])
    expect(onglets.slice(3)).toHaveLength(13)
  })

  test('[S52] [S53] [S54] the QDIS is protected; «Modifier», at the top left, opens it; what is typed is saved and totals follow', async () => {
    const cellule = page.getByRole('gridcell', { name: /A124.*Brut/ }).first()
    await cellule.click()
    await page.keyboard.type('5')
    expect(await page.getByRole('textbox', { name: 'Saisie de A124 Brut' }).count()).toBe(0)
    await page.keyboard.press('Escape')
    if (await page.getByRole('dialog').count()) await page.keyboard.press('Escape')
    expect(await placeOf('Modifier', 'button')).toEqual({ gauche: true, haut: true })
    await page.getByRole('button', { name: 'Modifier', exact: true }).click()
    await cellule.click()
    await page.keyboard.type('1234,5')
    await page.keyboard.press('Enter')
    await page
      .getByText(/Tout est enregistré/)
      .first()
      .waitFor()
    expect(
      (
        await page
          .getByRole('gridcell', { name: /A130.*Brut/ })
          .first()
          .innerText()
      ).replace(/\s/g, ''),
    ).toContain('1234,50')
  })

  test('[S55] the protection is back when the page is opened again, and nothing typed is lost', async () => {
    await page.reload()
    await page.getByRole('button', { name: 'Modifier', exact: true }).waitFor()
    expect(
      (
        await page
          .getByRole('gridcell', { name: /A124.*Brut/ })
          .first()
          .innerText()
      ).replace(/\s/g, ''),
    ).toContain('1234,50')
  })

  test('[S55] it is back too when the person leaves for another page, and for another session while one is open', async () => {
    await page.getByRole('button', { name: 'Modifier', exact: true }).click()
    await page.getByRole('button', { name: 'Protéger', exact: true }).waitFor()
    const other = await visit.newPage()
    await signIn(other, 'solange.tilleuls')
    await other.goto('/dossier/qdis')
    await other.getByRole('button', { name: 'Modifier', exact: true }).waitFor()
    await other.context().close()
    await page.getByRole('link', { name: 'Harmoni@' }).click()
    await page.getByRole('heading', { level: 1, name: 'Coopérative des Tilleuls' }).waitFor()
    await page.getByRole('link', { name: 'QDIS', exact: true }).click()
    await page.getByRole('button', { name: 'Modifier', exact: true }).waitFor()
  })

  test('[S67] [S68] [S70] the other parts are the ER: not opened here, for they are entered on the ministry’s platform as a rule', async () => {
    const parties = page.getByRole('combobox', { name: 'Partie du dossier' })
    const others = (await parties.locator('option').allInnerTexts()).slice(1)
    expect(others.map((other) => /^0\d - États réglementaires/.test(other))).toEqual(others.map(() => true))
    await parties.selectOption({ index: 1 })
    await page.getByText('plate-forme du ministère').waitFor()
    await page.getByRole('combobox', { name: 'Partie du dossier' }).selectOption({ index: 0 })
    await page.getByRole('grid').first().waitFor()
  })

  test('[S57] «synchroniser» has its name, and says why it is closed while no ER are entered', async () => {
    const bouton = page.getByRole('button', { name: 'synchroniser', exact: true })
    expect(await bouton.getAttribute('aria-disabled')).toBe('true')
    expect(await bouton.getAttribute('title')).toContain('Aucun état réglementaire')
  })

  test('[S04] [S71] [S73] [S75] a co-operative verifies, passes the steps one by one, and the federation reads at step 4', async () => {
    const solange = await visit.scene.signIn('solange.tilleuls', MOT_DE_PASSE)
    const dossierId = (await solange.ask('lireAccueil')).liasses[0]?.dossier?.id ?? ''
    const { valeurs } = await solange.ask('lireDossier', { params: { dossierId } })
    const changements = changementsOf(visit.scene.exemples.get('coop')).map((change) => ({ ...change, vu: valeurs[change.at]?.s ?? 0 }))
    await solange.ask('enregistrerCellules', { params: { dossierId }, body: { moyen: 'collage', changements } })
    await page.reload()
    await page.getByRole('button', { name: 'Lancer la vérification' }).click()
    await page.getByText(/Vérification faite par le serveur/).waitFor()
    for (const passage of ['Terminer la saisie', 'Donner le visa comptable', 'Signer et transmettre']) {
      await page.getByRole('button', { name: passage }).first().click()
      const confirmation = page.getByRole('dialog')
      await confirmation.waitFor()
      await confirmation.getByRole('button', { name: passage }).click()
      await confirmation.waitFor({ state: 'detached' })
    }
    await page
      .getByText(/Fiabilisation/)
      .first()
      .waitFor()
    expect((await solange.ask('lireAccueil')).liasses[0]?.dossier?.etape).toBe(4)
    await signOut(page)
    await signIn(page, 'fanny.federation', visit.scene.comptes[0]?.motDePasse ?? '')
    await page
      .getByRole('row', { name: /Coopérative des Tilleuls/ })
      .getByRole('link')
      .first()
      .click()
    await page.getByRole('grid').first().waitFor()
    expect(await page.getByRole('button', { name: 'Modifier', exact: true }).count()).toBe(0)
    expect((await textOf(page)).replace(/\s/g, '')).toContain('CoopérativedesTilleuls')
  })
})
