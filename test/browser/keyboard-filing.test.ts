/** A whole filing without a mouse: every act by the keys of the map, the focus always seen and never lost. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectFocus, press, tabTo } from '#test/keyboard.ts'
import { addSolo, MOT_DE_PASSE, openVisit, type Visit } from '#test/visit.ts'

let visit: Visit
let page: Page
beforeAll(async () => {
  visit = await openVisit()
  await addSolo(visit.scene, { administrateur: 'AD_99900002900010', prenom: 'Solange', nom: 'Olivier', login: 'solange.valfleuri' })
  page = await visit.newPage({ permissions: ['clipboard-read', 'clipboard-write'] })
})
afterAll(() => visit[Symbol.asyncDispose]())

const write = (text: string): Promise<void> => page.keyboard.type(text)
/** Waits until the cell of that line and column says `text` to a screen reader. */
const cellSays = (nom: RegExp, text: string): Promise<void> =>
  expect
    .poll(async () => (await page.getByRole('gridcell', { name: nom }).first().getAttribute('aria-label'))?.replaceAll(/\s/g, ' '))
    .toContain(text)
const says = (text: RegExp): Promise<void> =>
  page
    .getByRole('status')
    .getByText(new RegExp(text.source.replaceAll(' ', '\\s')))
    .first()
    .waitFor()

/** Ctrl+F, an address, Enter: the cell is under the hand, in whatever table it stands. */
async function goTo(at: string, ligne: string): Promise<void> {
  await press(page, 'Control+f')
  await expectFocus(page, 'Code, libellé, compte ou montant')
  await write(at)
  await press(page, 'Enter')
  await expectFocus(page, new RegExp(`, ${ligne}, `))
}

describe('a filing by keyboard only', () => {
  test('signing in: the identifier is under the hand, and the content of the home page follows [AC-04]', async () => {
    await page.goto('/')
    await expectFocus(page, 'Identifiant')
    await write('solange.valfleuri')
    await tabTo(page, 'Mot de passe')
    await write(MOT_DE_PASSE)
    await press(page, 'Enter')
    await page.getByRole('heading', { name: 'Coopérative du Val Fleuri' }).waitFor()
  })

  test('[S47] [S50] «Initialiser», then «QDIS» in its place, then the grid', async () => {
    await tabTo(page, 'Initialiser', 'Shift+Tab')
    await press(page, 'Enter')
    await expectFocus(page, 'QDIS')
    await press(page, 'Enter')
    await expectFocus(page, /Capital souscrit non appelé, A010, Brut, vide/)
  })

  test('[S52] [S53] a first key on the protected form proposes «Modifier», Enter accepts it [EG-02]', async () => {
    await press(page, '5')
    await expectFocus(page, 'Modifier')
    await press(page, 'Enter')
    await expectFocus(page, /A010, Brut, vide/)
  })

  test('typing over, Tab, Enter, F2 and Escape are those of a spreadsheet [EG-05]', async () => {
    await write('12')
    await expectFocus(page, 'Saisie de A010 Brut')
    await press(page, 'Tab')
    await expectFocus(page, /A010, Net N-1, vide/)
    await write('3')
    await press(page, 'Enter')
    await expectFocus(page, /A101, Brut, vide/)
    await write('1000')
    await press(page, 'ArrowDown')
    await expectFocus(page, /A102, Brut, vide/)
    await write('77')
    await press(page, 'Escape')
    await expectFocus(page, /A102, Brut, vide/)
    await press(page, 'ArrowUp', 'F2', 'ArrowLeft', 'ArrowLeft')
    await write('5')
    await press(page, 'Enter')
    await expectFocus(page, /A102, Brut, vide/)
    await cellSays(/A101, Brut/, '10 500 €')
    await press(page, 'ArrowUp', 'Backspace')
    await write('1000')
    await press(page, 'Enter', 'Control+Home', 'Delete', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Delete')
    await cellSays(/A400, Net,/, '1 000 €')
  })

  test('a block is pasted, reported, and undone in one step [EG-09] [EG-16]', async () => {
    await goTo('BA.A102[brut]', 'A102')
    await page.evaluate(() => navigator.clipboard.writeText('30\t20\n40\t30'))
    await press(page, 'Control+v')
    await says(/4 cellules collées : 4 modifiées/)
    await cellSays(/A400, Net,/, '1 020 €')
    await press(page, 'Control+z')
    await says(/Annulé : collage de 4 cellules/)
    await expectFocus(page, /A102, Brut, vide/)
    await cellSays(/A400, Net,/, '1 000 €')
    expect(await page.getByText('4 cellules collées').count()).toBe(0)
  })

  test('a refused text keeps the hand on the cell and is mended with Alt+↓ [EG-08]', async () => {
    await write('12OO')
    await press(page, 'Enter', 'ArrowUp')
    await page.getByText(/Ce n’est pas un nombre/).waitFor()
    expect(await page.getByRole('gridcell', { name: /A102, Brut/ }).getAttribute('aria-invalid')).toBe('true')
    await press(page, 'Alt+ArrowDown')
    await expectFocus(page, /A102, Brut, 1 200 €/)
    await press(page, 'Delete')
    await expectFocus(page, /A102, Brut, vide/)
  })

  test('F6 goes round the regions, Alt+Page from table to table, and nothing traps the focus [AC-04] [EG-05]', async () => {
    await press(page, 'F6')
    await expectFocus(page, 'Rechercher')
    await press(page, 'F6')
    await expectFocus(page, 'QDIS')
    await press(page, 'F6')
    await expectFocus(page, /^Bilan/)
    await press(page, 'F6')
    await expectFocus(page, /A102, Brut/)
    await press(page, 'Shift+F6')
    await expectFocus(page, /^Bilan/)
    await press(page, 'F6', 'Alt+PageDown')
    await expectFocus(page, /P101, Exercice N, vide/)
    await write('1000')
    await press(page, 'Enter')
    await press(page, 'Control+End')
    await tabTo(page, 'Rechercher')
    await press(page, 'Shift+F6')
    await expectFocus(page, /P\d+, Exercice N/)
  })

  test('figures, words and choices are entered in the other tables', async () => {
    await goTo('CRC.C121[nrec]', 'C121')
    await write('100')
    await press(page, 'Enter')
    await goTo('CRP.R102[total]', 'R102')
    await write('100')
    await press(page, 'Enter')
    await goTo('VC.C140[V11]', 'C140')
    await write('100')
    await press(page, 'Enter')
    await goTo('VP.R105[V21]', 'R105')
    await write('100')
    await press(page, 'Enter')
    await goTo('Q01.Q0101A[N]', 'Q0101A')
    for (const text of ['999000029', 'Coopérative du Val Fleuri', 'C', 'Bretagne', '35']) {
      await write(text)
      await press(page, 'Enter')
    }
    await expectFocus(page, /Q0102A, /)
    const activitesEtGroupe = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'Q0103A']
    for (const reponse of activitesEtGroupe.map(() => 'N')) {
      await write(reponse)
      await press(page, 'Enter')
    }
    await cellSays(/Q0102G, /, 'Non')
    await goTo('Q01.Q0103C[N]', 'Q0103C')
    await write('N')
    await press(page, 'Enter')
    await goTo('Q01.Q0104[N]', 'Q0104')
    await write('3')
    await press(page, 'Enter')
    await goTo('BP.P131[N]', 'P131')
    await write('0')
    await press(page, 'Enter')
  })

  test.each([
    ['VP.R105[V21]', /Ventes d’immeubles, R105, .*à justifier/],
    ['CRP.R105[total]', /Ventes d’immeubles, R105, .*à justifier/],
  ])('[S72] F8 leads to the finding of %s, F6 to its panel, where it is justified [CH-04] [CH-07]', async (_at, cellule) => {
    await press(page, 'F8')
    await expectFocus(page, cellule)
    await press(page, 'F6')
    await expectFocus(page, /^Contrôles/)
    await tabTo(page, 'Justifier')
    await press(page, 'Enter')
    await expectFocus(page, 'Justification')
    await write('Ventes isolées, hors de toute activité d’accession.')
    await tabTo(page, 'Enregistrer la justification')
    await press(page, 'Enter')
    await expectFocus(page, 'Modifier la justification')
  })

  test('[S71] «Lancer la vérification» is reached with F6 and Tab; the verdict is said', async () => {
    await press(page, 'F6')
    await tabTo(page, 'Lancer la vérification')
    await press(page, 'Enter')
    await says(/Vérification faite par le serveur : .* 2 anomalies/)
    await page.getByText(/Recevable avec 2.justifications/).waitFor()
    await expectFocus(page, 'Lancer la vérification')
  })

  test.each([
    ['Terminer la saisie', /2 Contrôle comptable/],
    ['Donner le visa comptable', /3 Visa hiérarchique/],
    ['Signer et transmettre', /4 Fiabilisation/],
  ])('[S36] [S73] «%s» is confirmed in its dialog, and the focus comes back to the page', async (passage, etape) => {
    await tabTo(page, passage)
    await press(page, 'Enter')
    await page.getByRole('dialog', { name: passage }).waitFor()
    await tabTo(page, passage)
    await press(page, 'Enter')
    await says(etape)
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expectFocus(page, /./)
  })

  test('[S45] signing out leads back to the identifier', async () => {
    await tabTo(page, 'Déconnexion', 'Shift+Tab')
    await press(page, 'Enter')
    await expectFocus(page, 'Identifiant')
  })
})
