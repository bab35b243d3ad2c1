/** Text for a terminal: what a file holds must not move the cursor, colour the screen or turn the reading around. */

/** The same text, its control characters shown as « � »; line breaks stay. */
export const printable = (text: string): string => text.replace(/(?!\n)[\p{Cc}\p{Bidi_Control}]/gu, '\ufffd')
