/**
 * P3, P4, P5 and memory: the engine alone, beside HyperFormula on the same forms in the same run. Times are those of the processor, not
 * of the clock: other work on the machine does not count.
 */
import { setTimeout as delay } from 'node:timers/promises'
import type { Edition, LiasseCode } from '#definitions/edition.ts'
import { celluleAt, trouveDansListe } from '#definitions/liste.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { compile } from '#engine/compile.ts'
import { newCells } from '#engine/cells.ts'
import { prepare } from '#engine/etat.ts'
import type { Lignes } from '#engine/lignes.ts'
import { computeAll } from '#engine/recompute.ts'
import { runControles } from '#engine/run-controles.ts'
import { openSheet, type CellValue, type Sheet } from '#engine/sheet.ts'
import { writeEntries } from '#engine/write-cells.ts'
import type { Exemple } from '#services/demo.ts'
import { liasseOf } from '#services/plateforme.ts'
import { lireValeur } from '#services/valeurs-du-moteur.ts'
import { readEditionFolder } from '#store/read-edition-folder.ts'
import { EDITION, lireExemple } from './banc.ts'
import { traduire } from './classeur.ts'
import { grandir, repeter } from './grand-dossier.ts'
import { LICENCE, trouverHyperFormula, type Classeur } from './hyperformula.ts'
import { exposant, processeur } from './serie.ts'
import { auMoins, auPlus, micros, nombre, type Rang } from './tableau.ts'

const REPETITIONS = 5
const FOIS = 4
/** What the goal of P5 is said for. */
const CASES_DU_BUT = 3000

/** One dossier as the engine takes it. */
type Sujet = {
  readonly nom: string
  readonly edition: Edition
  readonly liasse: LiasseCode
  readonly famille: Exemple['famille']
  readonly valeurs: ReadonlyMap<number, CellValue>
}

export async function rangsDuMoteur(): Promise<readonly Rang[]> {
  const edition = loadEdition(await readEditionFolder(EDITION))
  const qdis = sujetOf(edition, 'QDIS', await lireExemple('esh'))
  const er = sujetOf(edition, 'ER', await lireExemple('esh-er'))
  const count = liasseOf(edition, 'qdis').cellules.length
  const grand: Sujet = {
    ...qdis,
    nom: `QDIS × ${FOIS}`,
    edition: grandir(edition, 'qdis', FOIS),
    valeurs: repeter(qdis.valeurs, count, FOIS),
  }
  // Each once for nothing: what is measured then has met every shape, as a server has.
  for (const sujet of [qdis, grand, er]) mesurerMoteur(sujet)
  const [petites, grandes, celles] = [mesurerMoteur(qdis), mesurerMoteur(grand), mesurerMoteur(er)]
  return [
    ...rangsDuCalcul(qdis, petites),
    ...rangsDuCalcul(er, celles),
    croissance('P3', 'recalculer', petites.recalculer, grandes.recalculer),
    croissance('P4', 'changer une case', petites.changer, grandes.changer),
    ...rangsDeLaVerification(qdis, petites),
    ...rangsDeLaVerification(er, celles),
    croissance('P5', 'vérifier', petites.recalculer, grandes.recalculer),
    await memoire(qdis),
    await memoire(er),
  ]
}

function sujetOf(edition: Edition, nom: string, { liasse: code, famille, valeurs }: Exemple): Sujet {
  const liasse = liasseOf(edition, code)
  const indexOf = new Map(liasse.cellules.map(({ at }, index) => [at, index]))
  const read = Object.entries(valeurs).map(([at, v]) => {
    const index = indexOf.get(at) ?? trouveDansListe(liasse, at)
    const cellule = index === undefined ? undefined : celluleAt(liasse, index)
    if (index === undefined || !cellule) throw new Error(`the example names ${at}, which the liasse does not have`)
    return [index, lireValeur(cellule, { v })] as const
  })
  return { nom, edition, liasse: code, famille, valeurs: new Map(read) }
}

/** Microseconds of processor time. */
type Mesures = {
  /** Every formula and every control, the findings of those that are violated; values in memory. */
  readonly recalculer: number
  /** One cell typed and all that depends on it. */
  readonly changer: number
  /** From values by address to every finding, those that lack figures included. */
  readonly ouvrir: number
}

function mesurerMoteur(sujet: Sujet): Mesures {
  const ouvrir = (): Sheet => openSheet(sujet.edition, sujet.liasse, sujet)
  let sheet = ouvrir()
  const frappe = frappesOf(sujet)
  return {
    recalculer: processeur(recalculerOf(sujet), { tours: 1000, repetitions: REPETITIONS }),
    changer: processeur(
      () => {
        const { index, valeur } = frappe()
        sheet = sheet.with(new Map([[index, { etat: 'valeur', valeur }]]))
      },
      { tours: 4000, repetitions: REPETITIONS },
    ),
    ouvrir: processeur(
      () => {
        if (ouvrir().verify().total === 0) throw new Error('nothing was verified')
      },
      { tours: 200, repetitions: REPETITIONS },
    ),
  }
}

/** Figures typed one after the other in the fixed amounts of the dossier, never twice the same. */
function frappesOf({ edition, liasse: code, valeurs }: Pick<Sujet, 'edition' | 'liasse' | 'valeurs'>) {
  const { cellules } = liasseOf(edition, code)
  const chiffres = [...valeurs.keys()].filter((index) => cellules[index]?.type === 'montant')
  let tour = 0
  return () => ({ index: chiffres[(++tour * 131) % chiffres.length] ?? 0, valeur: tour * 100 })
}

function recalculerOf({ edition, liasse: code, famille, valeurs }: Sujet): () => void {
  const liasse = liasseOf(edition, code)
  const programme = compile(liasse, famille)
  const [texts, listes] = [new Map<number, string>(), liasse.listes.map((): Lignes => ({ blocs: [] }))]
  const saisies = newCells(liasse.cellules.length, { texts, listes, precedents: [], comptes: null })
  const ecriture = { cells: saisies, texts, listes, touched: new Map(), written: [] }
  writeEntries(programme, ecriture, valeurs)
  const cells = newCells(liasse.cellules.length, { texts, listes, precedents: [], comptes: null })
  return () => {
    forgetRows(listes)
    cells.values.set(saisies.values)
    cells.presence.set(saisies.presence)
    prepare(programme.etat, cells)
    computeAll(programme, { ...ecriture, cells })
    const { violes, total } = runControles(programme, cells)
    if (total === 0 || violes.length > 0) throw new Error('a coherent dossier was expected')
  }
}

/** What the rows keep of the last time they were gathered would make the next dossier cheaper than another one. */
function forgetRows(listes: readonly Lignes[]): void {
  for (const { blocs } of listes) for (const bloc of blocs) if (bloc) bloc.resumes.length = 0
}

/** The same acts in HyperFormula; null without it. */
function mesurerTableur({ edition, liasse: code, famille, valeurs }: Sujet): Omit<Mesures, 'ouvrir'> | null {
  const library = trouverHyperFormula()
  if (!library) return null
  const sheet = openSheet(edition, code, { famille, valeurs })
  const { feuilles, place } = traduire(sheet, valeurs)
  const classeur = library.buildFromSheets(feuilles, LICENCE)
  const at = (index: number) => {
    const { feuille, row, col } = place(index)
    return { sheet: classeur.getSheetId(feuille) ?? 0, row, col }
  }
  controlerAccord(sheet, classeur, at)
  const frappe = frappesOf({ valeurs, edition, liasse: code })
  const changer = (): void => {
    const { index, valeur } = frappe()
    classeur.setCellContents(at(index), valeur / 100)
  }
  const mesures = {
    recalculer: processeur(() => classeur.rebuildAndRecalculate(), { tours: 2, repetitions: REPETITIONS }),
    changer: processeur(changer, { tours: 200, repetitions: REPETITIONS }),
  }
  classeur.destroy()
  return mesures
}

/** Refuses to compare with a workbook that does not compute the same figures. */
function controlerAccord(sheet: Sheet, classeur: Classeur, at: (index: number) => Parameters<Classeur['getCellValue']>[0]): void {
  for (const [index, { formule, decimales, at: adresse }] of sheet.liasse.cellules.entries()) {
    const own = formule && sheet.applies(index) ? sheet.read(index) : null
    if (own?.etat !== 'valeur' || own.valeur === undefined) continue
    const autre = Number(classeur.getCellValue(at(index)))
    const ecart = Math.abs(autre - own.valeur / 10 ** decimales)
    if (!(ecart < 10 ** -decimales / 2)) throw new Error(`${adresse}: ${own.valeur} for ours, ${autre} for HyperFormula`)
  }
}

function rangsDuCalcul(sujet: Sujet, { recalculer, changer }: Mesures): readonly Rang[] {
  const tableur = mesurerTableur(sujet)
  const { cellules, ordre, controles } = liasseOf(sujet.edition, sujet.liasse)
  const rang = (but: string, quoi: string, own: number, other: number | undefined, limite: number): Rang => {
    const rapport = other === undefined ? Number.NaN : other / own
    return {
      but,
      quoi: `${sujet.nom} : ${quoi}`,
      mesure: micros(own),
      reference: other === undefined ? 'HyperFormula absent' : `HyperFormula : ${micros(other)}`,
      rapport: other === undefined ? '–' : `1/${nombre(rapport)}`,
      objectif: other === undefined ? null : { ...auMoins(rapport, limite, nombre), texte: `≤ 1/${nombre(limite)}` },
    }
  }
  const taille = `${nombre(cellules.length)} cases, ${nombre(ordre.length)} formules, ${nombre(controles.length)} contrôles`
  return [
    rang('P3', `tout recalculer (${taille})`, recalculer, tableur?.recalculer, 1000),
    rang('P4', 'changer une case', changer, tableur?.changer, 40),
  ]
}

function rangsDeLaVerification({ nom, edition, liasse }: Sujet, { recalculer, ouvrir }: Mesures): readonly Rang[] {
  const cases = liasseOf(edition, liasse).cellules.length
  const parSeconde = (1e6 / recalculer) * (cases / CASES_DU_BUT)
  return [
    {
      but: 'P5',
      quoi: `${nom} : dossiers de ${nombre(CASES_DU_BUT)} cases vérifiés par seconde d’un cœur, valeurs en mémoire`,
      mesure: `${nombre(parSeconde)}/s`,
      reference: `${nombre(1e6 / recalculer)}/s de ${nombre(cases)} cases`,
      rapport: '–',
      objectif: auMoins(parSeconde, 20_000, nombre),
    },
    {
      but: '',
      quoi: `${nom} : des valeurs par adresse à tous les constats écrits`,
      mesure: `${nombre(1e6 / ouvrir)}/s`,
      reference: '–',
      rapport: '–',
      objectif: null,
    },
  ]
}

function croissance(but: string, quoi: string, petit: number, grand: number): Rang {
  const own = exposant({ taille: 1, temps: petit }, { taille: FOIS, temps: grand })
  return {
    but,
    quoi: `Croissance : ${quoi}, du QDIS au QDIS × ${FOIS}`,
    mesure: `${micros(petit)} → ${micros(grand)}`,
    reference: '–',
    rapport: `exposant ${nombre(own, 2)}`,
    objectif: auPlus(own, 1.1, (value) => nombre(value, 1)),
  }
}

const OUVERTS = 200

/** What each open dossier keeps, beyond the compiled edition. */
async function memoire({ nom, edition, liasse, famille, valeurs }: Sujet): Promise<Rang> {
  const before = await held()
  const ouverts = Array.from({ length: OUVERTS }, () => openSheet(edition, liasse, { famille, valeurs }))
  const each = ((await held()) - before) / ouverts.length / 1024
  return {
    but: '',
    quoi: `${nom} : mémoire d’un dossier ouvert`,
    mesure: globalThis.gc ? `${nombre(each)} Kio` : 'il faut --expose-gc',
    reference: `${nombre((liasseOf(edition, liasse).cellules.length * 9) / 1024)} Kio de valeurs`,
    rapport: '–',
    objectif: null,
  }
}

/** Bytes in use once all that can be is given back: buffers are, a moment after what held them. */
async function held(): Promise<number> {
  for (let turn = 0; turn < 3; turn++) {
    globalThis.gc?.()
    await delay(50)
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
