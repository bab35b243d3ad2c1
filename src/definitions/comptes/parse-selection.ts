/**
 * The small grammar of account selections, the same in the lines of a table and in SOLDE, DEBIT, CREDIT:
 * `213 sauf 21315 et 2135`, `2082, 2083`, `401 à 408 créditeur`, `611 R`. Told in `docs/langage.md`.
 */
import { FormuleError } from '../langage/formule-error.ts'
import type { Cote, Part, Racines, Selection, Terme } from './selection.ts'

type Token = { readonly genre: 'numero' | 'mot' | 'virgule' | 'fin'; readonly texte: string; readonly debut: number; readonly fin: number }
type Reader = { readonly tokens: readonly Token[]; at: number }

const PIECE = /(\d+)|([A-Za-zÀ-ÿ]+)|(,)|[\s\u00a0\u202f]+/y
const COTES: Readonly<Record<string, Cote>> = { débiteur: 'debiteur', debiteur: 'debiteur', créditeur: 'crediteur', crediteur: 'crediteur' }
const PARTS: Readonly<Record<string, Part>> = { R: 'R', NR: 'NR' }
const MAX_NUMERO = 12

/** Reads a selection; throws a `FormuleError` (French message, place in the text) on the first fault. */
export function parseSelection(texte: string): Selection {
  const reader: Reader = { tokens: tokenize(texte), at: 0 }
  const termes: Terme[] = []
  do termes.push(readTerme(reader))
  while (accept(reader, 'virgule'))
  const token = peek(reader)
  if (token.genre === 'fin') return termes
  const et = token.genre === 'mot' && token.texte === 'et'
  throw fault(
    token,
    et ? 'une virgule (« et » ne relie que des exceptions)' : 'une virgule, « sauf », « débiteur », « créditeur », R ou NR',
  )
}

function tokenize(texte: string): readonly Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < texte.length;) {
    PIECE.lastIndex = at
    const [piece = '', numero, mot, virgule] = PIECE.exec(texte) ?? []
    if (piece === '') throw new FormuleError(`Caractère inattendu dans une liste de comptes : « ${texte[at]} ».`, at, at + 1)
    const genre = numero !== undefined ? 'numero' : mot !== undefined ? 'mot' : virgule !== undefined ? 'virgule' : null
    if (genre !== null) tokens.push({ genre, texte: piece, debut: at, fin: at + piece.length })
    at += piece.length
  }
  return [...tokens, { genre: 'fin', texte: '', debut: texte.length, fin: texte.length }]
}

function readTerme(reader: Reader): Terme {
  const racines = readRacines(reader)
  const said: { cote?: Cote; part?: Part } = {}
  readSuffixes(reader, said)
  const sauf: Racines[] = []
  if (acceptMot(reader, 'sauf')) {
    do sauf.push(readException(reader, racines))
    while (acceptMot(reader, 'et'))
    readSuffixes(reader, said)
  }
  return { ...racines, sauf, ...said }
}

function readRacines(reader: Reader): Racines {
  const first = expectNumero(reader)
  if (!acceptMot(reader, 'à')) return { de: first.texte, a: first.texte }
  const last = expectNumero(reader)
  if (last.texte.length !== first.texte.length)
    throw new FormuleError('Les deux bouts d’une plage de comptes ont le même nombre de chiffres : 401 à 408.', first.debut, last.fin)
  if (last.texte <= first.texte)
    throw new FormuleError(`La plage est à l’envers : ${last.texte} ne vient pas après ${first.texte}.`, first.debut, last.fin)
  return { de: first.texte, a: last.texte }
}

/** An exception that takes nothing away is a slip of the pen. */
function readException(reader: Reader, { de, a }: Racines): Racines {
  const token = peek(reader)
  const exception = readRacines(reader)
  const inside = [exception.de, exception.a].every(
    (numero) => numero.length > de.length && numero.slice(0, de.length) >= de && numero.slice(0, de.length) <= a,
  )
  if (inside) return exception
  const said = de === a ? de : `${de} à ${a}`
  throw new FormuleError(`Exception sans effet : ${exception.de} n’est pas un sous-compte de ${said}.`, token.debut, token.fin)
}

function readSuffixes(reader: Reader, said: { cote?: Cote; part?: Part }): void {
  for (;;) {
    const token = peek(reader)
    const cote = token.genre === 'mot' ? COTES[token.texte.toLowerCase()] : undefined
    const part = token.genre === 'mot' ? PARTS[token.texte] : undefined
    if (cote === undefined && part === undefined) return
    if (cote === undefined ? said.part !== undefined : said.cote !== undefined)
      throw new FormuleError(`« ${token.texte} » de trop : un seul sens et une seule part par compte.`, token.debut, token.fin)
    if (cote !== undefined) said.cote = cote
    if (part !== undefined) said.part = part
    reader.at++
  }
}

const peek = (reader: Reader): Token => {
  const token = reader.tokens[reader.at] ?? reader.tokens.at(-1)
  if (!token) throw new RangeError('a token list always ends with `fin`')
  return token
}
function accept(reader: Reader, genre: Token['genre']): boolean {
  if (peek(reader).genre !== genre) return false
  reader.at++
  return true
}
function acceptMot(reader: Reader, mot: string): boolean {
  const token = peek(reader)
  if (token.genre !== 'mot' || token.texte.toLowerCase() !== mot) return false
  reader.at++
  return true
}
function expectNumero(reader: Reader): Token {
  const token = peek(reader)
  if (token.genre !== 'numero') throw fault(token, 'un numéro de compte')
  if (token.texte.startsWith('0') || token.texte.length > MAX_NUMERO)
    throw new FormuleError(`« ${token.texte} » n’est pas un numéro de compte.`, token.debut, token.fin)
  reader.at++
  return token
}
const fault = ({ genre, texte, debut, fin }: Token, wanted: string): FormuleError =>
  new FormuleError(
    genre === 'fin' ? `La liste de comptes s’arrête trop tôt : il faut ici ${wanted}.` : `« ${texte} » inattendu : il faut ici ${wanted}.`,
    debut,
    fin,
  )
