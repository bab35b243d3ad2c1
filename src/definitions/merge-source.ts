/**
 * One file of an edition written as a difference from the same file of another: maps are merged key by key, lists item by item (by `code`,
 * `action`, `numero`, or their words when they have no code). The result is a `Source` like any other: each of its values still knows the
 * file and the line it was written in. Rules: `docs/editions.md`.
 */
import type { Defect } from './defect.ts'
import { didYouMean } from './nearest-name.ts'
import type { Path, Source } from './source.ts'

/** Where a value comes from; `children` when its parts come from both files. */
type Origin = { readonly source: Source; readonly path: Path; readonly children?: ReadonlyMap<PropertyKey, Origin> }
type Merged<Valeur = unknown> = { readonly valeur: Valeur; readonly origin: Origin }
type Plain = Readonly<Record<string, unknown>>

/** Keys that say what an item is a difference from, where it goes or that it goes: they are not part of it. */
const OPERATEURS = ['apres', 'avant', 'retire', 'd_apres'] as const
/** What an item of a list is known by, in this order. */
const IDENTITES = ['code', 'action', 'numero', 'titre', 'libelle'] as const

/** `base` with the changes of `difference`. Additions without a place, removals of what does not exist… are defects of the difference. */
export function mergeSource(base: Source, difference: Source, defects: Defect[]): Source {
  const faults = [...base.faults, ...difference.faults]
  if (faults.length > 0) return new MergedSource(base.fichier, { valeur: undefined, origin: { source: difference, path: [] } }, faults)
  const merged = mergeAny(
    { valeur: base.valeur, origin: { source: base, path: [] } },
    { valeur: difference.valeur, origin: { source: difference, path: [] } },
    defects,
  )
  return new MergedSource(difference.fichier, merged, [])
}

class MergedSource implements Source {
  readonly fichier: string
  readonly valeur: unknown
  readonly faults: readonly Defect[]
  readonly #origin: Origin

  constructor(fichier: string, { valeur, origin }: Merged, faults: readonly Defect[]) {
    this.fichier = fichier
    this.valeur = valeur
    this.faults = faults
    this.#origin = origin
  }

  defect(path: Path, message: string): Defect {
    const { source, path: own } = this.#locate(path)
    return source.defect(own, message)
  }

  defectAtKey(path: Path, key: string, message: string): Defect {
    const { source, path: own } = this.#locate([...path, key])
    return own.at(-1) === key ? source.defectAtKey(own.slice(0, -1), key, message) : source.defect(own, message)
  }

  defectInText(path: Path, offset: number, message: string): Defect {
    const { source, path: own } = this.#locate(path)
    return source.defectInText(own, offset, message)
  }

  #locate(path: Path): Origin {
    let origin = this.#origin
    for (const [depth, step] of path.entries()) {
      if (!origin.children) return { source: origin.source, path: [...origin.path, ...path.slice(depth)] }
      const child = origin.children.get(step)
      if (!child) return origin
      origin = child
    }
    return origin
  }
}

function mergeAny(base: Merged, difference: Merged, defects: Defect[]): Merged {
  if (isMap(base) && isMap(difference)) return mergeMaps(base, difference, defects)
  if (isList(base) && isList(difference)) return mergeLists(base, difference, defects)
  return difference
}

const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value)
const isMap = (merged: Merged): merged is Merged<Plain> => isPlain(merged.valeur)
/** A list whose items are known by a name; other lists are replaced whole. */
const isList = (merged: Merged): merged is Merged<readonly Plain[]> =>
  Array.isArray(merged.valeur) && merged.valeur.length > 0 && merged.valeur.every((item) => isPlain(item) && identityOf(item) !== undefined)

/** What an item says under a key, when it is a name: a text or a number. */
function nameAt(item: Plain, key: string): string | undefined {
  const name = item[key]
  return typeof name === 'string' || typeof name === 'number' ? String(name) : undefined
}
const identityOf = (item: Plain): string | undefined => IDENTITES.map((key) => nameAt(item, key)).find((name) => name !== undefined)
const isOperateur = (key: string): boolean => OPERATEURS.some((operateur) => operateur === key)

const partOf = <Valeur>({ origin }: Merged, key: PropertyKey, valeur: Valeur): Merged<Valeur> => ({
  valeur,
  origin: origin.children?.get(key) ?? { source: origin.source, path: [...origin.path, key] },
})
const partsOf = (map: Merged<Plain>): [string, Merged][] =>
  Object.entries(map.valeur).map(([key, valeur]) => [key, partOf(map, key, valeur)])

/** A key of the difference wins, and `null` takes the key away. */
function mergeMaps(base: Merged<Plain>, difference: Merged<Plain>, defects: Defect[]): Merged<Plain> {
  const parts = new Map(partsOf(base))
  for (const [key, mine] of partsOf(difference)) {
    const theirs = parts.get(key)
    if (isOperateur(key)) continue
    if (mine.valeur === null) parts.delete(key)
    else parts.set(key, theirs ? mergeAny(theirs, mine, defects) : mine)
  }
  return assembledMap(difference.origin, parts)
}

const assembledMap = (origin: Origin, parts: ReadonlyMap<string, Merged>): Merged<Plain> => ({
  valeur: Object.fromEntries([...parts].map(([key, { valeur }]) => [key, valeur])),
  origin: assembled(origin, parts),
})

const assembled = ({ source, path }: Origin, parts: ReadonlyMap<PropertyKey, Merged>): Origin => ({
  source,
  path,
  children: new Map([...parts].map(([key, { origin }]) => [key, origin])),
})

/** `apres`: the item it was put after by this difference. */
type Item = Merged<Plain> & { readonly name: string; readonly apres?: string }
type Say = (key: 'apres' | 'avant' | 'retire', message: string) => void

function mergeLists(base: Merged<readonly Plain[]>, difference: Merged<readonly Plain[]>, defects: Defect[]): Merged<readonly Plain[]> {
  const items = itemsOf(base)
  for (const mine of itemsOf(difference)) applyItem(items, mine, defects)
  return { valeur: items.map(({ valeur }) => valeur), origin: assembled(difference.origin, new Map(items.entries())) }
}

const itemsOf = (list: Merged<readonly Plain[]>): Item[] =>
  list.valeur.map((item, rank) => ({ ...partOf(list, rank, item), name: identityOf(item) ?? '' }))

function applyItem(items: Item[], mine: Item, defects: Defect[]): void {
  const [apres, avant] = [nameAt(mine.valeur, 'apres'), nameAt(mine.valeur, 'avant')]
  const { source, path } = mine.origin
  const say: Say = (key, message) => void defects.push(source.defectAtKey(path, key, message))
  const at = items.findIndex(({ name }) => name === mine.name)
  const theirs = items[at]
  if (mine.valeur['retire'] === true) {
    if (theirs) items.splice(at, 1)
    else say('retire', `« ${mine.name} » n’existe pas dans la base : rien à retirer.${nearest(mine.name, items)}`)
    return
  }
  const merged = { ...(theirs ? mergeMaps(theirs, mine, defects) : withoutOperateurs(mine)), name: mine.name }
  if (apres !== undefined) placeAfter(items, { ...merged, apres }, say)
  else if (avant !== undefined) placeBefore(items, { merged, avant }, say)
  else if (theirs) items[at] = merged
  else {
    const how = `Pour l’ajouter, dites sa place : « apres: … » ou « avant: … ».${nearest(mine.name, items)}`
    defects.push(source.defect(path, `« ${mine.name} » n’existe pas dans la base. ${how}`))
  }
}

const nearest = (name: string, items: readonly Item[]): string =>
  didYouMean(
    name,
    items.map((item) => item.name),
  )

/** Items put after the same one keep the order in which they are written. */
function placeAfter(items: Item[], merged: Item & { readonly apres: string }, say: Say): void {
  const others = items.filter(({ name }) => name !== merged.name)
  const anchor = others.findIndex(({ name }) => name === merged.apres)
  if (anchor === -1) return say('apres', `« ${merged.apres} » n’existe pas : rien après quoi se placer.${nearest(merged.apres, others)}`)
  let rank = anchor + 1
  while (others[rank]?.apres === merged.apres) rank++
  items.splice(0, items.length, ...others.toSpliced(rank, 0, merged))
}

function placeBefore(items: Item[], { merged, avant }: { readonly merged: Item; readonly avant: string }, say: Say): void {
  const others = items.filter(({ name }) => name !== merged.name)
  const anchor = others.findIndex(({ name }) => name === avant)
  if (anchor === -1) return say('avant', `« ${avant} » n’existe pas : rien avant quoi se placer.${nearest(avant, others)}`)
  items.splice(0, items.length, ...others.toSpliced(anchor, 0, merged))
}

const withoutOperateurs = (item: Item): Merged<Plain> =>
  assembledMap(item.origin, new Map(partsOf(item).filter(([key]) => !isOperateur(key))))
