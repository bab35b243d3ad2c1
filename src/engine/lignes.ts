/**
 * The rows of one list, in blocks of 64 that sheets share: changing a row copies its block, never the list. Inside a block the cells
 * stand column after column. Each block keeps what the aggregates found in it, so that an edit only reads the block it touched again.
 */
import { VIDE } from './cells.ts'

export const PAR_BLOC = 64

/** What an aggregate found in one block; `n` is NaN when nothing was. */
export type Resume = {
  readonly n: number
  readonly filled: boolean
  readonly horsLimites: boolean
  readonly deborde: boolean
  /** What the fixed cells that the condition reads held then; empty when it reads none. */
  readonly dehors: string
}

export type Bloc = {
  /** By `rang × 64 + place`, whole numbers of `10^-decimales` units. */
  readonly values: Float64Array
  readonly presence: Uint8Array
  readonly texts: Map<number, string>
  /** 1 for the rows that exist: one of their entry cells holds something. */
  readonly existe: Uint8Array
  /** By number of the aggregate; forgotten when the block is copied. */
  readonly resumes: (Resume | undefined)[]
}
export type Lignes = {
  /** Block k holds the rows 64k + 1 to 64k + 64; absent when none exists. */
  readonly blocs: readonly (Bloc | undefined)[]
}

export const SANS_LIGNES: Lignes = { blocs: [] }

/** Row and place of a number from 1: its block, and its place in the block. */
export const blocOf = (numero: number): number => Math.floor((numero - 1) / PAR_BLOC)
export const placeOf = (numero: number): number => (numero - 1) % PAR_BLOC
export const slotOf = (rang: number, place: number): number => rang * PAR_BLOC + place

/** Visits the rows that exist, in the order of their numbers. */
export function forEachRow({ blocs }: Lignes, visit: (bloc: Bloc, place: number, numero: number) => void): void {
  for (const [rank, bloc] of blocs.entries()) {
    if (!bloc) continue
    for (let place = 0; place < PAR_BLOC; place++) if (bloc.existe[place] === 1) visit(bloc, place, rank * PAR_BLOC + place + 1)
  }
}

/** Numbers of the rows that exist, increasing. */
export function numerosOf(lignes: Lignes): readonly number[] {
  const numeros: number[] = []
  forEachRow(lignes, (_bloc, _place, numero) => numeros.push(numero))
  return numeros
}

/** Number of the first row that exists; 1 when none does. */
export function firstNumero({ blocs }: Lignes): number {
  const rank = blocs.findIndex((bloc) => bloc !== undefined)
  const place = blocs[rank]?.existe.indexOf(1) ?? -1
  return place < 0 ? 1 : rank * PAR_BLOC + place + 1
}

/** A list being changed: copies each block once, on its first change. The list it starts from never changes. */
export class LignesEnCours implements Lignes {
  readonly blocs: (Bloc | undefined)[]
  /** Numbers of the blocks that are ours. */
  readonly frais = new Set<number>()
  /** Ranks of the columns in which something was written, and whether rows appeared or vanished. */
  readonly colonnes = new Set<number>()
  existence = false
  readonly #largeur: number

  constructor({ blocs }: Lignes, largeur: number) {
    this.blocs = [...blocs]
    this.#largeur = largeur
  }

  /** The block of this number, ours to write in. */
  bloc(rank: number): Bloc {
    const found = this.blocs[rank]
    if (found && this.frais.has(rank)) return found
    while (this.blocs.length < rank) this.blocs.push(undefined)
    const bloc = found ? copyBloc(found) : newBloc(this.#largeur)
    this.blocs[rank] = bloc
    this.frais.add(rank)
    return bloc
  }

  /** Says again which rows of the changed blocks exist, and drops the blocks left without any. `saisies`: ranks of the entry columns. */
  settle(saisies: readonly number[]): void {
    for (const rank of this.frais) {
      const bloc = this.blocs[rank]
      if (!bloc) continue
      let any = false
      for (let place = 0; place < PAR_BLOC; place++) {
        const existe = saisies.some((rang) => bloc.presence[slotOf(rang, place)] !== VIDE)
        if (existe !== (bloc.existe[place] === 1)) this.existence = true
        bloc.existe[place] = existe ? 1 : 0
        any ||= existe
      }
      if (!any) this.blocs[rank] = undefined
    }
    while (this.blocs.length > 0 && this.blocs.at(-1) === undefined) this.blocs.pop()
  }
}

const newBloc = (largeur: number): Bloc => ({
  values: new Float64Array(largeur * PAR_BLOC),
  presence: new Uint8Array(largeur * PAR_BLOC),
  texts: new Map(),
  existe: new Uint8Array(PAR_BLOC),
  resumes: [],
})

const copyBloc = ({ values, presence, texts, existe }: Bloc): Bloc => ({
  values: values.slice(),
  presence: presence.slice(),
  texts: new Map(texts),
  existe: existe.slice(),
  resumes: [],
})
