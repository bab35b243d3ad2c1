import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import { readPlainYaml } from './plain-yaml.ts'

const FOLDER = join(import.meta.dirname, '../../editions')
const paths = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml'))
const texts = paths.map((path) => readFileSync(join(FOLDER, path), 'utf8'))

/** What the whole parser reads; undefined when it finds a fault. */
function wholly(text: string): unknown {
  const document = parseDocument(text, { prettyErrors: false, version: '1.2' })
  return document.errors.length > 0 ? undefined : document.toJS()
}

describe('plain YAML', () => {
  test.each(paths.map((path, rank) => [path, rank] as const))('%s is read whole, as the whole parser reads it', (_path, rank) => {
    const text = texts[rank] ?? ''
    expect(readPlainYaml(text)?.valeur).toStrictEqual(wholly(text))
  })

  test.each([
    'a: 1\nb: "x"\n',
    'a: [1, 2.5, -3, x, "y"]\nb: { c: true, d: null }\n',
    'a:\n  - b: 1\n    c: 2\n  - { d: é }\ne: # rien\nf: mot # fin\n',
    'a:\n- 1\n- deux mots\n',
    'a:\n',
    'a: "échappé \\" et \\\\"\n',
  ])('%j is read as the whole parser reads it', (text) => {
    expect(readPlainYaml(text)?.valeur).toStrictEqual(wholly(text))
    expect(readPlainYaml(text)).toBeDefined()
  })

  test.each([
    ['', 'nothing'],
    ['a: 1\na: 2\n', 'a key twice'],
    ['a: { b: 1, b: 2 }\n', 'a key twice in a flow'],
    ['a: |\n  texte\n', 'a folded text'],
    ['a: &x 1\nb: *x\n', 'an anchor'],
    ["a: 'x'\n", 'single quotes'],
    ['a: 0x10\n', 'a number in another base'],
    ['a: "x\n  y"\n', 'a text on two lines'],
    ['a: mot\n  suite\n', 'a scalar on two lines'],
    ['a:\tb\n', 'a tabulation'],
    ['a: [1, 2\n', 'a list never closed'],
    ['a: b: c\n', 'two colons'],
    ['--- \na: 1\n', 'a document mark'],
    [' a: 1\n', 'an indented document'],
    ['a:\n   b: 1\n  c: 2\n', 'an indent that goes back halfway'],
    ['a: "\\u00e9"\n', 'another escape'],
    ['<<: { a: 1 }\n', 'a merge'],
    ['__proto__: { a: 1 }\n', 'a hostile key'],
    ['{}', 'a flow at the top'],
  ])('%j is left to the whole parser: %s', (text) => {
    expect(readPlainYaml(text)).toBeUndefined()
  })

  test('whatever is done to a file of an edition, what is read is what the whole parser reads, or nothing', () => {
    const bits = [
      '\n',
      ' ',
      '  ',
      '- ',
      ': ',
      ':',
      '#',
      ' #',
      '"',
      "'",
      '{',
      '}',
      '[',
      ']',
      ', ',
      ',',
      '\\',
      '-',
      '?',
      '|',
      '>',
      '&a ',
      '*a',
    ]
    const words = [
      'null',
      'true',
      '~',
      '1.0',
      '-0',
      '0.0',
      '1e3',
      '.5',
      '012',
      '2025-01-01',
      'a',
      '!x ',
      '%',
      '@',
      '`',
      '\t',
      '\r',
      '\u00a0',
      '...',
      '---',
    ]
    const piece = fc.constantFrom(...bits, ...words)
    const edit = fc.tuple(fc.nat(), fc.nat({ max: 4 }), piece)
    // A few lines are enough to break, and quick to read whole.
    const extract = fc.tuple(fc.nat({ max: texts.length - 1 }), fc.nat(), fc.integer({ min: 1, max: 12 })).map(([rank, from, count]) => {
      const lines = (texts[rank] ?? '').split('\n')
      const start = from % lines.length
      const taken = lines.slice(start, start + count)
      const indent = Math.min(...taken.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length))
      return taken.map((line) => line.slice(Number.isFinite(indent) ? indent : 0)).join('\n')
    })
    fc.assert(
      fc.property(extract, fc.array(edit, { maxLength: 4 }), (text, edits) => {
        let changed = text
        for (const [place, removed, added] of edits) {
          const at = changed.length === 0 ? 0 : place % changed.length
          changed = changed.slice(0, at) + added + changed.slice(at + removed)
        }
        const read = readPlainYaml(changed)
        if (read) expect(read.valeur).toStrictEqual(wholly(changed))
      }),
      { numRuns: Number(process.env['RUNS'] ?? 5_000) },
    )
  }, 60_000)

  test('and of words and marks thrown together', () => {
    const piece = fc.constantFrom(
      'a: ',
      'b: ',
      'c:',
      '\n',
      '\n  ',
      '\n- ',
      '\n  - ',
      '- ',
      '{ d: ',
      ' }',
      '[',
      ']',
      ', ',
      '"x"',
      '"',
      'mot',
      ' # dit',
      '#',
      '12',
      '-1',
      '1.5',
      'true',
      'é',
      '  ',
      ':',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = `a: ${pieces.join('')}`
        const read = readPlainYaml(text)
        if (read) expect(read.valeur).toStrictEqual(wholly(text))
      }),
      { numRuns: Number(process.env['RUNS'] ?? 5_000) },
    )
  }, 60_000)
})
