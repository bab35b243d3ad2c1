/** Every example of `docs/langage.md` is read and type-checked by the language it tells of. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { describe, expect, test } from 'vitest'
import type { Cellule, ColonneCompilee, Edition, LiasseCompilee } from '#definitions/edition.ts'
import type { CaseConnue, Catalogue, Contexte, LigneConnue, TableauConnu } from '#definitions/langage/catalogue.ts'
import { FormuleError } from '#definitions/langage/formule-error.ts'
import { parseFormule } from '#definitions/langage/parse-formule.ts'
import { resolveFormule } from '#definitions/langage/resolve-formule.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { controlesShape } from '#definitions/shape.ts'
import { editionWithList } from '#definitions/small-edition.fixture.ts'
import { readEditionFolder } from '#store/read-edition-folder.ts'

const CHECKOUT = join(import.meta.dirname, '..')
const DOC = readFileSync(join(CHECKOUT, 'docs/langage.md'), 'utf8')
const edition = loadEdition(await readEditionFolder(join(CHECKOUT, 'editions/2025')))
const small = loadEdition(editionWithList())

const knownCase = (index: number, { type, decimales, choix }: Pick<Cellule, 'type' | 'decimales' | 'choix'>): CaseConnue => ({
  index,
  type,
  decimales,
  ...(choix && { choix }),
})

/** What the formulas of a compiled liasse may name. */
function catalogueOf({ tableaux, exercice, comptes }: Edition, liasse: LiasseCompilee): Catalogue {
  const known = new Map<string, TableauConnu>()
  for (const code of liasse.tableaux) {
    const tableau = tableaux.find((own) => own.code === code)
    const position = liasse.listes.findIndex((liste) => liste.tableau === code)
    const liste = liasse.listes[position]
    const lignes = new Map<string, LigneConnue>()
    for (const ligne of tableau?.lignes ?? []) if (ligne.genre === 'ligne') lignes.set(ligne.code, { ...ligne, cases: new Map() })
    for (const [index, cellule] of liasse.cellules.entries()) {
      const cases = cellule.tableau === code ? lignes.get(cellule.ligne)?.cases : undefined
      if (cases instanceof Map) cases.set(cellule.colonne, knownCase(index, cellule))
    }
    const toColonne = (colonne: ColonneCompilee, rang: number) =>
      [colonne.colonne, { ...knownCase((liste?.premier ?? 0) + rang, colonne), rang }] as const
    known.set(code, {
      code,
      colonnes: tableau?.colonnes.map((colonne) => colonne.code) ?? [],
      lignes,
      ...(liste && { liste: { position, nom: liste.nom, colonnes: new Map(liste.colonnes.map(toColonne)) } }),
    })
  }
  return { tableaux: known, illisibles: new Set(), ailleurs: new Set(), liasse: liasse.code, exercice, plan: comptes?.plan ?? null }
}

/** The places where an example may be written: a cell of each kind, a control, a row of a list. */
function placesOf(own: Edition): readonly Contexte[] {
  return own.liasses.flatMap((liasse) => {
    const catalogue = catalogueOf(own, liasse)
    const cells = new Set([
      'BA.A101[net]',
      'BA.A102[net]',
      'BP.P131[N]',
      'CRP.R300[total]',
      'AFN.AF20[N]',
      'VC.C120[V11]',
      'T20.C6712[charges]',
    ])
    const inCells = [...catalogue.tableaux.values()].flatMap(({ code, lignes }) =>
      [...lignes].flatMap(([ligne, { cases }]) =>
        [...cases.keys()]
          .filter((colonne, rank) => rank === 0 || cells.has(`${code}.${ligne}[${colonne}]`))
          .map((colonne): Contexte => ({ catalogue, tableau: code, ligne, colonne })),
      ),
    )
    const inRows = [...catalogue.tableaux.values()].filter(({ liste }) => liste).map((liste): Contexte => ({ catalogue, liste }))
    return [{ catalogue }, ...inRows, ...inCells]
  })
}
const places = [edition, small].flatMap(placesOf)

/** Nothing when the formula is right somewhere, else what is wrong with it in a control. */
function faultOf(formule: string): string | null {
  let fault: string | null = null
  for (const contexte of places) {
    const isLigne = (code: string): boolean => [...contexte.catalogue.tableaux.values()].some(({ lignes }) => lignes.has(code))
    try {
      if (resolveFormule(parseFormule(formule, isLigne), contexte)) return null
    } catch (error) {
      if (!(error instanceof FormuleError)) throw error
      fault ??= error.message
    }
  }
  return fault ?? 'nothing is left of it'
}

/** The code spans of the column of examples of each table: the last of three columns, the first of two. */
const EXEMPLES = DOC.split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (?:Écriture|Fonction) /.test(line))
  .flatMap((line) => {
    const cells = line.split(' | ')
    return [...((cells.length === 3 ? cells[2] : cells[0]) ?? '').matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)
  })
  .filter((code) => code !== '[col]')

describe('docs/langage.md', () => {
  test('has an example for each construct', () => {
    expect(EXEMPLES.length).toBeGreaterThan(40)
  })

  test.each(EXEMPLES)('%s is a formula of the language', (exemple) => {
    expect(faultOf(exemple)).toBeNull()
  })

  test('its control has the shape of a control, and is right', () => {
    const blocks = [...DOC.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = '']) => parse(yaml) as unknown).filter(Array.isArray)
    const formules = blocks.flatMap((controles) => controlesShape.parse({ controles }).controles.map(({ formule }) => formule))
    expect(formules.length).toBeGreaterThan(0)
    expect(formules.map((formule) => faultOf(formule))).toEqual(formules.map(() => null))
  })

  test.each(['FAMILE = "OPH"', 'FAMILLE = "OHP"', 'LIASSE > "er"'])('%s is refused, as it says', (exemple) => {
    expect(DOC).toContain(`\`${exemple}\``)
    expect(faultOf(exemple)).not.toBeNull()
  })
})
