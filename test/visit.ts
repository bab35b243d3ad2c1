/** A real browser in front of a scene of its own: `visit = await openVisit()`; each person gets a browser context apart. */
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { launchBrowser } from './browser.ts'
import { openScene, type Scene } from './scene.ts'

/** Password of the people whom the tests create. */
export const MOT_DE_PASSE = 'Prairie-Bleue-12'
/** The `AD_` account of the body of the demonstration that has not started. */
export const ADMINISTRATEUR = 'AD_99900001100018'

export type Visit = AsyncDisposable & {
  readonly scene: Scene
  readonly browser: Browser
  readonly adresse: string
  /** An empty page of a person who shares nothing with the others; no wait lasts more than 30 s. */
  newPage(options?: BrowserContextOptions): Promise<Page>
  /** The same, signed in. */
  pageOf(login: string, options?: BrowserContextOptions): Promise<Page>
}

/** `avant`: with the filings of the year before. */
export async function openVisit(options: { readonly avant?: true } = {}): Promise<Visit> {
  const pages = join(import.meta.dirname, '../dist/web')
  const [scene, browser] = await Promise.all([openScene({ pages, ...options }), launchBrowser()])
  const adresse = await scene.app.listen({ host: '127.0.0.1', port: 0 })
  const newPage: Visit['newPage'] = async (options = {}) => {
    const context = await browser.newContext({ locale: 'fr-FR', baseURL: adresse, viewport: { width: 1440, height: 900 }, ...options })
    context.setDefaultTimeout(30_000)
    return context.newPage()
  }
  return {
    scene,
    browser,
    adresse,
    newPage,
    async pageOf(login, options) {
      const page = await newPage(options)
      await signIn(page, login, scene.comptes.find((compte) => compte.login === login)?.motDePasse)
      return page
    },
    async [Symbol.asyncDispose]() {
      await browser.close()
      await scene[Symbol.asyncDispose]()
    },
  }
}

/** From the sign-in page to the first page of the person. */
export async function signIn(page: Page, login: string, motDePasse = MOT_DE_PASSE): Promise<void> {
  await page.goto('/connexion')
  await page.getByLabel('Identifiant').fill(login)
  await page.getByLabel('Mot de passe', { exact: true }).fill(motDePasse)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByRole('button', { name: 'Déconnexion' }).waitFor()
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Déconnexion' }).click()
  await page.getByRole('button', { name: 'Se connecter' }).waitFor()
}

type Personne = { readonly administrateur: string; readonly prenom: string; readonly nom: string; readonly login: string }

/** Somebody who holds every box, created through the `AD_` account of the body, with the password of the tests. */
export async function addSolo(scene: Scene, { administrateur, prenom, nom, login }: Personne): Promise<void> {
  const account = await scene.signIn(administrateur)
  await account.ask('creerCompte', {
    body: {
      prenom,
      nom,
      login,
      courriel: `${login}@exemple.fr`,
      motDePasse: MOT_DE_PASSE,
      telephone: '',
      fonction: '',
      configuration: 'seul',
      profil: 'responsable_hierarchique',
      droits: scene.edition.droits.filter((droit) => droit.acteur === 'organisme').map((droit) => droit.code),
    },
  })
}

/** The text of the page with ordinary spaces. */
export const textOf = async (page: Page): Promise<string> => (await page.locator('body').innerText()).replace(/[\u00a0\u202f]/g, ' ')
