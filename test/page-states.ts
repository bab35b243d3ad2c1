/** Pages in their states, one browser page for each person: `states.show(state)` reaches a state and says what axe finds there. */
import type { BrowserContextOptions, Page } from 'playwright-core'
import { faultsOf } from './axe.ts'
import { openVisit, textOf, type Visit } from './visit.ts'

export type State = {
  /** In a few words, for the name of the test. */
  readonly what: string
  /** `nobody`: not signed in. */
  readonly login: string
  readonly path: string
  readonly reach: (page: Page, visit: Visit) => Promise<unknown>
  /** A selector: only this part is new, the rest of the page is another state. */
  readonly part?: string
}
export type Shown = { readonly faults: readonly string[]; readonly text: string }
export type PageStates = AsyncDisposable & { readonly visit: Visit; show(state: State): Promise<Shown> }

export async function openPageStates(options: BrowserContextOptions = {}): Promise<PageStates> {
  const visit = await openVisit()
  const pages = new Map<string, Page>()
  async function pageOf(login: string): Promise<Page> {
    const page = pages.get(login) ?? (login === 'nobody' ? await visit.newPage(options) : await visit.pageOf(login, options))
    pages.set(login, page)
    return page
  }
  return {
    visit,
    async show({ login, path, reach, part }) {
      const page = await pageOf(login)
      await page.goto(path)
      await reach(page, visit)
      return { faults: await faultsOf(page, part), text: await textOf(page) }
    },
    [Symbol.asyncDispose]: () => visit[Symbol.asyncDispose](),
  }
}

export const press = (page: Page, nom: string | RegExp): Promise<void> => page.getByRole('button', { name: nom }).first().click()
export const grid = (page: Page): Promise<void> => page.getByRole('grid').waitFor()
export const heading = (page: Page): Promise<void> => page.getByRole('heading', { level: 1 }).first().waitFor()
/** Presses a button that opens a dialog. */
export const dialog =
  (nom: string | RegExp) =>
  async (page: Page): Promise<void> => {
    await press(page, nom)
    await page.getByRole('dialog').waitFor()
  }
/** Pastes text on the active cell, as a spreadsheet gives it. */
export const paste = (page: Page, text: string): Promise<void> =>
  page.evaluate((pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)
