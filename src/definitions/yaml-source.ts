/** A YAML file of the edition, with the place of each of its values: what lets a defect name its line. */
import { isMap, isPair, isScalar, LineCounter, parseDocument, visit, type Alias, type Document, type Node } from 'yaml'
import type { Defect } from './defect.ts'
import { readFastYaml } from './fast-yaml.ts'
import type { Path, Source } from './source.ts'

export class YamlSource implements Source {
  readonly fichier: string
  readonly valeur: unknown
  readonly faults: readonly Defect[]
  readonly #text: string
  #parsed: Parsed | null = null

  constructor(fichier: string, text: string) {
    this.fichier = fichier
    this.#text = text
    const fast = readFastYaml(text)
    this.faults = fast ? [] : this.#faultsOf(this.#whole())
    this.valeur = fast ? fast.valeur : this.faults.length > 0 ? undefined : this.#whole().document.toJS()
  }

  /** The document with its places: only a defect, or a file that the quicker reading leaves, asks for them. */
  #whole(): Parsed {
    return (this.#parsed ??= parseWhole(this.#text))
  }

  #faultsOf({ document }: Parsed): readonly Defect[] {
    const errors = withoutEchoes(document.errors).map((error) => this.#defectAt(error.pos[0], sayError(error.code, error.message)))
    return errors.length > 0 ? errors : aliasesOf(document).map((alias) => this.#defectAt(alias.range?.[0] ?? 0, ALIAS))
  }

  defect(path: Path, message: string): Defect {
    return this.#defectAt(this.#nodeAt(path)?.range?.[0] ?? 0, message)
  }

  defectAtKey(path: Path, key: string, message: string): Defect {
    const node = this.#nodeAt(path)
    const pair = isMap(node) ? node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key) : undefined
    const start = pair && isScalar(pair.key) ? pair.key.range?.[0] : undefined
    return start === undefined ? this.defect(path, message) : this.#defectAt(start, message)
  }

  defectInText(path: Path, offset: number, message: string): Defect {
    const node = this.#nodeAt(path)
    if (!isScalar(node) || !node.range || typeof node.value !== 'string') return this.defect(path, message)
    const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE'
    const start = node.range[0] + (quoted ? 1 : 0)
    const asWritten = node.range[1] - (quoted ? 1 : 0) - start === node.value.length
    if (asWritten) return this.#defectAt(start + offset, message)
    const { fichier, ligne } = this.#defectAt(node.range[0], message)
    return { fichier, ligne, message }
  }

  #nodeAt(path: Path): Node | undefined {
    for (let length = path.length; length >= 0; length--) {
      const node = this.#whole().document.getIn(path.slice(0, length), true)
      if (isNode(node)) return node
    }
    return undefined
  }

  #defectAt(offset: number, message: string): Defect {
    const { line, col } = this.#whole().lines.linePos(offset)
    return { fichier: this.fichier, ligne: Math.max(line, 1), colonne: Math.max(col, 1), message }
  }
}

type Parsed = { readonly document: Document; readonly lines: LineCounter }

function parseWhole(text: string): Parsed {
  const lines = new LineCounter()
  return { document: parseDocument(text, { lineCounter: lines, prettyErrors: false, version: '1.2' }), lines }
}

/** Past the first fault of syntax the parser no longer knows where it is: what it says then only repeats that fault. */
function withoutEchoes<E extends { readonly code: string }>(errors: readonly E[]): readonly E[] {
  const first = errors.findIndex(({ code }) => code !== 'DUPLICATE_KEY')
  return first < 0 ? errors : errors.slice(0, first + 1)
}

const isNode = (node: unknown): node is Node => typeof node === 'object' && node !== null && 'range' in node

/** An alias (`*nom`) repeats what an anchor names, without end if it likes: an edition says each thing at its place. */
function aliasesOf(document: Document): readonly Alias[] {
  const found: Alias[] = []
  visit(document, { Alias: (_, alias) => void found.push(alias) })
  return found
}

const ALIAS = 'Une valeur qui commence par « * » est un renvoi YAML, qui n’est pas admis : mettez la formule ou le texte entre guillemets.'
const PHRASES: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'Clé écrite deux fois au même endroit : une case n’a qu’une formule, une ligne qu’une valeur par clé.',
  TAB_AS_INDENT: 'Tabulation en retrait : YAML n’admet que des espaces.',
  BAD_INDENT: 'Retrait incohérent avec les lignes voisines, ou accolade jamais refermée.',
  BLOCK_AS_IMPLICIT_KEY:
    'Deux-points dans un texte sans guillemets, ou retrait incohérent : mettez le texte entre guillemets, alignez la ligne.',
  BLOCK_IN_FLOW: 'Accolade ou crochet jamais refermé avant cette ligne.',
  UNEXPECTED_TOKEN: 'Texte inattendu : il manque juste avant une virgule, ou un guillemet qui ouvre ou qui ferme.',
  MISSING_CHAR: 'Deux-points manquant après une clé.',
  MULTILINE_IMPLICIT_KEY: 'Deux-points manquant après une clé.',
  BAD_SCALAR_START: 'Un texte qui commence par ce caractère s’écrit entre guillemets.',
  BAD_DQ_ESCAPE: 'Barre oblique inverse (« \\ ») entre guillemets : doublez-la.',
  RESOURCE_EXHAUSTION: 'Trop de niveaux imbriqués : une accolade, un crochet ou un retrait en trop ?',
  MULTIPLE_DOCS: 'Ligne « --- » : un fichier ne contient qu’un document.',
}

function sayError(code: string, message: string): string {
  if (/closing .?quote/.test(message)) return 'Guillemet ouvert et jamais refermé.'
  if (message.startsWith('Comments')) return 'Un commentaire (« # ») se sépare de ce qui précède par un espace.'
  return PHRASES[code] ?? `Syntaxe YAML incorrecte (${code}).`
}
