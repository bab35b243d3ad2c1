/** What an author types on a plain keyboard, set as French is printed: « L'actif : 12 % » comes out with its apostrophe and no-break spaces. */

const APOSTROPHE = /(?<=\p{L})'(?=[\p{L}\p{N}«{])/gu
/** A space before high punctuation, a sign of unit or the closing quote, and one after the opening quote or « n° ». */
const ESPACE = / (?=[:;!?»%€])|(?<=«|n°) /gu

/** The same text with typographic apostrophes (’) and no-break spaces (U+00A0); what is already set is left as it is. */
export const typographie = (texte: string): string => texte.replace(APOSTROPHE, '’').replace(ESPACE, '\u00a0')
