/** Three people, three browsers, one dossier: each does his part through the pages and sees what the others do. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changementsOf } from '#test/scene.ts'
import { openVisit, textOf, type Visit } from '#test/visit.ts'

let visit: Visit
/** Responsable de Saisie, Comptable, Hiérarchique of a body that has not started its QDIS. */
let bruno: Page
let claire: Page
let denis: Page
beforeAll(async () => {
  visit = await openVisit()
  ;[bruno, claire, denis] = await Promise.all([
    visit.pageOf('bruno.valfleuri'),
    visit.pageOf('claire.valfleuri'),
    visit.pageOf('denis.valfleuri'),
  ])
})
afterAll(() => visit[Symbol.asyncDispose]())

const openQdis = async (page: Page): Promise<void> => {
  await page.goto('/dossier/qdis')
  await page.getByRole('grid').waitFor()
}
const cellOf = (page: Page, ligne: string) => page.getByRole('gridcell', { name: new RegExp(`, ${ligne}, Brut`) }).first()
async function type(page: Page, ligne: string, texte: string): Promise<void> {
  await cellOf(page, ligne).click()
  await page.keyboard.type(texte)
  await page.keyboard.press('Enter')
}
async function passer(page: Page, passage: string): Promise<void> {
  await page.getByRole('button', { name: passage }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: passage }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

describe('opening the campaign', () => {
  test('[S35] [S47] whoever lacks the box sees «Initialiser» refused, with the reason and the name of who can', async () => {
    const bouton = denis.getByRole('button', { name: 'Initialiser', exact: true }).first()
    await bouton.waitFor()
    expect(await bouton.getAttribute('aria-disabled')).toBe('true')
    expect(await textOf(denis)).toContain('Il vous manque la case « Initialisation du dossier ». Demandez à Bruno Carle.')
    await bouton.click({ force: true })
    expect((await (await visit.scene.signIn('denis.valfleuri')).ask('lireAccueil')).liasses[0]?.dossier).toBeNull()
  })

  test('[S39] [S49] the Responsable de Saisie opens it; his colleagues find «QDIS», and no button any more', async () => {
    await bruno.getByRole('button', { name: 'Initialiser', exact: true }).first().click()
    await bruno.getByRole('link', { name: 'QDIS', exact: true }).waitFor()
    for (const page of [claire, denis]) {
      await page.goto('/')
      await page.getByRole('link', { name: 'QDIS', exact: true }).waitFor()
      expect(await page.getByRole('button', { name: 'Initialiser', exact: true }).count()).toBe(0)
    }
  })
})

describe('entering together', () => {
  test('[S40] [S53] the entry person may modify; the accountant reads, and is told which box he lacks and who has it', async () => {
    await Promise.all([openQdis(bruno), openQdis(claire)])
    await bruno.getByRole('button', { name: 'Modifier', exact: true }).click()
    expect(await claire.getByRole('button', { name: 'Modifier', exact: true }).count()).toBe(0)
    expect(await textOf(claire)).toContain(
      'Lecture seule : il vous manque la case « Saisie des données financières ». Demandez à Bruno Carle.',
    )
    await cellOf(claire, 'A101').click()
    await claire.keyboard.type('5')
    expect(await claire.getByRole('textbox', { name: /Saisie de/ }).count()).toBe(0)
  })

  test('what one types appears on the other’s page without a reload [CO-01]', async () => {
    await type(bruno, 'A101', '1234')
    await expect.poll(() => cellOf(claire, 'A101').getAttribute('aria-label')).toMatch(/, A101, Brut, 1\s234/)
  })

  test('two people on one cell: the second sees both values and chooses; nothing is overwritten in silence [CO-02]', async () => {
    const second = await visit.pageOf('bruno.valfleuri')
    await openQdis(second)
    await second.getByRole('button', { name: 'Modifier', exact: true }).click()
    await bruno.context().setOffline(true)
    await type(bruno, 'A102', '10')
    await type(second, 'A102', '20')
    await claire.getByRole('gridcell', { name: /, A102, Brut, 20/ }).waitFor()
    await bruno.context().setOffline(false)
    const avis = bruno.getByRole('alert').filter({ hasText: 'vient d’y mettre' })
    await avis.waitFor()
    expect((await avis.innerText()).replaceAll(/\s/g, ' ')).toMatch(/Bruno Carle vient d’y mettre 20 €. Vous aviez saisi 10 €/)
    await second.getByRole('gridcell', { name: /, A102, Brut, 20/ }).waitFor()
    await avis.getByRole('button', { name: /Mettre 10/ }).click()
    await second.getByRole('gridcell', { name: /, A102, Brut, 10/ }).waitFor()
    await second.context().close()
  })
})

describe('passing the steps', () => {
  test('[S77] a step is refused while cells changed since the verification: the dialog says what to do', async () => {
    await bruno.getByRole('button', { name: 'Terminer la saisie' }).first().click()
    const dialogue = bruno.getByRole('dialog')
    await dialogue.waitFor()
    expect((await dialogue.innerText()).replaceAll(/\s/g, ' ')).toContain('Lancez la vérification, puis passez l’étape.')
    expect(await dialogue.getByRole('button', { name: 'Terminer la saisie' }).getAttribute('aria-disabled')).toBe('true')
    await bruno.keyboard.press('Escape')
    await dialogue.waitFor({ state: 'detached' })
  })

  test('[S38] [S73] each passes his own step: saisie, visa comptable, signature', async () => {
    const api = await visit.scene.signIn('bruno.valfleuri')
    const dossierId = (await api.ask('lireAccueil')).liasses[0]?.dossier?.id ?? ''
    const { valeurs } = await api.ask('lireDossier', { params: { dossierId } })
    const changements = changementsOf(visit.scene.exemples.get('coop')).map((change) => ({ ...change, vu: valeurs[change.at]?.s ?? 0 }))
    const inconnues = Object.keys(valeurs).filter((at) => !changements.some((change) => change.at === at))
    await api.ask('enregistrerCellules', {
      params: { dossierId },
      body: { moyen: 'collage', changements: [...changements, ...inconnues.map((at) => ({ at, v: null, vu: valeurs[at]?.s ?? 0 }))] },
    })
    await bruno.getByRole('button', { name: 'Lancer la vérification' }).click()
    await bruno.getByText(/Vérification faite par le serveur/).waitFor()
    await passer(bruno, 'Terminer la saisie')
    await bruno.getByText(/Lecture seule\s: le dossier est à l’étape «\s2 Contrôle comptable\s»/).waitFor()
    expect(await bruno.getByRole('button', { name: 'Modifier', exact: true }).count()).toBe(0)
    await passer(claire, 'Donner le visa comptable')
    await openQdis(denis)
    await passer(denis, 'Signer et transmettre')
    await denis.getByText(/Visible par le destinataire depuis/).waitFor()
    const { parcours } = await api.ask('lireDossier', { params: { dossierId } })
    expect(parcours.map(({ de, vers, qui }) => [de, vers, qui])).toEqual([
      [1, 2, 'Bruno Carle'],
      [2, 3, 'Claire Petit'],
      [3, 4, 'Denis Martin'],
    ])
  })
})
