/** The controls of one liasse: conditions resolved, per-line controls unfolded, cells gathered. */
import type { z } from 'zod'
import { bothFamilles } from './compile-tableau.ts'
import { caseAt, type LiasseLue } from './index-liasse.ts'
import type { Defect } from './defect.ts'
import type { Controle, Famille, UniteControle } from './edition.ts'
import type { Expression } from './langage/ast.ts'
import type { Contexte } from './langage/catalogue.ts'
import { findLignes, TableauIllisible } from './langage/find-cases.ts'
import { FormuleError } from './langage/formule-error.ts'
import { parseFormule } from './langage/parse-formule.ts'
import { resolveFormule } from './langage/resolve-formule.ts'
import type { Noeud } from './langage/syntaxe.ts'
import { containsExpression } from './langage/walk.ts'
import { isNombre, nameOfType, typeOf, type TypeFormule } from './langage/type-formule.ts'
import { cellsRead } from './order-cells.ts'
import type { controleShape, controlesShape } from './shape.ts'
import type { Path, Source } from './source.ts'

export type ControleLu = z.output<typeof controleShape>
/** One file of controls, as read. */
export type ControlesLus = { readonly source: Source; readonly contenu: z.output<typeof controlesShape> }

type Cle = 'formule' | 'si' | 'pour_chaque_ligne'
/** `pathOf`: where a part of the control stands in the file. */
export type Place = { readonly liasse: LiasseLue; readonly source: Source; readonly pathOf: (cle: Cle) => Path }
/** The line a per-line control is written for. */
type Cible = {
  readonly code: string
  readonly libelle: string
  readonly familles: readonly Famille[]
  readonly contexte: Contexte
  /** Position of the list when the target is each of its rows. */
  readonly liste?: number
}

/** Every control of the liasse, in the order of the files then of the lines. */
export function compileControles(liasse: LiasseLue, files: readonly ControlesLus[], defects: Defect[]): readonly Controle[] {
  return files.flatMap(({ source, contenu }) =>
    contenu.controles.flatMap((lu, rank) =>
      lu.liasses.includes(liasse.code) ? compileControle(lu, { liasse, source, pathOf: (cle) => ['controles', rank, cle] }, defects) : [],
    ),
  )
}

/** Codes of controls written twice, in one file or in two. */
export function duplicateControles(files: readonly ControlesLus[]): readonly Defect[] {
  const seen = new Set<string>()
  return files.flatMap(({ source, contenu }) =>
    (['controles', 'par_construction'] as const).flatMap((key) =>
      (contenu[key] ?? []).flatMap(({ code }, rank) => {
        if (seen.has(code)) return [source.defect([key, rank, 'code'], `Contrôle « ${code} » écrit deux fois.`)]
        seen.add(code)
        return []
      }),
    ),
  )
}

/** One control, for each line that it is written for. */
export function compileControle(lu: ControleLu, place: Place, defects: Defect[]): readonly Controle[] {
  const told = new Set<string>()
  const attempt = <T>(key: Cle, run: () => T): T | null => {
    try {
      return run()
    } catch (error) {
      if (!(error instanceof FormuleError)) throw error
      const message = `Contrôle ${lu.code} : ${error.message}`
      if (!(error instanceof TableauIllisible) && !told.has(message)) {
        told.add(message)
        pushOnce(defects, place.source.defectInText(place.pathOf(key), error.debut, message))
      }
      return null
    }
  }
  const formule = attempt('formule', () => parseFormule(lu.formule, place.liasse.isLigne))
  const { si: texteSi } = lu
  const si = texteSi === undefined ? undefined : attempt('si', () => parseFormule(texteSi, place.liasse.isLigne))
  if (!formule || si === null) return []
  const cibles = attempt('pour_chaque_ligne', () => ciblesOf(lu, place, [formule, ...(si ? [si] : [])]))
  return (cibles ?? []).flatMap((cible) => {
    const condition = attempt('formule', () => resolveCondition(formule, cible.contexte))
    const only = si === undefined ? undefined : attempt('si', () => resolveCondition(si, cible.contexte))
    if (!condition || only === null) return []
    return attempt('formule', () => toControle(lu, { cible, condition, si: only, liasse: place.liasse })) ?? []
  })
}

/** The same control compiled in both liasses has the same faults in both: they are told once. */
function pushOnce(defects: Defect[], defect: Defect): void {
  if (!defects.some((other) => other.fichier === defect.fichier && other.ligne === defect.ligne && other.message === defect.message))
    defects.push(defect)
}

/** One target for a plain control; for a per-line one, each line of the range that has all the cells named by column alone. */
function ciblesOf(lu: ControleLu, { liasse }: Place, noeuds: readonly Noeud[]): readonly Cible[] {
  const { catalogue } = liasse
  if (lu.pour_chaque_ligne === undefined) {
    if (lu.message.includes('{ligne}')) throw new FormuleError('Le message dit {ligne} sans `pour_chaque_ligne`.', 0, 0)
    return [{ code: '', libelle: '', familles: [], contexte: { catalogue } }]
  }
  const plage = parseFormule(lu.pour_chaque_ligne, liasse.isLigne)
  const liste = listeOf(plage, liasse)
  if (liste) return [liste]
  if (plage.genre !== 'plage' || plage.tableau === undefined)
    throw new FormuleError('Il faut ici une plage de lignes (BA.A101..A330) ou une liste (X08).', plage.debut, plage.fin)
  const { tableau } = plage
  const [anyColonne = ''] = catalogue.tableaux.get(tableau)?.colonnes ?? []
  const lignes = findLignes(plage, { catalogue, colonne: anyColonne })
  const cibles = lignes.flatMap(([code, { libelle }]) => {
    const contexte: Contexte = { catalogue, tableau, ligne: code }
    if (!noeuds.every((noeud) => hasCells(noeud, contexte))) return []
    const familles = liasse.cases.find((lue) => lue.tableau === tableau && lue.ligne === code)?.familles ?? []
    return [{ code, libelle, familles, contexte }]
  })
  if (cibles.length === 0) throw new FormuleError('Aucune ligne de la plage n’a toutes les cases comparées.', plage.debut, plage.fin)
  return cibles
}

/** The rows of a list, when `pour_chaque_ligne` names one. */
function listeOf(noeud: Noeud, { catalogue }: LiasseLue): Cible | null {
  if (noeud.genre !== 'reference' || noeud.tableau !== undefined || noeud.colonne !== undefined || noeud.ligne === undefined) return null
  const tableau = catalogue.tableaux.get(noeud.ligne)
  if (catalogue.illisibles.has(noeud.ligne))
    throw new TableauIllisible(`Le tableau « ${noeud.ligne} » est illisible.`, noeud.debut, noeud.fin)
  if (!tableau?.liste) return null
  return { code: '', libelle: '{ligne}', familles: [], contexte: { catalogue, liste: tableau }, liste: tableau.liste.position }
}

/** Whether the line has every cell that the formula names without a line (`[brut]`, `T04.[cloture]`). */
function hasCells(noeud: Noeud, contexte: Contexte): boolean {
  switch (noeud.genre) {
    case 'reference': {
      if (noeud.ligne !== undefined || noeud.colonne === undefined || contexte.ligne === undefined) return true
      const tableau = contexte.catalogue.tableaux.get(noeud.tableau ?? contexte.tableau ?? '')
      if (!tableau?.colonnes.includes(noeud.colonne)) return true
      return tableau.lignes.get(contexte.ligne)?.cases.has(noeud.colonne) ?? false
    }
    case 'oppose':
      return hasCells(noeud.de, contexte)
    case 'parmi':
      return [noeud.de, ...noeud.valeurs].every((part) => hasCells(part, contexte))
    case 'binaire':
      return hasCells(noeud.gauche, contexte) && hasCells(noeud.droite, contexte)
    case 'appel':
      return noeud.arguments.every((argument) => hasCells(argument, contexte))
    case 'nombre':
    case 'texte':
    case 'plage':
    case 'filtre':
    case 'mot':
      return true
  }
}

type Condition = { readonly expression: Expression; readonly noeud: Noeud; readonly contexte: Contexte }

function resolveCondition(noeud: Noeud, contexte: Contexte): Condition {
  const resolved = resolveFormule(noeud, contexte)
  if (resolved?.type === 'condition') return { expression: resolved.expression, noeud, contexte }
  const found = resolved ? nameOfType(resolved.type) : 'rien'
  throw new FormuleError(`Types incompatibles : un contrôle est une condition (une comparaison), pas ${found}.`, noeud.debut, noeud.fin)
}

type Parts = { readonly cible: Cible; readonly condition: Condition; readonly si: Condition | undefined; readonly liasse: LiasseLue }

function toControle(lu: ControleLu, { cible, condition, si, liasse }: Parts): Controle {
  const mesure = measure(condition, liasse, lu.tolerance)
  const cellules = [...new Set([...cellsRead(condition.expression), ...(si ? cellsRead(si.expression) : [])])]
  return {
    code: cible.code === '' ? lu.code : `${lu.code}/${cible.code}`,
    niveau: lu.niveau,
    texte: lu.si === undefined ? lu.formule : `Si ${lu.si} : ${lu.formule}`,
    condition: condition.expression,
    ...(si && { si: si.expression }),
    ...mesure,
    familles: bothFamilles(lu.familles, cible.familles),
    message: lu.message.replaceAll('{ligne}', cible.libelle),
    ...(lu.pourquoi !== undefined && { pourquoi: lu.pourquoi }),
    ...(lu.quoi_faire !== undefined && { quoiFaire: lu.quoi_faire }),
    source: lu.source,
    cellules,
    ...(cible.liste !== undefined && { liste: cible.liste }),
  }
}

type Mesure = { readonly unite: UniteControle; readonly decimales: number; readonly tolerance: number }
/** A gap between ratios is shown with this many decimals. */
const DECIMALES_PUR = 4
/** The balance is in centimes. */
const DECIMALES_COMPTES = 2

/** The unit of the first comparison, and the tolerance written in it; a tolerance finer than the unit is refused. */
function measure({ expression, noeud, contexte }: Condition, liasse: LiasseLue, texte: string): Mesure {
  const [entiers = '0', fraction = ''] = texte.split(/[.,]/)
  const compare = firstCompare(noeud)
  const type: TypeFormule = (compare && (typeOfSide(compare.gauche, contexte) ?? typeOfSide(compare.droite, contexte))) ?? 'pur'
  const unite = isNombre(type) ? type : 'pur'
  const own = cellsRead(expression).flatMap((index) => {
    const lue = caseAt(liasse, index)
    return lue && typeOf(lue.type) === unite ? [lue.decimales] : []
  })
  const readsComptes = containsExpression(expression, ({ op }) => op === 'comptes')
  const decimales = unite === 'pur' ? DECIMALES_PUR : Math.max(readsComptes ? DECIMALES_COMPTES : 0, ...own)
  if (fraction.length > decimales)
    throw new FormuleError(`Tolérance ${texte} plus fine que les cases comparées (${decimales} décimales).`, 0, 0)
  return { unite, decimales, tolerance: Number(entiers + fraction.padEnd(decimales, '0')) }
}

function firstCompare(noeud: Noeud): Extract<Noeud, { genre: 'binaire' }> | undefined {
  // A word of the dossier compares nothing that has a unit.
  if (noeud.genre === 'binaire' && (noeud.gauche.genre === 'mot' || noeud.droite.genre === 'mot')) return undefined
  if (noeud.genre === 'binaire')
    return noeud.par === 'ET' || noeud.par === 'OU' ? (firstCompare(noeud.gauche) ?? firstCompare(noeud.droite)) : noeud
  if (noeud.genre === 'appel') return noeud.arguments.map(firstCompare).find((found) => found !== undefined)
  return undefined
}

/** The type of one side, or undefined when it carries no unit. */
function typeOfSide(noeud: Noeud, contexte: Contexte): TypeFormule | undefined {
  const type = resolveFormule(noeud, contexte)?.type
  return type === 'pur' ? undefined : type
}
