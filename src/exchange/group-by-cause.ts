/** Findings that one slip explains, told together: the cause first, then what it lights up. [CH-05] */
import type { AnomalieConstatee } from '#domain/constats.ts'

/** `cause`: the sentence of the shared cause; null for findings that stand alone, in their order. */
export type Groupe = { readonly cause: string | null; readonly anomalies: readonly AnomalieConstatee[] }

/** A rounding gap explains nothing in particular. */
const VAGUE = 'arrondi'

/** Groups findings whose likeliest cause is the same cell; a cause met once groups nothing. The order of the first finding of each is kept. */
export function groupByCause(anomalies: readonly AnomalieConstatee[]): readonly Groupe[] {
  const byCause = new Map<string, AnomalieConstatee[]>()
  for (const anomalie of anomalies) {
    const key = causeOf(anomalie) ?? anomalie.controle
    byCause.set(key, [...(byCause.get(key) ?? []), anomalie])
  }
  return [...byCause.values()].map((own) => ({ cause: own.length > 1 ? (own[0]?.causes[0]?.phrase ?? null) : null, anomalies: own }))
}

function causeOf({ causes }: AnomalieConstatee): string | null {
  const [first] = causes
  const [cell] = first?.cellules ?? []
  return first === undefined || cell === undefined || first.genre === VAGUE ? null : `${first.genre} ${cell}`
}
