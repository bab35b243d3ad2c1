/**
 * SHA-256 (FIPS 180-4), synchronous and without any platform: the same digest of an edition in Node and in a browser.
 * Only for identifying public data; nothing secret goes through it.
 */
const BLOCK = 64
const FIRST_PRIMES = firstPrimes(64)
/** First 32 bits of the fractional parts of the cube roots (constants) and square roots (initial state) of the first primes. */
const CONSTANTS = Uint32Array.from(FIRST_PRIMES, (prime) => fractionalBits(prime, 3n))
const INITIAL = Uint32Array.from(FIRST_PRIMES.slice(0, 8), (prime) => fractionalBits(prime, 2n))

/** Digest of the UTF-8 bytes of `text`, in lower-case hexadecimal. */
export function sha256(text: string): string {
  const bytes = padded(utf8(text))
  const words = new DataView(bytes.buffer)
  const state = Uint32Array.from(INITIAL)
  const schedule = new Uint32Array(BLOCK)
  for (let at = 0; at < bytes.length; at += BLOCK) {
    for (let i = 0; i < 16; i++) schedule[i] = words.getUint32(at + i * 4)
    extend(schedule)
    compress(state, schedule)
  }
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('')
}

/** The UTF-8 bytes of a text; the rooms that run everywhere have no `TextEncoder`. */
function utf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3)
  let length = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i) ?? 0
    if (code < 0x80) bytes[length++] = code
    else if (code < 0x800) {
      bytes[length++] = 0xc0 | (code >> 6)
      bytes[length++] = tail(code, 0)
    } else if (code < 0x10000) {
      bytes[length++] = 0xe0 | (code >> 12)
      bytes[length++] = tail(code, 6)
      bytes[length++] = tail(code, 0)
    } else {
      i++
      bytes[length++] = 0xf0 | (code >> 18)
      bytes[length++] = tail(code, 12)
      bytes[length++] = tail(code, 6)
      bytes[length++] = tail(code, 0)
    }
  }
  return bytes.subarray(0, length)
}

const tail = (code: number, shift: number): number => 0x80 | ((code >> shift) & 0x3f)

function padded(message: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((message.length + 9) / BLOCK) * BLOCK)
  bytes.set(message)
  bytes[message.length] = 0x80
  new DataView(bytes.buffer).setBigUint64(bytes.length - 8, BigInt(message.length) * 8n)
  return bytes
}

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by))
const at = (words: Uint32Array, index: number): number => words[index] ?? 0

function extend(schedule: Uint32Array): void {
  for (let i = 16; i < BLOCK; i++) {
    const a = at(schedule, i - 15)
    const b = at(schedule, i - 2)
    const s0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3)
    const s1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10)
    schedule[i] = at(schedule, i - 16) + s0 + at(schedule, i - 7) + s1
  }
}

function compress(state: Uint32Array, schedule: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let i = 0; i < BLOCK; i++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + at(CONSTANTS, i) + at(schedule, i)) | 0
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) state[index] = at(state, index) + word
}

function firstPrimes(count: number): readonly number[] {
  const primes: number[] = []
  for (let n = 2; primes.length < count; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n)
  return primes
}

/** First 32 bits after the point of the `degree`-th root of `n`, by bisection on whole numbers. */
function fractionalBits(n: number, degree: bigint): number {
  const target = BigInt(n) << (32n * degree)
  let low = 0n
  let high = BigInt(n) << 32n
  while (high - low > 1n) {
    const middle = (low + high) >> 1n
    if (middle ** degree <= target) low = middle
    else high = middle
  }
  return Number(low & 0xffffffffn)
}
