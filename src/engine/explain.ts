/** « Comment c'est calculé »: one cell's formula in words and in figures, with its terms, its accounts and its source. */
import type { Adresse, Edition, TypeCellule } from '#definitions/edition.ts'
import type { Agregat, Expression, Precedent } from '#definitions/langage/ast.ts'
import { adresseDeListe, celluleAt, indexDeListe, numeroDeLigne } from '#definitions/liste.ts'
import { HORS_LIMITES, tellingPasse, SANS_OBJET, VALEUR, type Cells } from './cells.ts'
import { yearsOf } from './causes/other-year.ts'
import type { Programme } from './compile.ts'
import { explainComptes, type ComptesExpliques } from './explain-comptes.ts'
import { roundingOf } from './explain-rounding.ts'
import { chosenRows, figuresVoice, nameAgregat, valueOfAgregat, wordsVoice, type Scene } from './explain-voices.ts'
import { ligneOf, lineLabel, tableauOf, tell } from './explain-words.ts'
import { firstNumero, SANS_LIGNES } from './lignes.ts'
import { heldAt } from './read-cell.ts'

export type Terme = {
  /** The cell of the term; for gathered rows, the cell of the first row that exists. */
  readonly at: Adresse
  readonly libelle: string
  readonly type: TypeCellule
  readonly decimales: number
  readonly etat: 'vide' | 'valeur' | 'sans_objet' | 'hors_limites'
  /** In units of `10^-decimales`; null unless `etat` is `valeur`. */
  readonly valeur: number | null
  /** How the term enters a sum; absent when it enters a product, a quotient or a condition. */
  readonly signe?: '+' | '-'
  /** The term stands for rows of a list gathered together, not for the cell `at`. */
  readonly rassemble?: true
  /** The rows gathered, by number, those that the condition keeps. */
  readonly lignes?: readonly number[]
  /** The term is the figure of `at` in the dossier filed for this exercice. */
  readonly exercice?: number
  /** The cell has a calculation of its own: `explain` tells it in turn. */
  readonly calcule?: true
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
  /** What is rounded, and the figure before; absent when nothing can be. */
  readonly arrondi?: string
  /** The same figure in the other year that the form shows. */
  readonly autreExercice?: Terme
  /** The version of the rules that says so; `empreinte` is the digest of the edition. */
  readonly regle: { readonly edition: string; readonly revision: number; readonly empreinte: string }
  /** The cells and gathered rows read directly, in the order of the formula; each cell has its own explanation. */
  readonly termes: readonly Terme[]
  readonly source: string
  /** The accounts of the line, as the edition writes them. */
  readonly comptes?: string
  readonly comptesExpliques?: ComptesExpliques
  readonly aide?: string
}
export type Explained = { readonly edition: Edition; readonly programme: Programme; readonly cells: Cells }

/** Explains one cell; rounding happens once, at the decimals of the cell. */
export function explainCell(explained: Explained, index: number): Explication {
  const { edition, programme, cells } = explained
  const from = celluleAt(programme.liasse, index)
  if (!from) throw new RangeError(`unknown cell ${index} in liasse ${programme.liasse.code}`)
  const scene: Scene = { edition, programme, cells, from }
  const tableau = tableauOf(edition, from.tableau)
  const ligne = ligneOf(tableau, from.ligne)
  const colonne = tableau?.colonnes.find(({ code }) => code === from.colonne)
  const { formule } = from
  const comptesExpliques = explainComptes(explained, from)
  const arrondi = formule && roundingOf(scene, formule.expression)
  const other = yearsOf(programme.liasse).other.get(index)
  const aide = ligne?.aide ?? colonne?.aide
  return {
    at: from.at,
    libelle: lineLabel(tableau, from.ligne),
    tableau: tableau?.titre ?? from.tableau,
    colonne: colonne?.libelle ?? from.colonne,
    resultat: toTerme(scene, index),
    ...(formule && {
      calcul: {
        formule: formule.texte,
        enMots: tell(formule.expression, wordsVoice(scene)),
        enChiffres: tell(formule.expression, figuresVoice(scene)),
      },
    }),
    ...(arrondi !== undefined && { arrondi }),
    ...(other !== undefined && { autreExercice: toTerme(scene, other) }),
    regle: { edition: edition.code, revision: edition.revision, empreinte: edition.digest },
    termes: formule ? termsOf(scene, formule.expression) : [],
    source: formule?.source ?? ligne?.source ?? tableau?.source ?? '',
    ...(ligne?.comptes !== undefined && { comptes: ligne.comptes }),
    ...(comptesExpliques.plan && { comptesExpliques }),
    ...(aide !== undefined && { aide }),
  }
}

function toTerme({ edition, programme, cells }: Scene, index: number, signe?: '+' | '-'): Terme {
  const cellule = celluleAt(programme.liasse, index)
  const { state, valeur, texte } = heldAt(programme.liasse, cells, index)
  const etat = state === VALEUR ? 'valeur' : state === SANS_OBJET ? 'sans_objet' : state === HORS_LIMITES ? 'hors_limites' : 'vide'
  return {
    at: cellule?.at ?? '',
    libelle: lineLabel(tableauOf(edition, cellule?.tableau ?? ''), cellule?.ligne ?? ''),
    type: cellule?.type ?? 'montant',
    decimales: cellule?.decimales ?? 0,
    etat,
    valeur: etat === 'valeur' && texte === undefined ? valeur : null,
    ...(signe && { signe }),
    ...(cellule?.formule && { calcule: true }),
  }
}

/** What the dossier filed for an earlier exercice held; unknown counts as empty. */
function toPast(scene: Scene, precedent: Precedent, signe?: '+' | '-'): Terme {
  const { annees, index } = precedent
  const passe = tellingPasse(scene.cells.precedents, precedent)
  const { calcule: _, ...terme } = toTerme(passe ? { ...scene, cells: { ...scene.cells, ...passe } } : scene, index, signe)
  const known = passe ? terme : { ...terme, etat: 'vide' as const, valeur: null }
  return { ...known, exercice: scene.edition.exercice - annees }
}

function toGathered(scene: Scene, agregat: Agregat, signe?: '+' | '-'): Terme {
  const { programme, cells } = scene
  const liste = programme.liasse.listes[agregat.liste]
  const numero = firstNumero(cells.listes[agregat.liste] ?? SANS_LIGNES)
  const value = valueOfAgregat(scene, agregat)
  return {
    at: liste ? adresseDeListe({ liste, numero, rang: agregat.colonne?.rang ?? 0 }) : '',
    libelle: nameAgregat(scene, agregat, wordsVoice(scene)),
    type: (agregat.colonne && liste?.colonnes[agregat.colonne.rang]?.type) ?? 'nombre',
    decimales: agregat.colonne?.decimales ?? 0,
    etat: value === null ? 'vide' : value === 'hors limites' ? 'hors_limites' : 'valeur',
    valeur: typeof value === 'number' ? value : null,
    ...(signe && { signe }),
    rassemble: true,
    lignes: chosenRows(scene, agregat),
  }
}

/** What a formula reads directly, once each, with the sign it has in the sum at the top of the formula. */
function termsOf(scene: Scene, expression: Expression): readonly Terme[] {
  const reads = new Map<string, () => Terme>()
  const add = (key: string, terme: () => Terme): void => void (reads.has(key) || reads.set(key, terme))
  const visit = (node: Expression, signe: '+' | '-' | undefined): void => {
    switch (node.op) {
      case 'nombre':
      case 'texte':
      case 'famille':
      case 'liasse':
      case 'comptes':
        return
      case 'precedent':
        return add(`${node.annees} ${node.index}`, () => toPast(scene, node, signe))
      case 'cellule':
        return add(String(node.index), () => toTerme(scene, node.index, signe))
      case 'plage':
        for (const index of node.indices) add(String(index), () => toTerme(scene, index, signe))
        return
      case 'colonne': {
        const liste = scene.programme.liasse.listes[node.liste]
        const index = liste ? indexDeListe(liste, numeroDeLigne(scene.from.ligne) ?? 1, node.rang) : -1
        return add(String(index), () => toTerme(scene, index, signe))
      }
      case 'agregat':
        return add(JSON.stringify(node), () => toGathered(scene, node, signe))
      case 'oppose':
        return visit(node.de, signe && opposite(signe))
      case 'calcul': {
        const isSum = node.par === '+' || node.par === '-'
        visit(node.gauche, isSum ? signe : undefined)
        return visit(node.droite, isSum ? signe && (node.par === '+' ? signe : opposite(signe)) : undefined)
      }
      case 'compare':
        visit(node.gauche, undefined)
        return visit(node.droite, undefined)
      case 'fonction':
        for (const argument of node.arguments) visit(argument, node.nom === 'SOMME' ? signe : undefined)
    }
  }
  visit(expression, '+')
  return [...reads.values()].map((terme) => terme())
}

const opposite = (signe: '+' | '-'): '+' | '-' => (signe === '+' ? '-' : '+')
