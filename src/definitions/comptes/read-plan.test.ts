import { expect, test } from 'vitest'
import type { Defect } from '../defect.ts'
import { findAncetre, findCompte, isRacine, listFeuilles, listSousComptes } from './plan.ts'
import { readPlan } from './read-plan.ts'

const ENTETE = 'compte;libelle;depuis;jusqua;source'
const read = (...lignes: readonly string[]): { defects: readonly Defect[]; plan: ReturnType<typeof readPlan> } => {
  const defects: Defect[] = []
  const plan = readPlan('plan.csv', [ENTETE, ...lignes, ''].join('\n'), defects)
  return { defects, plan }
}
const PLAN = read(
  '61;Services;;;PCG',
  '611;Sous-traitance;;;PCG',
  '6112;Part récupérable;;;[expert]',
  '6155;Biens mobiliers;;;PCG',
  '67;Exceptionnel;;;PCG',
  '671;Gestion;;2024;PCG',
).plan

test('a chart holds its accounts, their exercices and their sources', () => {
  const { plan, defects } = read('60;Achats;;;PCG', '605;Aménagement;2026;;ANC', '606;Fournitures;;;PCG')
  expect(defects).toEqual([])
  expect(plan).toEqual({
    comptes: [
      { numero: '60', libelle: 'Achats', source: 0 },
      { numero: '605', libelle: 'Aménagement', depuis: 2026, source: 1 },
      { numero: '606', libelle: 'Fournitures', source: 0 },
    ],
    sources: ['PCG', 'ANC'],
  })
})

test.each<[string, readonly string[], number, string]>([
  [
    'a letter in a number',
    ['60;Achats;;;PCG', '60A;Autres;;;PCG'],
    3,
    'Compte « 60A » : un numéro de compte s’écrit en chiffres, le premier de 1 à 9.',
  ],
  ['a field too many', ['60;Achats; divers;;;PCG'], 2, 'Il faut cinq champs séparés par des points-virgules ; il y en a 6.'],
  ['no label', ['60;;;;PCG'], 2, 'Compte 60 : libellé absent.'],
  ['no source', ['60;Achats;;;'], 2, 'Compte 60 : source absente. Citez-la, ou écrivez [expert].'],
  ['a wrong exercice', ['60;Achats;25;;PCG'], 2, 'Compte 60 : « 25 » n’est pas un exercice (2025).'],
  ['an era upside down', ['60;Achats;2026;2024;PCG'], 2, 'Compte 60 : il finirait (2024) avant de commencer (2026).'],
  ['an account twice', ['60;Achats;;;PCG', '61;Services;;;PCG', '60;Encore;;;PCG'], 4, 'Compte 60 écrit deux fois.'],
  ['accounts out of order', ['61;Services;;;PCG', '60;Achats;;;PCG'], 3, 'Compte 60 après le compte 61 : suivez l’ordre des chiffres.'],
  [
    'an account without a parent',
    ['60;Achats;;;PCG', '615;Entretien;;;PCG'],
    3,
    'Compte 615 sans compte de rang supérieur : le compte 61 n’est pas au plan.',
  ],
])('%s is refused at its line', (_, lignes, ligne, message) => {
  expect(read(...lignes).defects).toEqual([{ fichier: 'plan.csv', ligne, message }])
})

test('a file that is not a chart is refused by its first line', () => {
  const defects: Defect[] = []
  readPlan('plan.csv', 'number;label;source\n60;Achats;PCG\n', defects)
  expect(defects).toEqual([{ fichier: 'plan.csv', ligne: 1, message: `Première ligne inattendue : il faut « ${ENTETE} ».` }])
})

test('an account is found by its number, padded with zeros or not, else by the nearest above', () => {
  expect(findCompte(PLAN, '6112')?.libelle).toBe('Part récupérable')
  expect(findCompte(PLAN, '61120000')?.numero).toBe('6112')
  expect(findCompte(PLAN, '61129')).toBeNull()
  expect(findAncetre(PLAN, '61129')?.numero).toBe('6112')
  expect(findAncetre(PLAN, '7')).toBeNull()
})

test('a root opens the number of some account', () => {
  expect(['6', '615', '6155', '671'].map((racine) => isRacine(PLAN, racine))).toEqual([true, true, true, true])
  expect(['5', '612', '61551', '9'].map((racine) => isRacine(PLAN, racine))).toEqual([false, false, false, false])
})

test('the deepest accounts are those without sub-accounts', () => {
  expect(listFeuilles(PLAN).map(({ numero }) => numero)).toEqual(['6112', '6155', '671'])
  expect(listSousComptes(PLAN, '61').map(({ numero }) => numero)).toEqual(['61', '611', '6112', '6155'])
  expect(listSousComptes(PLAN, '9')).toEqual([])
})
