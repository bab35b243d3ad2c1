/** One fault planted at a time in the coherent examples: what is said first, and how often the detective names the very cell. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Defect } from '#definitions/defect.ts'
import type { LiasseCompilee } from '#definitions/edition.ts'
import { placeDeListe } from '#definitions/liste.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { cellsRead } from '#definitions/order-cells.ts'
import { openSheet, type Sheet, type Verification } from '#engine/sheet.ts'
import { openDossierFile, readDossier } from '#exchange/read-dossier.ts'
import { readEditionFolder } from '#store/read-edition-folder.ts'
import { figuresOf, GENRES, planter, suiteDe, type Faute, type GenreDeFaute } from './planted-faults.ts'

const FOLDER = join(import.meta.dirname, '../editions/2025')
const EXEMPLES = readdirSync(join(FOLDER, 'exemples')).map((file) => file.replace(/\.json$/, ''))
const PAR_GENRE = 24

const edition = loadEdition(await readEditionFolder(FOLDER))

function openExemple(name: string): Sheet {
  const defects: Defect[] = []
  const ouvert = openDossierFile(name, readFileSync(join(FOLDER, 'exemples', `${name}.json`)), defects)
  if (!ouvert) throw new Error(`${name} cannot be read`)
  const { liasse, famille, saisies } = readDossier(ouvert, { edition, editions: new Map() }, defects)
  return openSheet(edition, liasse, { famille, valeurs: saisies })
}

type Essai = { readonly nom: string; readonly faute: Faute; readonly sheet: Sheet; readonly verification: Verification }

/** Faults of one kind planted at cells taken anywhere, those that no control sees left out. */
function essais(nom: string, genre: GenreDeFaute, graine: number): readonly Essai[] {
  const right = openExemple(nom)
  const cells = figuresOf(right)
  const hasard = suiteDe(graine)
  const found: Essai[] = []
  for (let tour = 0, planted = 0; planted < PAR_GENRE && tour < 4 * PAR_GENRE; tour++) {
    const faute = planter(right, genre, { index: cells[Math.floor(hasard() * cells.length)] ?? 0, hasard })
    if (!faute) continue
    planted++
    const sheet = right.with(faute.changes)
    const verification = sheet.verify()
    if (verification.anomalies.length > 0) found.push({ nom, faute, sheet, verification })
  }
  return found
}

let tous: readonly (readonly [GenreDeFaute, readonly Essai[]])[] = []
beforeAll(() => {
  tous = GENRES.map((genre) => [genre, EXEMPLES.flatMap((nom, rank) => essais(nom, genre, 100 + rank))])
}, 120_000)

const addresses = ({ faute, sheet }: Essai): ReadonlySet<string> => new Set(faute.cases.map((index) => sheet.cellule(index)?.at ?? ''))

/** Rank of the first suspect of the first finding that names the faulty cell; −1 when none does. */
function rankOf(essai: Essai): number {
  const wanted = addresses(essai)
  const [first] = essai.verification.anomalies
  return first?.causes.findIndex(({ at = '', autre = '' }) => wanted.has(at) || wanted.has(autre)) ?? -1
}

/** Indices of the cells that an expression leads to through all the formulas; a column of a list by its cell of row 1. */
function leadsTo(liasse: LiasseCompilee, index: number, found: Set<number>): Set<number> {
  if (found.has(index)) return found
  found.add(index)
  const place = placeDeListe(liasse, index)
  const formule = place ? place.liste.colonnes[place.rang]?.formule : liasse.cellules[index]?.formule
  for (const read of formule ? cellsRead(formule.expression) : []) leadsTo(liasse, read, found)
  return found
}

const rowOne = ({ liasse }: Sheet, index: number): number => {
  const place = placeDeListe(liasse, index)
  return place ? place.liste.premier + place.rang : index
}

describe('[CH-05] root cause first', () => {
  test('the first finding is of its own, and its control reads the faulty cell', () => {
    for (const [, list] of tous) {
      for (const essai of list) {
        const [first] = essai.verification.anomalies
        expect(first?.cause).toBeUndefined()
        const reads = new Set<number>()
        for (const at of first?.cellules ?? []) leadsTo(essai.sheet.liasse, rowOne(essai.sheet, essai.sheet.indexOf(at) ?? -1), reads)
        const found = essai.faute.cases.some((index) => reads.has(rowOne(essai.sheet, index)))
        expect({ nom: essai.nom, first: first?.controle, found }).toMatchObject({ found: true })
      }
    }
  })

  test('when the very cell is suspected first, no other violated control reads it through fewer totals', () => {
    for (const [, list] of tous) {
      for (const essai of list.filter((own) => rankOf(own) === 0 && own.faute.cases.length === 1)) {
        const [at = ''] = addresses(essai)
        const [first, ...others] = essai.verification.anomalies
        expect(others.some(({ cellules }) => cellules.includes(at)) && !first?.cellules.includes(at)).toBe(false)
      }
    }
  })

  test('one fault lights one finding: the others hang on it', () => {
    const single = tous.flatMap(([genre, list]) => (genre === 'sens' ? [] : list))
    const alone = single.filter(({ verification }) => verification.anomalies.filter(({ cause }) => cause === undefined).length === 1)
    expect(alone.length / single.length).toBeGreaterThan(0.98)
    const several = single.filter(({ verification }) => verification.anomalies.length > 1)
    expect(several.length).toBeGreaterThan(100)
  })

  test('what a finding hangs on is another finding of the same list, which hangs on nothing', () => {
    for (const [, list] of tous) {
      for (const { verification } of list) {
        const roots = new Set(verification.anomalies.flatMap(({ controle, cause }) => (cause === undefined ? [controle] : [])))
        expect(verification.anomalies.every(({ cause }) => cause === undefined || roots.has(cause))).toBe(true)
      }
    }
  })
})

/** Shares of the faults seen by a control, in which the very cell is the first suspect and among the first three. */
const AU_MOINS: Readonly<Record<GenreDeFaute, readonly [premier: number, troisPremiers: number]>> = {
  signe: [0.97, 0.99],
  unite: [0.95, 0.97],
  double: [0.93, 0.95],
  n1: [0.93, 0.95],
  sens: [0.93, 0.95],
  oubli: [0.8, 0.85],
  // Two neighbouring digits exchanged leave 9 × d × 10ⁿ: any figure that has such a pair at that place explains the gap as well.
  chiffres: [0.5, 0.75],
}

describe('[CH-06] the gap detective', () => {
  test.each(GENRES)('names the very cell of a fault of kind %s', (genre) => {
    const list = tous.find(([own]) => own === genre)?.[1] ?? []
    const ranks = list.map(rankOf)
    const share = (most: number): number => ranks.filter((rank) => rank >= 0 && rank <= most).length / ranks.length
    const [premier, troisPremiers] = AU_MOINS[genre]
    expect(list.length).toBeGreaterThan(80)
    expect([share(0) >= premier || share(0), share(2) >= troisPremiers || share(2)]).toEqual([true, true])
  })

  test('says nothing of a coherent dossier', () => {
    expect(EXEMPLES.map((nom) => openExemple(nom).verify().anomalies)).toEqual(EXEMPLES.map(() => []))
  })
})
