import { describe, expect, test } from 'vitest'
import { EditionDefects, formatDefect } from './defect.ts'
import { loadEdition } from './load-edition.ts'
import { smallEdition } from './small-edition.fixture.ts'

const liasse = (code: string, changes: Readonly<Record<string, string>> = {}) => {
  const found = loadEdition(smallEdition(changes)).liasses.find((candidate) => candidate.code === code)
  if (!found) throw new Error(`no liasse ${code}`)
  return found
}
const cell = (at: string, changes: Readonly<Record<string, string>> = {}) =>
  liasse('qdis', changes).cellules.find((candidate) => candidate.at === at)

function defects(files: ReadonlyMap<string, string>): readonly string[] {
  try {
    loadEdition(files)
    return []
  } catch (error) {
    if (error instanceof EditionDefects) return error.defects.map(formatDefect)
    throw error
  }
}

describe('an edition that is right', () => {
  test('gives the cells of each liasse in the order of its tabs', () => {
    expect(liasse('qdis').tableaux).toEqual(['BA', 'Q01'])
    expect(
      liasse('qdis')
        .cellules.slice(0, 4)
        .map(({ at }) => at),
    ).toEqual(['BA.A101[brut]', 'BA.A101[net]', 'BA.A101[n1]', 'BA.A102[brut]'])
  })

  test('computes each cell after what it reads', () => {
    const { ordre, cellules } = liasse('qdis')
    const rank = (at: string): number => ordre.indexOf(cellules.findIndex((candidate) => candidate.at === at))
    expect(rank('BA.A110[net]')).toBeGreaterThan(rank('BA.A102[net]'))
    expect(rank('Q01.Q01-03[N]')).toBeGreaterThan(rank('BA.A110[net]'))
  })

  test('the own formula of a cell wins over its column, the column over the line', () => {
    expect(cell('BA.A101[net]')?.formule?.texte).toBe('[brut]')
    expect(cell('BA.A110[net]')?.formule?.texte).toBe('[brut] - [amort]')
    expect(cell('BA.A110[brut]')?.formule?.texte).toBe('A101 + A102 + A103')
    expect(cell('BA.P100[net]')?.formule, 'an empty formula makes an entry').toBeUndefined()
  })

  test('a repeated formula leaves out the lines that have no cell in the column', () => {
    expect(cell('BA.A110[amort]')?.formule?.expression).toMatchObject({ op: 'cellule' })
  })

  test('[S58] entries that exist in both liasses come from the ER at the same address, others where `depuis_er` says', () => {
    expect(cell('BA.A102[brut]')?.depuisEr).toBe('BA.A102[brut]')
    expect(cell('BA.A102[net]')?.depuisEr, 'a computed cell is never copied').toBeUndefined()
    expect(cell('Q01.Q01-01[N]')?.depuisEr).toBe('T22.E10[etp]')
    expect(cell('Q01.Q01-02[N]')?.depuisEr).toBeUndefined()
  })

  test('a per-line control is unfolded over the lines that have the cells', () => {
    const codes = liasse('qdis').controles.map(({ code }) => code)
    expect(codes).toEqual(['CTL-001', 'CTL-020/A102', 'CTL-030', 'CTL-031', 'CTL-040'])
    expect(liasse('qdis').controles[1]?.message).toBe('Les amortissements dépassent le brut\u00a0: Constructions.')
  })

  test('a tolerance is held in the unit of the cells compared', () => {
    expect(liasse('qdis').controles.at(-1)).toMatchObject({ tolerance: 500, unite: 'montant', decimales: 2 })
  })

  test('types and decimals come from the line, else from the column, else from the type', () => {
    expect(cell('Q01.Q01-01[N]')).toMatchObject({ type: 'nombre', decimales: 1 })
    expect(cell('Q01.Q01-02[N]')).toMatchObject({ type: 'nombre', decimales: 0, obligatoire: false })
    expect(cell('Q01.Q01-04[N]')).toMatchObject({ type: 'taux', decimales: 2 })
    expect(cell('Q01.Q01-05[N]')).toMatchObject({ type: 'choix', choix: ['Oui', 'Non'] })
  })

  test('what must be filled makes one control for its table, of the cells that the line or the column names', () => {
    const { cellules, controles } = liasse('qdis', {
      'libelle: Terrains,': 'libelle: Terrains, obligatoire: [brut],',
      'libelle: Capital non appelé,': 'libelle: Capital non appelé, obligatoire: true,',
      'titre: Bilan\n': `titre: Bilan\nobligatoire_si: 'BA.P100[net] > 0'\n`,
    })
    const requis = ['BA.A101[brut]', 'BA.A103[net]', 'BA.A103[n1]']
    expect(cellules.filter(({ obligatoire }) => obligatoire).map(({ at }) => at)).toEqual(requis)
    expect(controles.at(-1)).toMatchObject({
      code: 'OBL-BA',
      niveau: 'bloquant',
      texte: `Si BA.P100[net] > 0 : ${requis.map((at, rank) => (rank === 0 ? `REMPLI(${at})` : `(NON(FAMILLE("COOP")) OU REMPLI(${at}))`)).join(' ET ')}`,
      requis: [{ libelle: 'Terrains (Brut)' }, { libelle: 'Capital non appelé (Net)' }, { libelle: 'Capital non appelé (Net N-1)' }],
    })
  })

  test('is frozen to the leaves and known by a digest that any change moves', () => {
    const edition = loadEdition(smallEdition())
    expect(Object.isFrozen(edition.liasses[0]?.cellules[1]?.formule?.expression)).toBe(true)
    expect(edition.digest).toMatch(/^[0-9a-f]{64}$/)
    expect(loadEdition(smallEdition()).digest).toBe(edition.digest)
    expect(loadEdition(smallEdition({ 'libelle: Terrains': 'libelle: Terrain' })).digest).not.toBe(edition.digest)
  })
})

const A110 = 'formule: "A101 + A102 + A103"'
const BILAN = 'tableaux/bilan.yaml'
/** A rule said to hold by construction, before the controls. */
const byConstruction = (claim: string): Record<string, string> => ({
  'controles:\n': `par_construction:\n  - { code: CTL-004, liasses: [qdis], message: Total inexact., source: "[expert]"${claim} }\ncontroles:\n`,
})

describe('an edition at fault is refused with file, line and reason', () => {
  test.each<[name: string, changes: Record<string, string>, expected: string]>([
    [
      'unknown key',
      { 'libelle: Terrains': 'libele: Terrains, libelle: T' },
      `${BILAN}:12:19 Clé inconnue : « libele ». Vouliez-vous « libelle » ?`,
    ],
    ['missing key', { 'titre: Bilan\n': '' }, `${BILAN}:1:1 titre : clé obligatoire absente (un texte (entre guillemets)).`],
    [
      'unknown line',
      { 'A101 + A102 + A103': 'A101 + A1O2 + A103' },
      `${BILAN}:16:75 Case BA.A110[brut] : Case inconnue : le tableau BA n’a pas de ligne « A1O2 ». Vouliez-vous « A102 » ?`,
    ],
    [
      'unknown column',
      { '"[brut] - [amort]"': '"[brut] - [amor]"' },
      'Case inconnue : le tableau BA n’a pas de colonne « amor ». Vouliez-vous « amort » ?',
    ],
    [
      'unknown column of what must be filled',
      { 'libelle: Terrains,': 'libelle: Terrains, obligatoire: [bru],' },
      `${BILAN}:12:52 Colonne « bru » inconnue du tableau BA. Vouliez-vous « brut » ?`,
    ],
    [
      'unknown cell in the condition of what must be filled',
      {
        'titre: Questions\n': 'titre: Questions\nobligatoire_si: \'Q02.Q01-05[N] = "Oui"\'\n',
        'type: nombre }': 'type: nombre, obligatoire: true }',
      },
      'tableaux/q01-questions.yaml:3:18 Contrôle OBL-Q01 : Tableau « Q02 » inconnu dans cette liasse.',
    ],
    [
      'rule said to hold by construction on a cell that is typed',
      byConstruction(', calculees: [BA.A110, "BA.A102[brut]"]'),
      'CTL-004 : la case BA.A102[brut] se saisit, rien ne garantit plus « Total inexact. ».',
    ],
    [
      'rule by construction on a line that is gone',
      byConstruction(', calculees: [BA.A119]'),
      'CTL-004 : Case inconnue : le tableau BA n’a pas de ligne « A119 ». Vouliez-vous « A110 » ?',
    ],
    [
      'cell said not to exist for a family',
      byConstruction(', absentes: ["BA.A103[net]"], familles: [OPH, COOP]'),
      'CTL-004 : la case BA.A103[net] existe (COOP).',
    ],
    ['rule by construction without a cell', byConstruction(''), 'par_construction : il faut `calculees` ou `absentes`, l’un des deux.'],
    ['unknown table', { 'BA.P100[net]; 0': 'BB.P100[net]; 0' }, 'Tableau « BB » inconnu dans cette liasse. Vouliez-vous « BA » ?'],
    ['unknown function', { 'MAX(BA': 'MAXI(BA' }, 'Fonction « MAXI » inconnue. Vouliez-vous « MAX » ?'],
    [
      'too few arguments',
      { 'MAX(BA.A110[net] - BA.P100[net]; 0)': 'SI(BA.A110[net] > 0; 1)' },
      'SI attend 3 arguments, séparés par des points-virgules ; il y en a 2.',
    ],
    ['cycle', { [A110]: 'formule: "A101 + A110"' }, 'Calcul circulaire : BA.A110[brut] → BA.A110[brut].'],
    [
      'long cycle',
      {
        'sans: [amort], formules: { net: "[brut]" }': 'sans: [amort], formules: { net: "A102[net]" }',
        'code: A102, libelle: Constructions': 'code: A102, libelle: C, formules: { net: "A101[net]" }',
      },
      'Calcul circulaire : BA.A101[net] → BA.A102[net] → BA.A101[net].',
    ],
    [
      'type clash of units',
      { 'BA.A110[net] / Q01-02': 'BA.A110[net] + Q01-02' },
      'Types incompatibles : un montant et un nombre ne vont pas ensemble.',
    ],
    [
      'type clash of the result',
      { 'BA.A110[net] / Q01-02': 'Q01-02 * 2' },
      'Types incompatibles : la case attend un montant, la formule donne un nombre.',
    ],
    ['product of amounts', { 'BA.A110[net] / Q01-02': 'BA.A110[net] * BA.P100[net]' }, 'un montant ne se multiplie pas par un montant'],
    ['text in a sum', { 'BA.A110[net] / Q01-02': 'BA.A110[net] + Q01-06' }, 'il faut ici un nombre, pas un texte'],
    [
      'computed text',
      { 'libelle: Commentaire, type: texte': 'libelle: Commentaire, type: texte, formules: { N: "Q01-02" }' },
      'une case de texte ne se calcule pas',
    ],
    ['text that is no choice', { '= "Oui"': '= "oui"' }, '« oui » n’est pas un des choix : Oui, Non.'],
    ['unknown family in a comparison', { 'FAMILLE("COOP")': 'FAMILLE = "COPO"' }, 'Famille « COPO » inconnue. Vouliez-vous « COOP » ?'],
    [
      'unknown family among several',
      { 'FAMILLE("COOP")': 'FAMILLE PARMI ("OPH"; "ESHH")' },
      'Famille « ESHH » inconnue. Vouliez-vous « ESH » ?',
    ],
    ['unknown liasse', { 'FAMILLE("COOP")': 'LIASSE <> "qdsi"' }, 'Liasse « qdsi » inconnue. Vouliez-vous « qdis » ?'],
    [
      'a family that is bigger',
      { 'FAMILLE("COOP")': 'FAMILLE > "COOP"' },
      'FAMILLE se compare par =, <> ou PARMI à un code entre guillemets',
    ],
    ['a family alone', { 'FAMILLE("COOP")': 'FAMILLE' }, 'FAMILLE se compare par =, <> ou PARMI à un code entre guillemets'],
    [
      'a liasse compared with a number',
      { 'FAMILLE("COOP")': 'LIASSE = 2' },
      'LIASSE se compare par =, <> ou PARMI à un code entre guillemets',
    ],
    ['an exercice between quotes', { 'FAMILLE("COOP")': 'EXERCICE = "2025"' }, 'il faut ici un nombre, pas un texte.'],
    ['PARMI without brackets', { 'FAMILLE("COOP")': 'FAMILLE PARMI "OPH"' }, '« OPH » inattendu : il faut ici « ( ».'],
    ['a word of the dossier mistyped', { 'FAMILLE("COOP")': 'FAMILE = "OPH"' }, 'Vouliez-vous « FAMILLE » ?'],
    ['unknown family', { 'FAMILLE("COOP")': 'FAMILLE("COPO")' }, 'Famille « COPO » inconnue. Vouliez-vous « COOP » ?'],
    [
      'number as control',
      { 'formule: "BA.A110[net] = BA.P100[net]"': 'formule: "BA.A110[net] - BA.P100[net]"' },
      'un contrôle est une condition (une comparaison), pas un montant',
    ],
    [
      'control outside any table',
      { 'formule: "BA.A110[net] = BA.P100[net]"': 'formule: "A110[net] = BA.P100[net]"' },
      'Écrivez le tableau : TABLEAU.LIGNE[colonne].',
    ],
    ['tolerance too fine', { 'tolerance: "5"': 'tolerance: "0,001"' }, 'Tolérance 0,001 plus fine que les cases comparées (2 décimales).'],
    [
      'YAML alias',
      { 'formule: "[brut] - [amort]"': 'formule: *net' },
      'Une valeur qui commence par « * » est un renvoi YAML, qui n’est pas admis',
    ],
    ['{ligne} alone', { "Le bilan n'est pas équilibré.": '"{ligne} fausse"' }, 'Le message dit {ligne} sans `pour_chaque_ligne`.'],
    [
      'control of a table of another liasse',
      { "liasses: [qdis]\n    si: 'Q01": "liasses: [qdis, er]\n    si: 'Q01" },
      'Le tableau « Q01 » n’est pas dans cette liasse : aucun de ses onglets ne le montre.',
    ],
    ['duplicate line', { 'code: A1021': 'code: A102' }, `${BILAN}:14:13 Ligne « A102 » écrite deux fois dans le tableau BA.`],
    ['duplicate table', { 'code: T22': 'code: Q01' }, 'Code de tableau « Q01 » déjà pris par tableaux/effectif-moyen.yaml.'],
    ['duplicate control', { 'code: CTL-040': 'code: CTL-031' }, 'Contrôle « CTL-031 » écrit deux fois.'],
    ['two formulas', { 'formules: { net: "[brut]" }': 'formules: { net: "[brut]", net: "[n1]" }' }, 'une case n’a qu’une formule'],
    [
      'formula of a missing cell',
      { 'sans: [amort], formules: { net: "[brut]" }': 'sans: [amort], formules: { amort: "[brut]" }' },
      'La ligne BA.A101 n’a pas de case dans la colonne « amort ».',
    ],
    [
      'line without cells',
      { 'sans: [amort], formules: { net: "[brut]" }': 'sans: [brut, amort, net, n1]' },
      `${BILAN}:12:5 La ligne BA.A101 n’a aucune case.`,
    ],
    [
      'formula without terms',
      { [A110]: 'formule: "A103"' },
      'Plus aucun terme dans la colonne « brut » : ajoutez « sans: [brut] » à la ligne A110.',
    ],
    ['product with a missing cell', { [A110]: 'formule: "A102 * A103 / A102"' }, 'seul un terme d’une somme peut être laissé de côté'],
    [
      'missing table',
      { 'tableaux: [Q01]': 'tableaux: [Q02]' },
      'edition.yaml:13:129 Tableau « Q02 » absent du dossier tableaux/. Vouliez-vous « Q01 » ?',
    ],
    ['table in no tab', { 'tableaux: [T22]': 'tableaux: [BA]' }, 'Le tableau T22 n’est dans aucun onglet de la liasse « er ».'],
    [
      'liasse without tables',
      { 'liasse: er, onglets': 'liasse: qdis, onglets' },
      'La liasse « er » n’a aucun tableau : aucune partie ne la montre.',
    ],
    [
      'unknown right of a profile',
      { 'droits: [signer]': 'droits: [signe]' },
      'profils.yaml:5:83 Droit « signe » inconnu. Vouliez-vous « signer » ?',
    ],
    ['unknown right of a passage', { 'droit: signer': 'droit: singer' }, 'Droit « singer » inconnu. Vouliez-vous « signer » ?'],
    ['unknown step', { 'vers: 4': 'vers: 5' }, 'Étape 5 inconnue.'],
    [
      'unknown ER cell',
      { 'T22.E10[etp]': 'T22.E11[etp]' },
      'case inconnue dans les ER : « T22.E11[etp] ». Vouliez-vous « T22.E10[etp] » ?',
    ],
    ['ER cell of another type', { 'T22.E10[etp]': 'BA.A101[brut]' }, 'types incompatibles'],
    [
      'missing source',
      { 'source: "[expert]"\nliasses: [er]': 'source: ""\nliasses: [er]' },
      'tableaux/effectif-moyen.yaml:3:9 source : ne peut pas être vide.',
    ],
    ['choices without a list', { 'type: choix, choix: [Oui, Non]': 'type: choix' }, 'est un choix sans liste de choix'],
    [
      'YAML syntax',
      { 'libelle: Ensemble }': 'libelle: Ensemble' },
      'tableaux/effectif-moyen.yaml:9:1 Retrait incohérent avec les lignes voisines, ou accolade jamais refermée.',
    ],
    ['unclosed bracket', { '"[brut] - [amort]"': '"([brut] - [amort]"' }, 'La formule s’arrête trop tôt : il manque « ) ».'],
    ['two comparisons', { 'BA.A102[brut] > 0': '0 < BA.A102[brut] < 5' }, 'Deux comparaisons à la suite : reliez-les par ET.'],
  ])('%s', (_name, changes, expected) => {
    expect(defects(smallEdition(changes)).join('\n')).toContain(expected)
  })

  test('all the defects are told at once, in the order of the files and lines', () => {
    const files = smallEdition({ 'A101 + A102 + A103': 'A101 + A999', 'droit: signer': 'droit: singer', 'libelle: Ensemble': 'libelle: 3' })
    expect(defects(files).map((line) => line.split(' ')[0])).toEqual([
      'tableaux/bilan.yaml:16:75',
      'tableaux/effectif-moyen.yaml:8:27',
      'workflow.yaml:8:73',
    ])
  })

  test('a table that cannot be read is told once, not at each formula that names it', () => {
    expect(defects(smallEdition({ 'titre: Bilan\n': 'tire: Bilan\n' }))).toHaveLength(2)
  })

  test.each(['edition.yaml', 'workflow.yaml', 'profils.yaml', 'controles.yaml'])('%s is required', (fichier) => {
    const files = new Map(smallEdition())
    files.delete(fichier)
    expect(defects(files)).toContain(`${fichier}:1 Fichier absent.`)
  })

  test('the controls may be cut into several files; a code is written once in all of them', () => {
    const files = new Map(smallEdition())
    const whole = files.get('controles.yaml') ?? ''
    files.delete('controles.yaml')
    files.set('controles/01-bilan.yaml', whole)
    const codes = (own: ReadonlyMap<string, string>) =>
      loadEdition(own).liasses.flatMap(({ controles }) => controles.map(({ code }) => code))
    expect(codes(files)).toEqual(codes(smallEdition()))
    files.set('controles/02-bis.yaml', whole)
    const [first = ''] = defects(files)
    expect(first).toMatch(/^controles\/02-bis\.yaml:\d+:\d+ Contrôle « CTL-\d{3} » écrit deux fois\.$/)
  })

  test('a table sits in a file named after it', () => {
    const files = new Map(smallEdition())
    files.set('tableaux/autre.yaml', files.get('tableaux/bilan.yaml') ?? '')
    files.delete('tableaux/bilan.yaml')
    expect(defects(files)).toEqual([
      'tableaux/autre.yaml:1:7 Nom de fichier inattendu : le tableau BA s’écrit dans « ba-….yaml » ou « bilan.yaml ».',
    ])
  })

  test('a stray YAML file is refused, any other file is ignored', () => {
    const files = new Map([...smallEdition(), ['controle.yaml', ''], ['README.md', '# Édition']])
    expect(defects(files)).toEqual([
      'controle.yaml:1 Fichier inattendu : une édition se compose de edition.yaml, workflow.yaml, profils.yaml, comptes.yaml, correspondances.yaml, controles/*.yaml et tableaux/*.yaml.',
    ])
  })
})

test('a file broken in its syntax is told once, by its first fault', () => {
  const files = new Map(smallEdition())
  files.set('edition.yaml', `<<<<<<< a\nedition: "2025"\n=======\n${'  - { code: A, libelle: B }\n'.repeat(40)}>>>>>>> b\n`)
  expect(defects(files).filter((defect) => defect.startsWith('edition.yaml:'))).toHaveLength(1)
})
