import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'
import { digestOf } from './digest.ts'
import { sha256 } from './sha256.ts'

// FIPS 180-4 examples.
test.each([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ['abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq', '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1'],
])('the digest of %j is the published one', (text, expected) => {
  expect(sha256(text)).toBe(expected)
})

test('the digest agrees with the platform on any text', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(sha256(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'))
    }),
  )
})

test('equal values have one canonical text, whatever the order of their keys', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'é' }], a: undefined })).toBe('{"b":[1,{"c":"é","d":null}]}')
})

test('the digest of a value is that of its canonical text', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary', maxDepth: 4 }), (value) => {
      expect(digestOf(value)).toBe(sha256(canonicalJson(value)))
    }),
  )
  expect(digestOf({ b: [], a: undefined, é: 'a"\\\n\u0001', c: {} })).toBe(sha256('{"b":[],"c":{},"é":"a\\"\\\\\\n\\u0001"}'))
  expect(digestOf('x'.repeat(200_000))).toBe(sha256(JSON.stringify('x'.repeat(200_000))))
})
