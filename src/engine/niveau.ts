/** How grave a level is. */
import type { Niveau } from '#definitions/edition.ts'

/** The gravest first. */
export const GRAVITE: Readonly<Record<Niveau, number>> = { bloquant: 0, a_justifier: 1, a_noter: 2 }
