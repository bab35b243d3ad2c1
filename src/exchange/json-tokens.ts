/** The two tokens of JSON that need care: texts and numbers. Grammar: RFC 8259, §6 and §7. */

/** Why the text is not JSON, and where (offset in the text). The message is French. */
export class JsonFault extends Error {
  override name = 'JsonFault'
  readonly offset: number

  constructor(message: string, offset: number) {
    super(message)
    this.offset = offset
  }
}

/** A place in the text; readers move it past what they read. */
export type Cursor = { readonly text: string; at: number }

const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }
const QUOTE = 0x22
const BACKSLASH = 0x5c
const SPACE = 0x20

/** The text between the quotes at the cursor, escapes undone. Throws a `JsonFault`. */
export function readString(cursor: Cursor): string {
  const { text, at: debut } = cursor
  let decoded = ''
  let from = debut + 1
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      cursor.at = at + 1
      return decoded + text.slice(from, at)
    }
    if (code < SPACE) throw new JsonFault('Retour à la ligne ou caractère de commande dans un texte : guillemet oublié ?', at)
    if (code !== BACKSLASH) continue
    const [char, length] = readEscape(text, at)
    decoded += text.slice(from, at) + char
    from = at + length
    at = from - 1
  }
  throw new JsonFault('Texte jamais refermé : il manque un guillemet. Le fichier est-il coupé ?', debut)
}

function readEscape(text: string, at: number): readonly [char: string, length: number] {
  const letter = text[at + 1] ?? ''
  if (letter === 'u') {
    const code = /^[\da-fA-F]{4}$/.exec(text.slice(at + 2, at + 6))?.[0]
    if (code === undefined) throw new JsonFault('Caractère mal échappé : « \\u » veut quatre chiffres hexadécimaux.', at)
    return [String.fromCharCode(Number.parseInt(code, 16)), 6]
  }
  const char = ESCAPES[letter]
  if (char === undefined) throw new JsonFault(`Caractère mal échappé : « \\${letter} ». Une barre oblique inverse s’écrit « \\\\ ».`, at)
  return [char, 2]
}

/** Longer than any exact amount: the rest would be dropped by whoever reads it as a float. */
const MAX_NOMBRE = 400

/** The characters of the number at the cursor, as they are written. Throws a `JsonFault`. */
export function readNumber(cursor: Cursor): string {
  const written = /^[-+.\w]*/.exec(cursor.text.slice(cursor.at, cursor.at + MAX_NOMBRE))?.[0] ?? ''
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(written) || written.length === MAX_NOMBRE)
    throw new JsonFault(`Nombre mal écrit : « ${written.slice(0, 40)} ». Écrivez un montant entre guillemets, "1234.50".`, cursor.at)
  cursor.at += written.length
  return written
}
