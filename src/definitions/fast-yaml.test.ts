import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import { readFastYaml } from './fast-yaml.ts'

const FOLDER = join(import.meta.dirname, '../../editions')
const paths = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml'))
const texts = paths.map((path) => readFileSync(join(FOLDER, path), 'utf8'))

/** What the parser with places reads; undefined when it finds a fault, an alias of nothing included. */
function wholly(text: string): unknown {
  const document = parseDocument(text, { prettyErrors: false, version: '1.2' })
  try {
    return document.errors.length > 0 ? undefined : document.toJS()
  } catch {
    return undefined
  }
}

/** A key left out is named « null » by one library and nothing by the other: no file of an edition has one, and both names are refused. */
const hasNoKey = (value: unknown): boolean => /"(null)?":/.test(JSON.stringify(value) ?? '')

function compare(text: string): void {
  const [read, whole] = [readFastYaml(text), wholly(text)]
  fc.pre(read !== undefined && whole !== undefined && !hasNoKey(whole))
  expect(read.valeur).toStrictEqual(whole)
}

describe('YAML read without its places', () => {
  test.each(paths.map((path, rank) => [path, rank] as const))('%s is read whole, as the whole parser reads it', (_path, rank) => {
    const text = texts[rank] ?? ''
    expect(readFastYaml(text)?.valeur).toStrictEqual(wholly(text))
  })

  test.each([
    ['a: 1\na: 2\n', 'a key twice'],
    ['a: { b: 1, b: 2 }\n', 'a key twice in a flow'],
    ['a: &x 1\nb: *x\n', 'an anchor'],
    ['a: &x [*x]\n', 'a list that holds itself'],
    ['a: "x\n', 'a quote never closed'],
    ['a: [1, 2\n', 'a list never closed'],
    ['a: b: c\n', 'two colons'],
    ['a: 1\n---\nb: 2\n', 'two documents'],
    ['a:\n   b: 1\n  c: 2\n', 'an indent that goes back halfway'],
  ])('%j is left to the parser that says where the fault is: %s', (text) => {
    expect(readFastYaml(text)).toBeUndefined()
  })

  test('a hostile key stays an own key', () => {
    const read = readFastYaml('__proto__: { a: 1 }\n')
    expect(Object.keys(read?.valeur ?? {})).toEqual(['__proto__'])
    expect(({} as Record<string, unknown>)['a']).toBeUndefined()
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
        compare(changed)
      }),
      { numRuns: 2_000 },
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
        compare(text)
      }),
      { numRuns: 2_000 },
    )
  }, 60_000)
})
