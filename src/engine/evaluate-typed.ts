/** `=1200+350*2` typed in a cell: + − × ÷ ( ) %, exact fractions, no reference to other cells. */
import { add, divide, multiply, negate, subtract, type Fraction } from './fraction.ts'

type Reader = { readonly tokens: readonly string[]; at: number }

const TOKEN = /\d+(?:[.,]\d+)?|[-+*/()%×÷−–]/y
const SAME: Readonly<Record<string, string>> = { '×': '*', '÷': '/', '−': '-', '–': '-' }

/** The exact result, or a French sentence saying why there is none. */
export function evaluateTyped(text: string): Fraction | string {
  const tokens = tokenize(text.replace(/(?<=\d)[\s\u00a0\u202f](?=\d{3}(?!\d))/g, '').replace(/[\s\u00a0\u202f]/g, ''))
  if (typeof tokens === 'string') return tokens
  if (tokens.some((token) => /^[1-9]\d{0,2}[.,]\d{3}$/.test(token)))
    return 'Écrivez les nombres de l’expression sans séparateur de milliers.'
  try {
    const reader: Reader = { tokens, at: 0 }
    const value = readSum(reader)
    return reader.at < tokens.length ? `« ${tokens[reader.at] ?? ''} » inattendu dans l’expression.` : value
  } catch (error) {
    if (error instanceof ExpressionError) return error.message
    throw error
  }
}

class ExpressionError extends Error {
  override name = 'ExpressionError'
}

function tokenize(text: string): readonly string[] | string {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex
    const token = TOKEN.exec(text)?.[0]
    if (token === undefined)
      return `Une expression ne contient que des nombres et + − × ÷ ( ) % : « ${text.slice(at, at + 10)} » n’est pas lu.`
    tokens.push(SAME[token] ?? token)
  }
  return tokens
}

function readSum(reader: Reader): Fraction {
  let value = readProduct(reader)
  for (;;) {
    if (accept(reader, '+')) value = add(value, readProduct(reader))
    else if (accept(reader, '-')) value = subtract(value, readProduct(reader))
    else return value
  }
}

function readProduct(reader: Reader): Fraction {
  let value = readFactor(reader)
  for (;;) {
    if (accept(reader, '*')) value = multiply(value, readFactor(reader))
    else if (accept(reader, '/')) {
      const quotient = divide(value, readFactor(reader))
      if (!quotient) throw new ExpressionError('L’expression divise par zéro.')
      value = quotient
    } else return value
  }
}

function readFactor(reader: Reader): Fraction {
  if (accept(reader, '-')) return negate(readFactor(reader))
  if (accept(reader, '+')) return readFactor(reader)
  const value = accept(reader, '(') ? readGroup(reader) : readNumber(reader)
  return accept(reader, '%') ? { n: value.n, d: value.d * 100n } : value
}

function readGroup(reader: Reader): Fraction {
  const value = readSum(reader)
  if (!accept(reader, ')')) throw new ExpressionError('Il manque une parenthèse fermante dans l’expression.')
  return value
}

function readNumber(reader: Reader): Fraction {
  const token = reader.tokens[reader.at]
  if (token === undefined || !/^\d/.test(token))
    throw new ExpressionError(`Il manque un nombre ${token === undefined ? 'à la fin de' : `avant « ${token} » dans`} l’expression.`)
  reader.at++
  const [entiers = '', fraction = ''] = token.split(/[.,]/)
  return { n: BigInt(entiers + fraction), d: 10n ** BigInt(fraction.length) }
}

function accept(reader: Reader, token: string): boolean {
  if (reader.tokens[reader.at] !== token) return false
  reader.at++
  return true
}
