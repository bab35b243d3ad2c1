/** A cell as the database keeps it, under its address, inside the value of its table. */
export type CelluleStockee = {
  /** Scaled integer (centimes for amounts). Absent with `so` and `t`: empty. */
  readonly v?: number
  readonly so?: true
  readonly t?: string
  /** Refused text, kept as a draft: it counts nowhere. */
  readonly b?: string
  /** Typed expression, `=1200+350*2`. */
  readonly e?: string
  /** `seq` of the act that wrote it. */
  readonly s: number
  /** saisie, collage, synchronisation, annulation, api */
  readonly m: string
  /** Name of who wrote it. */
  readonly p?: string
}
export type CellulesStockees = Readonly<Record<string, CelluleStockee>>
/** Cells of one line of a table, by address: they are kept as one value. */
export type LigneStockee = { readonly tableau: string; readonly ligne: string; readonly cellules: CellulesStockees }
