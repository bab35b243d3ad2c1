/** P9, P10 and P11: what a person waits for in Chromium, cold cache, the processor as it is and slowed down four times. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { signIn, type Api } from '../scripts/api-client.ts'
import { launchBrowser } from '#test/browser.ts'
import { MOT_DE_PASSE_DEMO } from '#services/demo.ts'
import { changementsOf } from '#services/seed-demo.ts'
import { lireExemple, type Banc, type Saisie } from './banc.ts'
import { mediane, serieOf } from './serie.ts'
import { servirSurveyJS } from './surveyjs.ts'
import { auPlus, fois, ms, nombre, type Rang } from './tableau.ts'

const CHARGEMENTS = 7
const FRAPPES = 30
const COLLAGES = 5
/** On a loaded machine a page of 6 000 cells is slow to come; none of this is measured. */
const PATIENCE_MS = 90_000
const IMAGE_MS = 1000 / 60
/** The largest table of fixed lines, and a list filled to 1 500 cells; the cell typed in, by its line and the rank of its column. */
const FIXE = { tableau: 'T04', ligne: 'A101', col: 0 } as const
const LISTE = { tableau: 'X08', ligne: 'L1', col: 13, rangees: 72 } as const
/** Seven columns of figures side by side, from this one: 2 002 cells. */
const COLLE = { col: 12, largeur: 7, hauteur: 286 } as const

export async function rangsDuNavigateur(banc: Banc, [saisie]: readonly Saisie[]): Promise<readonly Rang[]> {
  if (!saisie) throw new Error('no body to measure')
  const er = await ouvrirEtats(saisie)
  await using browser = await launchBrowser()
  const etat = await identifier(browser, banc.adresse, saisie.login)
  const premieres = await rangsDuChargement(browser, banc.adresse, etat)
  const frappes: Rang[] = []
  for (const ralenti of [1, 4])
    for (const lieu of [FIXE, LISTE])
      frappes.push(await rangDesFrappes(await ouvrirTableau(browser, { banc, etat, lieu, ralenti }), lieu, ralenti))
  await allonger(saisie.api, er, COLLE.hauteur)
  const collages = await rangsDuCollage(await ouvrirTableau(browser, { banc, etat, lieu: LISTE, ralenti: 1 }))
  return [...premieres, ...frappes, ...collages]
}

/** Gives the body its états réglementaires, the list of loans long enough. */
async function ouvrirEtats({ api }: Saisie): Promise<string> {
  const exemple = await lireExemple('esh-er')
  await api('POST', '/api/dossiers', { liasse: 'er' })
  const { liasses } = (await api('GET', '/api/accueil')) as { liasses: { liasse: string; dossier: { id: string } | null }[] }
  const id = liasses.find(({ liasse }) => liasse === 'er')?.dossier?.id ?? ''
  await api('PUT', `/api/dossiers/${id}/cellules`, { moyen: 'api', changements: changementsOf(exemple) })
  await allonger(api, id, LISTE.rangees)
  return id
}

async function allonger(api: Api, id: string, rangees: number): Promise<void> {
  const { valeurs } = (await api('GET', `/api/dossiers/${id}`)) as { valeurs: Record<string, { s: number }> }
  const changements = Array.from({ length: rangees }, (_, rang) => `${LISTE.tableau}.L${rang + 1}[contrat]`)
    .filter((at) => valeurs[at] === undefined)
    .map((at) => ({ at, v: `EMP-${at}`, vu: 0 }))
  await api('PUT', `/api/dossiers/${id}/cellules`, { moyen: 'api', changements })
}

type Etat = Awaited<ReturnType<BrowserContext['storageState']>>

async function identifier(browser: Browser, adresse: string, login: string): Promise<Etat> {
  await signIn(adresse, login, MOT_DE_PASSE_DEMO)
  const context = await browser.newContext({ locale: 'fr-FR' })
  const page = await context.newPage()
  await page.goto(`${adresse}/connexion`)
  await page.getByLabel('Identifiant').fill(login)
  await page.getByLabel('Mot de passe', { exact: true }).fill(MOT_DE_PASSE_DEMO)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByRole('button', { name: 'Déconnexion' }).waitFor()
  const etat = await context.storageState()
  await context.close()
  return etat
}

/** Milliseconds from the address to the first field or cell that can be used, and bytes of JavaScript as they travel. */
async function charger(browser: Browser, url: string, { etat, premier }: { etat?: Etat; premier: string }) {
  const context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 1440, height: 900 }, ...(etat && { storageState: etat }) })
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Network.enable')
  const scripts = new Set<string>()
  let octets = 0
  cdp.on('Network.responseReceived', ({ requestId, type }) => type === 'Script' && scripts.add(requestId))
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) octets += encodedDataLength
  })
  const start = performance.now()
  await page.goto(url, { waitUntil: 'commit' })
  await page.locator(premier).first().waitFor()
  const temps = performance.now() - start
  await context.close()
  return { temps, octets }
}

async function rangsDuChargement(browser: Browser, adresse: string, etat: Etat): Promise<readonly Rang[]> {
  await using reference = await servirSurveyJS()
  const entree = { url: `${adresse}/connexion`, premier: 'input[autocomplete="username"]' }
  const dossier = { url: `${adresse}/dossier/er?tableau=${FIXE.tableau}`, premier: 'td[data-place="0,0"]', etat }
  const mesures: { entree: Charge; dossier: Charge; reference: Charge | null }[] = []
  for (let tour = 0; tour <= CHARGEMENTS; tour++) {
    const mesure = {
      entree: await charger(browser, entree.url, entree),
      dossier: await charger(browser, dossier.url, dossier),
      reference: reference && (await charger(browser, reference.adresse, { premier: 'input' })),
    }
    // The first turn warms the server and the browser up, not the cache of the page.
    if (tour > 0) mesures.push(mesure)
  }
  const temps = (of: (mesure: (typeof mesures)[number]) => number): number => mediane(mesures.map(of))
  const octets = mesures[0]?.entree.octets ?? Number.NaN
  const surReference = mesures[0]?.reference
    ? temps(({ dossier: own, reference: other }) => own.temps / (other?.temps ?? Number.NaN))
    : null
  const ko = (bytes: number): string => `${nombre(bytes / 1000)} ko`
  return [
    {
      but: 'P9',
      quoi: 'JavaScript de la page d’entrée, compressé',
      mesure: ko(octets),
      reference: mesures[0]?.reference ? `SurveyJS : ${ko(mesures[0].reference.octets)}` : 'SurveyJS absent',
      rapport: '–',
      objectif: auPlus(octets, 180_000, ko),
    },
    {
      but: 'P9',
      quoi: 'Page d’entrée utilisable, cache vide',
      mesure: ms(temps(({ entree: own }) => own.temps)),
      reference: '–',
      rapport: '–',
      objectif: null,
    },
    {
      but: 'P9',
      quoi: `Première case utilisable du plus grand tableau (${FIXE.tableau}), cache vide`,
      mesure: ms(temps(({ dossier: own }) => own.temps)),
      reference:
        surReference === null ? 'SurveyJS absent' : `SurveyJS, 100 champs : ${ms(temps(({ reference: other }) => other?.temps ?? 0))}`,
      rapport: surReference === null ? '–' : fois(surReference),
      objectif: surReference === null ? null : auPlus(surReference, 0.7, fois),
    },
  ]
}

type Charge = Awaited<ReturnType<typeof charger>>
type Lieu = typeof FIXE | typeof LISTE

async function ouvrirTableau(
  browser: Browser,
  { banc, etat, lieu, ralenti }: { banc: Banc; etat: Etat; lieu: Lieu; ralenti: number },
): Promise<Page> {
  const context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 1440, height: 900 }, storageState: etat })
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  await page.goto(`${banc.adresse}/dossier/er?tableau=${lieu.tableau}`)
  await page.locator('td[data-place="0,0"]').waitFor()
  await page.getByRole('button', { name: 'Modifier', exact: true }).click()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: ralenti })
  return page
}

const caseOf = (page: Page, ligne: string, col: number) =>
  page.locator('tr', { has: page.locator('th.grille-code', { hasText: new RegExp(`^${ligne}$`) }) }).locator(`td[data-place$=",${col}"]`)

/** The key that ends an entry: from the key to the frame in which the cell and every total it moves are painted. */
async function rangDesFrappes(page: Page, lieu: Lieu, ralenti: number): Promise<Rang> {
  const cases = await page.locator('td[data-place]:not(.case-vide)').count()
  const temps: number[] = []
  for (let frappe = 0; frappe <= FRAPPES; frappe++) {
    await caseOf(page, lieu.ligne, lieu.col).click()
    await page.keyboard.type(String(1000 + frappe))
    await page.evaluate(guetter)
    await page.keyboard.press('Enter')
    const one = await page.evaluate(() => (globalThis as unknown as Guet).peint)
    if (frappe > 0) temps.push(one)
  }
  await page.context().close()
  const { p50, p95 } = serieOf(temps, 1)
  const limite = ralenti === 1 ? 2 * IMAGE_MS : 50
  return {
    but: 'P10',
    quoi: `De la touche aux totaux peints, ${lieu.tableau} (${nombre(cases)} cases)${ralenti === 1 ? '' : `, processeur ralenti ${ralenti} ×`}`,
    mesure: `${ms(p50)} p50, ${ms(p95)} p95`,
    reference: 'deux images à 60 Hz : 33 ms',
    rapport: fois(p50 / (2 * IMAGE_MS)),
    objectif: auPlus(p50, limite, ms),
  }
}

type Guet = { peint: Promise<number> }

/** In the page: watches from the next key to the end of the first frame that shows another computed figure. */
function guetter(): void {
  const calculees = [...document.querySelectorAll('td.case-calculee')]
  const avant = calculees.map((cell) => cell.textContent)
  ;(globalThis as unknown as Guet).peint = new Promise((resolve, reject) => {
    const regarder = (debut: number): void => {
      requestAnimationFrame(() => {
        // What is posted from a frame is told once it is painted.
        const { port1, port2 } = new MessageChannel()
        port1.addEventListener('message', () => {
          const fin = performance.now()
          if (calculees.some((cell, rang) => cell.textContent !== avant[rang])) resolve(fin - debut)
          else if (fin - debut > 5000) reject(new Error('no computed figure moved'))
          else regarder(debut)
        })
        port1.start()
        port2.postMessage(null)
      })
    }
    addEventListener('keydown', ({ timeStamp }) => regarder(timeStamp), { capture: true, once: true })
  })
}

async function rangsDuCollage(page: Page): Promise<readonly Rang[]> {
  const mesures: { peint: number; acquitte: number }[] = []
  for (let tour = 0; tour <= COLLAGES; tour++) {
    const lignes = Array.from({ length: COLLE.hauteur }, (_, rang) =>
      Array.from({ length: COLLE.largeur }, (_, col) => String((tour + 1) * 1000 + rang * 10 + col)).join('\t'),
    )
    await caseOf(page, 'L1', COLLE.col).click()
    const answered = page.waitForResponse((response) => response.request().method() === 'PUT' && response.url().endsWith('/cellules'))
    const { peint, debut } = await page.evaluate(coller, lignes.join('\n'))
    const response = await answered
    if (!response.ok()) throw new Error(`the paste was refused: ${response.status()} ${await response.text()}`)
    await page
      .getByText(/Tout est enregistré/)
      .first()
      .waitFor()
    const acquitte = (await page.evaluate(() => performance.now())) - debut
    if (tour > 0) mesures.push({ peint, acquitte })
  }
  await page.context().close()
  const [peint, acquitte] = [mediane(mesures.map((one) => one.peint)), mediane(mesures.map((one) => one.acquitte))]
  const rang = (quoi: string, mesure: number, limite: number): Rang => ({
    but: 'P11',
    quoi: `Coller ${nombre(COLLE.hauteur * COLLE.largeur)} cases : ${quoi}`,
    mesure: ms(mesure),
    reference: '–',
    rapport: '–',
    objectif: auPlus(mesure, limite, ms),
  })
  return [rang('peintes, totaux compris', peint, 100), rang('enregistrées et acquittées', acquitte, 300)]
}

/** In the page: pastes where the focus is; from there to the end of the frame that shows it. */
function coller(texte: string): Promise<{ peint: number; debut: number }> {
  const data = new DataTransfer()
  data.setData('text/plain', texte)
  const debut = performance.now()
  document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener('message', () => resolve({ peint: performance.now() - debut, debut }))
      port1.start()
      port2.postMessage(null)
    })
  })
}
