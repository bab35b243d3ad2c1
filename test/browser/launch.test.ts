import { expect, test } from 'vitest'
import { launchBrowser } from '#test/browser.ts'

test('the browser of the tests starts and renders French text', async () => {
  await using browser = await launchBrowser()
  const page = await browser.newPage()
  await page.setContent('<html lang="fr"><title>Harmoni@</title><h1>Compte de résultat</h1>')
  expect(await page.getByRole('heading').textContent()).toBe('Compte de résultat')
})
