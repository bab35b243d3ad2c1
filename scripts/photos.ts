/** `npm run photos [-- mot…]`: every page in every state, at three widths, light and dark, into `photos/`. Words select views by name. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { launchBrowser } from '#test/browser.ts'
import { startServer } from '#test/postgres-server.ts'
import { openScene } from '#test/scene.ts'
import { planterDecor } from './photographie/decor.ts'
import { photographier, preparerDossier, type Faute } from './photographie/photographe.ts'
import { VUES } from './photographie/vues.ts'

const CHECKOUT = join(import.meta.dirname, '..')
const mots = process.argv.slice(2)
const choisies = VUES.filter(({ nom }) => mots.length === 0 || mots.some((mot) => nom.includes(mot)))

const { postgres, folder } = await startServer()
try {
  await using scene = await openScene({ pages: join(CHECKOUT, 'dist/web'), postgresUrl: postgres.url })
  await planterDecor(scene)
  const adresse = await scene.app.listen({ host: '127.0.0.1', port: 0 })
  const dossier = join(CHECKOUT, 'photos')
  await preparerDossier(dossier)
  await using browser = await launchBrowser()
  const fautes: Faute[] = []
  for (const vue of choisies) {
    const trouvees = await photographier({ browser, scene, adresse, dossier }, vue).catch((error: unknown) => [
      { photo: vue.nom, quoi: `pas de photo : ${String(error).split('\n')[0]}` },
    ])
    fautes.push(...trouvees)
    console.log(`${trouvees.length === 0 ? '✓' : '✗'} ${vue.nom}`)
  }
  for (const { photo, quoi } of fautes) console.log(`${photo} : ${quoi}`)
  console.log(`${choisies.length} vues, ${fautes.length} ${fautes.length > 1 ? 'fautes' : 'faute'} ; les images sont dans photos/`)
  process.exitCode = fautes.length === 0 ? 0 : 1
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}
