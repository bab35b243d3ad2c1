import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { exemple, harmonia, temporaryFile } from '../command-line.fixture.ts'

const COOP = readFileSync(exemple('coop'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'harmonia-hostile-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A file of the folder, made by replacing a passage that is there. */
const changed = (from: string, to: string): string => {
  if (!COOP.includes(from)) throw new Error(`not in the example: ${from}`)
  return temporaryFile(
    'd.json',
    COOP.replace(from, () => to),
  )
}
const A102 = '"BA.A102[brut]": "229660.14"'
const value = (written: string): string => changed(A102, `"BA.A102[brut]": ${written}`)
const withValeurs = (valeurs: object): string => {
  const dossier = JSON.parse(COOP) as { valeurs: object }
  return temporaryFile('d.json', JSON.stringify({ ...dossier, valeurs: { ...dossier.valeurs, ...valeurs } }))
}
const bytes = (content: string | Uint8Array): string => temporaryFile('d.json', content)

describe('what a hostile file holds is told in a sentence, with the documented exit code', { timeout: 120_000 }, () => {
  const BAD: readonly (readonly [what: string, path: () => string, said: string])[] = [
    ['NaN', () => value('NaN'), '« NaN » n’est pas un nombre'],
    ['a minus infinity', () => value('-Infinity'), '« -Infinity » n’est pas un nombre'],
    ['1e308', () => value('1e308'), '1e308 est trop grand : au plus 90 071 992 547 409,91.'],
    ['1e400', () => value('1e400'), '1e400 est trop grand'],
    ['twenty digits', () => value('12345678901234567890'), '12345678901234567890 est trop grand'],
    ['sixteen digits in a text', () => value('"9999999999999999"'), 'Nombre trop long : 16 chiffres avant la virgule, au plus 15.'],
    ['one centime too many', () => value('90071992547409.92'), 'est trop grand'],
    ['a binary fraction', () => value('0.30000000000000004'), 'n’est pas exact à 2 décimales'],
    ['a decimal comma', () => value('1234,50'), 'Virgule décimale ? Écrivez un point et des guillemets, "1234.50".'],
    ['a decimal comma in a text', () => value('"1234,50"'), '« 1234,50 » ne s’écrit pas ainsi dans un fichier : écrivez "1234.50".'],
    ['a list for a figure', () => value('[]'), 'il faut un texte (entre guillemets)'],
    ['a text without end', () => value(`"${'9'.repeat(5000)}"`), 'BA.A102[brut] : au plus 4000 caractères.'],
    ['a list for the cells', () => changed('"valeurs": {', '"valeurs": [], "autres": {'), 'valeurs : il faut un ensemble de clés.'],
    ['nothing of the table', () => changed('"valeurs": {', '"autres": {'), 'valeurs : clé obligatoire absente'],
    ['the same key twice', () => changed(A102, `${A102}, ${A102}`), 'Clé « BA.A102[brut] » écrite deux fois'],
    ['a family that does not exist', () => changed('"COOP"', '"HLM"'), 'Valeurs admises : OPH, ESH, COOP, SEM.'],
    [
      'an edition that does not exist',
      () => changed('"2025"', '"1999"'),
      'Édition « 1999 » inconnue. Éditions connues : 2024, 2025, 2026.',
    ],
    ['the edition of another era', () => changed('"2025"', '"2024"'), 'Elle existe dans les éditions 2025 et 2026.'],
    ['the other liasse', () => changed('"qdis"', '"er"'), 'Elle existe dans la liasse « Liasse DIS (QDIS) » ("qdis").'],
    ['an unknown cell', () => withValeurs({ 'BA.A1O2[brut]': '1' }), 'le tableau BA n’a pas de ligne A1O2. Vouliez-vous « A102 » ?'],
    ['the keys of a prototype', () => bytes(COOP.replace(A102, '"__proto__": "1"')), 'Adresse mal écrite : « __proto__ ».'],
    ['an empty file', () => bytes(''), 'Fichier vide.'],
    ['a byte order mark alone', () => bytes(new Uint8Array([0xef, 0xbb, 0xbf])), 'Fichier vide.'],
    [
      'invalid UTF-8',
      () => bytes(Buffer.concat([Buffer.from(COOP.slice(0, 900)), Buffer.from([0xff]), Buffer.from(COOP.slice(900))])),
      'n’est pas en UTF-8',
    ],
    ['a cut file', () => bytes(COOP.slice(0, 9000)), 'Est-il coupé ?'],
    ['a million nested lists', () => bytes('['.repeat(1_000_000)), 'Plus de 16 niveaux imbriqués'],
    ['a folder', () => folder, 'C’est un dossier de fichiers'],
    ['no file', () => join(folder, 'absent.json'), 'Fichier introuvable.'],
    ['200 MB of nothing', () => sparse(200), 'Fichier trop gros : 200 Mo, au plus 96 Mo.'],
  ]
  test.each(BAD)('%s: 2', async (_, path, said) => {
    const { code, out, err } = await harmonia(['check', path()])
    expect([code, err]).toEqual([2, ''])
    expect(out).toContain(said)
  })

  test('minus zero is zero, a byte order mark is passed over: nothing is lost', async () => {
    for (const path of [value('-0'), value('"-0.00"'), value('0')])
      expect((await harmonia(['explain', path, 'BA.A102[brut]'])).out).toContain('BA.A102[brut] : 0 €')
    expect((await harmonia(['check', bytes(`\ufeff${COOP}`)])).code).toBe(0)
  })

  test('figures at their limit: what they add up to is beyond the limits, said as such, never rounded', async () => {
    const { code, out } = await harmonia(['check', value('"90071992547409.91"')])
    expect(code).toBe(1)
    expect(out).toMatch(/hors limites BA\.A400\[net\]/)
  })

  test('a list holds what it can and no more', async () => {
    const er = JSON.parse(readFileSync(exemple('coop-er'), 'utf8')) as { valeurs: object }
    const rows = (count: number): string => {
      const list = Object.fromEntries(Array.from({ length: count }, (_, rank) => [`X08.L${rank + 1}[ouv]`, '0.07']))
      return temporaryFile('d.json', JSON.stringify({ ...er, valeurs: { ...er.valeurs, ...list } }))
    }
    expect((await harmonia(['check', rows(5_000)])).code).toBe(1)
    const beyond = await harmonia(['check', rows(10_001)])
    expect(beyond.code).toBe(2)
    expect(beyond.out).toContain('Case « X08.L5001[ouv] » inconnue : la liste X08 a 5000 lignes au plus.')
    expect(beyond.out.split('\n').length, 'a thousand faults are told, then their number').toBeLessThan(2_000)
  })

  test('what moves a cursor or turns a line around is shown, not obeyed', async () => {
    const dossier = { ...(JSON.parse(COOP) as object), libelle: 'Rouge \u001b[31m\nfaux\u202e' }
    const { out } = await harmonia(['check', bytes(JSON.stringify(dossier))])
    expect(out.split('\n')[0]).toContain(': Rouge �[31m faux�, COOP')
    expect(/[\p{Cc}\p{Bidi_Control}]/u.test(out.replaceAll('\n', ''))).toBe(false)
  })
})

describe('what a hostile edition holds is told by edition check, and no dossier is judged by it', { timeout: 120_000 }, () => {
  const head = (code: string, base: string): string =>
    `d_apres: "${base}"\nedition: "${code}"\nrevision: 1\nexercice: ${code}\nlibelle: "Essai"\nsource: "[expert]"\n`

  test('editions that are differences from one another', async () => {
    for (const [code, base] of [
      ['2030', '2031'],
      ['2031', '2030'],
    ] as const) {
      mkdirSync(join(folder, code))
      writeFileSync(join(folder, code, 'edition.yaml'), head(code, base))
    }
    const { code, err } = await harmonia(['edition', 'check', join(folder, '2030')])
    expect(code).toBe(1)
    expect(err).toContain('Éditions en cercle : 2030 → 2031 → 2030. L’une d’elles doit être écrite en entier.')
    const judged = await harmonia(['check', exemple('coop'), '--edition', join(folder, '2030')])
    expect([judged.code, judged.out]).toEqual([3, ''])
    expect(judged.err).toContain('a des défauts : « harmonia edition check')
  })

  test('a file, a folder that holds no edition, a folder that does not exist', async () => {
    expect(await harmonia(['edition', 'check', exemple('coop')])).toMatchObject({
      code: 3,
      err: expect.stringContaining('n’est pas un dossier'),
    })
    expect((await harmonia(['edition', 'check', tmpdir()])).err).toContain('edition.yaml:1: Fichier absent.')
    expect((await harmonia(['check', exemple('coop'), '--edition', join(folder, 'absent')])).code).toBe(3)
  })
})

describe('whatever happens to a file', { timeout: 300_000 }, () => {
  const hostile = fc.constantFrom(
    '1e308',
    '-0',
    'NaN',
    '"SO"',
    'null',
    '[]',
    '{}',
    '""',
    '"\\u0000"',
    '"1,5"',
    '99999999999999999999',
    '{"so":true}',
    'true',
    '\\',
  )
  const mutation = fc.oneof(
    fc.record({ at: fc.nat(COOP.length - 1), cut: fc.nat(400), put: fc.oneof(hostile, fc.string({ maxLength: 8 }), fc.constant('')) }),
    fc.record({
      at: fc.integer({ min: 0, max: 400 }).map((rank) => placeOfValue(rank)),
      cut: fc.constant(0),
      put: hostile.map((text) => `${text}, "X": `),
    }),
  )

  test('the command ends with a documented code and never with a stack', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 4 }), fc.boolean(), async (mutations, json) => {
        const text = mutations.reduce((now, { at, cut, put }) => now.slice(0, at) + put + now.slice(at + cut), COOP)
        const { code, out, err } = await harmonia(['check', bytes(text), ...(json ? ['--json'] : [])])
        expect([0, 1, 2]).toContain(code)
        expect(err).toBe('')
        expect(out).not.toMatch(/^ +at |(Type|Range|Syntax|Reference)Error/m)
        expect(() => (json ? (JSON.parse(out) as unknown) : null)).not.toThrow()
      }),
      { numRuns: 40 },
    )
  })
})

/** Where the text of a value begins, in the example. */
function placeOfValue(rank: number): number {
  const places = [...COOP.matchAll(/: (?=")/g)].map(({ index }) => index + 2)
  return places[rank % places.length] ?? 0
}

/** A file of that many megabytes, which takes no room on the disk. */
function sparse(megabytes: number): string {
  const path = join(folder, 'gros.json')
  if (!existsSync(path)) writeFileSync(path, '')
  truncateSync(path, megabytes * 1024 * 1024)
  return path
}
