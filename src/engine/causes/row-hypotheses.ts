/** The slips of figures gathered in lists: in a cell of a row, in a whole row. */
import { indexDeListe, placeDeListe } from '#definitions/liste.ts'
import { forEachRow, numerosOf, SANS_LIGNES } from '../lignes.ts'
import { heldAt } from '../read-cell.ts'
import type { Gap } from './gap.ts'
import { aimAt, LINE_BEGUN, VIDE, valeurDe, whole, type Found, type Scene } from './aim.ts'
import type { Hypothese } from './hypothesis.ts'
import { correctionsNear } from './slips.ts'

/** Slips in the rows of the lists that the gap gathers; a cell that a row leaves empty, a row typed twice, a row that is missing. */
export function inLists(scene: Scene, gap: Gap): readonly Hypothese[] {
  const { liasse } = scene.programme
  return [...gap.slopes.colonnes].flatMap(([premier, slope]) => {
    const place = placeDeListe(liasse, premier)
    if (!place || place.liste.colonnes[place.rang]?.formule) return []
    const { liste, position, rang } = place
    const rows = numerosOf(scene.cells.listes[position] ?? SANS_LIGNES)
    const visees = rows.flatMap((numero) => aimAt(scene, gap, { index: indexDeListe(liste, numero, rang), slope }) ?? [])
    const filled = visees.filter(({ valeur }) => valeur !== null)
    const slips = filled.flatMap((visee) =>
      correctionsNear(visee.valeur ?? 0, visee.vise, visee.marge).flatMap((correction) => inRow(scene, { visee, correction })),
    )
    const devrait = whole(-gap.comparaison.ecart / slope)
    if (devrait === null || devrait <= 0) return slips
    const add = (index: number, eloignement: number): Hypothese => ({
      genre: 'oubli',
      index,
      valeur: 0,
      devrait,
      eloignement,
      entries: [[index, valeurDe(devrait)]],
    })
    const empty = visees.filter(({ valeur }) => valeur === null).slice(0, MAX_EMPTY_ROWS)
    const unusual = empty.length / Math.max(1, visees.length)
    const free = (rows.at(-1) ?? 0) + 1
    return [
      ...slips,
      ...empty.map(({ index }) => add(index, unusual - LINE_BEGUN)),
      ...(free <= liste.capacite ? [add(indexDeListe(liste, free, rang), 1)] : []),
    ]
  })
}

/** Rows in which a column is left empty on purpose are many: no use trying them all. */
const MAX_EMPTY_ROWS = 24

function inRow(scene: Scene, { visee, correction: { slip, devrait } }: Found): readonly Hypothese[] {
  const { index, valeur } = visee
  const base = { genre: slip, index, valeur: valeur ?? 0, devrait } as const
  const autre = slip === 'double' && devrait === 0 ? twinRowOf(scene, index) : undefined
  if (autre === undefined) return [{ ...base, entries: [[index, valeurDe(devrait)]] }]
  return [{ ...base, autre, eloignement: -TWIN_ROW, entries: rowEntries(scene, index).map((own) => [own, VIDE]) }]
}

/** Two rows with the same figures everywhere: the likeliest of all doubles. */
const TWIN_ROW = 1

/** Indices of the entries of the row of an index. */
function rowEntries({ programme: { liasse } }: Scene, index: number): readonly number[] {
  const place = placeDeListe(liasse, index)
  if (!place) return []
  const { liste, numero } = place
  return liste.colonnes.flatMap(({ formule }, rang) => (formule ? [] : [indexDeListe(liste, numero, rang)]))
}

/** The same column of an earlier row that holds the same figures everywhere. */
function twinRowOf(scene: Scene, index: number): number | undefined {
  const { programme, cells } = scene
  const place = placeDeListe(programme.liasse, index)
  if (!place) return undefined
  const { liste, position, numero, rang } = place
  const figures = liste.colonnes.flatMap(({ formule, type }, at) => (formule || type === 'texte' || type === 'choix' ? [] : [at]))
  const read = (row: number): string => figures.map((at) => heldAt(programme.liasse, cells, indexDeListe(liste, row, at)).valeur).join(' ')
  const own = read(numero)
  let twin: number | undefined
  forEachRow(cells.listes[position] ?? SANS_LIGNES, (_bloc, _place, row) => {
    if (twin === undefined && row < numero && read(row) === own) twin = row
  })
  return twin === undefined ? undefined : indexDeListe(liste, twin, rang)
}
