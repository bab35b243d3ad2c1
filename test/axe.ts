/**
 * What axe has to say of a page, or of a part of it, with all the rules of WCAG 2.2 A and AA: one line per rule broken. [AC-08]
 * A dialog hides the page from everybody: reading it alone says as much, and does not read the grid behind it again.
 */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

export async function faultsOf(page: Page, part?: string): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
  const { violations } = await (part === undefined ? axe : axe.include(part)).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
}
