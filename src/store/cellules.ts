/** What a cell holds. */
export type ValeurStockee = {
  /** Scaled integer (centimes for amounts). Absent with `so` and `t`: empty. */
  readonly v?: number
  readonly so?: true
  readonly t?: string
}
/** A cell as the database keeps it, under its address, inside the value of its line. */
export type CelluleStockee = ValeurStockee & {
  /** Refused text, kept as a draft: it counts nowhere. */
  readonly b?: string
  /** Typed expression, `=1200+350*2`. */
  readonly e?: string
  /** `seq` of the act that wrote it. */
  readonly s: number
  /** saisie, collage, synchronisation, reprise, annulation, api */
  readonly m: string
  /** Name of who wrote it. */
  readonly p?: string
}
export type CellulesStockees = Readonly<Record<string, CelluleStockee>>
/** Cells of one line of a table, by address: they are kept as one value. */
export type LigneStockee = { readonly tableau: string; readonly ligne: string; readonly cellules: CellulesStockees }
/** A figure of an earlier year that did not follow by itself: where it was, where it may go. Kept with the copy, told to the person. */
export type RemarqueDeReprise = {
  readonly genre: 'a_repartir' | 'sans_suite' | 'incompatible' | 'hors_limites'
  /** In the cells of the edition of the source: its address, its name, its figure as it is written. */
  readonly de: string
  readonly libelle: string
  readonly valeur: string
  /** Entry cells of this edition that wait for it. */
  readonly cases: readonly string[]
  readonly pourquoi: string
}
