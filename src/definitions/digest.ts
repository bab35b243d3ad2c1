/** Digest of a plain value: SHA-256 of its canonical text (`canonical-json.ts`), written straight as bytes. */
import { sha256OfBytes, utf8 } from './sha256.ts'

/** The same as `sha256(canonicalJson(value))`, without ever making that text: an edition has millions of characters. */
export function digestOf(value: unknown): string {
  const text = new CanonicalBytes()
  text.write(value)
  return sha256OfBytes(text.bytes())
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const COLON = 0x3a
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const OPEN_MAP = 0x7b
const CLOSE_MAP = 0x7d
const SURROGATES = 0xd800
const LAST_SURROGATE = 0xdfff

class CanonicalBytes {
  #bytes = new Uint8Array(2 ** 16)
  #length = 0

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }

  write(value: unknown): void {
    if (typeof value === 'string') this.#string(value)
    else if (typeof value !== 'object' || value === null) this.#ascii(JSON.stringify(value))
    else if (Array.isArray(value)) this.#list(value)
    else this.#map(value as Readonly<Record<string, unknown>>)
  }

  #list(items: readonly unknown[]): void {
    this.#byte(OPEN_LIST)
    for (let i = 0; i < items.length; i++) {
      if (i > 0) this.#byte(COMMA)
      this.write(items[i])
    }
    this.#byte(CLOSE_LIST)
  }

  #map(own: Readonly<Record<string, unknown>>): void {
    this.#byte(OPEN_MAP)
    let first = true
    for (const key of Object.keys(own).toSorted()) {
      if (own[key] === undefined) continue
      if (!first) this.#byte(COMMA)
      first = false
      this.#string(key)
      this.#byte(COLON)
      this.write(own[key])
    }
    this.#byte(CLOSE_MAP)
  }

  #string(text: string): void {
    const start = this.#length
    this.#byte(QUOTE)
    this.#reserve(3 * text.length + 1)
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      if (unit < 0x20 || unit === QUOTE || unit === BACKSLASH || (unit >= SURROGATES && unit <= LAST_SURROGATE)) {
        // What JSON escapes is written again by those that know how.
        this.#length = start
        this.#raw(JSON.stringify(text))
        return
      }
      this.#character(unit)
    }
    this.#byte(QUOTE)
  }

  /** One character below the surrogates or above them, in UTF-8; room for it is there. */
  #character(code: number): void {
    const bytes = this.#bytes
    if (code < 0x80) bytes[this.#length++] = code
    else if (code < 0x800) {
      bytes[this.#length++] = 0xc0 | (code >> 6)
      bytes[this.#length++] = 0x80 | (code & 0x3f)
    } else {
      bytes[this.#length++] = 0xe0 | (code >> 12)
      bytes[this.#length++] = 0x80 | ((code >> 6) & 0x3f)
      bytes[this.#length++] = 0x80 | (code & 0x3f)
    }
  }

  #ascii(text: string): void {
    for (let i = 0; i < text.length; i++) this.#byte(text.charCodeAt(i))
  }

  #raw(text: string): void {
    const bytes = utf8(text)
    this.#reserve(bytes.length)
    this.#bytes.set(bytes, this.#length)
    this.#length += bytes.length
  }

  #byte(byte: number): void {
    if (this.#length === this.#bytes.length) this.#reserve(1)
    this.#bytes[this.#length++] = byte
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return
    const grown = new Uint8Array(2 * (this.#length + count))
    grown.set(this.#bytes)
    this.#bytes = grown
  }
}
