/** Text that fits a page or a terminal: cut at spaces (never at a no-break one), its next lines under its first words. */

export type Margins = {
  /** What begins the first line. */
  readonly debut: string
  /** Spaces under it; the length of `debut` when absent. */
  readonly retrait?: number
  readonly largeur?: number
}

/** A space that no line may end at: before « : », « ; », « » », after « « », after « n° ». */
const withNoBreak = (texte: string): string => texte.replace(/ (?=[:;!?»])|(?<=«|n°) /g, '\u00a0')

/** The lines of a text. A word longer than the page keeps its line. */
export function wrapText(texte: string, { debut, retrait = debut.length, largeur = 110 }: Margins): readonly string[] {
  const margin = ' '.repeat(retrait)
  const lines: string[] = []
  let line = debut
  let empty = true
  for (const word of withNoBreak(texte).split(' ')) {
    if (!empty && line.length + 1 + word.length > largeur) {
      lines.push(line)
      line = margin
      empty = true
    }
    line += empty ? word : ` ${word}`
    empty = false
  }
  return [...lines, line]
}
