import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Famille } from '#definitions/edition.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { editionWithList, smallEdition } from '#definitions/small-edition.fixture.ts'
import { listReprises, readAll } from './reprise.ts'
import { openSheet, type CellValue, type Sheet } from './sheet.ts'

const REPRISE = { '{ code: n1, libelle: Net N-1 }': '{ code: n1, libelle: Net N-1, reprise: net }' }
const edition = loadEdition(smallEdition(REPRISE))
const withList = loadEdition(
  editionWithList({
    ...REPRISE,
    'libelle: Contrat, type: texte': 'libelle: Contrat, type: texte, reprise: contrat',
    '{ code: brut, libelle: Montant initial }': '{ code: brut, libelle: Montant initial, reprise: crd }',
  }),
)

const cell = (value: number | string): CellValue =>
  typeof value === 'number' ? { etat: 'valeur', valeur: value } : { etat: 'valeur', texte: value }
const valeurs = (entries: Readonly<Record<string, number | string>>) =>
  new Map(Object.entries(entries).map(([at, value]) => [at, cell(value)]))
const open = (entries: Readonly<Record<string, number | string>>, of = edition, famille: Famille = 'COOP'): Sheet =>
  openSheet(of, 'qdis', { famille, valeurs: valeurs(entries) })
const taken = (sheet: Sheet, famille: Famille = sheet.famille) =>
  Object.fromEntries(
    listReprises(sheet.liasse, famille, readAll(sheet)).map(({ cellule, valeur }) => [
      cellule.at,
      'texte' in valeur ? valeur.texte : 'valeur' in valeur ? valeur.valeur : valeur.etat,
    ]),
  )

describe('[PI-01] what the year before puts in the entry cells', () => {
  test('an N-1 column takes the close of the year before, computed or typed', () => {
    expect(taken(open({ 'BA.A102[brut]': 500, 'BA.A102[amort]': 120, 'BA.P100[net]': 380 }))).toEqual({
      'BA.A102[n1]': 380,
      'BA.P100[n1]': 380,
    })
  })

  test('a zero and « sans objet » follow; an empty cell leaves its N-1 empty', () => {
    const sheet = openSheet(edition, 'qdis', {
      famille: 'COOP',
      valeurs: new Map<string, CellValue>([
        ['BA.A101[brut]', cell(0)],
        ['BA.P100[net]', { etat: 'sans_objet' }],
      ]),
    })
    expect(taken(sheet)).toEqual({ 'BA.A101[n1]': 0, 'BA.P100[n1]': 'sans_objet' })
  })

  test('a line of another family takes nothing', () => {
    const sheet = open({ 'BA.A103[net]': 10 })
    expect(taken(sheet)).toEqual({ 'BA.A103[n1]': 10 })
    expect(taken(sheet, 'OPH')).toEqual({})
  })

  test('a row of a list follows with its name and its close; a loan paid back in full stays behind', () => {
    const sheet = open(
      {
        'X08.L2[contrat]': 'C-2',
        'X08.L2[brut]': 900,
        'X08.L2[rembourse]': 100,
        'X08.L7[contrat]': 'C-7',
        'X08.L7[brut]': 50,
        'X08.L7[rembourse]': 50,
      },
      withList,
    )
    expect(taken(sheet)).toEqual({ 'X08.L2[contrat]': 'C-2', 'X08.L2[brut]': 800 })
  })

  test('whatever was filed, every cell filled is an entry of the form that accepts the figure', () => {
    const entries = fc.record({ a: fc.integer(), b: fc.integer(), p: fc.integer() })
    fc.assert(
      fc.property(entries, ({ a, b, p }) => {
        const before = open({ 'BA.A101[brut]': a, 'BA.A102[brut]': b, 'BA.P100[net]': p })
        const filled = listReprises(before.liasse, 'COOP', readAll(before))
        const after = openSheet(edition, 'qdis', {
          famille: 'COOP',
          valeurs: new Map(filled.map(({ cellule, valeur }) => [cellule.at, valeur])),
        })
        expect(after.read('BA.A110[n1]')).toEqual(before.read('BA.A110[net]'))
      }),
    )
  })
})

describe('what a filed dossier holds', () => {
  test('every cell that is not empty, totals included', () => {
    const { valeurs: held, inconnues } = readAll(open({ 'BA.A102[brut]': 500 }))
    expect(Object.fromEntries(held)).toMatchObject({ 'BA.A102[brut]': cell(500), 'BA.A110[net]': cell(500) })
    expect(held.has('BA.A101[brut]')).toBe(false)
    expect(inconnues).toEqual([])
  })

  test('a total too large to be told is not known, rather than empty', () => {
    const max = Number.MAX_SAFE_INTEGER
    expect(readAll(open({ 'BA.A101[brut]': max, 'BA.A102[brut]': max })).inconnues).toContain('BA.A110[brut]')
  })
})
