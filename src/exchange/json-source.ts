/** A JSON file with the place of each of its values: what lets a defect name its line. */
import type { Defect } from '#definitions/defect.ts'
import type { Path, Source } from '#definitions/source.ts'
import { JsonFault } from './json-tokens.ts'
import { parseJson, type JsonLu, type JsonNode } from './parse-json.ts'

export class JsonSource implements Source {
  readonly fichier: string
  readonly valeur: unknown
  readonly faults: readonly Defect[]
  readonly #racine: JsonNode | null
  readonly #text: string
  #lineStarts: readonly number[] | null = null

  constructor(fichier: string, text: string) {
    this.fichier = fichier
    this.#text = text
    const lu = parsed(text)
    if (lu instanceof JsonFault) {
      this.#racine = null
      this.faults = [this.#defectAt(lu.offset, lu.message)]
      return
    }
    this.#racine = lu.racine
    this.faults = lu.doublons.map(({ cle, premier, second }) =>
      this.#defectAt(second, `Clé « ${cle} » écrite deux fois : déjà à la ligne ${this.#place(premier).ligne}.`),
    )
    this.valeur = this.faults.length > 0 ? undefined : toPlain(lu.racine)
  }

  /** The number found at `path` as it is written in the file; null when it is not a number. */
  nombreEcrit(path: Path): string | null {
    const node = this.#nodeAt(path)
    return node?.genre === 'nombre' ? node.ecrit : null
  }

  /** The keys of the object found at `path`, in the order of the file. */
  cles(path: Path): Iterable<string> {
    const node = this.#nodeAt(path)
    return node?.genre === 'objet' ? node.membres.keys() : []
  }

  defect(path: Path, message: string): Defect {
    for (let length = path.length; length > 0; length--) {
      const node = this.#nodeAt(path.slice(0, length))
      if (node) return this.#defectAt(node.debut, message)
    }
    return this.#defectAt(this.#racine?.debut ?? 0, message)
  }

  defectAtKey(path: Path, key: string, message: string): Defect {
    const node = this.#nodeAt(path)
    const membre = node?.genre === 'objet' ? node.membres.get(key) : undefined
    return membre ? this.#defectAt(membre.cle, message) : this.defect(path, message)
  }

  defectInText(path: Path, _offset: number, message: string): Defect {
    return this.defect(path, message)
  }

  #nodeAt(path: Path): JsonNode | undefined {
    let node = this.#racine ?? undefined
    for (const step of path) {
      if (node?.genre === 'objet') node = node.membres.get(String(step))?.valeur
      else if (node?.genre === 'liste') node = node.elements[Number(step)]
      else return undefined
    }
    return node
  }

  #defectAt(offset: number, message: string): Defect {
    return { fichier: this.fichier, ...this.#place(offset), message }
  }

  #place(offset: number): { readonly ligne: number; readonly colonne: number } {
    this.#lineStarts ??= lineStarts(this.#text)
    const starts = this.#lineStarts
    let [low, high] = [0, starts.length - 1]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { ligne: low + 1, colonne: offset - (starts[low] ?? 0) + 1 }
  }
}

function parsed(text: string): JsonLu | JsonFault {
  try {
    return parseJson(text)
  } catch (error) {
    if (error instanceof JsonFault) return error
    throw error
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** Objects have no prototype: a key `__proto__` is a key like another. A number too great for a float stays a number. */
function toPlain(node: JsonNode): unknown {
  switch (node.genre) {
    case 'objet': {
      const plain = Object.create(null) as Record<string, unknown>
      for (const [cle, { valeur }] of node.membres) plain[cle] = toPlain(valeur)
      return plain
    }
    case 'liste':
      return node.elements.map(toPlain)
    case 'texte':
      return node.texte
    case 'nombre':
      return Math.min(Math.max(Number(node.ecrit), -Number.MAX_VALUE), Number.MAX_VALUE)
    case 'mot':
      return node.valeur
  }
}
