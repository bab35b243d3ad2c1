/**
 * The value of a YAML file without the places of its parts, read by the quicker of two libraries: `yaml` keeps the place of each value, which
 * only a defect asks for, and takes four times as long. What this one refuses is left to the other, which says why (`yaml-source.ts`).
 */
import { CORE_SCHEMA, load } from 'js-yaml'

/** An anchor or an alias, as far as one can tell without reading: never admitted, and for the other library to name. */
const RENVOI = /[&*][^\s,\]}"']/

/** Control characters but the end of a line, and marks that some take for one: the two libraries differ on them. */
const ETRANGE = /[^\P{Cc}\n]|\uFEFF|\u2028|\u2029/u

/** The value of the text; undefined when there is a fault, or any doubt: a file that holds no map is one. */
export function readFastYaml(text: string): { readonly valeur: unknown } | undefined {
  if (RENVOI.test(text) || ETRANGE.test(text)) return undefined
  try {
    const valeur = load(text, { schema: CORE_SCHEMA })
    return typeof valeur === 'object' && valeur !== null ? { valeur } : undefined
  } catch {
    return undefined
  }
}
