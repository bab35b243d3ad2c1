import { describe, expect, test } from 'vitest'
import { harmonia } from '../command-line.fixture.ts'

describe('harmonia edition diff', () => {
  test('tells 2024 → 2025 as a letter: what comes, what goes, which accounts move', async () => {
    const { code, out } = await harmonia(['edition', 'diff', '2024', '2025'])
    expect(code).toBe(0)
    expect(out).toMatch(/^De l’édition 2024 à l’édition 2025 : ce qui change\n/)
    expect(out).toContain('T19 : « Tableau 19 – Charges et produits sur exercices antérieurs » disparaît.')
    expect(out).toContain("X02[virement] : « Virement de l'exercice (compte 777) » devient « Virement de l'exercice (compte 747) ».")
    expect(out).toMatch(/Lignes nouvelles \(\d+\)\n {2}- CRC\.C172 « Valeurs comptables/)
    expect(out).toMatch(/Lignes supprimées \(\d+\)[\s\S]*CRP\.R213 « Produits des cessions d'éléments d'actif » \(comptes 775, 757\)/)
    expect(out).toMatch(/Comptes qui changent de ligne[\s\S]* - 775 : CRP\.R213 → CRP\.R186\./)
    expect(out).toContain('777 : CRP.R214 → CRP.R174.')
    expect(out).toMatch(
      /Formules modifiées[\s\S]*CAF\.CF24\[N\]\n {6}avant : CRP\.R213\[total\]\n {6}après : CRP\.R186\[total\] \+ CRP\.R2041\[total\]/,
    )
    expect(out).toMatch(/Contrôles supprimés[\s\S]*ER-118/)
    expect(out).toMatch(/Contrôles modifiés[\s\S]*CTL-155/)
  })

  test('the way back is the mirror', async () => {
    type Told = { lignes: { genre: string }[]; comptes: unknown[] }
    const read = async (...words: string[]): Promise<Told> =>
      JSON.parse((await harmonia(['edition', 'diff', ...words, '--json'])).out) as Told
    const [there, back] = [await read('2024', '2025'), await read('2025', '2024')]
    const count = ({ lignes }: Told, genre: string): number => lignes.filter((own) => own.genre === genre).length
    expect([count(there, 'ajoute'), count(there, 'retire'), count(there, 'modifie')]).toEqual([
      count(back, 'retire'),
      count(back, 'ajoute'),
      count(back, 'modifie'),
    ])
    expect(there.comptes).toHaveLength(back.comptes.length)
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
