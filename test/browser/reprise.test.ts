/** A year that opens after another: what was filed is there, says where it comes from, and gives way to the person. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ouvrirCampagne } from '#test/campagne-suivante.ts'
import { openVisit, type Visit } from '#test/visit.ts'

let visit: Visit
let page: Page
beforeAll(async () => {
  visit = await openVisit({ avant: true })
  page = await visit.pageOf('bruno.valfleuri')
}, 120_000)
afterAll(() => visit[Symbol.asyncDispose]())

const caseN1 = (ligne: string) => page.getByRole('gridcell', { name: new RegExp(`, ${ligne}, Exercice N-1`) }).first()

test('the home page says what « Initialiser » takes over, then that it was taken over [PI-01]', async () => {
  await page.getByText('« Initialiser » reprendra les colonnes N-1 et les soldes d’ouverture du dossier 2024').waitFor()
  await page.getByRole('button', { name: 'Initialiser' }).first().click()
  await page.getByText('repris du dossier 2024 (édition 2024), déposé le 24/11/2025').waitFor()
  expect(await page.getByText('hors reprise de 2024').count()).toBe(1)
})

test('each N-1 cell says that it comes from the year before, and where exactly [PI-01] [CH-10]', async () => {
  await page.goto('/dossier/qdis?partie=01&tableau=CRP')
  await caseN1('R174').click()
  expect(await caseN1('R174').getAttribute('aria-label')).toContain('reprise de l’exercice précédent')
  await page.getByText('R174 Exercice N-1 · repris du dossier 2024, déposé le 24/11/2025').waitFor()
  await page.keyboard.press('Alt+=')
  await page.getByText('Montant repris de R174 Total dans le dossier 2024 (édition 2024), déposé le 24/11/2025.').waitFor()
})

test('what the new form shares out otherwise is told above the table, with its figure and its cells [AD-06]', async () => {
  const avis = page.locator('.avis', { hasText: 'montants du dossier 2024 à répartir vous-même' })
  await avis.getByText('Les lignes ont changé entre l’édition 2024 et l’édition 2025').click()
  await avis.getByRole('button', { name: 'R204 Exercice N-1' }).click()
  await expect.poll(() => caseN1('R204').getAttribute('class')).toContain('case-active')
})

test('a figure typed over it stays, is no longer marked, and an undo brings back what was filed [PI-01] [EG-21]', async () => {
  await page.getByRole('button', { name: 'Modifier', exact: true }).click()
  const before = await caseN1('R174').textContent()
  await caseN1('R174').click()
  await page.keyboard.type('12')
  await page.keyboard.press('Enter')
  await expect.poll(() => caseN1('R174').getAttribute('aria-label')).not.toContain('reprise')
  await page.keyboard.press('Control+z')
  await expect.poll(() => caseN1('R174').textContent()).toBe(before)
})

test('[CH-12] the findings of the page are those of the server, comparisons with the year before included', async () => {
  await caseN1('R122').click()
  await page.keyboard.type('1')
  await page.keyboard.press('Enter')
  const message = 'La colonne N-1 du compte de résultat diffère de la liasse précédente'
  await page.getByRole('button', { name: 'Contrôles', exact: true }).click()
  await page.getByText(message).first().waitFor()
  const api = await visit.scene.signIn('bruno.valfleuri')
  const dossierId = (await api.ask('lireAccueil')).liasses[0]?.dossier?.id ?? ''
  await expect.poll(async () => (await api.ask('lireDossier', { params: { dossierId } })).valeurs['CRP.R122[n1]']?.v).toBe('1.00')
  await api.ask('enregistrerCellules', {
    params: { dossierId },
    body: { moyen: 'saisie', changements: [{ at: 'BA.A124[brut]', v: '1000.00', vu: 0 }] },
  })
  const { constats } = await api.ask('verifier', { params: { dossierId } })
  expect(constats.anomalies.map(({ controle }) => controle)).toContain('QDIS-053P/R122')
})

test('a year filed once the next one is open is offered, and comes in beside what was typed [PI-01]', async () => {
  const { scene } = visit
  const [bruno, claire, denis] = await Promise.all(['bruno', 'claire', 'denis'].map((nom) => scene.signIn(`${nom}.remparts`)))
  if (!bruno || !claire || !denis) throw new Error('three people file')
  const depot = (await bruno.ask('lireAccueil')).liasses[0]?.dossier?.id ?? ''
  await ouvrirCampagne(scene, { ...scene.edition, code: '2026', exercice: 2026 })
  const { dossierId } = await bruno.ask('initialiser', { body: { liasse: 'qdis' } })
  const changements = [{ at: 'BP.P101[n1]', v: '5.00', vu: 0 }]
  await bruno.ask('enregistrerCellules', { params: { dossierId }, body: { moyen: 'saisie', changements } })
  await claire.ask('passerEtape', { params: { dossierId: depot }, body: { action: 'viser_comptabilite' } })
  await denis.ask('passerEtape', { params: { dossierId: depot }, body: { action: 'viser_direction' } })

  const other = await visit.pageOf('bruno.remparts')
  const cellOf = (ligne: string) => other.getByRole('gridcell', { name: new RegExp(`, ${ligne}, Exercice N-1`) }).first()
  await other.goto('/dossier/qdis?partie=01&tableau=BP')
  await other.getByText('Le dossier 2025 est déposé depuis le 24/11/2026').waitFor()
  await other.getByRole('button', { name: 'Reprendre le dossier 2025' }).click()
  await expect.poll(() => cellOf('P111').getAttribute('aria-label')).toContain('reprise de l’exercice précédent')
  expect(await cellOf('P101').getAttribute('aria-label')).toMatch(/, 5\s€/)
  expect(await other.getByRole('button', { name: 'Reprendre le dossier 2025' }).count()).toBe(0)
})
