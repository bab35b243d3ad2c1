/**
 * SHA-256 (FIPS 180-4), synchronous and without any platform: the same digest of an edition in Node and in a browser.
 * Only for identifying public data; nothing secret goes through it.
 */
const BLOCK = 64
const FIRST_PRIMES = firstPrimes(64)
/**
 * First 32 bits of the fractional parts of the cube roots (constants) and square roots (initial state) of the first primes. Words are held as
 * signed: the machine then adds them without ever going through float64.
 */
const CONSTANTS = Int32Array.from(FIRST_PRIMES, (prime) => fractionalBits(prime, 3n))
const INITIAL = Int32Array.from(FIRST_PRIMES.slice(0, 8), (prime) => fractionalBits(prime, 2n))

/** Digest of the UTF-8 bytes of `text`, in lower-case hexadecimal. */
export const sha256 = (text: string): string => sha256OfBytes(utf8(text))

export function sha256OfBytes(message: Uint8Array): string {
  const bytes = padded(message)
  const state = Int32Array.from(INITIAL)
  const schedule = new Int32Array(BLOCK)
  for (let start = 0; start < bytes.length; start += BLOCK) {
    for (let i = 0; i < 16; i++) {
      const at = start + i * 4
      schedule[i] = ((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
    }
    extend(schedule)
    compress(state, schedule)
  }
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

/** The UTF-8 bytes of a text; the rooms that run everywhere have no `TextEncoder`. */
export function utf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3)
  let length = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) {
      bytes[length++] = unit
      continue
    }
    const code = text.codePointAt(i) ?? 0
    if (code < 0x800) {
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

function extend(schedule: Int32Array): void {
  for (let i = 16; i < BLOCK; i++) {
    const a = schedule[i - 15] ?? 0
    const b = schedule[i - 2] ?? 0
    const s0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3)
    const s1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10)
    schedule[i] = ((schedule[i - 16] ?? 0) + s0 + (schedule[i - 7] ?? 0) + s1) | 0
  }
}

function compress(state: Int32Array, schedule: Int32Array): void {
  let a = state[0] ?? 0
  let b = state[1] ?? 0
  let c = state[2] ?? 0
  let d = state[3] ?? 0
  let e = state[4] ?? 0
  let f = state[5] ?? 0
  let g = state[6] ?? 0
  let h = state[7] ?? 0
  for (let i = 0; i < BLOCK; i++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (CONSTANTS[i] ?? 0) + (schedule[i] ?? 0)) | 0
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
  state[0] = (state[0] ?? 0) + a
  state[1] = (state[1] ?? 0) + b
  state[2] = (state[2] ?? 0) + c
  state[3] = (state[3] ?? 0) + d
  state[4] = (state[4] ?? 0) + e
  state[5] = (state[5] ?? 0) + f
  state[6] = (state[6] ?? 0) + g
  state[7] = (state[7] ?? 0) + h
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
