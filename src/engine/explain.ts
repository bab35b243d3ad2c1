/** « Comment c'est calculé »: one cell's formula in words and in figures, with its terms, its accounts and its source. */
import type { Adresse, Edition, TypeCellule } from '#definitions/edition.ts'
import type { Expression } from '#definitions/langage/ast.ts'
import { cellsRead } from '#definitions/order-cells.ts'
import { HORS_LIMITES, SANS_OBJET, VALEUR, type Cells } from './cells.ts'
import type { Programme } from './compile.ts'
import { figuresVoice, ligneOf, tableauOf, tell, wordsVoice } from './explain-words.ts'

export type Terme = {
  readonly at: Adresse
  readonly libelle: string
  readonly type: TypeCellule
  readonly decimales: number
  readonly etat: 'vide' | 'valeur' | 'sans_objet' | 'hors_limites'
  /** In units of `10^-decimales`; null unless `etat` is `valeur`. */
  readonly valeur: number | null
  /** How the term enters a sum; absent when it enters a product, a quotient or a condition. */
  readonly signe?: '+' | '-'
}
export type Explication = {
  readonly at: Adresse
  /** Label of the line. */
  readonly libelle: string
  readonly tableau: string
  readonly colonne: string
  /** The cell itself, as a term. */
  readonly resultat: Terme
  /** Absent on entry cells. */
  readonly calcul?: { readonly formule: string; readonly enMots: string; readonly enChiffres: string }
  /** The cells read directly, in the order of the formula; each has its own explanation. */
  readonly termes: readonly Terme[]
  readonly source: string
  readonly comptes?: string
  readonly aide?: string
}
export type Explained = { readonly edition: Edition; readonly programme: Programme; readonly cells: Cells }

/** Explains one cell; rounding happens once, at the decimals of the cell. */
export function explainCell({ edition, programme, cells }: Explained, index: number): Explication {
  const { liasse } = programme
  const cellule = liasse.cellules[index]
  if (!cellule) throw new RangeError(`unknown cell ${index} in liasse ${liasse.code}`)
  const tableau = tableauOf(edition, cellule.tableau)
  const ligne = ligneOf(tableau, cellule.ligne)
  const terme = (at: number, signe?: '+' | '-'): readonly Terme[] => toTerme({ edition, programme, cells }, at, signe)
  const [resultat] = terme(index)
  if (!resultat) throw new RangeError(`unknown cell ${index} in liasse ${liasse.code}`)
  const { formule } = cellule
  const signs = new Map(formule ? signedTerms(formule.expression) : [])
  return {
    at: cellule.at,
    libelle: ligne?.libelle ?? cellule.ligne,
    tableau: tableau?.titre ?? cellule.tableau,
    colonne: tableau?.colonnes.find(({ code }) => code === cellule.colonne)?.libelle ?? cellule.colonne,
    resultat,
    ...(formule && {
      calcul: {
        formule: formule.texte,
        enMots: tell(formule.expression, wordsVoice(edition, liasse, index)),
        enChiffres: tell(formule.expression, figuresVoice(liasse, cells)),
      },
    }),
    termes: formule ? cellsRead(formule.expression).flatMap((at) => terme(at, signs.get(at))) : [],
    source: formule?.source ?? ligne?.source ?? tableau?.source ?? '',
    ...(ligne?.comptes !== undefined && { comptes: ligne.comptes }),
    ...(ligne?.aide !== undefined && { aide: ligne.aide }),
  }
}

function toTerme({ edition, programme, cells }: Explained, index: number, signe?: '+' | '-'): readonly Terme[] {
  const cellule = programme.liasse.cellules[index]
  if (!cellule) return []
  const presence = cells.presence[index]
  const etat = presence === VALEUR ? 'valeur' : presence === SANS_OBJET ? 'sans_objet' : presence === HORS_LIMITES ? 'hors_limites' : 'vide'
  return [
    {
      at: cellule.at,
      libelle: ligneOf(tableauOf(edition, cellule.tableau), cellule.ligne)?.libelle ?? cellule.ligne,
      type: cellule.type,
      decimales: cellule.decimales,
      etat,
      valeur: etat === 'valeur' && !cells.texts.has(index) ? (cells.values[index] ?? 0) : null,
      ...(signe && { signe }),
    },
  ]
}

/** The sign of each cell added or subtracted at the top of the formula. */
function signedTerms(expression: Expression, signe: '+' | '-' = '+'): readonly (readonly [number, '+' | '-'])[] {
  const other = signe === '+' ? '-' : '+'
  switch (expression.op) {
    case 'cellule':
      return [[expression.index, signe]]
    case 'plage':
      return expression.indices.map((index) => [index, signe] as const)
    case 'oppose':
      return signedTerms(expression.de, other)
    case 'calcul':
      if (expression.par === '*' || expression.par === '/') return []
      return [...signedTerms(expression.gauche, signe), ...signedTerms(expression.droite, expression.par === '+' ? signe : other)]
    case 'fonction':
      return expression.nom === 'SOMME' ? expression.arguments.flatMap((argument) => signedTerms(argument, signe)) : []
    case 'nombre':
    case 'texte':
    case 'compare':
    case 'famille':
      return []
  }
}
