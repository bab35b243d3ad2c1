import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Cellule, Controle, Edition } from '#definitions/edition.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { smallEdition } from '#definitions/small-edition.fixture.ts'
import type { CellValue } from './cell-value.ts'
import type { Cells } from './cells.ts'
import { evaluateExact, type Lecture } from './evaluate-exact.ts'
import { cellsOf, conditionBefore, contentOf, passesOf, valuesOf, yearsOf } from './expressions.fixture.ts'
import { fraction } from './fraction.ts'
import { openSheet } from './sheet.ts'

const base = loadEdition(smallEdition())
const DECIMALES = [2, 2, 2, 0, 1, 4]
const COUNT = DECIMALES.length

type Rule = Pick<Controle, 'condition' | 'tolerance' | 'decimales'> & { readonly si: Controle['si'] | null }

const rule: fc.Arbitrary<Rule> = fc.record({
  condition: conditionBefore(COUNT),
  si: fc.option(conditionBefore(COUNT)),
  tolerance: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 50_000 })),
  decimales: fc.integer({ min: 0, max: 4 }),
})

function editionWith(rules: readonly Rule[]): Edition {
  const cellules = DECIMALES.map((decimales, index): Cellule => ({
    at: `T.L${index}[N]`,
    tableau: 'T',
    ligne: `L${index}`,
    colonne: 'N',
    type: 'montant',
    decimales,
    obligatoire: false,
    negatif: false,
    familles: [],
  }))
  const controles = rules.map(({ si, ...own }, rank): Controle => ({
    ...own,
    ...(si && { si }),
    code: `CTL-${rank}`,
    niveau: 'bloquant',
    texte: '',
    unite: 'montant',
    familles: [],
    message: '',
    source: '',
    cellules: [],
  }))
  const liasse = {
    code: 'qdis',
    libelle: '',
    destinataire: 'federation',
    tableaux: ['T'],
    cellules,
    listes: [],
    constructions: [],
    ordre: [],
    controles,
  } as const
  return { ...base, liasses: [liasse] }
}

/** True, false, or null when it cannot be told; and whether it rests on a filled cell. */
function tell(expression: Controle['condition'], lecture: Omit<Lecture, 'met'>): { vrai: boolean | null; filled: boolean } {
  const met: Lecture['met'] = { filled: false, horsLimites: false }
  const operande = evaluateExact(expression, { ...lecture, met })
  const vrai = 'vrai' in operande && !met.horsLimites && met.absent !== true ? operande.vrai : null
  return { vrai, filled: met.filled }
}

/** The outcome of a rule by the exact evaluator alone. */
function exactly({ si, condition, tolerance, decimales }: Rule, cells: Cells): 'hors_champ' | 'non_evaluable' | 'viole' | 'tenu' {
  const lecture = { cells, decimales: Uint8Array.from(DECIMALES), famille: 'COOP' as const }
  const first = si ? tell(si, lecture) : { vrai: true, filled: false }
  if (first.vrai === false) return 'hors_champ'
  if (first.vrai === null) return 'non_evaluable'
  const { vrai } = tell(condition, { ...lecture, tolerance: fraction(tolerance, decimales), constantsCount: first.filled })
  return vrai === null ? 'non_evaluable' : vrai ? 'tenu' : 'viole'
}

test('[CH-05] whatever the rule, the tolerance and the figures, a control says what exact fractions say', () => {
  const rules = fc.array(rule, { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(rules, valuesOf(COUNT), yearsOf(COUNT), (rules, valeurs: ReadonlyMap<number, CellValue>, years) => {
      const cells: Cells = {
        ...cellsOf(valeurs, COUNT),
        listes: [],
        precedents: passesOf(years, COUNT),
        comptes: null,
      }
      const expected = rules.map((one) => exactly(one, cells))
      const ranksOf = (outcome: string): readonly string[] => expected.flatMap((own, rank) => (own === outcome ? [`CTL-${rank}`] : []))
      const { anomalies, nonEvaluables, total } = openSheet(editionWith(rules), 'qdis', {
        famille: 'COOP',
        valeurs,
        ...contentOf(years),
      }).verify()
      expect({
        violes: anomalies.map(({ controle }) => controle),
        nonEvaluables: nonEvaluables.map(({ controle }) => controle),
        total,
      }).toEqual({
        violes: ranksOf('viole'),
        nonEvaluables: ranksOf('non_evaluable'),
        total: expected.filter((outcome) => outcome !== 'hors_champ').length,
      })
    }),
    { numRuns: 3000 },
  )
}, 60_000)

test('[CH-05] sums past 2^53 that float64 would round to the same number are still told apart', () => {
  const plus = (gauche: Controle['condition'], droite: Controle['condition']): Controle['condition'] => ({
    op: 'calcul',
    par: '+',
    gauche,
    droite,
  })
  const cell = (index: number): Controle['condition'] => ({ op: 'cellule', index })
  const same = (gauche: Controle['condition'], droite: Controle['condition']): Rule => ({
    condition: { op: 'compare', par: '=', gauche, droite },
    si: null,
    tolerance: 0,
    decimales: 2,
  })
  const centime: Controle['condition'] = { op: 'nombre', numerateur: 1, decimales: 2 }
  const rules = [same(plus(cell(0), cell(1)), plus(cell(1), cell(2))), same(plus(cell(0), cell(1)), plus(cell(2), centime))]
  const figures = [Number.MAX_SAFE_INTEGER, 2, Number.MAX_SAFE_INTEGER]
  const valeurs = new Map(figures.map((valeur, index): [number, CellValue] => [index, { etat: 'valeur', valeur }]))
  const { anomalies } = openSheet(editionWith(rules), 'qdis', { famille: 'COOP', valeurs }).verify()
  expect(anomalies.map(({ controle }) => controle)).toEqual(['CTL-1'])
})
