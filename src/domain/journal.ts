/** The journal's line and its canonical text: what the chain of hashes seals. Source: decision 5 of `docs/architecture.md`. */
export type LigneJournal = {
  readonly organismeId: string
  readonly chaineId: string
  readonly seq: number
  /** ISO instant, to the millisecond. */
  readonly le: string
  readonly acteurId: string
  readonly qui: string
  readonly action: string
  readonly details: Readonly<Record<string, unknown>>
}

/** JSON with sorted keys and no space: the same value always gives the same text. `undefined` members are left out. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined)
    members.sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

export const texteCanonique = (ligne: LigneJournal): string =>
  canonicalJson([ligne.organismeId, ligne.chaineId, ligne.seq, ligne.le, ligne.acteurId, ligne.qui, ligne.action, ligne.details])
