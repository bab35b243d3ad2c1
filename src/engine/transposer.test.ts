import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EditionDefects } from '#definitions/defect.ts'
import type { Edition } from '#definitions/edition.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { smallEdition } from '#definitions/small-edition.fixture.ts'
import { listReprises } from './reprise.ts'
import { openSheet, type CellValue, type Sheet } from './sheet.ts'
import { transposer, type Transposee } from './transposer.ts'

const avant = loadEdition(smallEdition({ 'edition: "2025"': 'edition: "2024"', 'exercice: 2025': 'exercice: 2024' }))

/** The lines of 2025: A102 is now A104 (renamed) or A104 and A105 (shared out); A101 and A1021 stay. */
const LIGNES = {
  '{ code: n1, libelle: Net N-1 }': '{ code: n1, libelle: Net N-1, reprise: net }',
  '{ code: A102, libelle: Constructions, comptes: "213" }':
    '{ code: A104, libelle: Bâtiments, comptes: "213" }\n  - { code: A105, libelle: Agencements, comptes: "214" }',
  'A101 + A102 + A103': 'A101 + A104 + A105 + A103',
  'BA.A101..A103': 'BA.A101..A105',
  'BA.A102[brut] > 0': 'BA.A104[brut] > 0',
}
const ENTETE = 'depuis: "2024"\nsource: "[expert]"\ncorrespondances:\n'

function apres(correspondances: string): Edition {
  const files = new Map(smallEdition(LIGNES))
  files.set('correspondances.yaml', correspondances)
  return loadEdition(files)
}
const cell = (valeur: number): CellValue => ({ etat: 'valeur', valeur })
type Figures = Readonly<Record<string, number>>
const open = (figures: Figures, edition = avant): Sheet =>
  openSheet(edition, 'qdis', { famille: 'COOP', valeurs: new Map(Object.entries(figures).map(([at, valeur]) => [at, cell(valeur)])) })
const figuresOf = (values: Iterable<readonly [string, CellValue]>): Figures =>
  Object.fromEntries([...values].map(([at, value]) => [at, value.etat === 'valeur' ? (value.valeur ?? Number.NaN) : Number.NaN]))
const prefilled = ({ valeurs, proposees, sheet }: Transposee): Figures =>
  figuresOf(
    listReprises(sheet.liasse, 'COOP', { valeurs: new Map([...valeurs, ...proposees]) }).map(({ cellule, valeur }) => [cellule.at, valeur]),
  )

const IDENTIQUE = `${ENTETE}  - { de: BA.A102, vers: BA.A104, pourquoi: Renommée. }\n`
const FUSION = `${ENTETE}  - { de: [BA.A102, BA.A101], vers: BA.A104, pourquoi: Réunies. }\n`
const ECLATE = `${ENTETE}  - { de: BA.A102, vers: [BA.A104, BA.A105], pourquoi: Les agencements ont leur ligne. }\n`
const GARDE = `${ENTETE}  - { de: BA.A102, vers: [BA.A104, BA.A105], garde: BA.A104, pourquoi: Les agencements ont leur ligne. }\n`

describe('[AD-06] the figures of the edition before in the cells of this one', () => {
  test('a line that is the same under another code follows, and the totals are computed again', () => {
    const passee = transposer(open({ 'BA.A101[brut]': 10, 'BA.A102[brut]': 500, 'BA.A102[amort]': 120 }), apres(IDENTIQUE), 'COOP')
    expect(prefilled(passee)).toEqual({ 'BA.A101[n1]': 10, 'BA.A104[n1]': 380 })
    expect(figuresOf(passee.valeurs)).toMatchObject({ 'BA.A110[net]': 390, 'BA.A104[net]': 380 })
    expect(passee.remarques).toEqual([])
  })

  test('lines put together add up', () => {
    const passee = transposer(open({ 'BA.A101[brut]': 10, 'BA.A102[brut]': 500 }), apres(FUSION), 'COOP')
    expect(prefilled(passee)).toEqual({ 'BA.A104[n1]': 510 })
    expect(figuresOf(passee.valeurs)['BA.A110[net]']).toBe(510)
  })

  test('a line shared out is not guessed: its lines wait, they are told, and the total of both is known', () => {
    const passee = transposer(open({ 'BA.A101[brut]': 10, 'BA.A102[brut]': 500 }), apres(ECLATE), 'COOP')
    expect(prefilled(passee)).toEqual({ 'BA.A101[n1]': 10 })
    expect(passee.inconnues).toEqual(expect.arrayContaining(['BA.A104[brut]', 'BA.A105[brut]', 'BA.A104[net]', 'BA.A105[net]']))
    expect(passee.inconnues).not.toContain('BA.A110[net]')
    expect(figuresOf(passee.valeurs)['BA.A110[net]']).toBe(510)
    expect(passee.remarques).toEqual([
      {
        genre: 'a_repartir',
        de: 'BA.A102[brut]',
        valeur: cell(500),
        vers: ['BA.A104[brut]', 'BA.A105[brut]'],
        pourquoi: 'Les agencements ont leur ligne.',
      },
    ])
  })

  test('a share-out may name the line where the whole is proposed: it stays to be shared out', () => {
    const passee = transposer(open({ 'BA.A102[brut]': 500 }), apres(GARDE), 'COOP')
    expect(figuresOf(passee.proposees)).toEqual({ 'BA.A104[brut]': 500, 'BA.A104[net]': 500 })
    expect(prefilled(passee)).toEqual({ 'BA.A104[n1]': 500 })
    expect(passee.inconnues).toEqual(expect.arrayContaining(['BA.A104[net]', 'BA.A105[net]']))
    expect(passee.remarques).toMatchObject([{ genre: 'a_repartir', garde: 'BA.A104[brut]' }])
  })

  test('nothing to share out is nothing to say', () => {
    const passee = transposer(open({ 'BA.A102[brut]': 0, 'BA.A101[brut]': 10 }), apres(ECLATE), 'COOP')
    expect(passee.remarques).toEqual([])
    expect(passee.inconnues).not.toContain('BA.A104[net]')
  })

  test('what ends with the edition before is told with its figure, and counts nowhere', () => {
    const ends = `${ENTETE}  - { de: BA.A102, vers: BA.A104, pourquoi: Renommée. }\nsans_suite:\n  - { de: BA.P100, pourquoi: La ligne a disparu. }\n`
    const passee = transposer(open({ 'BA.P100[net]': 70 }), apres(ends), 'COOP')
    expect(passee.remarques).toMatchObject([{ genre: 'sans_suite', de: 'BA.P100[net]', valeur: cell(70), pourquoi: 'La ligne a disparu.' }])
    expect(prefilled(passee)).toEqual({})
  })

  test('a line that the edition before did not have has no known past', () => {
    const passee = transposer(open({ 'BA.A102[brut]': 500 }), apres(IDENTIQUE), 'COOP')
    expect(passee.inconnues).toContain('BA.A105[brut]')
  })

  test('two figures too large to be added are told, never shown wrong', () => {
    const max = Number.MAX_SAFE_INTEGER
    const passee = transposer(open({ 'BA.A101[brut]': max, 'BA.A102[brut]': max }), apres(FUSION), 'COOP')
    expect(passee.remarques.map(({ genre }) => genre)).toContain('hors_limites')
    expect(passee.valeurs.has('BA.A104[brut]')).toBe(false)
    expect(passee.inconnues).toContain('BA.A104[brut]')
  })

  test('the same edition gives back exactly what was filed', () => {
    const sheet = open({ 'BA.A101[brut]': 10, 'BA.A102[brut]': 500 })
    expect(figuresOf(transposer(sheet, avant, 'COOP').valeurs)).toMatchObject({ 'BA.A102[brut]': 500, 'BA.A110[net]': 510 })
  })

  test('an edition that follows another is refused', () => {
    const files = new Map(smallEdition({ 'edition: "2025"': 'edition: "2019"' }))
    expect(() => transposer(open({}, loadEdition(files)), apres(IDENTIQUE), 'COOP')).toThrow(RangeError)
  })

  test('whatever the figures and the correspondences, the total of the assets stays what was filed', () => {
    const editions = [IDENTIQUE, FUSION, ECLATE, GARDE].map(apres)
    const figure = fc.integer({ min: -1e12, max: 1e12 })
    fc.assert(
      fc.property(figure, figure, figure, fc.constantFrom(...editions), (a, b, amort, edition) => {
        const filed = open({ 'BA.A101[brut]': a, 'BA.A102[brut]': b, 'BA.A102[amort]': amort })
        expect(transposer(filed, edition, 'COOP').valeurs.get('BA.A110[net]')).toEqual(filed.read('BA.A110[net]'))
      }),
    )
  })
})

describe('correspondances.yaml is checked when the edition loads, at its line', () => {
  test.each<[fault: string, text: string, said: string]>([
    [
      'a line that does not exist',
      `${ENTETE}  - { de: BA.A102, vers: BA.A1044, pourquoi: x }\n`,
      'correspondances.yaml:4: « BA.A1044 » n’existe pas dans cette édition. Vouliez-vous « BA.A104 » ?',
    ],
    [
      'several to several',
      `${ENTETE}  - { de: [BA.A102, BA.A101], vers: [BA.A104, BA.A105], pourquoi: x }\n`,
      'correspondances.yaml:4: Plusieurs lignes vers plusieurs : dites séparément ce qui est réuni et ce qui est partagé.',
    ],
    [
      'a source told twice',
      `${ENTETE}  - { de: BA.A102, vers: BA.A104, pourquoi: x }\n  - { de: BA.A102, vers: BA.A105, pourquoi: x }\n`,
      'correspondances.yaml:5: « BA.A102 » a déjà une suite : son montant serait compté deux fois.',
    ],
    [
      'a line kept that is not one of the shares',
      `${ENTETE}  - { de: BA.A102, vers: [BA.A104, BA.A105], garde: BA.A101, pourquoi: x }\n`,
      'correspondances.yaml:4: « BA.A101 » n’est pas une des lignes de « vers ». Vouliez-vous « BA.A104 » ?',
    ],
    ['a word in place of a line', `${ENTETE}  - { de: bilan, vers: BA.A104, pourquoi: x }\n`, 'correspondances.yaml:4: '],
  ])('%s', (_fault, text, said) => {
    expect(faultsOf(text).join('\n')).toContain(said)
  })
})

/** What the edition that carries these correspondences is refused for. */
function faultsOf(text: string): readonly string[] {
  try {
    apres(text)
    return []
  } catch (error) {
    if (!(error instanceof EditionDefects)) throw error
    return error.defects.map(({ fichier, ligne, message }) => `${fichier}:${ligne}: ${message}`)
  }
}
