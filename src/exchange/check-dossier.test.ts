import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatDefect, type Defect } from '#definitions/defect.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { editionWithList } from '#definitions/small-edition.fixture.ts'
import { formatWire } from '#engine/format-montant.ts'
import { empreinteDesConstats, texteDesConstats } from '#domain/constats.ts'
import { checkDossier, type DossierVerifie } from './check-dossier.ts'
import { openDossierFile, readDossier } from './read-dossier.ts'
import { writeConstats } from './write-constats.ts'
import { explainTree, writeExplication } from './write-explication.ts'

const edition = loadEdition(editionWithList())

function check(
  valeurs: Readonly<Record<string, string>>,
  famille = 'COOP',
): DossierVerifie & { readonly defauts: readonly string[]; readonly rapport: string } {
  const defauts: Defect[] = []
  const octets = new TextEncoder().encode(JSON.stringify({ liasse: 'qdis', famille, valeurs }))
  const ouvert = openDossierFile('d.json', octets, defauts)
  if (!ouvert) throw new Error(defauts.map(formatDefect).join('\n'))
  const dossier = readDossier(ouvert, { edition, editions: new Map() }, defauts)
  const verifie = checkDossier(dossier)
  return { ...verifie, defauts: defauts.map(formatDefect), rapport: writeConstats('d.json', dossier, verifie) }
}
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ')

describe('[CH-12] the filed years that the file tells', () => {
  const CONTROLE = { '"BA.A110[net] = BA.A110[n1]"': '"BA.A110[n1] = PRECEDENT(BA.A110[net])"' }
  const next = new Map(editionWithList({ ...CONTROLE, 'edition: "2025"': 'edition: "2026"', 'exercice: 2025': 'exercice: 2026' }))
  next.set(
    'correspondances.yaml',
    'depuis: "2025"\nsource: "[expert]"\ncorrespondances:\n  - { de: BA.A1021, vers: BA.A102, pourquoi: Réunies. }\n',
  )
  const apres = loadEdition(next)
  const verdictOf = (precedents: readonly object[]) => {
    const defauts: Defect[] = []
    const file = { edition: '2026', liasse: 'qdis', famille: 'COOP', valeurs: { 'BA.A101[n1]': '10.00' }, precedents }
    const ouvert = openDossierFile('d.json', new TextEncoder().encode(JSON.stringify(file)), defauts)
    if (!ouvert) throw new Error(defauts.map(formatDefect).join('\n'))
    const editions = new Map([edition, apres].map((one) => [one.code, one]))
    const { anomalies, nonEvaluables } = checkDossier(readDossier(ouvert, { edition: apres, editions }, defauts)).constats
    expect(defauts).toEqual([])
    const isThere = (list: readonly { readonly controle: string }[]) => list.some(({ controle }) => controle === 'CTL-040')
    return [isThere(anomalies), isThere(nonEvaluables)]
  }

  test('are compared with the N-1 columns, whatever their edition', () => {
    expect(verdictOf([{ edition: '2025', valeurs: { 'BA.A101[brut]': '10.00' } }])).toEqual([false, false])
    expect(verdictOf([{ edition: '2025', valeurs: { 'BA.A102[brut]': '9000.00' } }])).toEqual([true, false])
  })

  test('leave the control of continuity not evaluable when there is none', () => {
    expect(verdictOf([])).toEqual([false, true])
  })
})

describe('the rules on a file', () => {
  test('a list of 10 000 rows is read whole, and adds up to the centime', () => {
    const rows = Array.from({ length: 10_000 }, (_, rank) => [`X08.L${rank + 1}[brut]`, '0.07'])
    const { sheet, defauts } = check(Object.fromEntries(rows))
    expect(defauts).toEqual([])
    expect([sheet.read('T08.D10[N]'), sheet.read('T08.D30[N]')]).toEqual([
      { etat: 'valeur', valeur: 70_000 },
      { etat: 'valeur', valeur: 10_000 },
    ])
  })

  test('a row beyond the list, a column it has not, a row badly named are refused by name', () => {
    const { defauts } = check({ 'X08.L10001[brut]': '1', 'X08.L1[bruit]': '1', 'X08.A1[brut]': '1', 'X08.L01[brut]': '1' })
    expect(defauts.map((line) => line.replace(/^\S+ /, ''))).toEqual([
      'Case « X08.L10001[brut] » inconnue : la liste X08 a 10000 lignes au plus.',
      expect.stringMatching(
        /^Case « X08\.L1\[bruit\] » inconnue : la liste X08 a les colonnes contrat, .*, pas « bruit »\. Vouliez-vous « brut » \?/,
      ),
      'Case « X08.A1[brut] » inconnue : les lignes de la liste X08 s’appellent L1, L2, L3…',
      'Case « X08.L01[brut] » inconnue : les lignes de la liste X08 s’appellent L1, L2, L3…',
    ])
  })

  test('totals of the file are compared, those of lists too; those that agree are passed over', () => {
    const { totaux } = check({ 'X08.L1[brut]': '10.00', 'X08.L1[crd]': '10', 'T08.D10[N]': '12.00', 'BA.A110[net]': '1.00' })
    expect(totaux).toEqual([
      { cellule: 'T08.D10[N]', fichier: '12.00', calcule: '10.00', regle: null },
      { cellule: 'BA.A110[net]', fichier: '1.00', calcule: null, regle: null },
    ])
  })

  test('cells of another family are set aside, whatever they hold', () => {
    const { misesDeCote, constats } = check({ 'BA.A103[n1]': '5.00' }, 'OPH')
    expect([misesDeCote, constats.famille]).toEqual([['BA.A103[n1]'], 'OPH'])
  })

  test('[CH-12] the findings depend on the figures alone, not on the order in which they are written', () => {
    const amounts = fc.array(
      fc.tuple(
        fc.constantFrom('BA.A101[brut]', 'BA.A102[brut]', 'BA.A102[amort]', 'BA.P100[net]', 'X08.L2[brut]'),
        fc.integer({ min: -1e9, max: 1e9 }),
      ),
    )
    fc.assert(
      fc.property(amounts, (entries) => {
        const valeurs = new Map(entries.map(([at, valeur]) => [at, formatWire(valeur, 2)]))
        const [one, other] = [check(Object.fromEntries(valeurs)), check(Object.fromEntries([...valeurs].toReversed()))]
        expect(texteDesConstats(one.constats)).toBe(texteDesConstats(other.constats))
        expect(empreinteDesConstats(one.constats)).toMatch(/^[0-9a-f]{64}$/)
      }),
      { numRuns: 50 },
    )
  })
})

describe('the report that a person reads', () => {
  test('[CH-05] what one slip lights up is told under the finding that speaks of it most directly', () => {
    const figures = { 'BA.A101[brut]': '1000.00', 'BA.A102[brut]': '-500.00', 'BA.A101[n1]': '1500.00', 'BA.P100[net]': '1500.00' }
    const { rapport, constats } = check(figures)
    expect(constats.anomalies.map(({ controle, cause }) => [controle, cause])).toEqual([
      ['CTL-020/A102', null],
      ['CTL-001', 'CTL-020/A102'],
      ['CTL-040', 'CTL-020/A102'],
    ])
    const lines = plain(rapport)
      .split('\n')
      .map((line) => line.trim())
    expect(lines).toContain('Cause probable : Signe inversé ? BA.A102[brut] porte −500 ; avec 500, les 3 constats disparaissent.')
    expect(lines.slice(lines.indexOf('Entraîne aussi 2 autres constats :'))).toEqual(
      expect.arrayContaining(['- ■ Le bilan n’est pas équilibré. [CTL-001]', '- ▲ Le total a varié. [CTL-040]']),
    )
  })

  test('[CH-03] says the verdict, then each finding with figures, place, rule', () => {
    const { rapport } = check({ 'BA.A101[brut]': '12450300.00', 'BA.P100[net]': '12449800.00', 'BA.A110[n1]': '1' })
    expect(plain(rapport).split('\n').slice(0, 9)).toEqual([
      'd.json : COOP, QDIS, édition 2025',
      expect.stringMatching(/^Non recevable : 1 bloquant, 1 à justifier\. \d+ contrôles, \d+ non évaluables\.$/),
      '',
      '■ Bloquant (1)',
      '  - Le bilan n’est pas équilibré. [CTL-001]',
      '      Chiffres : 12 450 300,00 et 12 449 800,00, écart 500,00',
      '      Où : BA.A110[net] (Immobilisations, Net) ; BA.P100[net] (Ressources, Net)',
      '      Règle : BA.A110[net] = BA.P100[net] ([expert])',
      '',
    ])
  })

  test('[CH-10] an explanation tells gathered rows as one figure', () => {
    const { sheet } = check({ 'X08.L1[brut]': '10.00', 'X08.L3[brut]': '5.50' })
    expect(plain(writeExplication(sheet, 'T08.D10[N]'))).toMatch(/\+ .*Capital restant dû.* : 15,50 €/)
    expect(explainTree(sheet, 'T08.D10[N]').termes).toEqual([expect.objectContaining({ rassemble: true, valeur: '15.50' })])
  })
})
