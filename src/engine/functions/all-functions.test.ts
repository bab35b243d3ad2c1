import { describe, expect, test } from 'vitest'
import { fonctions } from '#definitions/langage/fonctions.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { smallEdition } from '#definitions/small-edition.fixture.ts'
import { formatWire, parseWire } from '../format-montant.ts'
import { openSheet, type CellValue, type Sheet } from '../sheet.ts'
import { allFunctions } from './all-functions.ts'
import type { Exemple } from './fonction.ts'

const TABLEAU = `code: EX
titre: Exemple
source: "[expert]"
liasses: [qdis]
colonnes:
  - { code: a, libelle: a }
  - { code: b, libelle: b }
  - { code: c, libelle: c }
  - { code: r, libelle: Résultat, TYPE, FORMULE }
lignes:
  - { code: L1, libelle: Exemple }
`
const LISTE = `code: EL
titre: Liste
source: "[expert]"
liasses: [qdis]
liste: { capacite: 100, nom: Ligne }
colonnes:
  - { code: x, libelle: x }
  - { code: y, libelle: y }
`
const CONTROLES = `controles:
  - { code: CTL-001, niveau: bloquant, liasses: [qdis], formule: 'FORMULE', message: Faux, source: "[expert]" }
`

function open({ formule, cases, lignes = [] }: Exemple, isCondition: boolean): Sheet {
  const type = formule.startsWith('NOMBRE') ? 'type: nombre, decimales: 2' : 'decimales: 2'
  const inLine = formule.replaceAll(/(?<![A-Z0-9])\[([abc])\]/g, isCondition ? 'EX.L1[$1]' : '[$1]')
  const files = new Map(
    smallEdition({
      'tableaux: [BA] }, { libelle: Questions, tableaux: [Q01] }': 'tableaux: [BA] }, { libelle: Questions, tableaux: [Q01, EX, EL] }',
    }),
  )
  files.set(
    'tableaux/exemple.yaml',
    TABLEAU.replace('FORMULE', isCondition ? 'precision: condition' : `formule: '${inLine}'`).replace('TYPE', type),
  )
  files.set('tableaux/liste.yaml', LISTE)
  if (isCondition) files.set('controles.yaml', CONTROLES.replace('FORMULE', inLine))
  const entries = [
    ...Object.entries(cases).map(([code, text]) => [`EX.L1[${code}]`, text] as const),
    ...lignes.flatMap((ligne, rank) => Object.entries(ligne).map(([code, text]) => [`EL.L${rank + 1}[${code}]`, text] as const)),
  ]
  const valeurs = new Map(entries.map(([at, text]): [string, CellValue] => [at, toValue(text)]))
  return openSheet(loadEdition(files), 'qdis', { famille: 'COOP', valeurs })
}

function toValue(text: string): CellValue {
  if (text === 's.o.') return { etat: 'sans_objet' }
  const valeur = parseWire(text, 2)
  if (valeur === null) throw new Error(`${text} is not a wire decimal`)
  return { etat: 'valeur', valeur }
}

function outcome(exemple: Exemple, isCondition: boolean): string {
  const sheet = open(exemple, isCondition)
  if (isCondition) {
    const { anomalies, nonEvaluables } = sheet.verify()
    if (nonEvaluables.some(({ controle }) => controle === 'CTL-001')) return 'indetermine'
    return anomalies.some(({ controle }) => controle === 'CTL-001') ? 'faux' : 'vrai'
  }
  const value = sheet.read('EX.L1[r]')
  return value.etat === 'valeur' && value.valeur !== undefined ? formatWire(value.valeur, 2) : value.etat
}

describe.each([...allFunctions.values()])('$nom', ({ nom, exemples }) => {
  const isCondition = fonctions.get(nom)?.rend === 'condition'

  test('has at least three examples', () => {
    expect(exemples.length).toBeGreaterThanOrEqual(3)
  })

  test.each(exemples)('$formule with $cases gives $donne', (exemple) => {
    expect(outcome(exemple, isCondition)).toBe(exemple.donne)
  })
})

test('the language and the engine know the same functions', () => {
  expect([...allFunctions.keys(), 'FAMILLE', 'PRECEDENT', 'PRECEDENT2', 'SOLDE', 'DEBIT', 'CREDIT'].toSorted()).toEqual(
    [...fonctions.keys()].toSorted(),
  )
})
