import { describe, expect, test } from 'vitest'
import { EditionDefects, formatDefect } from '../defect.ts'
import type { Edition } from '../edition.ts'
import { loadEdition } from '../load-edition.ts'
import { smallEdition } from '../small-edition.fixture.ts'

const PLAN = `compte;libelle;depuis;jusqua;source
12;Résultat;;;PCG
120;Bénéfice;;;PCG
21;Immobilisations;;;PCG
211;Terrains;;;PCG
213;Constructions;;;PCG
2131;Bâtiments;;;PCG
2135;Installations;;;PCG
28;Amortissements;;;PCG
2813;Amortissements des constructions;;;PCG
60;Achats;;;PCG
70;Produits;;;PCG
`
const COMPTES = `source: "[expert]"
recuperable: { oui: ["part récupérable"], non: ["part non récupérable"], sans_case: "{compte} sans colonne." }
activites:
  - { code: accession, libelle: "accession", cases: { qdis: "Q01.Q01-05[N]" } }
cas:
  - { code: bureaux, comptes: "213", intitule: ["bureaux"], activite: accession, case: "BA.A101[brut]", remarque: "{compte} en {ligne}", source: "[expert]" }
refus:
  - { code: achats, comptes: "60", message: "Compte {compte} refusé.", source: "[expert]" }
remarques:
  - { code: batiments, comptes: "2131", sauf_activite: accession, message: "{compte} : {solde}", source: "[expert]" }
epoques: { trop_tard: "{compte} depuis {exercice}", trop_tot: "{compte} avant {exercice}", source: "[expert]" }
resultat:
  case: "BA.P100[net]"
  charges: "60"
  produits: "70"
  discordant: "{bilan} et {gestion}"
  apres_cloture: "{bilan}"
  reste: "{bilan}"
  source: "[expert]"
desequilibre: "{debit} {credit} {ecart}"
`
const AFFECTATION = {
  'liasses: [qdis, er]\ncolonnes:\n  - { code: brut':
    'liasses: [qdis, er]\naffectation: { sens: debit, comptes: brut, amortissements: amort }\ncolonnes:\n  - { code: brut',
}
const LIGNES = {
  'comptes: "213" }': 'comptes: "213", comptes_amort: "2813" }',
  'libelle: Ressources, seulement: [net, n1], formules: { net: "" } }':
    'libelle: Ressources, sens: credit, comptes: "120", sans: [amort], formules: { net: "" } }\n' +
    '  - { code: P110, libelle: Total des ressources, total: true, seulement: [brut], formule: "P100" }',
}

/** The small edition with accounts; each passage of `changes` replaced in any of its files. */
function filesWith(changes: Readonly<Record<string, string>> = {}): ReadonlyMap<string, string> {
  const files = new Map(smallEdition({ ...AFFECTATION, ...LIGNES }))
  files.set('comptes.yaml', COMPTES.replace('BA.P100[net]', 'BA.P100[brut]'))
  files.set('../plan-de-comptes.csv', PLAN)
  for (const [from, to] of Object.entries(changes)) {
    const found = [...files].filter(([, text]) => text.includes(from))
    if (found.length === 0) throw new RangeError(`no file contains: ${from}`)
    for (const [file, text] of found)
      files.set(
        file,
        text.replace(from, () => to),
      )
  }
  return files
}

function defectsOf(changes: Readonly<Record<string, string>>): readonly string[] {
  try {
    loadEdition(filesWith(changes))
    return []
  } catch (error) {
    if (error instanceof EditionDefects) return error.defects.map(formatDefect)
    throw error
  }
}
const comptesOf = ({ comptes }: Edition): NonNullable<Edition['comptes']> => {
  if (!comptes) throw new Error('no accounts')
  return comptes
}

describe('an edition with accounts', () => {
  const { plan, affectation } = comptesOf(loadEdition(filesWith()))

  test('holds its chart and the cells that accounts may reach, with their side', () => {
    expect(plan.comptes).toHaveLength(11)
    expect(affectation.cibles.map(({ at, sens, detail }) => [at, sens, detail])).toEqual([
      ['BA.A101[brut]', 'debit', false],
      ['BA.A102[brut]', 'debit', false],
      ['BA.A102[amort]', 'credit', false],
      ['BA.A1021[brut]', 'debit', true],
      ['BA.A1021[amort]', 'credit', true],
      ['BA.P100[brut]', 'credit', false],
    ])
  })

  test('is identified by its chart too', () => {
    const other = loadEdition(filesWith({ '2135;Installations': '2135;Agencements' }))
    expect(other.digest).not.toBe(loadEdition(filesWith()).digest)
  })

  test('writes the words of labels without accents or capitals', () => {
    expect(affectation.recuperable.oui).toEqual([' part recuperable '])
  })
})

test('an edition without comptes.yaml has no accounts, and its selections are words', () => {
  expect(loadEdition(smallEdition({ 'comptes: "211"': 'comptes: "les terrains"' })).comptes).toBeNull()
})

test('the chart is missed where it should be', () => {
  const files = new Map(filesWith())
  files.delete('../plan-de-comptes.csv')
  expect(() => loadEdition(files)).toThrow(
    '../plan-de-comptes.csv:1 Fichier absent : les comptes ne peuvent pas être vérifiés sans le plan.',
  )
})

describe('what is wrong in the accounts is told at its line', () => {
  test.each<[string, Readonly<Record<string, string>>, string]>([
    [
      'an unknown account',
      { 'comptes: "211"': 'comptes: "211, 2153"' },
      'tableaux/bilan.yaml:13:53 Ligne BA.A101 : Compte 2153 inconnu du plan de comptes. Vouliez-vous « 2135 » ?',
    ],
    [
      'an account beyond the known ones',
      { 'comptes: "211"': 'comptes: "21101"' },
      'tableaux/bilan.yaml:13:48 Ligne BA.A101 : Compte 21101 inconnu du plan de comptes. Vouliez-vous « 211 » ?',
    ],
    ['a fault of the grammar', { 'comptes: "211"': 'comptes: "211 et 213"' }, 'Ligne BA.A101 : « et » inattendu'],
    [
      'an account of two lines',
      { 'comptes: "211"': 'comptes: "211, 213"' },
      'Ligne BA.A102 : compte 213 déjà pris par BA.A101[brut] avec une racine aussi longue : un compte ne va qu’à une ligne.',
    ],
    [
      'accounts that no total counts',
      { 'formule: "A101 + A102 + A103"': 'formule: "A102 + A103"' },
      'tableaux/bilan.yaml:13:13 Ligne BA.A101 : elle reçoit des comptes mais n’entre dans aucun total, aucune autre ligne ne lit BA.A101[brut]. Le total qui la suit, A110, est « A102 + A103 » : ajoutez-la.',
    ],
    ['an account twice in a line', { 'comptes: "211"': 'comptes: "211, 211"' }, 'Ligne BA.A101 : compte 211 écrit deux fois.'],
    [
      'accounts for a total',
      { 'total: true,': 'total: true, comptes: "2131", formules: { brut: "A101" },' },
      'Ligne BA.A110 : des comptes pour une case calculée : la colonne « brut » porte une formule.',
    ],
    [
      'accounts without a cell',
      { 'comptes: "211", sans': 'comptes: "211", comptes_amort: "28", sans' },
      'Ligne BA.A101 : des comptes sans case pour les recevoir : la ligne n’a pas de colonne « amort ».',
    ],
    [
      'an unknown column',
      { 'amortissements: amort': 'amortissements: amorts' },
      'Colonne « amorts » inconnue du tableau BA. Vouliez-vous « amort » ?',
    ],
    [
      'depreciation without a column',
      { ', amortissements: amort }': ' }' },
      'Ligne BA.A102 : le tableau n’a pas de colonne d’amortissements (`affectation: { amortissements: … }`).',
    ],
    [
      'a case that is open to no account',
      { 'case: "BA.A101[brut]"': 'case: "BA.A110[brut]"' },
      'comptes.yaml:6:88 Case « BA.A110[brut] » : elle ne reçoit pas de comptes. Vouliez-vous « BA.A101[brut] » ?',
    ],
    [
      'an unknown activity',
      { 'sauf_activite: accession': 'sauf_activite: accesion' },
      'comptes.yaml:10:56 Activité « accesion » inconnue. Vouliez-vous « accession » ?',
    ],
    [
      'an activity that no cell declares',
      { 'Q01.Q01-05[N]" }': 'Q01.Q01-06[N]" }' },
      'Case « Q01.Q01-06[N] » : ce n’est pas un choix Oui ou Non. Vouliez-vous « Q01.Q01-05[N] » ?',
    ],
    [
      'a word in braces that means nothing',
      { '{compte} : {solde}': '{compte} : {soldes}' },
      '« {soldes} » ne se remplace par rien ici : écrivez {compte}, {libelle}, {solde}, {ligne}. Vouliez-vous « solde » ?',
    ],
    [
      'an unknown key',
      { 'sauf_activite: accession': 'sauf_activites: accession' },
      'Clé inconnue : « sauf_activites ». Vouliez-vous « sauf_activite » ?',
    ],
    [
      'a faulty selection in comptes.yaml',
      { 'comptes: "60"': 'comptes: "61"' },
      'comptes.yaml:8:31 Compte 61 inconnu du plan de comptes. Vouliez-vous « 60 » ?',
    ],
    ['a fault of the chart', { '2131;Bâtiments;;;PCG': '2131;;;;PCG' }, '../plan-de-comptes.csv:7 Compte 2131 : libellé absent.'],
  ])('%s', (_, changes, expected) => {
    expect(defectsOf(changes).join('\n')).toContain(expected)
  })
})

test('an account may be in two lines that no family has both', () => {
  const changes = {
    'comptes: "211", sans': 'comptes: "211", familles: [OPH], sans',
    'comptes: "213", comptes_amort': 'comptes: "211", familles: [COOP], comptes_amort',
  }
  expect(defectsOf(changes)).toEqual([])
})
