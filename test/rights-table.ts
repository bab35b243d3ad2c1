/** The table of `docs/droits.md`, as data: who may do what at which step. The tests of both walls read it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ProblemCode } from '#domain/problems.ts'
import { CHECKOUT } from './source-files.ts'

export const COLONNES = [
  'AD_',
  'AD_ excepté',
  'sans profil',
  'saisie',
  'comptable',
  'hiérarchique',
  'seul',
  'autre',
  'destinataire',
  'autre opérateur',
  'CGLLS',
] as const
export type Colonne = (typeof COLONNES)[number]

/** A word of the table and the code of the refusal it stands for; `null` = allowed. */
export const MOTS = {
  oui: null,
  admin: 'droit/administrateur-sans-saisie',
  profil: 'droit/sans-profil',
  case: 'droit/manquant',
  opérateur: 'droit/operateur',
  organisme: 'droit/organisme',
  inconnu: 'dossier/inconnu',
  transmis: 'dossier/non-transmis',
  lecture: 'dossier/lecture-seule',
  étape: 'dossier/etape',
  déjà: 'dossier/deja-initialise',
} as const satisfies Readonly<Record<string, ProblemCode | null>>
export type Mot = keyof typeof MOTS | '—'

export type Ligne = {
  readonly action: string
  /** The steps the row speaks of; 0 = before the dossier exists. */
  readonly etapes: readonly number[]
  readonly attendu: Readonly<Record<Colonne, Mot>>
}

const cellsOf = (line: string): readonly string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())

/** « 1, 3 » or « 4-6 » as the list of steps. */
const stepsOf = (text: string): readonly number[] =>
  text.split(',').flatMap((part) => {
    const [first = Number.NaN, last = first] = part.split('-').map(Number)
    if (!Number.isInteger(first) || !Number.isInteger(last)) throw new RangeError(`« ${text} » is no list of steps`)
    return Array.from({ length: last - first + 1 }, (_, rank) => first + rank)
  })

function motOf(text: string): Mot {
  const mot = [...(Object.keys(MOTS) as (keyof typeof MOTS)[]), '—' as const].find((known) => known === text)
  if (!mot) throw new RangeError(`« ${text} » is no word of the table`)
  return mot
}

/** Throws on a column, a step or a word that the table may not hold. */
export function readRightsTable(): readonly Ligne[] {
  const lines = readFileSync(join(CHECKOUT, 'docs/droits.md'), 'utf8').split('\n')
  const head = lines.findIndex((line) => line.startsWith('| Action | Étapes |'))
  const columns = cellsOf(lines[head] ?? '').slice(2)
  if (columns.join() !== COLONNES.join()) throw new RangeError(`the columns of the table are ${columns.join(', ')}`)
  return lines.slice(head + 2).flatMap((line) => {
    if (!line.startsWith('|')) return []
    const [action = '', etapes = '', ...mots] = cellsOf(line)
    if (mots.length !== COLONNES.length) throw new RangeError(`${action} ${etapes} has ${mots.length} columns`)
    const attendu = Object.fromEntries(COLONNES.map((colonne, rank) => [colonne, motOf(mots[rank] ?? '')])) as Record<Colonne, Mot>
    return [{ action, etapes: stepsOf(etapes), attendu }]
  })
}
