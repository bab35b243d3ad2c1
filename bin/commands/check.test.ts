import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compteRenduShape } from '#exchange/constats-shape.ts'
import { exemple, harmonia, spawnHarmonia, temporaryFile } from '../command-line.fixture.ts'

type File = { valeurs: Record<string, string> } & Record<string, unknown>
const coop = (): File => JSON.parse(readFileSync(exemple('coop'), 'utf8')) as File
/** A file of the example of the co-operative with some of its cells changed. */
const changed = (valeurs: Readonly<Record<string, string>>): string => {
  const file = coop()
  return temporaryFile('d.json', JSON.stringify({ ...file, valeurs: { ...file.valeurs, ...valeurs } }))
}

describe('harmonia check', () => {
  test('[AP-02] [CH-13] a clean dossier ends with 0 and says its verdict first', async () => {
    const { code, out, err } = await harmonia(['check', exemple('coop')])
    expect([code, err]).toEqual([0, ''])
    const [head, verdict] = out.split('\n')
    expect(head).toMatch(/coop\.json : Coop'Horizon, COOP, Liasse DIS \(QDIS\), édition 2025$/)
    expect(verdict).toMatch(/^Recevable\. \d+ contrôles, \d+ non évaluables\.$/)
  })

  test('[CH-03] [CH-06] a fault is told with its figures, its place, its likely cause and what to do, and ends with 1', async () => {
    const before = Number(coop().valeurs['BP.P101[N]'])
    const { code, out } = await harmonia(['check', changed({ 'BP.P101[N]': (before * 10).toFixed(2) })])
    expect(code).toBe(1)
    expect(out).toContain('Non recevable : ')
    expect(out).toMatch(
      /- Le capital souscrit, appelé et versé n’est pas cohérent\. \[CTL-037\]\n +Chiffres : [\d ,]+ et [\d ,]+, écart −[\d ,]+ .*\n +Où : .*BA\.A010\[brut\] \(Capital souscrit non appelé/,
    )
    expect(out).toMatch(/Où : .*\n +Cause probable : Virgule ou unité décalée\s\? BP\.P101\[N\] porte .*les 2 constats disparaissent/)
    expect(out).toMatch(/Entraîne aussi 1 autre constat :\n +- ■ Le total de l’actif net n’est pas égal au total du passif\. \[CTL-001\]/)
    expect(out).toContain('À faire : ')
  })

  test('a total that the file states otherwise is told with both figures, and ends with 1', async () => {
    const { code, out } = await harmonia(['check', changed({ 'BA.A110[net]': '1.00' })])
    expect(code).toBe(1)
    expect(out).toContain('Totaux du fichier différents du calcul (1)')
    expect(out).toMatch(/BA\.A110\[net\] \(Immobilisations incorporelles, Net\) : 1,00 dans le fichier, 187 757,36 calculé/)
  })

  test('a cell of another family is set aside and said', async () => {
    const { code, out } = await harmonia(['check', changed({ 'BP.P102[N]': '1.00' })])
    expect(code).toBe(0)
    expect(out).toContain('Mis de côté : 1 case d’une autre famille que COOP (BP.P102[N]).')
  })

  test('a file that cannot be read ends with 2, its faults by line; what can be read is verified', async () => {
    const { code, out } = await harmonia(['check', changed({ 'BA.A999[brut]': '1.00' })])
    expect(code).toBe(2)
    expect(out).toMatch(/^\S+d\.json:1:\d+: Case « BA\.A999\[brut\] » inconnue : le tableau BA n’a pas de ligne A999\./)
    expect(out).toContain('lecture incomplète, les cases ci-dessus comptent comme vides.')
    expect(out).toContain('Recevable.')
  })

  test.each<[name: string, words: readonly string[], sentence: string]>([
    ['a file that is not there', ['check', 'absent.json'], 'absent.json:1: Fichier introuvable.'],
    ['a folder', ['check', '.'], 'C’est un dossier de fichiers'],
    ['what never ends', ['check', '/dev/zero'], 'Fichier trop gros'],
  ])('%s ends with 2', async (_name, words, sentence) => {
    const { code, out } = await harmonia(words)
    expect([code, out]).toEqual([2, expect.stringContaining(sentence)])
  })

  test.each<[name: string, words: readonly string[], sentence: string]>([
    ['no file', ['check'], 'Donnez au moins un fichier de dossier'],
    ['a misspelt option', ['check', 'd.json', '--jsn'], 'Option inconnue : « --jsn ». Vouliez-vous « --json » ?'],
    ['an option without its value', ['check', 'd.json', '--edition'], '« --edition » attend une valeur.'],
    ['an edition that does not exist', ['check', 'd.json', '--edition', '1999'], 'Édition « 1999 » inconnue. Éditions connues : '],
    ['a command that does not exist', ['chek'], 'Commande inconnue : « chek ».'],
  ])('%s is a misuse: 3', async (_name, words, sentence) => {
    const { code, err } = await harmonia(words)
    expect([code, err]).toEqual([3, expect.stringContaining(sentence)])
  })

  test('the edition asked for must be that of the file, read here from the standard input', async () => {
    const { code, out } = await spawnHarmonia(['check', '-', '--edition', '2025'], JSON.stringify({ ...coop(), edition: '2019' }))
    expect([code, out]).toEqual([
      2,
      expect.stringMatching(/^entrée standard:1:\d+: Le fichier est de l’édition 2019, vous demandez les règles de 2025/),
    ])
  })

  test('[CH-12] --json prints one line a file, in the published form, the same whatever the order of the cells', async () => {
    const { valeurs, ...file } = coop()
    const shuffled = temporaryFile(
      'coop.json',
      JSON.stringify({ ...file, valeurs: Object.fromEntries(Object.entries(valeurs).toReversed()) }),
    )
    const { code, out } = await harmonia(['check', '--json', exemple('coop'), shuffled, exemple('esh'), 'absent.json'])
    expect(code).toBe(2)
    const [first, second, third, last] = out
      .trimEnd()
      .split('\n')
      .map((line) => compteRenduShape.parse(JSON.parse(line)))
    expect(second?.constats).toEqual(first?.constats)
    expect(second?.empreinte).toBe(first?.empreinte)
    expect(first).toMatchObject({ format: 1, libelle: "Coop'Horizon", erreurs: [], totaux: [] })
    expect(third?.empreinte).not.toBe(first?.empreinte)
    expect(last).toMatchObject({ constats: null, empreinte: null, erreurs: [{ ligne: 1, message: 'Fichier introuvable.' }] })
  })
})

describe('harmonia explain', () => {
  test('[CH-10] tells a total in words and in figures, then each of its terms with its accounts and its source', async () => {
    const { code, out } = await harmonia(['explain', exemple('coop'), 'BA.A110[net]'])
    expect(code).toBe(0)
    expect(out).toContain('BA.A110[net] : 187 757,36 € — Immobilisations incorporelles, Net (Bilan – actif)')
    expect(out).toContain('  En mots : « Brut » − « Amortissements et dépréciations »')
    expect(out).toContain('  En chiffres : 335 643,99 − 147 886,63 = 187 757,36 €')
    expect(out).toContain('        + BA.A102[brut] : 229 660,14 €')
    expect(out).toContain('Comptes : 2082, 2083, 2084, 2085')
    expect(out).toMatch(/Règles : édition 2025, révision \d+, empreinte [0-9a-f]{16}\.$/m)
  })

  test('prints the same as a tree with --json, each cell explained once', async () => {
    const { code, out } = await harmonia(['explain', exemple('coop'), 'Q13.Q1301A[N]', '--json'])
    expect(code).toBe(0)
    const { explication } = JSON.parse(out) as { explication: { at: string; termes: readonly { at: string }[] } }
    expect(explication.at).toBe('Q13.Q1301A[N]')
    const explained = [...out.matchAll(/"at":"([^"]+)","libelle"/g)].map(([, at]) => at)
    expect(new Set(explained).size).toBe(explained.length)
    expect(out).toContain('"dejaExplique":true')
  })

  test('a cell that does not exist is a misuse, with the nearest one', async () => {
    const { code, err } = await harmonia(['explain', exemple('coop'), 'BA.A110[nett]'])
    expect([code, err]).toEqual([3, expect.stringContaining('Case « BA.A110[nett] » inconnue. Vouliez-vous « BA.A110[net] » ?')])
  })
})
