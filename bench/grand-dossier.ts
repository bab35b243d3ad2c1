/** The same forms several times in one dossier: what tells how a cost grows when only the size does. */
import type { Controle, Edition, LiasseCode, LiasseCompilee } from '#definitions/edition.ts'
import type { Expression } from '#definitions/langage/ast.ts'
import type { CellValue } from '#engine/sheet.ts'
import { liasseOf } from '#services/plateforme.ts'

/** An edition whose liasse holds `fois` times the cells, formulas and controls of the given one, which has no list. */
export function grandir(edition: Edition, code: LiasseCode, fois: number): Edition {
  const liasse = liasseOf(edition, code)
  if (liasse.listes.length > 0) throw new Error(`${code} has lists: its rows already grow`)
  const count = liasse.cellules.length
  const copies = Array.from({ length: fois }, (_, rank) => rank * count)
  const grande: LiasseCompilee = {
    ...liasse,
    cellules: copies.flatMap((shift) =>
      liasse.cellules.map(({ formule, ...cellule }) => ({
        ...cellule,
        at: `${cellule.at}${shift === 0 ? '' : `+${shift}`}`,
        ...(formule && { formule: { ...formule, expression: moved(formule.expression, shift) } }),
      })),
    ),
    ordre: copies.flatMap((shift) => liasse.ordre.map((index) => index + shift)),
    controles: copies.flatMap((shift) => liasse.controles.map((controle) => movedControle(controle, shift))),
  }
  return { ...edition, liasses: edition.liasses.map((one) => (one === liasse ? grande : one)) }
}

/** The values of a dossier of that size: the same figures in each copy. */
export const repeter = (valeurs: ReadonlyMap<number, CellValue>, count: number, fois: number): ReadonlyMap<number, CellValue> =>
  new Map(Array.from({ length: fois }, (_, rank) => [...valeurs].map(([index, v]) => [index + rank * count, v] as const)).flat())

function movedControle({ si, ...controle }: Controle, shift: number): Controle {
  return {
    ...controle,
    code: `${controle.code}+${shift}`,
    condition: moved(controle.condition, shift),
    ...(si && { si: moved(si, shift) }),
    cellules: controle.cellules.map((index) => index + shift),
  }
}

function moved(expression: Expression, shift: number): Expression {
  switch (expression.op) {
    case 'cellule':
    case 'precedent':
      return { ...expression, index: expression.index + shift }
    case 'plage':
      return { ...expression, indices: expression.indices.map((index) => index + shift) }
    case 'oppose':
      return { ...expression, de: moved(expression.de, shift) }
    case 'calcul':
    case 'compare':
      return { ...expression, gauche: moved(expression.gauche, shift), droite: moved(expression.droite, shift) }
    case 'fonction':
      return { ...expression, arguments: expression.arguments.map((argument) => moved(argument, shift)) }
    default:
      return expression
  }
}
