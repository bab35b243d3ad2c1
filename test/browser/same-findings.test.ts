import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { describe, expect, test } from 'vitest'
import { compteRenduShape } from '#exchange/constats-shape.ts'
import { canonicalJson } from '#definitions/canonical-json.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { checkDossier } from '#exchange/check-dossier.ts'
import { openDossierFile, readDossier, type DossierLu } from '#exchange/read-dossier.ts'
import { texteDesConstats } from '#domain/constats.ts'
import { readEditionFolder } from '#store/read-edition-folder.ts'
import { launchBrowser } from '#test/browser.ts'
import { openScene, type Person } from '#test/scene.ts'
import { exemple, harmonia, temporaryFile } from '../../bin/command-line.fixture.ts'
import type { Given, verifyAll } from './verify-in-page.ts'

const CODES = ['2024', '2025', '2026']
const NAMES = ['oph', 'esh', 'coop', 'sem'].flatMap((famille) => [famille, `${famille}-er`])

describe.each(CODES)('the same findings, byte for byte, edition %s', (code) => {
  test('[CH-12] on every example: command line, batch of files, bundle of the browser in a real one', async () => {
    const edition = loadEdition(await readEditionFolder(join(import.meta.dirname, '../../editions', code)))
    const dossiers = NAMES.map((name): DossierLu => readDossier(opened(exemple(name, code)), { edition, editions: new Map() }, []))
    const batch = await harmonia(['check', '--json', ...NAMES.map((name) => exemple(name, code))])
    const printed = batch.out.trimEnd().split('\n')
    const texts = dossiers.map((dossier) => texteDesConstats(checkDossier(dossier).constats))
    expect(printed.map((line, rank) => line.includes(`"constats":${plainSpaces(texts[rank] ?? '')}`))).toEqual(NAMES.map(() => true))
    expect(await inBrowser(JSON.stringify(edition), dossiers)).toEqual(texts)
  })

  test('[CH-12] on the dossiers of a server, read back from it into a file', async () => {
    await using scene = await openScene({ edition: code })
    for (const { login, famille, liasse } of [
      { login: 'bruno.valfleuri', famille: 'COOP', liasse: 'er' },
      { login: 'solange.estuaire', famille: 'OPH', liasse: 'qdis' },
      { login: 'fanny.federation', famille: 'OPH', liasse: 'qdis' },
    ]) {
      const person = await scene.signIn(login)
      const dossierId = await findDossier(person, liasse)
      const { valeurs } = await person.ask('lireDossier', { params: { dossierId } })
      const written = Object.entries(valeurs).flatMap(([at, { v, t, so }]) =>
        so || v !== undefined || t !== undefined ? [[at, so ? 'SO' : (t ?? v)]] : [],
      )
      const path = temporaryFile(
        'du-serveur.json',
        JSON.stringify({ edition: code, liasse, famille, valeurs: Object.fromEntries(written) as unknown }),
      )
      const { constats, empreinte } = await person.ask('verifier', { params: { dossierId } })
      const { out } = await harmonia(['check', '--json', path])
      const compteRendu = compteRenduShape.parse(JSON.parse(out))
      expect([compteRendu.erreurs, compteRendu.empreinte]).toEqual([[], empreinte])
      expect(plainSpaces(canonicalJson(constats))).toBe(canonicalJson(compteRendu.constats))
    }
  })
})

const plainSpaces = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ')

function opened(path: string): NonNullable<ReturnType<typeof openDossierFile>> {
  const ouvert = openDossierFile(path, readFileSync(path), [])
  if (!ouvert) throw new Error(`${path} cannot be read`)
  return ouvert
}

/** Of a body, its dossier; of a federation, the first one it may read. */
async function findDossier(person: Person, liasse: string): Promise<string> {
  const found = person.login.endsWith('.federation')
    ? (await person.ask('suivreCampagne')).lignes.find((own) => own.lisible && own.liasse === liasse)?.dossierId
    : (await person.ask('lireAccueil')).liasses.find((own) => own.liasse === liasse)?.dossier?.id
  if (!found) throw new Error(`${person.login} has no ${liasse}`)
  return found
}

/** The engine as the application bundles it, for one page. */
const bundle = (async (): Promise<string> => {
  const outDir = mkdtempSync(join(tmpdir(), 'harmonia-bundle-'))
  const lib = {
    entry: join(import.meta.dirname, 'verify-in-page.ts'),
    formats: ['iife' as const],
    name: 'harmonia',
    fileName: () => 'verify.js',
  }
  await build({ configFile: false, logLevel: 'error', build: { outDir, lib } })
  return join(outDir, 'verify.js')
})()

/** The findings that a real browser computes. */
async function inBrowser(edition: string, dossiers: readonly DossierLu[]): Promise<readonly string[]> {
  await using browser = await launchBrowser()
  const page = await browser.newPage()
  await page.addScriptTag({ path: await bundle })
  const given = dossiers.map(({ liasse, famille, saisies, balance }): Given => ({ liasse, famille, valeurs: [...saisies], balance }))
  return await page.evaluate(
    ([text, list]) => (globalThis as unknown as { harmonia: { verifyAll: typeof verifyAll } }).harmonia.verifyAll(text, list),
    [edition, given] as const,
  )
}
