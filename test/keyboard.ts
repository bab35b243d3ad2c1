/** A person without a mouse: presses keys, and is told where the focus is and whether she can see it. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

type Focus = {
  /** What a screen reader calls the element: « Saisie de A101 Brut », « Modifier »… */
  readonly nom: string
  readonly perdu: boolean
  /** Inside the window, covered by nothing, with a drawn indicator of 2 px at least. */
  readonly visible: boolean
}

/** Presses each key in turn: `'Tab'`, `'Control+z'`, `'F8'`… */
export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

export const focusOf = (page: Page): Promise<Focus> =>
  page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement) || element === document.body) return { nom: 'body', perdu: true, visible: false }
    const isDrawn = (drawn: Element | null): boolean => {
      if (!drawn) return false
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(drawn)
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow.includes('0px 0px 0px 2px')
    }
    const { left, top, right, bottom } = element.getBoundingClientRect()
    const inside = left >= 0 && top >= 0 && top < innerHeight && right <= innerWidth + 1
    const over = document.elementFromPoint((left + right) / 2, (top + Math.min(bottom, innerHeight)) / 2)
    const label = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement
    const nom = element.getAttribute('aria-label') ?? (label ? element.labels?.[0]?.innerText : element.innerText) ?? ''
    return {
      nom: nom.replaceAll(/\s+/g, ' ').trim(),
      perdu: false,
      visible: inside && (over === element || element.contains(over)) && (isDrawn(element) || isDrawn(element.closest('td, label'))),
    }
  })

/** Waits until the focus is on the element of that name, and sees to it that it can be seen. */
export async function expectFocus(page: Page, nom: string | RegExp): Promise<void> {
  await expect.poll(async () => (await focusOf(page)).nom, { timeout: 30_000, interval: 20 }).toMatch(nom)
  expect(await focusOf(page)).toMatchObject({ perdu: false, visible: true })
}

/** Presses Tab (or `key`) up to the element of that name, if it has not the focus; on the way it is always seen, and never lost. */
export async function tabTo(page: Page, nom: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const isThere = (focus: Focus): boolean => (typeof nom === 'string' ? focus.nom === nom : nom.test(focus.nom))
  if (isThere(await focusOf(page))) return
  const seen: string[] = []
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press(key)
    const focus = await focusOf(page)
    seen.push(focus.nom)
    expect(focus, `after ${seen.join(' → ')}`).toMatchObject({ perdu: false, visible: true })
    if (isThere(focus)) return
  }
  throw new Error(`${String(nom)} is not reached with ${key}: ${seen.join(' → ')}`)
}
