import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { EditionDefects, formatDefect } from '#definitions/defect.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { readEditionFolder } from '#store/read-edition-folder.ts'

const ROOT = join(import.meta.dirname, '..')
const files = await readEditionFolder(join(ROOT, 'editions/2025'))
const BILAN = 'tableaux/bilan-actif.yaml'
const CONTROLES = 'controles/11-propres-au-projet.yaml'
type Edit = (text: string) => string

const LIGNE = '  - { code: A286, libelle: "Caisses des agences", comptes: "532 débiteur, 533 débiteur", source: "[expert]" }'
/** The line of the guide under A285, a passage of it changed, in the total that follows unless said. */
const withLigne =
  (from: string, to: string, total = 'SOMME(A281..A286)'): Edit =>
  (text) =>
    replaceOnce(
      text.replace(/ {2}- \{ code: A285.*\n/, (line) => `${line}${replaceOnce(LIGNE, from, to)}\n`),
      'SOMME(A281..A285)',
      total,
    )

const CONTROLE = `  - code: QDIS-300
    niveau: a_justifier
    liasses: [qdis, er]
    formule: "BA.A285[brut] <= BA.A290[brut] * 0,1"
    message: "Les caisses sont trop garnies."
    source: "[expert]"
`
const withControle =
  (from: string, to: string): Edit =>
  (text) =>
    text + replaceOnce(CONTROLE, from, to)

function replaceOnce(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`not there: ${from}`)
  return text.replace(from, () => to)
}

/** In the words of docs/editions.md: the mistake, its file, how it is made, and all that is said of it, « @: » for its file, « @+1: » for a line after its last. */
const FAUTES: readonly (readonly [faute: string, fichier: string, edit: Edit, said: readonly string[]])[] = [
  [
    'une ligne que le total ne compte pas',
    BILAN,
    withLigne('A286', 'A286', 'SOMME(A281..A285)'),
    [
      '@:78:13 Ligne BA.A286 : elle reçoit des comptes mais n’entre dans aucun total, aucune autre ligne ne lit BA.A286[brut] ni BA.A286[amort]. Le total qui la suit, A290, est « SOMME(A281..A285) » : ajoutez-la.',
    ],
  ],
  [
    'un compte déjà pris par une autre ligne',
    BILAN,
    withLigne('532 débiteur', '54 débiteur'),
    [
      '@:78:61 Ligne BA.A286 : compte 54 débiteur déjà pris par BA.A285[brut] avec une racine aussi longue : un compte ne va qu’à une ligne.',
    ],
  ],
  [
    'un compte absent du plan',
    BILAN,
    withLigne('532 débiteur', '5399 débiteur'),
    ['@:78:61 Ligne BA.A286 : Compte 5399 inconnu du plan de comptes. Vouliez-vous « 5314 » ?'],
  ],
  ['une clé mal écrite', BILAN, withLigne('source', 'sources'), ['@:78:90 Clé inconnue : « sources ». Vouliez-vous « source » ?']],
  [
    'un guillemet ou une virgule oubliés',
    BILAN,
    withLigne('agences"', 'agences'),
    ['@:78:60 Texte inattendu : il manque juste avant une virgule, ou un guillemet qui ouvre ou qui ferme.'],
  ],
  ['une tabulation en retrait', BILAN, withLigne('  - {', '\t- {'), ['@:78:1 Tabulation en retrait : YAML n’admet que des espaces.']],
  [
    'un deux-points dans un texte sans guillemets',
    CONTROLES,
    withControle('"Les caisses sont trop garnies."', 'Attention : trop de caisses'),
    ['@+5:14 Deux-points dans un texte sans guillemets, ou retrait incohérent : mettez le texte entre guillemets, alignez la ligne.'],
  ],
  [
    'une case mal nommée dans une formule',
    CONTROLES,
    withControle('BA.A290[brut]', 'BA.A29O[brut]'),
    ['@+4:32 Contrôle QDIS-300 : Case inconnue : le tableau BA n’a pas de ligne « A29O ». Vouliez-vous « A290 » ?'],
  ],
  [
    'une fonction ou une ponctuation de tableur',
    CONTROLES,
    withControle('BA.A290[brut] * 0,1', 'MAX(BA.A290[brut], 0)'),
    [
      '@+4:49 Contrôle QDIS-300 : Caractère inattendu : « , ». Les arguments se séparent par « ; », la virgule est celle des décimales (0,1).',
    ],
  ],
  [
    'un calcul qui n’est pas une condition',
    CONTROLES,
    withControle('<=', '-'),
    ['@+4:15 Contrôle QDIS-300 : Types incompatibles : un contrôle est une condition (une comparaison), pas un montant.'],
  ],
  [
    'un contrôle du QDIS qui lit un tableau des ER',
    CONTROLES,
    withControle('BA.A285[brut] <= BA.A290[brut] * 0,1', 'T22.E90[etp] > 0'),
    ['@+4:15 Contrôle QDIS-300 : Le tableau « T22 » n’est pas dans cette liasse : aucun de ses onglets ne le montre.'],
  ],
  [
    'un niveau qui n’existe pas',
    CONTROLES,
    withControle('a_justifier', 'bloquante'),
    ['@+2:13 niveau : valeur refusée. Valeurs admises : bloquant, a_justifier, a_noter.'],
  ],
  ['un code déjà pris', CONTROLES, withControle('QDIS-300', 'CTL-001'), ['@+1:11 Contrôle « CTL-001 » écrit deux fois.']],
  [
    'un calcul qui tourne en rond',
    BILAN,
    (text) => replaceOnce(text, 'SOMME(A281..A285)', 'SOMME(A281..A285) + A300'),
    ['brut', 'amort', 'n1'].map((col) => `@:78:69 Calcul circulaire : BA.A290[${col}] → BA.A300[${col}] → BA.A290[${col}].`),
  ],
  [
    'un tableau que nul onglet ne montre',
    'tableaux/t23-caisses.yaml',
    () => `code: T23
titre: "Tableau 23 – Caisses"
source: "[expert]"
liasses: [er]
colonnes: [{ code: N, libelle: "Exercice N", type: montant }]
lignes: [{ code: CA10, libelle: "Caisse du siège" }]
`,
    ['@:4:11 Le tableau T23 n’est dans aucun onglet de la liasse « er ».'],
  ],
]

function defectsOf(fichier: string, edit: Edit): readonly string[] {
  try {
    loadEdition(new Map([...files, [fichier, edit(files.get(fichier) ?? '')]]))
    return []
  } catch (error) {
    if (error instanceof EditionDefects) return error.defects.map(formatDefect)
    throw error
  }
}

const placed = (text: string, fichier: string): string =>
  text.replace(/^@(?:\+(\d+))?/, (_, after?: string) => fichier + (after ? `:${lastLine(fichier) + Number(after)}` : ''))
const lastLine = (fichier: string): number => (files.get(fichier) ?? '').split('\n').length - 1

test.each(FAUTES)(
  '%s is told alone, at its place: file, line, column, what was expected',
  { timeout: 60_000 },
  (_, fichier, edit, said) => {
    expect(defectsOf(fichier, edit)).toEqual(said.map((text) => placed(text, fichier)))
  },
)

test('docs/editions.md tells these mistakes in these words', () => {
  const rows = readFileSync(join(ROOT, 'docs/editions.md'), 'utf8').matchAll(/^\| ([^|]+?) \| `([^|]+)` \|$/gm)
  const told = FAUTES.map(([faute, , , [said = '']]) => [faute, said.replace(/^@(:|\+)\d+(:\d+)? /, '')])
  expect([...rows].map(([, faute, said]) => [faute, said])).toEqual(told)
})
