import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { JsonFault } from './json-tokens.ts'
import { parseJson, type JsonNode } from './parse-json.ts'

function toValue(node: JsonNode): unknown {
  switch (node.genre) {
    case 'objet':
      return Object.fromEntries([...node.membres].map(([cle, { valeur }]) => [cle, toValue(valeur)]))
    case 'liste':
      return node.elements.map(toValue)
    case 'texte':
      return node.texte
    case 'nombre':
      return Number(node.ecrit)
    case 'mot':
      return node.valeur
  }
}

/** What the text means, or the fault; anything else that is thrown fails the test. */
function meaning(text: string): { readonly value: unknown } | { readonly fault: string } {
  try {
    return { value: toValue(parseJson(text).racine) }
  } catch (error) {
    if (error instanceof JsonFault) return { fault: error.message }
    throw error
  }
}

function platform(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return null
  }
}

const json = fc.json({ depthSize: 'small', maxDepth: 8 })

describe('JSON read with its places', () => {
  test('means what the platform says it means, whatever the value and the blanks', () => {
    fc.assert(
      fc.property(json, fc.constantFrom(0, 1, '\t'), (text, indent) => {
        const written = JSON.stringify(JSON.parse(text), null, indent)
        expect(meaning(written)).toEqual(platform(written))
      }),
    )
  })

  test('accepts and refuses the same texts as the platform when a file is damaged anywhere', () => {
    fc.assert(
      fc.property(
        json,
        fc.nat(),
        fc.constantFrom('', '"', ',', '}', ']', '{', '[', '0', '-', '.', 'e', '\\', '\n', ' ', ':', 'x'),
        (text, at, char) => {
          const place = at % (text.length + 1)
          const damaged = text.slice(0, place) + char + text.slice(place + 1)
          const [ours, theirs] = [meaning(damaged), platform(damaged)]
          expect('value' in ours).toBe(theirs !== null)
          // Of a key written twice the platform keeps the last in silence; we keep the first and tell.
          fc.pre(!('value' in ours) || parseJson(damaged).doublons.length === 0)
          expect('value' in ours ? ours : null).toEqual(theirs)
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('keeps numbers as they are written', () => {
    const { racine } = parseJson('[1234.50, -0.10, 1e3, 90071992547409.91]')
    expect(racine.genre === 'liste' && racine.elements.map((node) => node.genre === 'nombre' && node.ecrit)).toEqual([
      '1234.50',
      '-0.10',
      '1e3',
      '90071992547409.91',
    ])
  })

  test('a key written twice is told with both places, the first value stands', () => {
    const { racine, doublons } = parseJson('{"a": 1, "b": 2, "a": 3}')
    expect(doublons).toEqual([{ cle: 'a', premier: 1, second: 17 }])
    expect(toValue(racine)).toEqual({ a: 1, b: 2 })
  })

  test.each<[name: string, text: string, sentence: string]>([
    ['nothing', '', 'Fichier vide.'],
    ['blanks', ' \n\t ', 'Fichier vide.'],
    ['NaN', '{"a": NaN}', '« NaN » n’est pas un nombre : ôtez la case, ou corrigez son calcul.'],
    ['infinity', '{"a": -Infinity}', '« -Infinity » n’est pas un nombre : ôtez la case, ou corrigez son calcul.'],
    ['a word', '{"a": vide}', '« vide » sans guillemets : le JSON veut un texte "…", un nombre, true, false ou null.'],
    ['an apostrophe', "{'a': 1}", "Il faut ici une clé entre guillemets droits, ou « } », et non « ' »."],
    ['an apostrophe as value', '{"a": \'1\'}', 'Apostrophe : le JSON n’admet que les guillemets droits "…".'],
    ['a comment', '{"a": /* montant */ 1}', 'Commentaire : le JSON n’en admet pas.'],
    ['a comma too many', '{"a": 1,}', 'Virgule en trop avant « } ».'],
    ['a comma forgotten', '{"a": 1 "b": 2}', 'Il manque une virgule ou « } » avant « " ».'],
    ['a colon forgotten', '{"a" 1}', 'Il faut « : » après la clé « a », et non « 1 ».'],
    ['a cut file', '{"a": [1, 2', 'Le fichier s’arrête trop tôt : il manque « ] ». Est-il coupé ?'],
    ['a cut text', '{"a": "12', 'Texte jamais refermé : il manque un guillemet. Le fichier est-il coupé ?'],
    ['a line break in a text', '{"a": "1\n2"}', 'Retour à la ligne ou caractère de commande dans un texte : guillemet oublié ?'],
    ['a French number', '{"a": 1 234,50}', 'Il manque une virgule ou « } » avant « 234 ».'],
    [
      'a decimal comma',
      '{"a": 1234,50}',
      'Il faut ici une clé entre guillemets droits, après la virgule, et non « 50 ». Virgule décimale ? Écrivez un point et des guillemets, "1234.50".',
    ],
    ['a leading zero', '[012]', 'Nombre mal écrit : « 012 ». Écrivez un montant entre guillemets, "1234.50".'],
    ['a hexadecimal number', '[0x1F]', 'Nombre mal écrit : « 0x1F ». Écrivez un montant entre guillemets, "1234.50".'],
    ['two documents', '{}{}', 'Texte en trop après la fin du JSON : « { ».'],
    ['a bad escape', '["C:\\temp\\x"]', 'Caractère mal échappé : « \\x ». Une barre oblique inverse s’écrit « \\\\ ».'],
  ])('%s is refused with its sentence', (_name, text, sentence) => {
    expect(meaning(text)).toEqual({ fault: sentence })
  })

  test('a hundred thousand nested lists are refused, not followed', () => {
    expect(meaning('['.repeat(100_000))).toEqual({ fault: 'Plus de 16 niveaux imbriqués : un dossier n’en a que trois.' })
    expect(meaning('{"a":'.repeat(100_000))).toEqual({ fault: 'Plus de 16 niveaux imbriqués : un dossier n’en a que trois.' })
  })

  test('millions of values are refused before they fill the memory', () => {
    expect(meaning(`[${'0,'.repeat(2_000_001)}0]`)).toEqual({
      fault: expect.stringMatching(/^Plus de 2.000.000 valeurs : ce n’est pas un dossier\.$/),
    })
  })
})
