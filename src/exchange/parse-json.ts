/**
 * JSON read with the place of everything, for files made by others: duplicate keys, numbers as they are written, nesting and size are
 * all seen, and a fault is a sentence. The platform's own parser keeps none of these. Grammar: RFC 8259.
 */
import { JsonFault, readNumber, readString, type Cursor } from './json-tokens.ts'

export type JsonNode =
  | { readonly genre: 'objet'; readonly debut: number; readonly membres: ReadonlyMap<string, JsonMembre> }
  | { readonly genre: 'liste'; readonly debut: number; readonly elements: readonly JsonNode[] }
  | { readonly genre: 'texte'; readonly debut: number; readonly texte: string }
  /** `ecrit`: the characters of the file, `1234.50`. */
  | { readonly genre: 'nombre'; readonly debut: number; readonly ecrit: string }
  | { readonly genre: 'mot'; readonly debut: number; readonly valeur: boolean | null }
export type JsonMembre = { readonly cle: number; readonly valeur: JsonNode }

/** A key met again in the same object: its name, the offsets of its first and second writing. */
export type JsonDoublon = { readonly cle: string; readonly premier: number; readonly second: number }
export type JsonLu = { readonly racine: JsonNode; readonly doublons: readonly JsonDoublon[] }

/** A dossier nests three levels; more is not a dossier. */
const MAX_NIVEAUX = 16
/** Lists of 10 000 rows of 60 columns, twice previous years and an account list fit in. */
const MAX_VALEURS = 2_000_000
/** Enough to say what is wrong; the others are of the same making. */
const MAX_DOUBLONS = 100

/** Reads the whole text as one JSON value. Throws a `JsonFault`; never recurses deeper than `MAX_NIVEAUX`. */
export function parseJson(text: string): JsonLu {
  const cursor: JsonCursor = { text, at: 0, niveau: 0, valeurs: 0, doublons: [] }
  skipBlank(cursor)
  if (cursor.at >= text.length) throw new JsonFault('Fichier vide.', 0)
  const racine = readValue(cursor)
  skipBlank(cursor)
  if (cursor.at < text.length) throw new JsonFault(`Texte en trop après la fin du JSON : ${seen(cursor)}.`, cursor.at)
  return { racine, doublons: cursor.doublons }
}

type JsonCursor = Cursor & { niveau: number; valeurs: number; readonly doublons: JsonDoublon[] }

const BLANK = new Set([' ', '\t', '\n', '\r'])

function skipBlank(cursor: Cursor): void {
  while (BLANK.has(cursor.text[cursor.at] ?? '')) cursor.at++
}

/** What stands at the cursor, for a message. */
function seen({ text, at }: Cursor): string {
  const [first] = text.slice(at, at + 2)
  if (first === undefined) return 'la fin du fichier'
  return /[\p{L}\p{N}_]/u.test(first) ? `« ${/^[\p{L}\p{N}_]{1,20}/u.exec(text.slice(at, at + 20))?.[0] ?? first} »` : `« ${first} »`
}

function readValue(cursor: JsonCursor): JsonNode {
  const { text, at: debut } = cursor
  cursor.valeurs++
  if (cursor.valeurs > MAX_VALEURS)
    throw new JsonFault(`Plus de ${MAX_VALEURS.toLocaleString('fr-FR')} valeurs : ce n’est pas un dossier.`, debut)
  switch (text[debut]) {
    case '{':
      return nested(cursor, readObject)
    case '[':
      return nested(cursor, readList)
    case '"':
      return { genre: 'texte', debut, texte: readString(cursor) }
    default:
      return readBareWord(cursor)
  }
}

function nested(cursor: JsonCursor, read: (cursor: JsonCursor) => JsonNode): JsonNode {
  cursor.niveau++
  if (cursor.niveau > MAX_NIVEAUX) throw new JsonFault(`Plus de ${MAX_NIVEAUX} niveaux imbriqués : un dossier n’en a que trois.`, cursor.at)
  const node = read(cursor)
  cursor.niveau--
  return node
}

const MOTS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
])

function readBareWord(cursor: JsonCursor): JsonNode {
  const { text, at: debut } = cursor
  if (/[-+.\d]/.test(text[debut] ?? '') && !text.startsWith('-Infinity', debut))
    return { genre: 'nombre', debut, ecrit: readNumber(cursor) }
  const mot = /^-?[A-Za-z_]{1,20}/.exec(text.slice(debut, debut + 21))?.[0]
  const valeur = mot === undefined ? undefined : MOTS.get(mot)
  if (mot !== undefined && valeur !== undefined) {
    cursor.at += mot.length
    return { genre: 'mot', debut, valeur }
  }
  throw new JsonFault(sayStranger(cursor, mot), debut)
}

function sayStranger(cursor: Cursor, mot: string | undefined): string {
  if (mot !== undefined && /^-?(?:nan|infinity|inf)$/i.test(mot))
    return `« ${mot} » n’est pas un nombre : ôtez la case, ou corrigez son calcul.`
  if (cursor.text[cursor.at] === "'") return 'Apostrophe : le JSON n’admet que les guillemets droits "…".'
  if (cursor.text.startsWith('//', cursor.at) || cursor.text.startsWith('/*', cursor.at)) return 'Commentaire : le JSON n’en admet pas.'
  if (mot !== undefined) return `« ${mot} » sans guillemets : le JSON veut un texte "…", un nombre, true, false ou null.`
  return `Il faut ici une valeur, et non ${seen(cursor)}.`
}

function readObject(cursor: JsonCursor): JsonNode {
  const debut = cursor.at++
  const membres = new Map<string, JsonMembre>()
  for (let comma = false; ; comma = passesComma(cursor, '}')) {
    skipBlank(cursor)
    if (closes(cursor, '}', comma)) return { genre: 'objet', debut, membres }
    const cle = cursor.at
    if (cle >= cursor.text.length) throw new JsonFault('Le fichier s’arrête trop tôt : il manque « } ». Est-il coupé ?', cle)
    if (cursor.text[cle] !== '"')
      throw new JsonFault(
        `Il faut ici une clé entre guillemets droits, ${comma ? 'après la virgule' : 'ou « } »'}, et non ${seen(cursor)}.${sayDecimal(cursor, comma)}`,
        cle,
      )
    const nom = readString(cursor)
    skipBlank(cursor)
    if (cursor.text[cursor.at] !== ':')
      throw new JsonFault(`Il faut « : » après la clé « ${nom.slice(0, 60)} », et non ${seen(cursor)}.`, cursor.at)
    cursor.at++
    skipBlank(cursor)
    const premier = membres.get(nom)?.cle
    const valeur = readValue(cursor)
    if (premier === undefined) membres.set(nom, { cle, valeur })
    else if (cursor.doublons.length < MAX_DOUBLONS) cursor.doublons.push({ cle: nom, premier, second: cle })
  }
}

function readList(cursor: JsonCursor): JsonNode {
  const debut = cursor.at++
  const elements: JsonNode[] = []
  for (let comma = false; ; comma = passesComma(cursor, ']')) {
    skipBlank(cursor)
    if (closes(cursor, ']', comma)) return { genre: 'liste', debut, elements }
    elements.push(readValue(cursor))
  }
}

/** True past the closing mark; a comma just before it is a fault. */
function closes(cursor: Cursor, end: '}' | ']', comma: boolean): boolean {
  if (cursor.text[cursor.at] !== end) return false
  if (comma) throw new JsonFault(`Virgule en trop avant « ${end} ».`, cursor.at)
  cursor.at++
  return true
}

/** After an item: true past a comma, false before the closing mark. Anything else is a fault. */
/** `"brut": 1234,50`: the comma was that of a French number. */
function sayDecimal({ text, at }: Cursor, comma: boolean): string {
  const isDecimal = comma && /^\d,\d$/.test(text.slice(at - 2, at + 1))
  return isDecimal ? ' Virgule décimale ? Écrivez un point et des guillemets, "1234.50".' : ''
}

function passesComma(cursor: Cursor, end: '}' | ']'): boolean {
  skipBlank(cursor)
  const found = cursor.text[cursor.at]
  if (found === end) return false
  if (found === undefined) throw new JsonFault(`Le fichier s’arrête trop tôt : il manque « ${end} ». Est-il coupé ?`, cursor.at)
  if (found !== ',') throw new JsonFault(`Il manque une virgule ou « ${end} » avant ${seen(cursor)}.`, cursor.at)
  cursor.at++
  return true
}
