/**
 * The signatures of the functions of the language: what the type checker asks of the arguments and what comes out.
 * What each one computes is in `engine/functions/`, one file a function; a test there holds both lists together.
 */
export type Parametre =
  /** A number, a range of cells, or a column of a list (`X08[crd] SI …`). */
  | 'valeurs'
  /** The rows of a list: `X08`, `X08 SI [duree] > 30`. */
  | 'lignes'
  | 'valeur'
  | 'condition'
  /** The address of one cell, of any type: its presence is looked at, not its value. */
  | 'case'
  /** A whole number written in the formula, from −6 to 6. */
  | 'decimales'
  /** The code of a family between quotes. */
  | 'famille'
  /** Accounts of the chart between quotes: `"213 sauf 2135"`. */
  | 'comptes'

export type Signature = {
  readonly nom: string
  readonly parametres: readonly Parametre[]
  /** The last parameter may be repeated. */
  readonly repete: boolean
  /** `valeur`: the common type of the numeric arguments. */
  readonly rend: 'valeur' | 'condition'
  /** What it does, in one French line (documentation, suggestions). */
  readonly aide: string
}

const SIGNATURES: readonly Signature[] = [
  { nom: 'SOMME', parametres: ['valeurs'], repete: true, rend: 'valeur', aide: 'Somme ; les cases vides comptent pour zéro.' },
  { nom: 'MIN', parametres: ['valeurs'], repete: true, rend: 'valeur', aide: 'Plus petite valeur ; les cases vides sont ignorées.' },
  { nom: 'MAX', parametres: ['valeurs'], repete: true, rend: 'valeur', aide: 'Plus grande valeur ; les cases vides sont ignorées.' },
  {
    nom: 'NOMBRE',
    parametres: ['lignes'],
    repete: false,
    rend: 'valeur',
    aide: 'Nombre de lignes d’une liste ; vide si la liste n’en a aucune.',
  },
  { nom: 'ABS', parametres: ['valeur'], repete: false, rend: 'valeur', aide: 'Valeur sans son signe.' },
  {
    nom: 'ARRONDI',
    parametres: ['valeur', 'decimales'],
    repete: false,
    rend: 'valeur',
    aide: 'Arrondi au plus proche, la moitié s’éloignant de zéro.',
  },
  {
    nom: 'SI',
    parametres: ['condition', 'valeur', 'valeur'],
    repete: false,
    rend: 'valeur',
    aide: 'La deuxième valeur si la condition est vraie, sinon la troisième.',
  },
  {
    nom: 'PRECEDENT',
    parametres: ['case'],
    repete: false,
    rend: 'valeur',
    aide: 'La case dans le dossier déposé de l’exercice précédent ; sans ce dossier, rien ne se calcule.',
  },
  { nom: 'PRECEDENT2', parametres: ['case'], repete: false, rend: 'valeur', aide: 'La case dans le dossier déposé deux exercices avant.' },
  {
    nom: 'SOLDE',
    parametres: ['comptes'],
    repete: false,
    rend: 'valeur',
    aide: 'Débit moins crédit de ces comptes dans la balance ; sans balance, rien ne se calcule.',
  },
  {
    nom: 'DEBIT',
    parametres: ['comptes'],
    repete: false,
    rend: 'valeur',
    aide: 'Total de la colonne débit de ces comptes dans la balance.',
  },
  {
    nom: 'CREDIT',
    parametres: ['comptes'],
    repete: false,
    rend: 'valeur',
    aide: 'Total de la colonne crédit de ces comptes dans la balance.',
  },
  {
    nom: 'VIDE',
    parametres: ['case'],
    repete: false,
    rend: 'condition',
    aide: 'Vrai si la case n’a ni valeur ni « sans objet » : le contraire de REMPLI.',
  },
  { nom: 'REMPLI', parametres: ['case'], repete: false, rend: 'condition', aide: 'Vrai si la case porte une valeur ou « sans objet ».' },
  { nom: 'SANS_OBJET', parametres: ['case'], repete: false, rend: 'condition', aide: 'Vrai si la case porte « sans objet ».' },
  { nom: 'FAMILLE', parametres: ['famille'], repete: true, rend: 'condition', aide: 'Vrai si l’organisme est de l’une de ces familles.' },
  { nom: 'ET', parametres: ['condition', 'condition'], repete: true, rend: 'condition', aide: 'Vrai si toutes les conditions le sont.' },
  { nom: 'OU', parametres: ['condition', 'condition'], repete: true, rend: 'condition', aide: 'Vrai si l’une des conditions l’est.' },
  { nom: 'NON', parametres: ['condition'], repete: false, rend: 'condition', aide: 'Vrai si la condition est fausse.' },
]

/** Every function, by its name in capitals. */
export const fonctions: ReadonlyMap<string, Signature> = new Map(SIGNATURES.map((signature) => [signature.nom, signature]))
