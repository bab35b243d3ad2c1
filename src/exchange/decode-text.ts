/** Bytes of a file said to be JSON → its text, or the sentence that says what the bytes are instead. */

/** Greater than any dossier: 10 000 list rows of 60 columns in three years take a third of it. */
export const MAX_OCTETS = 96 * 1024 * 1024

/** `message`: French. `ligne`: where the first unreadable character is, when there is one. */
export type NonTexte = { readonly message: string; readonly ligne: number }

/** What to say of a file greater than `MAX_OCTETS`. */
export const sayTooBig = (octets: number): string =>
  `Fichier trop gros : ${Math.ceil(octets / 1024 / 1024)} Mo, au plus ${MAX_OCTETS / 1024 / 1024} Mo. Un dossier complet en fait moins d’un : est-ce le bon fichier ?`

/** First bytes of what people give instead of JSON. */
const AUTRES: readonly (readonly [debut: readonly number[], message: string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'C’est une archive ZIP ou un classeur (XLSX, ODS), non un fichier JSON.'],
  [[0x1f, 0x8b], 'C’est un fichier compressé (gzip) : décompressez-le d’abord.'],
  [[0x25, 0x50, 0x44, 0x46], 'C’est un PDF, non un fichier JSON.'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'C’est un ancien fichier Office (XLS), non un fichier JSON.'],
  [[0xff, 0xfe], 'Le fichier est en UTF-16 : enregistrez-le en UTF-8.'],
  [[0xfe, 0xff], 'Le fichier est en UTF-16 : enregistrez-le en UTF-8.'],
]

/** Reads UTF-8; a byte order mark is passed over. */
export function decodeText(octets: Uint8Array): string | NonTexte {
  if (octets.length > MAX_OCTETS) return { message: sayTooBig(octets.length), ligne: 1 }
  const autre = AUTRES.find(([debut]) => debut.every((octet, at) => octets[at] === octet))
  if (autre) return { message: autre[1], ligne: 1 }
  if (octets.subarray(0, 512).includes(0))
    return { message: 'Le fichier n’est pas du texte en UTF-8 : il contient des octets nuls.', ligne: 1 }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(octets)
    return /^\s*</.test(text) ? { message: 'C’est du XML ou une page web, non un fichier JSON.', ligne: 1 } : text
  } catch {
    return notUtf8(octets)
  }
}

const NEWLINE = 0x0a
const CHUNK = 64 * 1024

/** Says the first line that is not UTF-8, read as the older encoding of French files to show it. */
function notUtf8(octets: Uint8Array): NonTexte {
  let from = lineStart(octets, failingChunk(octets))
  for (let ligne = countLines(octets.subarray(0, from)) + 1; ; ligne++) {
    const end = octets.indexOf(NEWLINE, from)
    const line = octets.subarray(from, end === -1 ? octets.length : end)
    if (end === -1 || !isUtf8(line)) return { message: sayEncoding(line), ligne }
    from = end + 1
  }
}

/** Start of the first piece of the file that is not UTF-8. */
function failingChunk(octets: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let from = 0
  try {
    for (; from < octets.length; from += CHUNK) decoder.decode(octets.subarray(from, from + CHUNK), { stream: true })
  } catch {
    return from
  }
  return Math.max(0, octets.length - 1)
}

const lineStart = (octets: Uint8Array, at: number): number => (at === 0 ? 0 : octets.lastIndexOf(NEWLINE, at - 1) + 1)

function countLines(octets: Uint8Array): number {
  let count = 0
  for (let at = octets.indexOf(NEWLINE); at !== -1; at = octets.indexOf(NEWLINE, at + 1)) count++
  return count
}

function isUtf8(octets: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(octets)
    return true
  } catch {
    return false
  }
}

function sayEncoding(line: Uint8Array): string {
  const shown = new TextDecoder('windows-1252').decode(line.subarray(0, 400))
  const near = /\S*[^\0-\x7f]\S*/.exec(shown)?.[0].slice(0, 40)
  return `Le fichier n’est pas en UTF-8${near === undefined ? '' : ` (vers « ${near} »)`} : enregistrez-le en UTF-8, non en ANSI ou Windows-1252.`
}
