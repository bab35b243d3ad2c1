/** The working memory of the closures, pointed at one sheet at a time. */
import { tellingPasse, type Cells, type Passe } from './cells.ts'
import type { Etat } from './fast-fraction.ts'
import type { Bloc } from './lignes.ts'

const SANS_BLOC: Bloc = {
  values: new Float64Array(0),
  presence: new Uint8Array(0),
  texts: new Map(),
  existe: new Uint8Array(0),
  resumes: [],
}

export const newEtat = (): Etat => ({
  values: new Float64Array(0),
  presence: new Uint8Array(0),
  texts: new Map(),
  listes: [],
  precedents: [],
  comptes: null,
  bloc: SANS_BLOC,
  place: 0,
  passage: 0,
  tour: 0,
  d: 1,
  filled: false,
  horsLimites: false,
  deborde: false,
  absent: false,
  constantsCount: false,
  toleranceN: 0,
  toleranceD: 1,
})

/** Points the working memory at the cells of one sheet, as they now are. */
export function prepare(etat: Etat, { values, presence, texts, listes, precedents, comptes }: Cells): void {
  etat.passage++
  etat.values = values
  etat.presence = presence
  etat.texts = texts
  etat.listes = listes
  etat.precedents = precedents
  etat.comptes = comptes
}

/** The dossier filed so many years before, when it tells this cell; otherwise nothing that reads the cell can be told. */
export function passeOf(etat: Etat, annees: number, index: number): Passe | null {
  const passe = tellingPasse(etat.precedents, { annees, index })
  if (!passe) etat.absent = true
  return passe
}
