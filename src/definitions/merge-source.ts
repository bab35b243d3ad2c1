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
type Merged = { readonly valeur: unknown; readonly origin: Origin }
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
  if (isPlain(base.valeur) && isPlain(difference.valeur)) return mergeMaps(base, difference, defects)
  if (isItems(base.valeur) && isItems(difference.valeur)) return mergeLists(base, difference, defects)
  return difference
}

const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value)
/** A list whose items are known by a name; other lists are replaced whole. */
const isItems = (value: unknown): value is readonly Plain[] =>
  Array.isArray(value) && value.length > 0 && value.every((item) => isPlain(item) && identityOf(item) !== undefined)

const identityOf = (item: Plain): string | undefined => {
  const key = IDENTITES.find((name) => typeof item[name] === 'string' || typeof item[name] === 'number')
  return key === undefined ? undefined : String(item[key])
}

const partOf = ({ valeur, origin }: Merged, key: PropertyKey): Merged => ({
  valeur: (valeur as Record<PropertyKey, unknown>)[key],
  origin: origin.children?.get(key) ?? { source: origin.source, path: [...origin.path, key] },
})

/** A key of the difference wins, and `null` takes the key away. */
function mergeMaps(base: Merged, difference: Merged, defects: Defect[]): Merged {
  const parts = new Map(Object.keys(base.valeur as Plain).map((key) => [key, partOf(base, key)]))
  for (const [key, value] of Object.entries(difference.valeur as Plain)) {
    const mine = partOf(difference, key)
    const theirs = parts.get(key)
    if (OPERATEURS.some((operateur) => operateur === key)) continue
    if (value === null) parts.delete(key)
    else parts.set(key, theirs ? mergeAny(theirs, mine, defects) : mine)
  }
  return assembled(difference.origin, parts, (own) => Object.fromEntries(own.map(([key, { valeur }]) => [key, valeur])))
}

function assembled<K extends PropertyKey>(
  { source, path }: Origin,
  parts: ReadonlyMap<K, Merged>,
  build: (parts: readonly (readonly [K, Merged])[]) => unknown,
): Merged {
  const children = new Map<PropertyKey, Origin>([...parts].map(([key, { origin }]) => [key, origin]))
  return { valeur: build([...parts]), origin: { source, path, children } }
}

/** `apres`: the item it was put after by this difference. */
type Item = Merged & { readonly name: string; readonly apres?: string }
type Operateur = (typeof OPERATEURS)[number]
type Say = (key: 'apres' | 'avant' | 'retire', message: string) => void

function mergeLists(base: Merged, difference: Merged, defects: Defect[]): Merged {
  const items = itemsOf(base)
  for (const mine of itemsOf(difference)) applyItem(items, mine, defects)
  const parts = new Map(items.map((item, rank) => [rank, item]))
  return assembled(difference.origin, parts, (own) => own.map(([, { valeur }]) => valeur))
}

const itemsOf = (list: Merged): Item[] =>
  (list.valeur as readonly Plain[]).map((item, rank) => ({ ...partOf(list, rank), name: identityOf(item) ?? '' }))

function applyItem(items: Item[], mine: Item, defects: Defect[]): void {
  // The shape of the difference was checked before.
  const { apres, avant, retire } = mine.valeur as { readonly [key in Operateur]?: string | number | true }
  const { source, path } = mine.origin
  const say: Say = (key, message) => void defects.push(source.defectAtKey(path, key, message))
  const at = items.findIndex(({ name }) => name === mine.name)
  const theirs = items[at]
  if (retire === true) {
    if (theirs) items.splice(at, 1)
    else say('retire', `« ${mine.name} » n’existe pas dans la base : rien à retirer.${nearest(mine.name, items)}`)
    return
  }
  const merged = { ...(theirs ? mergeMaps(theirs, mine, defects) : withoutOperateurs(mine)), name: mine.name }
  if (apres !== undefined) placeAfter(items, { ...merged, apres: String(apres) }, say)
  else if (avant !== undefined) placeBefore(items, { merged, avant: String(avant) }, say)
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

const withoutOperateurs = (item: Item): Merged => {
  const parts = Object.keys(item.valeur as Plain).filter((key) => !OPERATEURS.some((operateur) => operateur === key))
  return assembled(item.origin, new Map(parts.map((key) => [key, partOf(item, key)])), (own) =>
    Object.fromEntries(own.map(([key, { valeur }]) => [key, valeur])),
  )
}
