import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import { isTest, listImports, listSources, withoutComments, type SourceFile } from './source-files.ts'

/** What each room may use: the rooms on its left in docs/architecture.md, never the reverse. There is no list of exceptions. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  definitions: [],
  engine: ['definitions'],
  domain: ['definitions', 'engine'],
  contract: ['definitions', 'engine', 'domain'],
  exchange: ['definitions', 'engine', 'domain'],
  store: ['definitions', 'engine', 'domain'],
  services: ['definitions', 'engine', 'domain', 'exchange', 'store'],
  http: ['definitions', 'engine', 'domain', 'contract', 'services'],
  web: ['definitions', 'engine', 'domain', 'contract'],
}
const rooms = Object.keys(mayImport)
const PURE = ['definitions', 'engine', 'domain', 'contract']

const sourcesOf = (room: string): readonly SourceFile[] => listSources(`src/${room}`)
const codeOf = (room: string): readonly SourceFile[] => sourcesOf(room).filter((file) => !isTest(file))

/** `path → import` for each import of the files that `stray` rejects. */
const straysOf = (files: readonly SourceFile[], stray: (specifier: string, file: SourceFile) => boolean): readonly string[] =>
  files.flatMap((file) =>
    listImports(file.text)
      .filter((specifier) => stray(specifier, file))
      .map((specifier) => `${file.path} → ${specifier}`),
  )

test.each(rooms)('%s only looks to its left', (room) => {
  const allowed = new Set([room, ...(mayImport[room] ?? [])])
  // Tests may set a scene with any room; the code itself may not.
  const strays = straysOf(codeOf(room), (specifier) => {
    const target = /^#([^/]+)\//.exec(specifier)?.[1]
    return target !== undefined && !allowed.has(target)
  })
  expect(strays).toEqual([])
})

test.each(rooms)('no relative import leaves %s', (room) => {
  const strays = straysOf(
    sourcesOf(room),
    (specifier, file) => specifier.startsWith('.') && !normalize(join(dirname(file.path), specifier)).startsWith(`src/${room}/`),
  )
  expect(strays).toEqual([])
})

test('nothing imports the command line, and only the command line imports across all rooms', () => {
  expect(straysOf(rooms.flatMap(sourcesOf), (specifier) => /(^|\/)bin\//.test(specifier))).toEqual([])
})

test.each(PURE)('%s is pure: no Node module, no clock, no chance, no network', (room) => {
  expect(straysOf(codeOf(room), (specifier) => specifier.startsWith('node:'))).toEqual([])
  const impure = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\bfetch\(|\bsetTimeout\(/
  expect(
    codeOf(room)
      .filter(({ text }) => impure.test(withoutComments(text)))
      .map(({ path }) => path),
  ).toEqual([])
})

test('shapes are checked at the edges only: zod in definitions, contract, exchange and the configuration', () => {
  const files = rooms.filter((room) => !['definitions', 'contract', 'exchange'].includes(room)).flatMap(codeOf)
  const elsewhere = files.filter(({ path }) => path !== 'src/http/configuration.ts')
  expect(straysOf(elsewhere, (specifier) => specifier === 'zod' || specifier.startsWith('zod/'))).toEqual([])
})

test('SQL stays in the store: no other room runs queries', () => {
  const files = rooms.filter((room) => room !== 'store').flatMap(codeOf)
  const strays = files.flatMap((file) =>
    runtimeImports(file.text)
      .filter((specifier) => /^(pg|kysely)(\/|$)/.test(specifier))
      .map((specifier) => `${file.path} → ${specifier}`),
  )
  expect(strays).toEqual([])
})

/** Types leave no trace at run time: a service may name a row's `Updateable` form. */
const runtimeImports = (text: string): readonly string[] => listImports(text.replaceAll(/^import type\b[^'"]*from\s+['"][^'"]+['"]/gms, ''))

test('no code is made from text: no eval, no new Function', () => {
  expect(
    rooms
      .flatMap(codeOf)
      .filter(({ text }) => /\beval\(|\bnew Function\b/.test(withoutComments(text)))
      .map(({ path }) => path),
  ).toEqual([])
})

test('the browser talks to the server through web/api only', () => {
  const files = codeOf('web').filter(({ path }) => !path.startsWith('src/web/api/'))
  expect(
    files.filter(({ text }) => /\bfetch\(|\bnew EventSource\(|\bXMLHttpRequest\b/.test(withoutComments(text))).map(({ path }) => path),
  ).toEqual([])
})

test('no SQL is put together from texts, but in the migrations', () => {
  const files = codeOf('store').filter(({ path }) => !path.includes('/migrations/'))
  expect(files.filter(({ text }) => /\bsql\.(raw|lit)\(/.test(withoutComments(text))).map(({ path }) => path)).toEqual([])
})
