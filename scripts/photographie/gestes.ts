/** What a person does to reach a state: the words in which the views are written. */
import type { Page } from 'playwright-core'
import type { Person, Scene } from '#test/scene.ts'

export type Atelier = { readonly page: Page; readonly scene: Scene; readonly maintenant: Date }
export type Geste = (atelier: Atelier) => Promise<unknown>

const role =
  (genre: 'button' | 'link' | 'radio' | 'checkbox' | 'gridcell') =>
  (nom: string | RegExp): Geste =>
  ({ page }) =>
    page
      .getByRole(genre, typeof nom === 'string' ? { name: nom, exact: true } : { name: nom })
      .first()
      .click()

export const bouton = role('button')
export const lien = role('link')
export const choix = role('radio')
export const caseGrille = role('gridcell')

export const remplir =
  (libelle: string, texte: string): Geste =>
  ({ page }) =>
    page.getByLabel(libelle, { exact: true }).first().fill(texte)

/** « Tab », « Control+f », or several in turn. */
export const touches =
  (...noms: readonly string[]): Geste =>
  async ({ page }) => {
    for (const nom of noms) await page.keyboard.press(nom)
  }

export const frappe =
  (texte: string): Geste =>
  ({ page }) =>
    page.keyboard.type(texte)

export const attendre =
  (texte: string | RegExp): Geste =>
  ({ page }) =>
    page.getByText(texte).first().waitFor()

export const onglet =
  (nom: string | RegExp): Geste =>
  ({ page }) =>
    page.getByRole('navigation', { name: 'Tableaux' }).getByRole('button', { name: nom }).first().click()

/** Pastes text on the active cell, as a spreadsheet gives it. */
export const coller =
  (texte: string): Geste =>
  ({ page }) =>
    page.evaluate((text) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', text)
      document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }, texte)

export const reseau =
  (ouvert: boolean): Geste =>
  ({ page }) =>
    page.context().setOffline(!ouvert)

/** The server no longer knows this person; the page finds out at its next request. */
export const sessionPerdue: Geste = ({ page }) => page.context().clearCookies()

/** The clock of the page moves; timers keep their pace. */
export const plusTard =
  (minutes: number): Geste =>
  ({ page, maintenant }) =>
    page.clock.setFixedTime(new Date(maintenant.getTime() + minutes * 60_000))

/** Somebody else acts meanwhile. */
export const pendantCeTemps =
  (login: string, acte: (person: Person) => Promise<unknown>): Geste =>
  async ({ scene }) =>
    acte(await scene.signIn(login))

/** Requests whose address holds this text are cut. */
export const couper =
  (chemin: string): Geste =>
  ({ page }) =>
    page.route(
      (url) => url.pathname.includes(chemin),
      (route) => route.abort(),
    )

/** One request is held back, so that what is shown meanwhile can be seen. */
export const retenir =
  (chemin: string): Geste =>
  ({ page }) =>
    page.route(
      (url) => url.pathname.includes(chemin),
      () => new Promise(() => undefined),
    )
