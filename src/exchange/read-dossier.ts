/**
 * A dossier file → a dossier of an edition, with every defect found. Two steps, so that whoever has the editions loads only those the file
 * names: `openDossierFile` reads what the bytes say, `readDossier` places it in the cells of an edition.
 */
import { checkShape } from '#definitions/check-shape.ts'
import type { Defect } from '#definitions/defect.ts'
import type { Adresse, Cellule, Edition, Famille, LiasseCode } from '#definitions/edition.ts'
import type { Path } from '#definitions/source.ts'
import type { CellValue } from '#engine/sheet.ts'
import { parseSiret } from '#domain/siret.ts'
import { decodeText } from './decode-text.ts'
import { dossierShape, type DossierEcrit } from './dossier-shape.ts'
import { caseFinder, type CaseTrouvee } from './find-case.ts'
import { JsonSource } from './json-source.ts'
import { readBalance, type SoldeDeCompte } from './read-balance.ts'
import { readValeur } from './read-valeur.ts'

/** A file whose shape is right, before its cells are looked for. */
export type DossierOuvert = { readonly source: JsonSource; readonly contenu: DossierEcrit }

/** The figures of one year in the cells of its edition. */
export type Valeurs = {
  /** What was entered, by address. */
  readonly saisies: ReadonlyMap<Adresse, CellValue>
  /** What the file says of computed cells: to be compared, never taken. */
  readonly totaux: ReadonlyMap<Adresse, CellValue>
}
export type DossierLu = Valeurs & {
  readonly edition: Edition
  readonly liasse: LiasseCode
  readonly famille: Famille
  readonly libelle: string | null
  readonly siret: string | null
  /** The year before, then two years before. */
  readonly precedents: readonly (Valeurs & { readonly edition: Edition })[]
  /** Null when the file has none. */
  readonly balance: readonly SoldeDeCompte[] | null
}

/** Defects told one by one; beyond, their number. */
const MAX_DEFAUTS = 1000
/** Unknown names looked for among the known ones: each search reads them all. */
const MAX_RECHERCHES = 100

/** Reads bytes as the shape of a dossier file; null after adding every fault to `defauts`. Never throws on what a file holds. */
export function openDossierFile(fichier: string, octets: Uint8Array, defauts: Defect[]): DossierOuvert | null {
  const text = decodeText(octets)
  if (typeof text !== 'string') {
    defauts.push({ fichier, ligne: text.ligne, message: text.message })
    return null
  }
  const source = new JsonSource(fichier, text)
  const found: Defect[] = []
  const contenu = checkShape(source, dossierShape, found)
  pushDefects(defauts, found)
  return contenu === null ? null : { source, contenu }
}

export type Regles = {
  /** The edition whose rules apply. */
  readonly edition: Edition
  /** Every edition at hand, by code: those of previous years, and where to look for a cell that is not known. */
  readonly editions: ReadonlyMap<string, Edition>
}

/** Places the figures of the file in the cells of the edition. What could not be read is in `defauts` and empty in the dossier. */
export function readDossier(ouvert: DossierOuvert, regles: Regles, defauts: Defect[]): DossierLu {
  const { source, contenu } = ouvert
  const { liasse, famille, libelle = null } = contenu
  const found: Defect[] = []
  const place = (path: Path): Lecture => ({ source, path, liasse, regles, defauts: found })
  const dossier: DossierLu = {
    edition: regles.edition,
    liasse,
    famille,
    libelle,
    siret: readSiret(ouvert, found),
    ...readValeurs(contenu.valeurs, regles.edition, place(['valeurs'])),
    precedents: readPrecedents(contenu.precedents ?? [], (rank) => place(['precedents', rank])),
    balance: contenu.balance === undefined ? null : readBalance(contenu.balance, source, found),
  }
  pushDefects(defauts, found)
  return dossier
}

type Lecture = {
  readonly source: JsonSource
  readonly path: Path
  readonly liasse: LiasseCode
  readonly regles: Regles
  readonly defauts: Defect[]
}

function readValeurs(ecrites: DossierEcrit['valeurs'], edition: Edition, { source, path, liasse, regles, defauts }: Lecture): Valeurs {
  const saisies = new Map<Adresse, CellValue>()
  const totaux = new Map<Adresse, CellValue>()
  const find = caseFinder({ edition, liasse, autres: [...regles.editions.values()] })
  let inconnues = 0
  // The keys are those of the file: no shape may have dropped one (`__proto__`).
  for (const at of source.cles(path)) {
    const ecrite = ecrites[at] ?? null
    const trouvee: CaseTrouvee = inconnues < MAX_RECHERCHES ? find.search(at) : find.known(at)
    if ('inconnue' in trouvee) {
      inconnues++
      defauts.push(source.defectAtKey(path, at, trouvee.inconnue))
      continue
    }
    const lu = readValeur(trouvee.cellule, ecrite, typeof ecrite === 'number' ? source.nombreEcrit([...path, at]) : null)
    if ('refus' in lu) defauts.push(source.defect([...path, at], `Case ${at} : ${lu.refus}`))
    else if (lu.valeur.etat !== 'vide') (isTotal(trouvee.cellule) ? totaux : saisies).set(at, lu.valeur)
  }
  return { saisies, totaux }
}

const isTotal = ({ formule }: Cellule): boolean => formule !== undefined

function readPrecedents(ecrits: NonNullable<DossierEcrit['precedents']>, lectureOf: (rank: number) => Lecture): DossierLu['precedents'] {
  return ecrits.flatMap(({ edition: code, valeurs }, rank) => {
    const lecture = lectureOf(rank)
    const { regles, source, path, defauts } = lecture
    const edition = regles.editions.get(code)
    if (!edition) {
      defauts.push(source.defect([...path, 'edition'], sayUnknownEdition(code, regles.editions.keys())))
      return []
    }
    const attendu = regles.edition.exercice - rank - 1
    if (edition.exercice !== attendu)
      defauts.push(
        source.defect([...path, 'edition'], `Exercice précédent ${edition.exercice} : il faut ici ${attendu} (d’abord N-1, puis N-2).`),
      )
    return [{ edition, ...readValeurs(valeurs, edition, { ...lecture, path: [...path, 'valeurs'] }) }]
  })
}

/** « Édition « 2019 » inconnue. Éditions connues : 2024, 2025, 2026. » */
export const sayUnknownEdition = (code: string, known: Iterable<string>): string =>
  `Édition « ${code} » inconnue. Éditions connues : ${[...known].toSorted().join(', ')}.`

function readSiret({ source, contenu }: DossierOuvert, defauts: Defect[]): string | null {
  if (contenu.siret === undefined) return null
  const lu = parseSiret(contenu.siret)
  if (lu) return lu.siret ?? lu.siren
  defauts.push(
    source.defect(['siret'], `SIRET « ${contenu.siret.slice(0, 40)} » : il faut 14 chiffres (ou les 9 du SIREN) dont la clé est juste.`),
  )
  return null
}

/** A hostile file may hold a million faults: the first ones are told, the others are counted. */
function pushDefects(defauts: Defect[], found: readonly Defect[]): void {
  defauts.push(...found.slice(0, MAX_DEFAUTS))
  const [next] = found.slice(MAX_DEFAUTS)
  if (next)
    defauts.push({ fichier: next.fichier, ligne: next.ligne, message: `… et ${found.length - MAX_DEFAUTS} autres défauts à partir d’ici.` })
}
