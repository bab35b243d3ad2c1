/** The files of an edition → the frozen edition that every other room reads, or every defect they hold. */
import type { z } from 'zod'
import {
  checkParties,
  checkProfils,
  checkWorkflow,
  duplicateTableaux,
  type EditionLue,
  type ProfilsLus,
  type WorkflowLu,
} from './check-edition.ts'
import { checkShape } from './check-shape.ts'
import { checkTableau } from './check-tableau.ts'
import { compileComptes, FICHIER_COMPTES, FICHIER_PLAN } from './comptes/compile-comptes.ts'
import { checkTotaux } from './comptes/check-totaux.ts'
import { comptesShape } from './comptes/comptes-shape.ts'
import { compileConstructions } from './compile-constructions.ts'
import { compileCorrespondances, FICHIER_CORRESPONDANCES, type CorrespondancesLues } from './compile-correspondances.ts'
import { compileObligatoires } from './compile-obligatoires.ts'
import { compileControles, duplicateControles, type ControlesLus } from './compile-controles.ts'
import { compileCells } from './compile-liasse.ts'
import { lignesOf, toTableau, type TableauLu } from './compile-tableau.ts'
import { correspondancesShape } from './correspondances-shape.ts'
import { deepFreeze } from './deep-freeze.ts'
import { EditionDefects, type Defect } from './defect.ts'
import { digestOf } from './digest.ts'
import type { Edition, LiasseCode, LiasseCompilee } from './edition.ts'
import { indexLiasse, type LiasseLue } from './index-liasse.ts'
import { controlesShape, editionShape, profilsShape, tableauShape, workflowShape } from './shape.ts'
import { resolveEdition, type FichiersResolus } from './resolve-edition.ts'
import type { Source } from './source.ts'

const FICHIERS = ['edition.yaml', 'workflow.yaml', 'profils.yaml', 'comptes.yaml', FICHIER_CORRESPONDANCES] as const
const CONTROLES = /^controles(\/[^/]+)?\.yaml$/
const TABLEAU = /^tableaux\/[^/]+\.yaml$/

type Lus = {
  readonly edition: EditionLue
  readonly workflow: WorkflowLu
  readonly profils: ProfilsLus
  readonly controles: readonly ControlesLus[]
  readonly tableaux: readonly TableauLu[]
  readonly illisibles: ReadonlySet<string>
  readonly comptes: Edition['comptes']
  readonly correspondances: CorrespondancesLues | null
}

/**
 * Compiles an edition from its files (path inside its folder → text): `edition.yaml`, `workflow.yaml`, `profils.yaml`,
 * `controles.yaml` or `controles/*.yaml` (in the order of their names), `tableaux/*.yaml`, and, when it routes the accounts of a balance,
 * `comptes.yaml` with the chart of all editions, `../plan-de-comptes.csv`; when it follows another, `correspondances.yaml`. Other files are
 * ignored unless they are YAML.
 * An edition written as a difference (`d_apres`) needs the files of its base too, under `../2025/…`; it becomes a plain edition of its own.
 * Deeply frozen and identified by its digest. Throws `EditionDefects` with every defect found.
 */
export function loadEdition(files: ReadonlyMap<string, string>): Edition {
  const defects: Defect[] = []
  const lus = readAll({ files: resolveEdition(files, defects), plan: files.get(FICHIER_PLAN) }, defects)
  const liasses = lus ? compileLiasses(lus, defects) : []
  const correspondances = lus?.correspondances ? compileCorrespondances(lus.correspondances, liasses, defects) : null
  if (lus && defects.length === 0) defects.push(...checkTotaux({ ...lus, liasses }))
  if (!lus || defects.length > 0) throw new EditionDefects(defects)
  const content = toContent(lus, { liasses, correspondances })
  return deepFreeze({ ...content, digest: digestOf(content) })
}

/** `plan`: the text of the chart, which no edition has of its own. */
type Fichiers = { readonly files: FichiersResolus; readonly plan: string | undefined }

function readAll({ files, plan }: Fichiers, defects: Defect[]): Lus | null {
  for (const fichier of files.keys()) {
    if (TABLEAU.test(fichier) || CONTROLES.test(fichier)) continue
    if (FICHIERS.some((known) => known === fichier)) continue
    defects.push({
      fichier,
      ligne: 1,
      message: `Fichier inattendu : une édition se compose de ${FICHIERS.join(', ')}, controles/*.yaml et tableaux/*.yaml.`,
    })
  }
  const edition = read(files, { fichier: 'edition.yaml', shape: editionShape }, defects)
  const workflow = read(files, { fichier: 'workflow.yaml', shape: workflowShape }, defects)
  const profils = read(files, { fichier: 'profils.yaml', shape: profilsShape }, defects)
  const controles = readControles(files, defects)
  const { tableaux, illisibles } = readTableaux(files, defects)
  defects.push(...tableaux.flatMap(checkTableau), ...duplicateTableaux(tableaux))
  if (edition) defects.push(...checkParties(edition, tableaux, illisibles))
  if (profils) defects.push(...checkProfils(profils))
  if (workflow) defects.push(...checkWorkflow(workflow, profils?.contenu.droits))
  defects.push(...duplicateControles(controles))
  const lusComptes = files.has(FICHIER_COMPTES) ? read(files, { fichier: FICHIER_COMPTES, shape: comptesShape }, defects) : null
  const comptes = compileComptes({ lus: lusComptes, plan, tableaux, illisibles }, defects)
  if (!edition) return null
  const lus = { edition, tableaux, illisibles, controles, comptes }
  if (!workflow || !profils) {
    compileLiasses(lus, defects)
    return null
  }
  // A table that cannot be read would make strangers of all that is said of it.
  const correspondances =
    files.has(FICHIER_CORRESPONDANCES) && illisibles.size === 0
      ? read(files, { fichier: FICHIER_CORRESPONDANCES, shape: correspondancesShape }, defects)
      : null
  return { ...lus, workflow, profils, correspondances }
}

type Expected<S> = { readonly fichier: string; readonly shape: S }
type Lu<S extends z.ZodType> = { readonly source: Source; readonly contenu: z.output<S> }

function read<S extends z.ZodType>(files: FichiersResolus, { fichier, shape }: Expected<S>, defects: Defect[]): Lu<S> | null {
  const resolu = files.get(fichier)
  if (!resolu) {
    defects.push({ fichier, ligne: 1, message: 'Fichier absent.' })
    return null
  }
  const contenu = checkShape(resolu.source, shape, defects)
  return contenu === null ? null : { source: resolu.source, contenu }
}

function readTableaux(files: FichiersResolus, defects: Defect[]): Pick<Lus, 'tableaux' | 'illisibles'> {
  const tableaux: TableauLu[] = []
  const illisibles = new Set<string>()
  for (const fichier of [...files.keys()].filter((path) => TABLEAU.test(path)).toSorted()) {
    const lu = read(files, { fichier, shape: tableauShape }, defects)
    if (lu) tableaux.push(lu)
    else illisibles.add(/^code:\s*([A-Z0-9-]+)/m.exec(files.get(fichier)?.texte ?? '')?.[1] ?? '')
  }
  return { tableaux, illisibles }
}

function readControles(files: FichiersResolus, defects: Defect[]): readonly ControlesLus[] {
  const paths = [...files.keys()].filter((path) => CONTROLES.test(path)).toSorted()
  if (paths.length === 0) defects.push({ fichier: 'controles.yaml', ligne: 1, message: 'Fichier absent.' })
  return paths.flatMap((fichier) => read(files, { fichier, shape: controlesShape }, defects) ?? [])
}

/** The tables of a liasse in the order in which its tabs first show them. */
function tableauxOf(liasse: LiasseCode, { edition, tableaux }: Pick<Lus, 'edition' | 'tableaux'>): readonly TableauLu[] {
  const codes = edition.contenu.parties
    .filter((partie) => partie.liasse === liasse)
    .flatMap((partie) => partie.onglets.flatMap((onglet) => onglet.tableaux))
  return [...new Set(codes)].flatMap((code) => tableaux.find((lu) => lu.contenu.code === code && lu.contenu.liasses.includes(liasse)) ?? [])
}

function compileLiasses(
  lus: Pick<Lus, 'edition' | 'tableaux' | 'illisibles' | 'controles' | 'comptes'>,
  defects: Defect[],
): readonly LiasseCompilee[] {
  const codes = new Set(lus.tableaux.map(({ contenu }) => contenu.code))
  const lignes = new Set(lus.tableaux.flatMap((lu) => lignesOf(lu).map(({ ligne }) => ligne.code)))
  const isLigne = (code: string): boolean => lignes.has(code)
  const plan = lus.comptes?.plan ?? null
  const { exercice } = lus.edition.contenu
  const indexed = lus.edition.contenu.liasses.map(({ code }) =>
    indexLiasse({ code, tableaux: tableauxOf(code, lus), illisibles: lus.illisibles, codes, plan, exercice, isLigne }),
  )
  const er = indexed.find(({ code }) => code === 'er')
  return indexed.map((liasse): LiasseCompilee => {
    const { libelle, destinataire } = lus.edition.contenu.liasses.find(({ code }) => code === liasse.code) ?? {
      libelle: '',
      destinataire: 'federation',
    }
    const { cellules, listes, ordre } = compileCells(liasse, er, defects)
    return {
      code: liasse.code,
      libelle,
      destinataire,
      tableaux: codesOf(liasse),
      cellules,
      listes,
      ordre,
      constructions: compileConstructions(liasse, lus.controles, defects),
      controles: [...compileControles(liasse, lus.controles, defects), ...compileObligatoires(liasse, defects)],
    }
  })
}

const codesOf = (liasse: LiasseLue): readonly string[] => liasse.tableaux.map((lu) => lu.contenu.code)

function toContent(
  { edition, workflow, profils, tableaux, comptes }: Lus,
  { liasses, correspondances }: Pick<Edition, 'liasses' | 'correspondances'>,
): Omit<Edition, 'digest'> {
  const { edition: code, revision, exercice, libelle, source, familles, parties } = edition.contenu
  return {
    code,
    revision,
    exercice,
    libelle,
    source,
    familles: familles.map((famille) => ({ code: famille.code, libelle: famille.libelle })),
    tableaux: tableaux.map(toTableau),
    liasses,
    parties,
    comptes,
    correspondances,
    etapeVisible: workflow.contenu.etape_visible,
    etapesSaisie: workflow.contenu.etapes_saisie,
    etapes: workflow.contenu.etapes.map(({ sous_etapes: sousEtapes = [], ...etape }) => ({ ...etape, sousEtapes })),
    passages: workflow.contenu.passages.map(({ sans_bloquant: sansBloquant, ...passage }) => ({ ...passage, sansBloquant })),
    droits: profils.contenu.droits,
    profils: profils.contenu.profils,
  }
}
