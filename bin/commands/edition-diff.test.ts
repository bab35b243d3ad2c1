import { describe, expect, test } from 'vitest'
import { harmonia } from '../command-line.fixture.ts'

describe('harmonia edition diff', { timeout: 120_000 }, () => {
  test('tells 2024 → 2025 as a letter: accounts first, then lines, calculations and controls, in words', async () => {
    const { code, out } = await harmonia(['edition', 'diff', '2024', '2025'])
    const said = out.replaceAll('’', "'").replaceAll(/\n {6,}/g, ' ')
    expect(code).toBe(0)
    expect(said).toMatch(/^Ce qui change de l'exercice 2024 à l'exercice 2025\nRègles comparées : Édition 2024, révision \d+ \(empreinte/)
    expect(said.match(/^\d\. .*$/gm)).toEqual(['1. Plan de comptes', '2. Tableaux et lignes', '3. Calculs', '4. Contrôles'])
    expect(said).toMatch(
      /Comptes ouverts en 2025\n[\s\S]* {2}757 {5}« [^»]* » et ses 3 sous-comptes : en CRP\.R186 « Produits des cessions/,
    )
    expect(said).toMatch(
      /Comptes fermés après 2024\n[\s\S]* {2}777 {5}[^\n]* : était en R214 « [^»]* » ; s'il sert encore, ira en R174 « Quote-part des subventions/,
    )
    expect(said).toMatch(
      /Comptes qui changent de ligne\n[\s\S]* {2}1618 {4}« [^»]* » : de P232 « Emprunts obligataires » à P243 « Intérêts/,
    )
    expect(said).toContain('  - Le tableau « Tableau 19 – Charges et produits sur exercices antérieurs » est supprimé.')
    expect(said).toContain("La colonne « Virement de l'exercice (compte 777) » devient « Virement de l'exercice (compte 747) ».")
    expect(said).toContain("  - Supprimée : R213 « Produits des cessions d'éléments d'actif » (comptes 775, 757).")
    expect(said).toMatch(
      / {2}- CF24 « − Produits des cessions » \(Exercice N, Exercice N-1\) ne prend plus R213 « [^»]* » prend désormais CRP\.R186/,
    )
    expect(said).toMatch(/Contrôles supprimés\n[\s\S]*ER-118, bloquant/)
    expect(said).toMatch(/Contrôles modifiés\n[\s\S]*CTL-165, bloquant : [^\n]* ne lit plus R214/)
    expect(out.split('\n').filter((line) => line.length > 110)).toEqual([])
  })

  test('tells 2025 → 2026: the accounts of the concessions, the sub-accounts of classes 11 and 12', async () => {
    const { out } = await harmonia(['edition', 'diff', '2025', '2026'])
    const said = out.replaceAll(/\n {6,}/g, ' ')
    for (const compte of ['38', '398', '482', '605', '705', '7081'])
      expect(said).toMatch(new RegExp(`Comptes ouverts en 2026\\n[\\s\\S]* {2}${compte.padEnd(7)} «`))
    expect(said).toContain('P1211 « dont SIEG » : Sous-comptes obligatoires à partir de 2026.')
    expect(said).toMatch(/Comptes à justifier désormais\n {2}- 110, 119, 120 sauf 1209, 129 : Le compte porte … sans dire sa part/)
  })

  test('the way back is the mirror', async () => {
    type Told = { lignes: { genre: string }[]; comptes: { ouverts: Told[]; fermes: Told[]; deplaces: Told[] } }
    const read = async (...words: string[]): Promise<Told> =>
      JSON.parse((await harmonia(['edition', 'diff', ...words, '--json'])).out) as Told
    const [there, back] = [await read('2024', '2025'), await read('2025', '2024')]
    const count = ({ lignes }: Told, genre: string): number => lignes.filter((own) => own.genre === genre).length
    expect([count(there, 'ajoute'), count(there, 'retire'), count(there, 'modifie')]).toEqual([
      count(back, 'retire'),
      count(back, 'ajoute'),
      count(back, 'modifie'),
    ])
    expect(there.comptes.deplaces).toHaveLength(back.comptes.deplaces.length)
  })

  test('an edition is not different from itself', async () => {
    expect((await harmonia(['edition', 'diff', '2025', '2025'])).out).toContain('Rien ne change.')
  })

  test('an edition that does not exist is a misuse', async () => {
    expect(await harmonia(['edition', 'diff', '2019', '2025'])).toMatchObject({
      code: 3,
      err: expect.stringContaining('Édition « 2019 » inconnue.'),
    })
  })
})
