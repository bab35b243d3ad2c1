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

/** Every row as wide as the widest. */
const squared = (rows: readonly (readonly string[])[]): Block => {
  const width = Math.max(...rows.map((row) => row.length))
  return rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => '')])
}

export const transposed = (block: Block): Block => (block[0] ?? []).map((_, col) => block.map((row) => row[col] ?? ''))
