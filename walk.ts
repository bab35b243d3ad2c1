import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { launchBrowser } from '#test/browser.ts'
import { startServer } from '#test/postgres-server.ts'
import { openScene } from '#test/scene.ts'
const { postgres, folder } = await startServer()
try {
  await using scene = await openScene({ pages: join(import.meta.dirname, 'dist/web'), postgresUrl: postgres.url })
  const adresse = await scene.app.listen({ host: '127.0.0.1', port: 0 })
  await using browser = await launchBrowser()
  const go = async (login: string, paths: string[], name: string) => {
    const ctx = await browser.newContext({ locale: 'fr-FR', baseURL: adresse, viewport: { width: 1440, height: 900 } })
    ctx.setDefaultTimeout(8000)
    const page = await ctx.newPage()
    await page.goto('/connexion')
    await page.getByLabel('Identifiant').fill(login)
    await page.getByLabel('Mot de passe', { exact: true }).fill(scene.comptes.find((c) => c.login === login)?.motDePasse ?? '')
    await page.getByRole('button', { name: 'Se connecter' }).click()
    await page.getByRole('button', { name: 'Déconnexion' }).waitFor()
    for (const [i, path] of paths.entries()) {
      await page.goto(path)
      await page.waitForTimeout(1500)
      await page.screenshot({ path: `/tmp/walk/${name}-${i}.png` })
      console.log(`\n===== ${login} ${path} → ${page.url()}`)
      console.log(
        (await page.locator('body').innerText())
          .replace(/[\u00a0\u202f]/g, ' ')
          .replace(/\n+/g, ' | ')
          .slice(0, 1500),
      )
    }
    await ctx.close()
  }
  const fanny = await scene.signIn('fanny.federation')
  const { lignes } = await fanny.ask('suivreCampagne')
  const remparts = lignes.find((l) => l.organisme.raisonSociale.includes('Remparts'))?.dossierId
  const estuaire = lignes.find((l) => l.organisme.raisonSociale.includes('Estuaire'))?.dossierId
  await go('AD_99900003700013', ['/', '/parametres', '/dossier/qdis', '/operateur'], 'ad')
  await go('bruno.valfleuri', ['/', '/dossier/qdis', '/dossier/er', '/parametres', '/operateur'], 'bruno')
  await go('denis.valfleuri', ['/', '/dossier/qdis'], 'denis')
  await go('bruno.remparts', ['/dossier/qdis'], 'remparts')
  await go(
    'fanny.federation',
    ['/', `/operateur/dossier/${remparts}`, `/operateur/dossier/${estuaire}`, '/dossier/qdis', '/parametres'],
    'fanny',
  )
  await go('malik.ministere', ['/', `/operateur/dossier/${estuaire}`], 'malik')
  await go('odile.cglls', ['/', `/operateur/dossier/${estuaire}`, '/operateur/reglages'], 'odile')
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}
