/** The stored cells of an open dossier, never changed once made. A save copies the blocks that it touches, not thousands of cells. */
import type { LiasseCompilee } from '#definitions/edition.ts'
import { celluleAt, trouveDansListe } from '#definitions/liste.ts'
import type { CelluleStockee } from '#store/cellules.ts'
import { isSaisie } from './completude.ts'

/** Cells of neighbouring indices, those of lists included. */
const TAILLE_DE_BLOC = 128
type Bloc = readonly (CelluleStockee | undefined)[]

export class CellulesOuvertes implements Iterable<readonly [string, CelluleStockee]> {
  readonly #liasse: LiasseCompilee
  readonly #blocs: ReadonlyMap<number, Bloc>
  /** How many hold a value, a text or « sans objet » that somebody put there; what was taken over from the year before does not count. */
  readonly remplies: number

  private constructor(liasse: LiasseCompilee, blocs: ReadonlyMap<number, Bloc>, remplies: number) {
    this.#liasse = liasse
    this.#blocs = blocs
    this.remplies = remplies
  }

  static of(liasse: LiasseCompilee, cellules: Iterable<readonly [string, CelluleStockee]>): CellulesOuvertes {
    return new CellulesOuvertes(liasse, new Map(), 0).with(cellules)
  }

  get(at: string): CelluleStockee | undefined {
    const index = indexOf(this.#liasse, at) ?? -1
    return this.#blocs.get(Math.floor(index / TAILLE_DE_BLOC))?.[index % TAILLE_DE_BLOC]
  }

  /** The same cells with these in their place. Throws a `RangeError` on an address that the liasse does not have. */
  with(changees: Iterable<readonly [string, CelluleStockee]>): CellulesOuvertes {
    const blocs = new Map(this.#blocs)
    const own = new Map<number, (CelluleStockee | undefined)[]>()
    let { remplies } = this
    for (const [at, cellule] of changees) {
      const index = indexOf(this.#liasse, at)
      if (index === undefined) throw new RangeError(`unknown cell ${at} in liasse ${this.#liasse.code}`)
      const number = Math.floor(index / TAILLE_DE_BLOC)
      const bloc = own.get(number) ?? this.#blocs.get(number)?.slice() ?? Array.from<undefined>({ length: TAILLE_DE_BLOC })
      own.set(number, bloc)
      blocs.set(number, bloc)
      remplies += Number(isSaisie(cellule)) - Number(isSaisie(bloc[index % TAILLE_DE_BLOC]))
      bloc[index % TAILLE_DE_BLOC] = cellule
    }
    return new CellulesOuvertes(this.#liasse, blocs, remplies)
  }

  /** Address and cell, by increasing index. */
  *[Symbol.iterator](): Iterator<readonly [string, CelluleStockee]> {
    for (const [number, bloc] of [...this.#blocs].toSorted(([a], [b]) => a - b)) {
      for (const [rang, cellule] of bloc.entries()) {
        const at = cellule && celluleAt(this.#liasse, number * TAILLE_DE_BLOC + rang)?.at
        if (cellule && at !== undefined) yield [at, cellule]
      }
    }
  }
}

const indices = new WeakMap<LiasseCompilee, ReadonlyMap<string, number>>()

function indexOf(liasse: LiasseCompilee, at: string): number | undefined {
  const known = indices.get(liasse) ?? new Map(liasse.cellules.map((cellule, index) => [cellule.at, index]))
  indices.set(liasse, known)
  return known.get(at) ?? trouveDansListe(liasse, at)
}
