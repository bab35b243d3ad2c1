/** The clipboard's text: blocks of cells as spreadsheets write and read them (tabs, line ends, quotes). Pure. */

export type Block = readonly (readonly string[])[]

const needsQuotes = (text: string): boolean => /[\t\n\r"]/.test(text)
const inQuotes = (text: string): string => (needsQuotes(text) ? `"${text.replaceAll('"', '""')}"` : text)
/** A text that a spreadsheet would run as a formula is kept as text by a leading apostrophe, whatever blanks come first. */
const harmless = (text: string): string => (/^\s*[=+@]/.test(text) || /^\s*-(?![\d,.]+$)/.test(text) ? `'${text}` : text)

export const toTsv = (block: Block): string => block.map((row) => row.map((text) => inQuotes(harmless(text))).join('\t')).join('\r\n')

/** Reads what a spreadsheet put on the clipboard. The final line end does not make a line. */
export function fromTsv(text: string): Block {
  const rows: string[][] = [[]]
  let field = ''
  let quoted = false
  const closeField = (): void => {
    rows.at(-1)?.push(field)
    field = ''
  }
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (quoted) {
      if (char !== '"') field += char
      else if (text[at + 1] === '"') field += text[at++]
      else quoted = false
    } else if (char === '"' && field === '') quoted = true
    else if (char === '\t') closeField()
    else if (char === '\n') {
      closeField()
      if (at < text.length - 1) rows.push([])
    } else if (char !== '\r') field += char
  }
  if (!text.endsWith('\n')) closeField()
  return squared(rows)
}

/**
 * The number that a spreadsheet hides beside what it shows, as a text that reads as this number and no other: a percentage is kept there as
 * a fraction (`0.1234` shown « 12 % » is 12,34 %), and three decimals are never a thousand (`475.962` is 475,9620).
 */
export function rawText(raw: string, shown: string): string {
  const [, sign = '', whole = '', decimals = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(raw) ?? []
  if (whole === '') return raw.replace('.', ',')
  if (!shown.trim().endsWith('%')) return `${sign}${whole}${decimals === '' ? '' : `,${decimals.padEnd(4, '0')}`}`
  const digits = `${whole}${decimals.padEnd(2, '0')}`
  const at = whole.length + 2
  return `${sign}${digits.slice(0, at).replace(/^0+(?=\d)/, '')}${at < digits.length ? `,${digits.slice(at).padEnd(4, '0')}` : ''}\u00a0%`
}

/** Every row as wide as the widest. */
const squared = (rows: readonly (readonly string[])[]): Block => {
  const width = Math.max(...rows.map((row) => row.length))
  return rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => '')])
}

export const transposed = (block: Block): Block => (block[0] ?? []).map((_, col) => block.map((row) => row[col] ?? ''))
