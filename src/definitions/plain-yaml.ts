/**
 * The YAML that editions are written in, read without its places: block maps and lists, flow maps and lists on one line, quoted and plain
 * scalars. Much faster than a whole YAML parser, and strict: at the first thing it is not sure of it gives up, and the whole parser decides
 * (`yaml-source.ts`). What it does read, it reads as YAML 1.2 does: a property test holds the two together.
 */

/** Thrown to give up; nobody outside this file sees it. */
const INCONNU = new Error('not plain')

/** The value of the text; undefined when it is not plain YAML (a fault of syntax included). */
export function readPlainYaml(text: string): { readonly valeur: unknown } | undefined {
  if (ETRANGE.test(text)) return undefined
  try {
    return { valeur: new Reader(text).document() }
  } catch (error) {
    if (error === INCONNU) return undefined
    throw error
  }
}

type Line = { readonly indent: number; readonly start: number; readonly end: number }

/** Tabulations and every other control character but the end of a line; marks that some take for one. */
const ETRANGE = /[^\P{Cc}\n]|\uFEFF|\u2028|\u2029/u
/** What starts a key, a text, or a whole number; a plain scalar that starts otherwise is left to the whole parser. */
const CLE = /[A-Za-z][A-Za-z0-9_]*/y
const ENTIER = /^-?(?:0|[1-9]\d{0,14})$/
const DECIMAL = /^-?(?:0|[1-9]\d{0,9})\.\d{1,5}$/
const LETTRE = /^\p{L}/u
const MOTS: Readonly<Record<string, boolean | null>> = {
  true: true,
  True: true,
  TRUE: true,
  false: false,
  False: false,
  FALSE: false,
  null: null,
  Null: null,
  NULL: null,
}

class Reader {
  readonly #text: string
  readonly #lines: readonly Line[]
  #line = 0
  /** Place in the line in hand. */
  #at = 0

  constructor(text: string) {
    this.#text = text
    this.#lines = linesOf(text)
  }

  document(): unknown {
    const first = this.#lines[0]
    if (first?.indent !== 0) throw INCONNU
    const value = this.#block(0)
    if (this.#line < this.#lines.length) throw INCONNU
    return value
  }

  #block(indent: number): unknown {
    const line = this.#lines[this.#line]
    if (line?.indent !== indent) throw INCONNU
    return this.#isItem(line) ? this.#list(indent) : this.#map(indent, line.start)
  }

  #isItem({ start, end }: Line): boolean {
    return this.#text.startsWith('- ', start) && start + 2 <= end
  }

  #list(indent: number): unknown[] {
    const items: unknown[] = []
    for (let line = this.#lines[this.#line]; line?.indent === indent && this.#isItem(line); line = this.#lines[this.#line]) {
      const start = skipSpaces(this.#text, line.start + 2)
      if (start >= line.end) throw INCONNU
      CLE.lastIndex = start
      const key = CLE.exec(this.#text)?.[0]
      const isMap = key !== undefined && this.#isKeyEnd(start + key.length, line.end)
      items.push(isMap ? this.#map(indent + start - line.start, start) : this.#whole(start, line))
    }
    return items
  }

  /** A colon, then a blank or the end of the line. */
  #isKeyEnd(at: number, end: number): boolean {
    return this.#text[at] === ':' && (at + 1 >= end || this.#text[at + 1] === ' ')
  }

  /** Entries of a map; the first one starts at `first`, which in a list is after the dash. */
  #map(indent: number, first: number): Record<string, unknown> {
    const map: Record<string, unknown> = {}
    for (let at = first; ;) {
      const line = this.#lines[this.#line]
      if (!line) return map
      CLE.lastIndex = at
      const key = CLE.exec(this.#text)?.[0]
      if (key === undefined || key in MOTS || Object.hasOwn(map, key) || !this.#isKeyEnd(at + key.length, line.end)) throw INCONNU
      const start = skipSpaces(this.#text, at + key.length + 1)
      map[key] = start >= line.end || this.#isComment(start, line.end) ? this.#below(indent) : this.#whole(start, line)
      const next = this.#lines[this.#line]
      if (!next || next.indent < indent) return map
      if (next.indent > indent || this.#isItem(next)) throw INCONNU
      at = next.start
    }
  }

  /** The value of a key that has nothing after it: what is written further in, or a list under it. */
  #below(indent: number): unknown {
    this.#line++
    const next = this.#lines[this.#line]
    if (next && next.indent > indent) return this.#block(next.indent)
    if (next?.indent === indent && this.#isItem(next)) return this.#list(indent)
    return null
  }

  /** A value that ends with its line: one further in would go on with it, and nobody reads that one. */
  #whole(start: number, { end }: Line): unknown {
    this.#at = start
    const opening = this.#text[start]
    const value = opening === '{' || opening === '[' || opening === '"' ? this.#flow(end) : this.#plain(this.#endOfPlain(end), end)
    const after = skipSpaces(this.#text, this.#at)
    if (after < end && !this.#isComment(after, end)) throw INCONNU
    this.#line++
    return value
  }

  #isComment(at: number, end: number): boolean {
    return at < end && this.#text[at] === '#' && this.#text[at - 1] === ' '
  }

  #flow(end: number): unknown {
    switch (this.#text[this.#at]) {
      case '{':
        return this.#flowMap(end)
      case '[':
        return this.#flowList(end)
      case '"':
        return this.#quoted(end)
      default:
        return this.#plain(this.#endInFlow(end), end)
    }
  }

  #flowList(end: number): unknown[] {
    const items: unknown[] = []
    this.#at = skipSpaces(this.#text, this.#at + 1)
    if (this.#text[this.#at] === ']') {
      this.#at++
      return items
    }
    for (;;) {
      items.push(this.#flow(end))
      if (this.#separator(']', end)) return items
    }
  }

  #flowMap(end: number): Record<string, unknown> {
    const map: Record<string, unknown> = {}
    this.#at = skipSpaces(this.#text, this.#at + 1)
    for (;;) {
      CLE.lastIndex = this.#at
      const key = CLE.exec(this.#text)?.[0]
      if (key === undefined || key in MOTS || Object.hasOwn(map, key)) throw INCONNU
      const colon = this.#at + key.length
      if (this.#text[colon] !== ':' || this.#text[colon + 1] !== ' ') throw INCONNU
      this.#at = skipSpaces(this.#text, colon + 1)
      map[key] = this.#flow(end)
      if (this.#separator('}', end)) return map
    }
  }

  /** Past the comma (false) or the closing mark (true) that follows a value. */
  #separator(closing: string, end: number): boolean {
    const at = skipSpaces(this.#text, this.#at)
    if (at >= end) throw INCONNU
    const mark = this.#text[at]
    if (mark !== closing && mark !== ',') throw INCONNU
    this.#at = mark === ',' ? skipSpaces(this.#text, at + 1) : at + 1
    return mark === closing
  }

  #quoted(end: number): string {
    let at = this.#at + 1
    let text = ''
    for (;;) {
      const close = this.#text.indexOf('"', at)
      if (close < 0 || close >= end) throw INCONNU
      const escape = this.#text.indexOf('\\', at)
      if (escape < 0 || escape > close) {
        this.#at = close + 1
        return text + this.#text.slice(at, close)
      }
      const escaped = this.#text[escape + 1]
      if (escaped !== '"' && escaped !== '\\') throw INCONNU
      text += this.#text.slice(at, escape) + escaped
      at = escape + 2
    }
  }

  /** Where a plain scalar of a block ends: at a comment, or at the end of the line. */
  #endOfPlain(end: number): number {
    const comment = this.#text.indexOf(' #', this.#at)
    return comment < 0 || comment >= end ? end : comment
  }

  #endInFlow(end: number): number {
    let at = this.#at
    while (at < end && !',]}'.includes(this.#text[at] ?? '')) at++
    return at
  }

  #plain(limit: number, end: number): unknown {
    let stop = limit
    while (stop > this.#at && this.#text[stop - 1] === ' ') stop--
    const word = this.#text.slice(this.#at, stop)
    this.#at = Math.min(limit, end)
    if (ENTIER.test(word) && word !== '-0') return Number(word)
    if (DECIMAL.test(word) && Number(word) !== 0) return Number(word)
    if (!LETTRE.test(word) || /[:#{}[\],"\\]/.test(word)) throw INCONNU
    const known = MOTS[word]
    return known === undefined ? word : known
  }
}

function skipSpaces(text: string, from: number): number {
  let at = from
  while (text[at] === ' ') at++
  return at
}

/** The lines that hold something, comments left out. */
function linesOf(text: string): readonly Line[] {
  const lines: Line[] = []
  for (let from = 0; from < text.length;) {
    const newline = text.indexOf('\n', from)
    const end = newline < 0 ? text.length : newline
    const start = skipSpaces(text, from)
    if (start < end && text[start] !== '#') lines.push({ indent: start - from, start, end })
    from = end + 1
  }
  return lines
}
