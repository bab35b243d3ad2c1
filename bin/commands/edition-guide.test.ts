import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Edition } from '#definitions/edition.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { readEditionFolder } from '#store/read-edition-folder.ts'
import { harmonia } from '../command-line.fixture.ts'
import { copyEditions, edit, followGuide, replaceOnce } from '../follow-guide.fixture.ts'

const folder = copyEditions()
const EDITION = join(folder, 'essai/2025')
const DOSSIER = join(folder, 'essai.json')
const actes = followGuide(folder)

describe('docs/editions.md followed to the letter on a copy of the editions', { timeout: 120_000 }, () => {
  test('it has nothing else to write than three additions and a dossier to try them', () => {
    expect(actes).toBe(8)
  })

  test('the edition is right, and so are those written as its differences', async () => {
    for (const code of ['2024', '2025', '2026'])
      expect(await harmonia(['edition', 'check', join(folder, 'essai', code)])).toMatchObject({
        code: 0,
        out: expect.stringMatching(new RegExp(`^Édition ${code}, révision \\d+ : \\d+ tableaux, \\d+ cases, aucun défaut\\.`)),
      })
  })

  test('the grid has the line, in its place and its columns, and the table in its tab', async () => {
    const edition = await load('2025')
    const lignes = edition.tableaux.find(({ code }) => code === 'BA')?.lignes.flatMap((own) => (own.genre === 'ligne' ? [own.code] : []))
    expect(lignes?.slice(lignes.indexOf('A285'), lignes.indexOf('A285') + 3)).toEqual(['A285', 'A286', 'A290'])
    for (const { code, cellules } of edition.liasses)
      expect([code, cellules.filter(({ tableau, ligne }) => tableau === 'BA' && ligne === 'A286').map(({ colonne }) => colonne)]).toEqual([
        code,
        ['brut', 'amort', 'net', 'n1'],
      ])
    expect(edition.parties.flatMap(({ onglets }) => onglets).find(({ tableaux }) => tableaux.includes('T23'))?.libelle).toBe(
      'T23 – Caisses des agences',
    )
    expect(edition.liasses.find(({ code }) => code === 'er')?.listes.find(({ tableau }) => tableau === 'T23')).toMatchObject({
      capacite: 200,
      nom: 'Agence',
      cle: 'agence',
    })
    expect(edition.comptes?.affectation.cibles.find(({ at }) => at === 'BA.A286[brut]')?.sens).toBe('debit')
  })

  test('a dossier with the line and the list is verified and explained', async () => {
    const { code, out } = await harmonia(['check', DOSSIER, '--edition', EDITION])
    expect([code, out.split('\n')[1]]).toEqual([0, expect.stringMatching(/^Recevable\b/)])
    const explained = await harmonia(['explain', DOSSIER, 'BA.A290[net]', '--edition', EDITION])
    expect(explained.out).toContain('BA.A286[brut] : 1 000 € — Caisses des agences')
  })

  test('each new control speaks when it should', async () => {
    edit(folder, 'essai.json', (text) => replaceOnce(text, '"T23.L1[sorties]": "500.00"', '"T23.L1[sorties]": "600.00"'))
    const list = await harmonia(['check', DOSSIER, '--edition', EDITION])
    expect(list.code).toBe(1)
    expect(list.out).toMatch(
      /Les caisses des agences ne correspondent pas au bilan\. \[ER-300\]\n +Chiffres : 900,00 et 1 000,00, écart −?100,00/,
    )
    edit(folder, 'essai.json', (text) => replaceOnce(text, '"BA.A286[brut]": "1000.00"', '"BA.A286[brut]": "9000000.00"'))
    expect((await harmonia(['check', DOSSIER, '--edition', EDITION])).out).toContain('[QDIS-300]')
  })

  test('without the edition of the copy, the new cells are unknown, and nothing was changed in the checkout', async () => {
    const { code, out } = await harmonia(['check', DOSSIER])
    expect(code).toBe(2)
    expect(out).toContain('Case « BA.A286[brut] » inconnue')
    expect(readFileSync('editions/2025/tableaux/bilan-actif.yaml', 'utf8')).not.toContain('A286')
  })
})

const load = async (code: string): Promise<Edition> => loadEdition(await readEditionFolder(join(folder, 'essai', code)))
