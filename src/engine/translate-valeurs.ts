/** The figures of a dossier of one edition in the cells of the next, by the correspondences that the next declares. Pure. [AD-06] */
import { adresseOf, lieuxDesignes, lieuxOf, placeOf, type Lieu, type Place } from '#definitions/designation.ts'
import type { Adresse, Correspondance, Correspondances, LiasseCompilee } from '#definitions/edition.ts'
import type { CellValue } from './cell-value.ts'
import { MAX_VALEUR, rescale } from './money.ts'

/** `a_repartir`: shared out among several lines, by hand; `incompatible`: the new cell does not take it; `hors_limites`: their sum is too large. */
export type GenreDeRemarque = 'a_repartir' | 'sans_suite' | 'incompatible' | 'hors_limites'
/** A figure that did not follow by itself. */
export type Remarque = {
  readonly genre: GenreDeRemarque
  /** In the edition before. */
  readonly de: Adresse
  readonly valeur: CellValue
  /** In this edition: where it may go. */
  readonly vers: readonly Adresse[]
  /** Of a share-out: where the whole is proposed. */
  readonly garde?: Adresse
  readonly pourquoi: string
}
export type Traduction = {
  /** For the entry cells of the new edition; figures to be shared out are not there. */
  readonly valeurs: ReadonlyMap<Adresse, CellValue>
  /** What did not follow by itself, in the order of the figures. */
  readonly remarques: readonly Remarque[]
}
/** The liasse before, the same liasse after, and what links them. */
export type Lien = {
  readonly de: LiasseCompilee
  readonly vers: LiasseCompilee
  readonly correspondances: Pick<Correspondances, 'relations' | 'sansSuite'>
}

/** Where the figure of a place goes: one entry cell, or nowhere with a remark; a place that has none is computed again. */
type Destin =
  | { readonly cible: Lieu }
  | { readonly genre: GenreDeRemarque; readonly vers: readonly Place[]; readonly garde?: Place; readonly pourquoi: string }

/** Translates figures (computed ones included: a total may have become an entry). What is empty is left out. */
export function translateValeurs(valeurs: ReadonlyMap<Adresse, CellValue>, lien: Lien): Traduction {
  const destins = destinsOf(lien)
  const sources = new Map(lieuxOf(lien.de).map((lieu) => [lieu.place, lieu]))
  const found = new Map<Adresse, CellValue>()
  const remarques: Remarque[] = []
  for (const [at, valeur] of valeurs) {
    const { place, numero } = placeOf(lien.de, at)
    const [source, destin] = [sources.get(place), destins.get(place)]
    if (!source || !destin || valeur.etat === 'vide') continue
    if ('genre' in destin) {
      if (isNothing(valeur)) continue
      const { genre, vers, garde, pourquoi } = destin
      const proposed = garde === undefined ? {} : { garde: adresseOf(garde, numero) }
      remarques.push({ genre, de: at, valeur, vers: vers.map((one) => adresseOf(one, numero)), ...proposed, pourquoi })
      continue
    }
    const target = adresseOf(destin.cible.place, numero)
    const added =
      numero === null || numero <= capacityOf(lien.vers, destin.cible)
        ? addValues(found.get(target), fit(valeur, source, destin.cible))
        : 'hors_limites'
    if (typeof added === 'string') remarques.push({ genre: added, de: at, valeur, vers: [target], pourquoi: POURQUOI[added] })
    else found.set(target, added)
  }
  return { valeurs: found, remarques }
}

const capacityOf = ({ listes }: LiasseCompilee, { tableau }: Lieu): number =>
  listes.find((liste) => liste.tableau === tableau)?.capacite ?? 0

const POURQUOI: Readonly<Record<GenreDeRemarque, string>> = {
  a_repartir: '',
  sans_suite: '',
  incompatible: 'La case ne reçoit plus ce genre de valeur.',
  hors_limites: 'Le montant dépasse ce que la case peut tenir.',
}

/** Shared out or left behind, nothing remains nothing. */
const isNothing = (valeur: CellValue): boolean => valeur.etat === 'sans_objet' || (valeur.etat === 'valeur' && valeur.valeur === 0)

/** The destiny of each place of the edition before; computed cells that stay computed have none. */
function destinsOf({ de, vers, correspondances }: Lien): ReadonlyMap<Place, Destin> {
  const destins = new Map<Place, Destin>()
  const targets = new Map(lieuxOf(vers).map((lieu) => [lieu.place, lieu]))
  const told = new Set<Place>()
  const tell = (source: Lieu, destin: Destin | null): void => {
    told.add(source.place)
    if (destin) destins.set(source.place, destin)
  }
  for (const relation of correspondances.relations)
    for (const source of relation.de.flatMap((designation) => lieuxDesignes(de, designation)))
      tell(source, destinOf(source, relation, vers))
  for (const { de: designation, pourquoi } of correspondances.sansSuite)
    for (const source of lieuxDesignes(de, designation))
      tell(source, source.cellule.formule ? null : { genre: 'sans_suite', vers: [], pourquoi })
  for (const { place } of lieuxOf(de)) {
    const same = targets.get(place)
    if (!told.has(place) && same && !same.cellule.formule) destins.set(place, { cible: same })
  }
  return destins
}

/** By column: the cell of the new line in the same column as the old one, or the one column that the designation names. */
function destinOf(source: Lieu, { vers, garde, pourquoi }: Correspondance, liasse: LiasseCompilee): Destin | null {
  const lieux = vers.flatMap((designation) => inColumn(lieuxDesignes(liasse, designation), source.colonne) ?? [])
  const entries = lieux.filter(({ cellule }) => !cellule.formule)
  if (entries.length === 0) return source.cellule.formule || lieux.length > 0 ? null : { genre: 'sans_suite', vers: [], pourquoi }
  const [first] = entries
  if (vers.length === 1 && first) return { cible: first }
  const kept = garde === undefined ? undefined : inColumn(lieuxDesignes(liasse, garde), source.colonne)
  return { genre: 'a_repartir', vers: entries.map(({ place }) => place), ...(kept && { garde: kept.place }), pourquoi }
}

const inColumn = (lieux: readonly Lieu[], colonne: string): Lieu | undefined =>
  lieux.find((lieu) => lieu.colonne === colonne) ?? (lieux.length === 1 ? lieux[0] : undefined)

/** The value as the new cell holds it; never rounded in silence. */
function fit(value: CellValue, { cellule: old }: Lieu, { cellule: now }: Lieu): CellValue | 'incompatible' | 'hors_limites' {
  if (value.etat === 'sans_objet') return value
  if (value.etat !== 'valeur') return 'hors_limites'
  if (value.texte !== undefined)
    return now.type === 'texte' || (now.type === 'choix' && now.choix?.includes(value.texte)) ? value : 'incompatible'
  if (old.type !== now.type) return 'incompatible'
  const valeur = rescale(value.valeur, old.decimales, now.decimales)
  if (valeur === null) return 'hors_limites'
  return rescale(valeur, now.decimales, old.decimales) === value.valeur ? { etat: 'valeur', valeur } : 'incompatible'
}

/** Lines put together add up; an « s.o. » gives way to a figure; two texts do not add up. */
export function addValues(
  known: CellValue | undefined,
  value: CellValue | 'incompatible' | 'hors_limites',
): CellValue | 'incompatible' | 'hors_limites' {
  if (typeof value === 'string' || known === undefined || known.etat === 'sans_objet') return value
  if (value.etat === 'sans_objet') return known
  if (known.etat !== 'valeur' || value.etat !== 'valeur' || known.valeur === undefined || value.valeur === undefined) return 'incompatible'
  const sum = known.valeur + value.valeur
  return Math.abs(sum) <= MAX_VALEUR ? { etat: 'valeur', valeur: sum } : 'hors_limites'
}
