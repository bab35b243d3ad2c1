/** The steps of a dossier, read from its edition: nothing here knows their number or their order. */
import type { Edition, Etape, EtapeNumero } from '#definitions/edition.ts'

export function etapeOf(edition: Edition, numero: EtapeNumero): Etape {
  const etape = edition.etapes.find((candidate) => candidate.numero === numero)
  if (!etape) throw new RangeError(`the edition ${edition.code} has no step ${numero}`)
  return etape
}

/** « 4 Fiabilisation »: a step is never named without its number, nor by its number alone. */
export const etapeLabel = (edition: Edition, numero: EtapeNumero): string => `${numero} ${etapeOf(edition, numero).libelle}`
