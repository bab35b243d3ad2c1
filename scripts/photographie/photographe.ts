/** Takes the pictures of one view, at each width and in both themes, and says what no picture may show. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { MOT_DE_PASSE_DEMO } from '#services/demo.ts'
import { MARDI, type Scene } from '#test/scene.ts'
import type { Vue } from './vues.ts'

const FENETRES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
] as const
const THEMES = { clair: 'light', sombre: 'dark' } as const

export type Studio = { readonly browser: Browser; readonly scene: Scene; readonly adresse: string; readonly dossier: string }
/** A picture's file name and what is wrong in it. */
export type Faute = { readonly photo: string; readonly quoi: string }

/** Reaches the state once, at the first width; the window is then narrowed and the theme changed. */
export async function photographier(studio: Studio, vue: Vue): Promise<readonly Faute[]> {
  const [premiere = FENETRES[0], ...suivantes] = FENETRES.filter(({ width }) => vue.largeurs?.includes(width) ?? true)
  await using contexte = await ouvrir(studio, vue, premiere)
  const { page, fautes } = contexte
  for (const geste of vue.avant ?? []) await geste({ page, scene: studio.scene, maintenant: MARDI })
  await page.goto(studio.adresse + vue.chemin)
  await calme(page)
  for (const geste of vue.gestes ?? []) await geste({ page, scene: studio.scene, maintenant: MARDI })
  if (vue.cadre === 'papier') return [...fautes, ...(await imprimer(studio, vue, page))]
  for (const fenetre of [premiere, ...suivantes]) {
    await page.setViewportSize(fenetre)
    for (const [theme, colorScheme] of Object.entries(THEMES)) {
      await page.emulateMedia({ colorScheme })
      await calme(page)
      const photo = `${vue.nom}-${fenetre.width}-${theme}.png`
      await page.screenshot({ path: join(studio.dossier, photo), fullPage: vue.cadre === 'page', animations: 'disabled', caret: 'initial' })
      if (await deborde(page)) fautes.push({ photo, quoi: 'la page défile de côté' })
    }
  }
  return fautes
}

type Ouvert = AsyncDisposable & { readonly page: Page; readonly fautes: Faute[] }

async function ouvrir({ browser, scene, adresse }: Studio, vue: Vue, viewport: { width: number; height: number }): Promise<Ouvert> {
  const contexte = await browser.newContext({ locale: 'fr-FR', timezoneId: 'Europe/Paris', viewport, reducedMotion: 'reduce' })
  contexte.setDefaultTimeout(8_000)
  await contexte.clock.setFixedTime(MARDI)
  const qui = typeof vue.qui === 'function' ? vue.qui() : vue.qui
  if (qui !== undefined) await entrer(contexte, { scene, adresse, login: qui })
  const page = await contexte.newPage()
  const fautes: Faute[] = []
  page.on('pageerror', (error) => fautes.push({ photo: vue.nom, quoi: error.message }))
  return { page, fautes, [Symbol.asyncDispose]: () => contexte.close() }
}

/** Signs in beside the page: the form has its own pictures. */
async function entrer(
  contexte: BrowserContext,
  { scene, adresse, login }: { scene: Scene; adresse: string; login: string },
): Promise<void> {
  const motDePasse = scene.comptes.find((compte) => compte.login === login)?.motDePasse ?? MOT_DE_PASSE_DEMO
  const reponse = await scene.app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { login, motDePasse },
    headers: { 'user-agent': 'Firefox sous Windows' },
  })
  const jeton = reponse.cookies[0]?.value
  if (jeton === undefined) throw new Error(`${login} cannot sign in: ${reponse.body}`)
  await contexte.addCookies([{ name: 'harmonia', value: jeton, url: adresse }])
}

/** Nothing is being fetched or painted any more; a page that never comes keeps its skeleton. */
async function calme(page: Page): Promise<void> {
  await page
    .locator('.squelette, #harmonia:empty')
    .first()
    .waitFor({ state: 'detached', timeout: 2_000 })
    .catch(() => undefined)
  await page.evaluate(async () => {
    await document.fonts.ready
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  })
  await page.waitForTimeout(250)
}

const deborde = (page: Page): Promise<boolean> => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1)

/** A4 at 96 dots per inch, margins off: what a printer would get, as a picture and as a PDF. */
async function imprimer(studio: Studio, vue: Vue, page: Page): Promise<readonly Faute[]> {
  await page.emulateMedia({ media: 'print', colorScheme: 'light' })
  await writeFile(join(studio.dossier, `${vue.nom}.pdf`), await page.pdf({ preferCSSPageSize: true, printBackground: true }))
  await page.setViewportSize({ width: 1047, height: 700 })
  await calme(page)
  await page.screenshot({ path: join(studio.dossier, `${vue.nom}-papier.png`), fullPage: true })
  return (await deborde(page)) ? [{ photo: `${vue.nom}-papier.png`, quoi: 'le tableau sort de la feuille' }] : []
}

export const preparerDossier = (dossier: string): Promise<unknown> => mkdir(dossier, { recursive: true })
