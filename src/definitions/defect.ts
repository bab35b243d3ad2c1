/** What is wrong in the files of an edition, told to the person who edits them. */
export type Defect = {
  readonly fichier: string
  /** 1-based. */
  readonly ligne: number
  /** 1-based; absent when only the line is known. */
  readonly colonne?: number
  /** French: the fact, and the nearest known name when there is one. */
  readonly message: string
}

/** `tableaux/bilan-actif.yaml:15:42 message`. */
export const formatDefect = ({ fichier, ligne, colonne, message }: Defect): string =>
  `${fichier}:${ligne}${colonne === undefined ? '' : `:${colonne}`} ${message}`

/** All the defects of an edition at once, in the order of the files then of their lines. */
export class EditionDefects extends Error {
  override name = 'EditionDefects'
  readonly defects: readonly Defect[]

  constructor(defects: readonly Defect[]) {
    const sorted = defects.toSorted(
      (a, b) => Number(a.fichier > b.fichier) - Number(a.fichier < b.fichier) || a.ligne - b.ligne || (a.colonne ?? 0) - (b.colonne ?? 0),
    )
    super(sorted.map(formatDefect).join('\n'))
    this.defects = sorted
  }
}
