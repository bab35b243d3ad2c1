/** Pratt parser of the formula language: text → syntax with positions. The grammar is told in `docs/langage.md`. */
import { FormuleError } from './formule-error.ts'
import { MOTS, type Noeud, type Operation, type Place } from './syntaxe.ts'
import { tokenize, type IsLigne, type Token } from './tokenize.ts'

const FORCE: Readonly<Record<string, number>> = {
  OU: 1,
  ET: 2,
  '=': 3,
  '<>': 3,
  '<': 3,
  '<=': 3,
  '>': 3,
  '>=': 3,
  PARMI: 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
}
const FORCE_COMPARE = 3
const FORCE_OPPOSE = 6
/** Deep enough for any form, shallow enough that a hostile file cannot exhaust the stack. */
const MAX_DEPTH = 100

type Reader = { readonly tokens: readonly Token[]; at: number; depth: number }

/** Reads a formula; throws a `FormuleError` (French message, place in the text) on the first fault. */
export function parseFormule(formule: string, isLigne: IsLigne): Noeud {
  const reader: Reader = { tokens: tokenize(formule, isLigne), at: 0, depth: 0 }
  if (peek(reader).genre === 'fin') throw new FormuleError('Formule vide.', 0, 0)
  const noeud = readExpression(reader, 0)
  const rest = peek(reader)
  if (rest.genre !== 'fin') throw unexpected(rest, 'un opérateur ou la fin de la formule')
  return noeud
}

function readExpression(reader: Reader, force: number): Noeud {
  reader.depth++
  if (reader.depth > MAX_DEPTH)
    throw new FormuleError('Formule trop profonde : découpez-la en plusieurs cases.', peek(reader).debut, peek(reader).fin)
  let gauche = readOperand(reader)
  for (;;) {
    const token = peek(reader)
    const own = token.genre === 'signe' || token.genre === 'nom' ? FORCE[token.texte] : undefined
    if (own === undefined || own <= force) break
    reader.at++
    if (token.texte === 'PARMI') {
      const { valeurs, fin } = readValeurs(reader)
      gauche = { genre: 'parmi', de: gauche, valeurs, debut: gauche.debut, fin }
      continue
    }
    const droite = readExpression(reader, own)
    if (own === FORCE_COMPARE && FORCE[peek(reader).texte] === FORCE_COMPARE) {
      throw new FormuleError('Deux comparaisons à la suite : reliez-les par ET.', peek(reader).debut, peek(reader).fin)
    }
    gauche = { genre: 'binaire', par: operationOf(token), gauche, droite, debut: gauche.debut, fin: droite.fin }
  }
  reader.depth--
  return gauche
}

/** `("OPH"; "COOP")`, after PARMI. */
function readValeurs(reader: Reader): { readonly valeurs: readonly Noeud[]; readonly fin: number } {
  expect(reader, '(')
  const valeurs = [readExpression(reader, 0)]
  while (accept(reader, ';')) valeurs.push(readExpression(reader, 0))
  return { valeurs, fin: expect(reader, ')').fin }
}

function operationOf(token: Token): Operation {
  switch (token.texte) {
    case '+':
    case '-':
    case '*':
    case '/':
    case '=':
    case '<>':
    case '<':
    case '<=':
    case '>':
    case '>=':
    case 'ET':
    case 'OU':
      return token.texte
    default:
      throw unexpected(token, 'un opérateur')
  }
}

function readOperand(reader: Reader): Noeud {
  const token = next(reader)
  if (token.genre === 'nombre') return nombre(token)
  if (token.genre === 'texte') return { genre: 'texte', texte: token.texte, ...place(token, token) }
  const mot = token.genre === 'nom' && !['(', '.', '..', '['].includes(peek(reader).texte) && MOTS.find((known) => known === token.texte)
  if (mot) return { genre: 'mot', mot, ...place(token, token) }
  if (token.genre === 'nom') return peek(reader).texte === '(' ? readAppel(reader, token) : readReference(reader, token)
  if (token.texte === '(') {
    const inside = readExpression(reader, 0)
    const close = expect(reader, ')')
    return { ...inside, ...place(token, close) }
  }
  if (token.texte === '-') return oppose(token, readExpression(reader, FORCE_OPPOSE))
  if (token.texte === '[') {
    reader.at--
    const colonne = readColonne(reader)
    return { genre: 'reference', colonne: colonne.texte, debut: token.debut, fin: colonne.fin }
  }
  throw unexpected(token, 'un nombre, une case, une fonction ou une parenthèse')
}

function nombre(token: Token): Noeud {
  const [entiers = '', decimales = ''] = token.texte.split(/[.,]/)
  const numerateur = Number(entiers + decimales)
  if (!Number.isSafeInteger(numerateur)) throw new FormuleError('Nombre trop long.', token.debut, token.fin)
  return { genre: 'nombre', numerateur, decimales: decimales.length, ...place(token, token) }
}

function oppose(sign: Token, de: Noeud): Noeud {
  if (de.genre === 'nombre') return { ...de, numerateur: -de.numerateur, debut: sign.debut }
  return { genre: 'oppose', de, debut: sign.debut, fin: de.fin }
}

function readAppel(reader: Reader, nom: Token): Noeud {
  expect(reader, '(')
  const args: Noeud[] = []
  while (peek(reader).texte !== ')') {
    args.push(readArgument(reader))
    if (peek(reader).texte === ')') break
    expect(reader, ';')
  }
  const close = expect(reader, ')')
  return { genre: 'appel', nom: nom.texte.toUpperCase(), arguments: args, ...place(nom, close) }
}

/** An argument, `X08[crd] SI condition` included: after a value, SI opens a condition on the rows. */
function readArgument(reader: Reader): Noeud {
  const de = readExpression(reader, 0)
  const token = peek(reader)
  if (token.genre !== 'nom' || token.texte !== 'SI') return de
  reader.at++
  const si = readExpression(reader, 0)
  return { genre: 'filtre', de, si, debut: de.debut, fin: si.fin }
}

function readReference(reader: Reader, first: Token): Noeud {
  let tableau: Token | undefined
  let ligne: Token | undefined = first
  if (accept(reader, '.')) {
    tableau = first
    ligne = peek(reader).texte === '[' ? undefined : expectNom(reader, 'le code d’une ligne')
  }
  const a = ligne && accept(reader, '..') ? readPlageEnd(reader, tableau) : undefined
  const colonne = peek(reader).texte === '[' ? readColonne(reader) : undefined
  const common = {
    ...(tableau && { tableau: tableau.texte }),
    ...(colonne && { colonne: colonne.texte }),
    ...place(first, colonne ?? a ?? ligne ?? first),
  }
  if (ligne && a) return { genre: 'plage', de: ligne.texte, a: a.texte, ...common }
  return { genre: 'reference', ...(ligne && { ligne: ligne.texte }), ...common }
}

/** The far end may repeat its table (`BA.A101..BA.A330`), provided it is the same one. */
function readPlageEnd(reader: Reader, tableau: Token | undefined): Token {
  const first = expectNom(reader, 'la dernière ligne de la plage')
  if (!accept(reader, '.')) return first
  if (first.texte !== tableau?.texte) throw new FormuleError('Une plage reste dans un seul tableau.', first.debut, first.fin)
  return expectNom(reader, 'la dernière ligne de la plage')
}

function readColonne(reader: Reader): Token {
  expect(reader, '[')
  const nom = expectNom(reader, 'le code d’une colonne')
  const close = expect(reader, ']')
  return { ...nom, fin: close.fin }
}

const peek = (reader: Reader): Token => {
  const token = reader.tokens[reader.at] ?? reader.tokens.at(-1)
  if (!token) throw new RangeError('a token list always ends with `fin`')
  return token
}
const next = (reader: Reader): Token => {
  const token = peek(reader)
  reader.at++
  return token
}
const accept = (reader: Reader, signe: string): boolean => {
  const token = peek(reader)
  if (token.genre !== 'signe' || token.texte !== signe) return false
  reader.at++
  return true
}
function expect(reader: Reader, signe: string): Token {
  const token = next(reader)
  if (token.genre !== 'signe' || token.texte !== signe) throw unexpected(token, `« ${signe} »`)
  return token
}
function expectNom(reader: Reader, what: string): Token {
  const token = next(reader)
  if (token.genre !== 'nom') throw unexpected(token, what)
  return token
}
const unexpected = (token: Token, wanted: string): FormuleError =>
  new FormuleError(
    token.genre === 'fin' ? `La formule s’arrête trop tôt : il manque ${wanted}.` : `« ${token.texte} » inattendu : il faut ici ${wanted}.`,
    token.debut,
    token.fin,
  )
const place = (from: Place, to: Place): Place => ({ debut: from.debut, fin: to.fin })
