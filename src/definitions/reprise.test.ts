import { expect, test } from 'vitest'
import { EditionDefects } from './defect.ts'
import { loadEdition } from './load-edition.ts'
import { editionWithList, smallEdition } from './small-edition.fixture.ts'

const N1 = '{ code: n1, libelle: Net N-1 }'
const load = (changes: Readonly<Record<string, string>>, files = smallEdition) => loadEdition(files(changes))
const repriseOf = (edition: ReturnType<typeof load>, at: string) =>
  edition.liasses.find(({ code }) => code === 'qdis')?.cellules.find((cellule) => cellule.at === at)?.reprise

function defectsOf(changes: Readonly<Record<string, string>>, files = smallEdition): readonly string[] {
  try {
    loadEdition(files(changes))
    return []
  } catch (error) {
    if (!(error instanceof EditionDefects)) throw error
    return error.defects.map(({ fichier, ligne, message }) => `${fichier}:${ligne}: ${message}`)
  }
}

test('[PI-01] each entry cell of an N-1 column takes the same line in the column that it names', () => {
  const edition = load({ [N1]: '{ code: n1, libelle: Net N-1, reprise: net }' })
  expect(repriseOf(edition, 'BA.A101[n1]')).toBe('BA.A101[net]')
  expect(repriseOf(edition, 'BA.A103[n1]')).toBe('BA.A103[net]')
})

test('a computed cell takes nothing over, nor a line that has no cell to take from', () => {
  const edition = load({ [N1]: '{ code: n1, libelle: Net N-1, reprise: amort }' })
  expect(repriseOf(edition, 'BA.A110[n1]')).toBeUndefined()
  expect(repriseOf(edition, 'BA.A101[n1]')).toBeUndefined()
  expect(repriseOf(edition, 'BA.A102[n1]')).toBe('BA.A102[amort]')
})

test('a line says its own cell, or that it takes nothing', () => {
  const edition = load({
    [N1]: '{ code: n1, libelle: Net N-1, reprise: net }',
    'libelle: Constructions, comptes: "213" }': 'libelle: Constructions, comptes: "213", reprise: { brut: "BA.A102[net]", n1: "" } }',
  })
  expect(repriseOf(edition, 'BA.A102[brut]')).toBe('BA.A102[net]')
  expect(repriseOf(edition, 'BA.A102[n1]')).toBeUndefined()
})

test('a column of a list takes a column of the same row', () => {
  const edition = load(
    { '{ code: brut, libelle: Montant initial }': '{ code: brut, libelle: Montant initial, reprise: crd }' },
    editionWithList,
  )
  expect(edition.liasses[0]?.listes[0]?.colonnes.find(({ colonne }) => colonne === 'brut')?.reprise).toBe('crd')
})

test.each<[fault: string, changes: Readonly<Record<string, string>>, said: string]>([
  [
    'a column that does not exist',
    { [N1]: '{ code: n1, libelle: Net N-1, reprise: nett }' },
    'tableaux/bilan.yaml:9: Colonne « nett » inconnue du tableau BA. Vouliez-vous « net » ?',
  ],
  [
    'a computed column',
    { 'formule: "[brut] - [amort]" }': 'formule: "[brut] - [amort]", reprise: n1 }' },
    'tableaux/bilan.yaml:8: La colonne « net » est calculée, elle ne peut rien reprendre de l’exercice précédent.',
  ],
  [
    'a cell that does not exist',
    { 'libelle: dont bureaux, retrait: 1 }': 'libelle: dont bureaux, retrait: 1, reprise: { n1: "BA.A1022[net]" } }' },
    'tableaux/bilan.yaml:14: Case BA.A1021[n1] : case inconnue : « BA.A1022[net] ». Vouliez-vous « BA.A102[net] » ?',
  ],
  [
    'a cell of another type',
    {
      'libelle: dont bureaux, retrait: 1 }': 'libelle: dont bureaux, retrait: 1, reprise: { n1: "Q01.Q01-02[N]" } }',
      'liasses: [qdis, er]': 'liasses: [qdis]',
    },
    'tableaux/bilan.yaml:14: Case BA.A1021[n1] : types incompatibles : un montant à 2 décimales ne peut reprendre Q01.Q01-02[N], un nombre à 0 décimales.',
  ],
])('%s is refused at its line', (_fault, changes, said) => {
  expect(defectsOf(changes)).toContain(said)
})

test('a column of a list cannot take one of another type', () => {
  const said = defectsOf(
    { '{ code: brut, libelle: Montant initial }': '{ code: brut, libelle: Montant initial, reprise: duree }' },
    editionWithList,
  )
  expect(said.join()).toContain('La colonne « brut » ne peut reprendre « duree » : elles n’ont pas le même type.')
})
