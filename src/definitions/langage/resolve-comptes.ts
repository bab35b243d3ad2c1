/** Calls that read the balance: `SOLDE("491")`, `DEBIT("6815")`, `CREDIT("78174")`. */
import type { PlanDeComptes } from '../comptes/plan.ts'
import { readSelection } from '../comptes/read-selection.ts'
import type { Comptes } from './ast.ts'
import type { Resolved } from './check-type.ts'
import { FormuleError } from './formule-error.ts'
import type { Appel } from './syntaxe.ts'

const MESURES: Readonly<Record<string, Comptes['mesure']>> = { SOLDE: 'solde', DEBIT: 'debit', CREDIT: 'credit' }

/** The accounts named, read against the chart; a fault in them is told at its place in the formula. */
export function resolveComptes({ nom, arguments: [argument], debut, fin }: Appel, plan: PlanDeComptes | null): Resolved {
  const mesure = MESURES[nom]
  if (argument?.genre !== 'texte' || mesure === undefined)
    throw new FormuleError(
      `${nom} attend des comptes entre guillemets : ${nom}("213 sauf 2135").`,
      argument?.debut ?? debut,
      argument?.fin ?? fin,
    )
  if (!plan) throw new FormuleError('Cette édition n’a pas de plan de comptes (comptes.yaml).', argument.debut, argument.fin)
  const { texte } = argument
  try {
    return { expression: { op: 'comptes', mesure, selection: readSelection(texte, plan), texte }, type: 'montant' }
  } catch (error) {
    if (!(error instanceof FormuleError)) throw error
    const inside = argument.debut + 1
    throw new FormuleError(error.message, inside + error.debut, inside + error.fin)
  }
}
