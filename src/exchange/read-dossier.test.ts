import { describe, expect, test } from 'vitest'
import { formatDefect, type Defect } from '#definitions/defect.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { smallEdition } from '#definitions/small-edition.fixture.ts'
import { openDossierFile, readDossier, type DossierLu } from './read-dossier.ts'

const edition = loadEdition(smallEdition())
/** The year before, when the line of land had another code. */
const ancienne = loadEdition(
  smallEdition({ 'edition: "2025"': 'edition: "2024"', 'exercice: 2025': 'exercice: 2024', 'code: A1021': 'code: A1029' }),
)
const editions = new Map([edition, ancienne].map((own) => [own.code, own]))

type Lu = { readonly dossier: DossierLu | null; readonly defauts: readonly string[] }

function read(contenu: string | Uint8Array): Lu {
  const defauts: Defect[] = []
  const octets = typeof contenu === 'string' ? new TextEncoder().encode(contenu) : contenu
  const ouvert = openDossierFile('d.json', octets, defauts)
  const dossier = ouvert && readDossier(ouvert, { edition, editions }, defauts)
  return { dossier, defauts: defauts.map(formatDefect) }
}
const file = (more: Readonly<Record<string, unknown>>): string => JSON.stringify({ liasse: 'qdis', famille: 'COOP', ...more }, null, 1)
const withValeurs = (valeurs: string): string => `{"liasse": "qdis", "famille": "COOP", "valeurs": {${valeurs}}}`

describe('a dossier file that is right', () => {
  test('gives each figure to its cell, exact', () => {
    const { dossier, defauts } = read(
      withValeurs(
        '"BA.A101[brut]": "1234.50", "Q01.Q01-01[N]": "12.5", "Q01.Q01-05[N]": "oui", "Q01.Q01-06[N]": "Néant", "BA.A102[brut]": "SO", "BA.A102[amort]": {"so": true}, "BA.A103[n1]": null, "BA.A103[net]": ""',
      ),
    )
    expect(defauts).toEqual([])
    expect(dossier && [...dossier.saisies]).toEqual([
      ['BA.A101[brut]', { etat: 'valeur', valeur: 123_450 }],
      ['Q01.Q01-01[N]', { etat: 'valeur', valeur: 125 }],
      ['Q01.Q01-05[N]', { etat: 'valeur', texte: 'Oui' }],
      ['Q01.Q01-06[N]', { etat: 'valeur', texte: 'Néant' }],
      ['BA.A102[brut]', { etat: 'sans_objet' }],
      ['BA.A102[amort]', { etat: 'sans_objet' }],
    ])
  })

  test('says apart what it states of computed cells', () => {
    const { dossier, defauts } = read(withValeurs('"BA.A110[net]": "10.00", "BA.A101[brut]": "10"'))
    expect([defauts, dossier?.saisies.size, dossier?.totaux.get('BA.A110[net]')]).toEqual([[], 1, { etat: 'valeur', valeur: 1000 }])
  })

  test('may start with a byte order mark, name its schema, hold nothing at all', () => {
    expect(read(`\ufeff${file({ $schema: 'dossier.schema.json', valeurs: {} })}`).defauts).toEqual([])
  })

  test('holds previous years in the cells of their editions, and accounts', () => {
    const { dossier, defauts } = read(
      file({
        edition: '2025',
        siret: '999 000 029 00010',
        libelle: 'Val Fleuri',
        valeurs: {},
        precedents: [{ edition: '2024', valeurs: { 'BA.A1029[brut]': '5.00' } }],
        balance: [
          { compte: '2813', libelle: 'Amortissements', debit: '0.00', credit: '12.00' },
          { compte: '213', debit: 40.5, credit: '' },
        ],
      }),
    )
    expect(defauts).toEqual([])
    expect(dossier).toMatchObject({ siret: '99900002900010', libelle: 'Val Fleuri' })
    expect(dossier?.precedents[0]?.saisies.get('BA.A1029[brut]')).toEqual({ etat: 'valeur', valeur: 500 })
    expect(dossier?.balance).toEqual([
      { compte: '2813', libelle: 'Amortissements', debitCents: 0, creditCents: 1200 },
      { compte: '213', libelle: null, debitCents: 4050, creditCents: 0 },
    ])
  })

  test.each([
    ['1234.5', 123_450],
    ['-0.10', -10],
    ['12e3', 1_200_000],
    ['1.5E-1', 15],
    ['0e999999', 0],
    ['90071992547409.91', 9_007_199_254_740_991],
  ])('takes the JSON number %s, exact as it is written', (ecrit, valeur) => {
    const { dossier, defauts } = read(withValeurs(`"BA.A102[brut]": ${ecrit}`))
    expect([defauts, dossier?.saisies.get('BA.A102[brut]')]).toEqual([[], { etat: 'valeur', valeur }])
  })
})

describe('a value that is not exact or not read one way is refused with what to write', () => {
  test.each([
    ['"1 234,50"', '« 1 234,50 » ne s’écrit pas ainsi dans un fichier : écrivez "1234.50".'],
    ['"1234,5"', '« 1234,5 » ne s’écrit pas ainsi dans un fichier : écrivez "1234.50".'],
    ['"475,962"', '« 475,962 » se lit de deux façons : écrivez "475962.00" ou "475.96".'],
    ['"1234.505"', '« 1234.505 » a plus de décimales que la case n’en garde (2). Arrondissez-le vous-même.'],
    [
      '0.30000000000000004',
      '0.30000000000000004 n’est pas exact à 2 décimales : un calcul en virgule flottante l’a sans doute produit. Écrivez un texte décimal, "1234.50".',
    ],
    ['1e-400', '1e-400 n’est pas exact à 2 décimales'],
    ['1e308', '1e308 est trop grand : au plus 90 071 992 547 409,91.'],
    ['1e400', '1e400 est trop grand'],
    ['90071992547409.92', '90071992547409.92 est trop grand'],
    ['"90071992547409.92"', 'Nombre trop grand : au plus'],
    [`"${'9'.repeat(400)}"`, 'Texte trop long pour un nombre (400 caractères).'],
    ['9'.repeat(399), 'est trop grand'],
    ['"NaN"', 'Ce n’est pas un nombre : « NaN ».'],
    ['"Infinity"', 'Ce n’est pas un nombre : « Infinity ».'],
    ['"1e308"', 'Ce n’est pas un nombre : « 1e308 ».'],
    ['"=BA.A102[brut]+1"', '« =BA.A102[brut]+1 » est une formule : écrivez son résultat, les totaux de l’édition se calculent seuls.'],
    ['"néant"', '« néant » : pour une case vide, ôtez-la ou écrivez "".'],
    ['"s.o."', '« s.o. » : pour « sans objet », écrivez "SO".'],
    ['"#REF!"', '« #REF! » : erreur Excel.'],
    ['true', 'il faut un texte (entre guillemets).'],
    ['["1.00"]', 'il faut un texte (entre guillemets).'],
    ['{"v": "1.00"}', 'il faut un texte (entre guillemets).'],
  ])('%s', (ecrit, sentence) => {
    const { defauts } = read(withValeurs(`"BA.A102[brut]": ${ecrit}`))
    expect(defauts).toHaveLength(1)
    expect(defauts[0]?.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain(sentence)
  })

  test('a choice is one of its choices, a text is not a number', () => {
    const { defauts } = read(withValeurs('"Q01.Q01-05[N]": "Ouii", "Q01.Q01-06[N]": 12'))
    expect(defauts).toEqual([
      'd.json:1:68 Case Q01.Q01-05[N] : « Ouii » n’est pas un des choix : Oui, Non. Vouliez-vous « Oui » ?',
      'd.json:1:93 Case Q01.Q01-06[N] : il faut un texte entre guillemets, non le nombre 12.',
    ])
  })
})

describe('a cell that does not exist is named, with the nearest one', () => {
  test.each([
    ['BA.A1O2[brut]', 'Case « BA.A1O2[brut] » inconnue : le tableau BA n’a pas de ligne A1O2. Vouliez-vous « A102 » ?'],
    [
      'BA.A102[bruit]',
      'Case « BA.A102[bruit] » inconnue : la ligne A102 a les colonnes brut, amort, net, n1, pas « bruit ». Vouliez-vous « brut » ?',
    ],
    ['BB.A102[brut]', 'Case « BB.A102[brut] » inconnue : pas de tableau BB dans « QDIS ». Vouliez-vous « BA » ?'],
    ['BA.A102', 'Adresse mal écrite : « BA.A102 ». Il faut TABLEAU.LIGNE[colonne], comme « BA.A101[brut] ».'],
    ['__proto__', 'Adresse mal écrite : « __proto__ ».'],
    ['T22.E10[etp]', 'Case « T22.E10[etp] » inconnue : pas de tableau T22 dans « QDIS ». Elle existe dans la liasse « ER » ("er").'],
    ['BA.A1029[brut]', 'Vouliez-vous « A102 » ? Elle existe dans l’édition 2024.'],
  ])('%s', (at, sentence) => {
    expect(read(withValeurs(`"${at}": "1.00"`)).defauts.join('\n')).toContain(sentence)
  })

  test('the rest of the file is read all the same', () => {
    const { dossier, defauts } = read(withValeurs('"BA.A999[brut]": "1.00", "BA.A102[brut]": "2.00"'))
    expect([defauts.length, dossier?.saisies.size]).toEqual([1, 1])
  })
})

describe('a file that is not a dossier is refused with its line', () => {
  test.each<[name: string, contenu: string | Uint8Array, sentence: string]>([
    ['empty', '', 'd.json:1:1 Fichier vide.'],
    ['not JSON', '{\n  "liasse": qdis\n}', 'd.json:2:13 « qdis » sans guillemets'],
    ['a list', '[]', 'd.json:1:1 il faut un ensemble de clés.'],
    ['a text', '"dossier"', 'd.json:1:1 il faut un ensemble de clés.'],
    ['without figures', '{"liasse": "qdis", "famille": "COOP"}', 'd.json:1:1 valeurs : clé obligatoire absente (un ensemble de clés).'],
    ['unknown key', file({ valeurs: {}, valuers: {} }), 'Clé inconnue : « valuers ». Vouliez-vous « valeurs » ?'],
    ['unknown liasse', file({ liasse: 'dis', valeurs: {} }), 'd.json:2:12 liasse : valeur refusée. Valeurs admises : qdis, er.'],
    ['unknown family', file({ famille: 'COPO', valeurs: {} }), 'Valeurs admises : OPH, ESH, COOP, SEM.'],
    ['year as a number', file({ edition: 2025, valeurs: {} }), 'edition : il faut un texte (entre guillemets).'],
    ['false SIRET', file({ siret: '99900002900011', valeurs: {} }), 'SIRET « 99900002900011 » : il faut 14 chiffres'],
    [
      'a key twice',
      '{"liasse": "qdis", "famille": "COOP",\n "valeurs": {"BA.A102[brut]": "1",\n "BA.A102[brut]": "2"}}',
      'd.json:3:2 Clé « BA.A102[brut] » écrite deux fois : déjà à la ligne 2.',
    ],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x7b, 0]), 'Le fichier est en UTF-16 : enregistrez-le en UTF-8.'],
    [
      'Latin-1',
      new Uint8Array([...new TextEncoder().encode('{\n"libelle": "Coop'), 0xe9, 0x22, 0x7d]),
      'd.json:2 Le fichier n’est pas en UTF-8 (vers « "Coopé"} »)',
    ],
    ['a workbook', new Uint8Array([0x50, 0x4b, 0x03, 0x04, 1]), 'C’est une archive ZIP ou un classeur (XLSX, ODS), non un fichier JSON.'],
    ['XML', '<?xml version="1.0"?><liasse/>', 'C’est du XML ou une page web, non un fichier JSON.'],
    ['zeros', new Uint8Array(64), 'il contient des octets nuls'],
    [
      'a year that is unknown',
      file({ valeurs: {}, precedents: [{ edition: '2019', valeurs: {} }] }),
      'Édition « 2019 » inconnue. Éditions connues : 2024, 2025.',
    ],
    [
      'the same year as previous',
      file({ valeurs: {}, precedents: [{ edition: '2025', valeurs: {} }] }),
      'Exercice précédent 2025 : il faut ici 2024 (d’abord N-1, puis N-2).',
    ],
    [
      'a wrong previous cell',
      file({ valeurs: {}, precedents: [{ edition: '2024', valeurs: { 'BA.A1021[brut]': '1' } }] }),
      'le tableau BA n’a pas de ligne A1021',
    ],
    [
      'three previous years',
      file({ valeurs: {}, precedents: [1, 2, 3].map(() => ({ edition: '2024', valeurs: {} })) }),
      'precedents : au plus 2.',
    ],
    ['previous years malformed', file({ valeurs: {}, precedents: { edition: '2024' } }), 'precedents : il faut une liste.'],
    [
      'an account twice',
      file({
        valeurs: {},
        balance: [
          { compte: '213', debit: '1', credit: '0' },
          { compte: '213', debit: '1', credit: '0' },
        ],
      }),
      'Compte 213 écrit deux fois',
    ],
    [
      'a negative balance',
      file({ valeurs: {}, balance: [{ compte: '213', debit: '-1.00', credit: '0' }] }),
      'Compte 213, débit : un solde négatif s’écrit de l’autre côté, sans signe.',
    ],
    [
      'a balance in letters',
      file({ valeurs: {}, balance: [{ compte: '213', debit: 'douze', credit: '0' }] }),
      'Compte 213, débit : Ce n’est pas un nombre : « douze ».',
    ],
    [
      'a balance beyond what is held exactly',
      file({
        valeurs: {},
        balance: ['211', '213'].map((compte) => ({ compte, debit: '90071992547409.91', credit: '0' })),
      }),
      'Le total de la balance dépasse 90 071 992 547 409,91 € : vérifiez l’unité, il faut des euros.',
    ],
    ['an account in letters', file({ valeurs: {}, balance: [{ compte: 'C213', debit: '1', credit: '0' }] }), 'compte : mal formé'],
    ['a reference to itself', file({ valeurs: { $ref: '#/valeurs' } }), 'Adresse mal écrite : « $ref ».'],
  ])('%s', (_name, contenu, sentence) => {
    expect(read(contenu).defauts.join('\n')).toContain(sentence)
  })

  test('a hundred thousand unknown cells are told by the first thousand, and counted, within seconds', () => {
    const valeurs = Object.fromEntries(Array.from({ length: 100_000 }, (_, rank) => [`BA.Z${rank}[brut]`, '1.00']))
    const { defauts } = read(file({ valeurs }))
    expect(defauts).toHaveLength(1001)
    expect(defauts.at(-1)).toContain('… et 99000 autres défauts à partir d’ici.')
  })
})
