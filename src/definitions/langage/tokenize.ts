/** Cuts a formula into tokens. The only subtle point is the dash, which belongs to some line codes (`AF-01`) and is a minus elsewhere. */
import { FormuleError } from './formule-error.ts'
import type { Place } from './syntaxe.ts'

export type Token = Place & { readonly genre: 'nombre' | 'texte' | 'nom' | 'signe' | 'fin'; readonly texte: string }

/** Says whether a text with dashes is the code of a line of the edition. */
export type IsLigne = (code: string) => boolean

/** Ten times the longest formula of the regulation; what is built from them nests as deep. */
const MAX_TOKENS = 2_000
const BLANK = /[\s\u00a0\u202f]+/y
const NOMBRE = /\d+(?:[.,]\d+)?/y
const TEXTE = /"([^"]*)"/y
const NOM = /[A-Za-z][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)*/y
const SIGNE = /\.\.|<>|<=|>=|[-+*/=<>()[\];.]|[×÷−–≠≤≥…]/y
const SAME_SIGN: Readonly<Record<string, string>> = { '×': '*', '÷': '/', '−': '-', '–': '-', '≠': '<>', '≤': '<=', '≥': '>=', '…': '..' }

/**
 * The tokens of `formule`, closed by one of genre `fin`.
 * A name with dashes is taken as long as the longest line code that it begins with; failing any, it stops at the first dash.
 */
export function tokenize(formule: string, isLigne: IsLigne): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < formule.length) {
    const blank = match(BLANK, formule, at)
    if (blank !== null) {
      at += blank.length
      continue
    }
    const token = nextToken(formule, at, isLigne)
    if (tokens.length === MAX_TOKENS) throw new FormuleError('Formule trop longue : découpez-la en plusieurs cases.', at, formule.length)
    tokens.push(token)
    at = token.fin
  }
  tokens.push({ genre: 'fin', texte: '', debut: formule.length, fin: formule.length })
  return tokens
}

function nextToken(formule: string, debut: number, isLigne: IsLigne): Token {
  const token = (genre: Token['genre'], texte: string, length = texte.length): Token => ({ genre, texte, debut, fin: debut + length })
  const nombre = match(NOMBRE, formule, debut)
  if (nombre !== null) return token('nombre', nombre)
  const nom = match(NOM, formule, debut)
  if (nom !== null) return token('nom', longestCode(nom, isLigne))
  const texte = match(TEXTE, formule, debut)
  if (texte !== null) return token('texte', texte.slice(1, -1), texte.length)
  const signe = match(SIGNE, formule, debut)
  if (signe !== null) return token('signe', SAME_SIGN[signe] ?? signe, signe.length)
  if (formule[debut] === '"') throw new FormuleError('Guillemet ouvert et jamais refermé.', debut, formule.length)
  const aide = formule[debut] === ',' ? ' Les arguments se séparent par « ; », la virgule est celle des décimales (0,1).' : ''
  throw new FormuleError(`Caractère inattendu : « ${formule[debut]} ».${aide}`, debut, debut + 1)
}

function longestCode(nom: string, isLigne: IsLigne): string {
  const segments = nom.split('-')
  for (let count = segments.length; count > 1; count--) {
    const code = segments.slice(0, count).join('-')
    if (isLigne(code)) return code
  }
  return segments[0] ?? nom
}

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? null
}
