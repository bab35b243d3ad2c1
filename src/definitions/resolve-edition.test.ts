import { describe, expect, test } from 'vitest'
import { EditionDefects, formatDefect } from './defect.ts'
import type { Edition } from './edition.ts'
import { loadEdition } from './load-edition.ts'
import { smallEdition } from './small-edition.fixture.ts'

const HEAD = `d_apres: "2025"
edition: "2024"
revision: 1
exercice: 2024
libelle: Édition d'avant
source: "[expert]"
`
/** An edition 2024 written as a difference from the small one, with these files of its own. */
const derived = (own: Readonly<Record<string, string>> = {}, base = smallEdition()): ReadonlyMap<string, string> =>
  new Map([...[...base].map(([path, text]) => [`../2025/${path}`, text] as const), ['edition.yaml', HEAD], ...Object.entries(own)])

const load = (own: Readonly<Record<string, string>> = {}): Edition => loadEdition(derived(own))
function defects(files: ReadonlyMap<string, string>): readonly string[] {
  try {
    loadEdition(files)
    return []
  } catch (error) {
    if (error instanceof EditionDefects) return error.defects.map(formatDefect)
    throw error
  }
}
const lignesOf = (edition: Edition, code: string): readonly string[] =>
  edition.tableaux
    .find((tableau) => tableau.code === code)
    ?.lignes.map((ligne) => (ligne.genre === 'ligne' ? ligne.code : ligne.libelle)) ?? []
const cell = (edition: Edition, at: string) => edition.liasses[0]?.cellules.find((own) => own.at === at)
const tableau = (...lines: readonly string[]): Record<string, string> => ({ 'tableaux/bilan.yaml': ['code: BA', ...lines, ''].join('\n') })

describe('an edition written as a difference', () => {
  test('without any change is the base under another name and another digest', () => {
    const edition = load()
    const base = loadEdition(smallEdition())
    expect([edition.code, edition.exercice, edition.libelle]).toEqual(['2024', 2024, 'Édition d’avant'])
    expect(edition.liasses).toEqual(base.liasses)
    expect(edition.tableaux).toEqual(base.tableaux)
    expect(edition.digest).not.toBe(base.digest)
  })

  test('has the digest of the same edition written in full', () => {
    const whole = smallEdition({
      'edition: "2025"': 'edition: "2024"',
      'exercice: 2025': 'exercice: 2024',
      'libelle: Petite édition': "libelle: Édition d'avant",
      'libelle: Terrains': 'libelle: Sols',
      '  - { code: A1021, libelle: dont bureaux, retrait: 1 }\n': '',
    })
    const edition = load(tableau('lignes:', '  - { code: A101, libelle: Sols }', '  - { code: A1021, retire: true }'))
    expect(edition.digest).toBe(loadEdition(whole).digest)
  })

  test('adds lines at their place, in the order in which they are written', () => {
    const edition = load(
      tableau(
        'lignes:',
        '  - { code: A104, libelle: Quatre, apres: A103 }',
        '  - { code: A105, libelle: Cinq, apres: A103 }',
        '  - { titre: Divers, avant: A104 }',
        '  - { code: A110, formule: "SOMME(A101..A105)" }',
      ),
    )
    expect(lignesOf(edition, 'BA').slice(3, 9)).toEqual(['A1021', 'A103', 'Divers', 'A104', 'A105', 'A110'])
    expect(cell(edition, 'BA.A110[brut]')?.formule?.texte).toBe('SOMME(A101..A105)')
  })

  test('changes a line key by key, and a key set to null goes', () => {
    const edition = load(tableau('lignes:', '  - { code: A101, comptes: ~, formules: { n1: "[net]" }, aide: Nus }'))
    const ligne = edition.tableaux[0]?.lignes.find((own) => own.genre === 'ligne' && own.code === 'A101')
    expect(ligne).toMatchObject({ libelle: 'Terrains', aide: 'Nus' })
    expect(ligne).not.toHaveProperty('comptes')
    expect([cell(edition, 'BA.A101[net]')?.formule?.texte, cell(edition, 'BA.A101[n1]')?.formule?.texte]).toEqual(['[brut]', '[net]'])
  })

  test('moves a line that says a place', () => {
    expect(lignesOf(load(tableau('lignes:', '  - { code: A1021, avant: A101 }')), 'BA').slice(0, 4)).toEqual([
      'Immobilisations',
      'A1021',
      'A101',
      'A102',
    ])
  })

  test('takes away lines, headings, columns, controls, a whole table with its tab', () => {
    const edition = load({
      ...tableau('lignes:', '  - { titre: Passif, retire: true }', '  - { code: A1021, retire: true }'),
      'controles.yaml': 'controles:\n  - { code: CTL-040, retire: true }\n',
      'tableaux/effectif-moyen.yaml': 'code: T22\nretire: true\nsource: "[expert]"\n',
      'tableaux/q01-questions.yaml': 'code: Q01\nlignes:\n  - { code: Q01-01, depuis_er: ~ }\n',
      'edition.yaml': `${HEAD}parties:\n  - { code: "02", onglets: [{ libelle: Effectif, retire: true }] }\n`,
    })
    expect(lignesOf(edition, 'BA')).not.toContain('Passif')
    expect(edition.tableaux.map(({ code }) => code)).toEqual(['BA', 'Q01'])
    expect(edition.liasses[0]?.controles.map(({ code }) => code)).not.toContain('CTL-040')
  })

  test('adds a table of its own and a tab that shows it', () => {
    const edition = load({
      'tableaux/t18-transferts.yaml':
        'code: T18\ntitre: Transferts\nsource: "[expert]"\nliasses: [er]\ncolonnes: [{ code: N, libelle: N }]\nlignes: [{ code: X1, libelle: Un }]\n',
      'edition.yaml': `${HEAD}parties:\n  - { code: "02", onglets: [{ libelle: Transferts, tableaux: [T18], apres: Bilan }] }\n`,
    })
    expect(edition.parties[1]?.onglets.map(({ libelle }) => libelle)).toEqual(['Bilan', 'Transferts', 'Effectif'])
    expect(edition.liasses[1]?.tableaux).toEqual(['BA', 'T18', 'T22'])
  })

  test('changes steps and profiles too', () => {
    const edition = load({
      'workflow.yaml':
        'etapes:\n  - { numero: 4, code: fiabilisation, libelle: Relecture }\npassages:\n  - { action: transmettre, motif: true }\n',
      'profils.yaml': 'profils:\n  - { code: chef, libelle: Directeur }\n',
    })
    expect(edition.etapes[1]).toMatchObject({ libelle: 'Relecture', aide: 'On lit.' })
    expect([edition.passages[0]?.motif, edition.profils[0]?.libelle]).toEqual([true, 'Directeur'])
  })

  test('may be a difference from a difference', () => {
    const files = new Map(
      [...derived(tableau('lignes:', '  - { code: A101, libelle: Sols }'))].map(([path, text]) => [
        path.startsWith('../') ? path : `../2024/${path}`,
        text,
      ]),
    )
    files.set(
      'edition.yaml',
      HEAD.replace('d_apres: "2025"', 'd_apres: "2024"')
        .replace('edition: "2024"', 'edition: "2023"')
        .replace('exercice: 2024', 'exercice: 2023'),
    )
    const edition = loadEdition(files)
    expect([edition.code, cell(edition, 'BA.A101[brut]') !== undefined]).toEqual(['2023', true])
    expect(edition.tableaux[0]?.lignes[1]).toMatchObject({ libelle: 'Sols' })
  })
})

describe('a fault is told in the file and at the line where it was written', () => {
  test.each<[name: string, own: Readonly<Record<string, string>>, expected: string]>([
    [
      'unknown cell in a formula of the difference',
      tableau('lignes:', '  - { code: A110, formule: "A101 + A999" }'),
      'tableaux/bilan.yaml:3:36 Case BA.A110[brut] : Case inconnue : le tableau BA n’a pas de ligne « A999 ».',
    ],
    [
      'a line of the base that reads a line taken away',
      tableau('lignes:', '  - { code: A103, retire: true }'),
      '../2025/tableaux/bilan.yaml:16:82 Case BA.A110[brut] : Case inconnue : le tableau BA n’a pas de ligne « A103 ».',
    ],
    [
      'an addition without a place',
      tableau('lignes:', '  - { code: A1O2, libelle: Constructions }'),
      'tableaux/bilan.yaml:3:5 « A1O2 » n’existe pas dans la base. Pour l’ajouter, dites sa place : « apres: … » ou « avant: … ». Vouliez-vous « A102 » ?',
    ],
    [
      'a place that does not exist',
      tableau('lignes:', '  - { code: A104, libelle: Quatre, apres: A1O3 }'),
      'tableaux/bilan.yaml:3:36 « A1O3 » n’existe pas : rien après quoi se placer. Vouliez-vous « A103 » ?',
    ],
    [
      'a removal of nothing',
      tableau('lignes:', '  - { code: A999, retire: true }'),
      'tableaux/bilan.yaml:3:19 « A999 » n’existe pas dans la base : rien à retirer.',
    ],
    [
      'an unknown key',
      tableau('lignes:', '  - { code: A101, libele: Sols }'),
      'tableaux/bilan.yaml:3:19 Clé inconnue : « libele ». Vouliez-vous « libelle » ?',
    ],
    [
      'a key of the wrong kind',
      tableau('lignes:', '  - { code: A101, libelle: 3 }'),
      'tableaux/bilan.yaml:3:28 libelle : il faut un texte (entre guillemets).',
    ],
    [
      'an addition that lacks a key',
      tableau('lignes:', '  - { code: A104, apres: A103 }'),
      'tableaux/bilan.yaml:3:5 libelle : clé obligatoire absente',
    ],
    ['YAML syntax', tableau('lignes:', '  - { code: A104'), 'tableaux/bilan.yaml:4:1 Retrait incohérent'],
    [
      'a head that lacks its year',
      { 'edition.yaml': HEAD.replace('exercice: 2024\n', '') },
      'edition.yaml:1:1 exercice : clé obligatoire absente (un nombre).',
    ],
    [
      'a base that is not there',
      { 'edition.yaml': HEAD.replace('d_apres: "2025"', 'd_apres: "2031"') },
      'edition.yaml:1:10 Édition « 2031 » introuvable : il faut son dossier à côté de celui-ci (../2031/edition.yaml).',
    ],
    [
      'itself as base',
      { 'edition.yaml': HEAD.replace('d_apres: "2025"', 'd_apres: "2024"') },
      'edition.yaml:1:10 Éditions en cercle : 2024 → 2024. L’une d’elles doit être écrite en entier.',
    ],
    ['a file of another table', { 'tableaux/bilan.yaml': 'code: BB\ntitre: Bilan\n' }, 'Tableau « BA » absent du dossier tableaux/.'],
    [
      'the whole of a table of the base in another file',
      { 'tableaux/ba-bilan.yaml': smallEdition().get('tableaux/bilan.yaml') ?? '' },
      'Code de tableau « BA » déjà pris par',
    ],
  ])('%s', (_name, own, expected) => {
    expect(defects(derived(own)).join('\n')).toContain(expected)
  })

  test('a fault of the base is told in the base', () => {
    expect(defects(derived({}, smallEdition({ 'A101 + A102 + A103': 'A101 + A1O2 + A103' })))).toEqual([
      expect.stringContaining('../2025/tableaux/bilan.yaml:16:75 Case BA.A110[brut] : Case inconnue'),
    ])
  })

  test('editions in a circle are refused, not followed for ever', () => {
    const files = new Map(
      [...derived()].map(([path, text]) => [
        path === '../2025/edition.yaml' ? path : path,
        path === '../2025/edition.yaml' ? `d_apres: "2024"\n${text}` : text,
      ]),
    )
    files.set('../2024/edition.yaml', HEAD)
    expect(defects(files).join('\n')).toContain('Éditions en cercle : 2024 → 2025 → 2024.')
  })
})
