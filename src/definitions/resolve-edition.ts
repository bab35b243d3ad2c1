/** The files of an edition, those of the edition it is a difference from taken into account: what remains is a plain edition. */
import { checkShape } from './check-shape.ts'
import { comptesShape } from './comptes/comptes-shape.ts'
import type { Defect } from './defect.ts'
import { differenceOf, editionDifferenceShape, tableauRetireShape } from './difference-shape.ts'
import { mergeSource } from './merge-source.ts'
import { controlesShape, profilsShape, tableauShape, workflowShape } from './shape.ts'
import type { Source } from './source.ts'
import { YamlSource } from './yaml-source.ts'

/** `texte`: as written, the difference first; for what must be guessed of a file that cannot be read. */
export type FichierResolu = { readonly source: Source; readonly texte: string }
/** By path inside the folder of the edition. */
export type FichiersResolus = ReadonlyMap<string, FichierResolu>

/** What links an edition to the one before it is its own. */
const JAMAIS_HERITE = 'correspondances.yaml'

/**
 * Resolves the files of an edition (path inside its folder → text). The files of the editions it derives from are there too, under `../2025/…`:
 * `baseOf` says which. A plain edition comes back as it is.
 */
export function resolveEdition(files: ReadonlyMap<string, string>, defects: Defect[]): FichiersResolus {
  return resolveFolder({ files, prefix: '', chain: [] }, defects)
}

/** Code of the edition that an `edition.yaml` is a difference from; null when it is a whole. */
export const baseOf = (texte: string): string | null => /^d_apres:\s*["']?(\d{4})["']?\s*(?:#.*)?$/m.exec(texte)?.[1] ?? null

type Folder = { readonly files: ReadonlyMap<string, string>; readonly prefix: string; readonly chain: readonly string[] }

function resolveFolder(folder: Folder, defects: Defect[]): FichiersResolus {
  const own = ownFiles(folder)
  const head = own.get('edition.yaml')
  const base = baseOf(head?.texte ?? '')
  if (!head || base === null) return own
  const code = codeOf(head.source)
  const chain = [...folder.chain, code]
  const fault = baseFault(folder.files, { base, chain })
  if (fault !== null) {
    defects.push(head.source.defect(['d_apres'], fault))
    return own
  }
  const inherited = resolveFolder({ files: folder.files, prefix: `../${base}/`, chain }, defects)
  const resolved = new Map([...inherited].filter(([path]) => path !== JAMAIS_HERITE))
  for (const [path, mine] of own) resolveFile({ path, mine, theirs: resolved.get(path) }, resolved, defects)
  return resolved
}

function ownFiles({ files, prefix }: Folder): Map<string, FichierResolu> {
  const own = [...files].filter(
    ([path]) => path.endsWith('.yaml') && path.startsWith(prefix) && !path.slice(prefix.length).startsWith('../'),
  )
  return new Map(own.map(([path, texte]) => [path.slice(prefix.length), { source: new YamlSource(path, texte), texte }]))
}

function codeOf({ valeur }: Source): string {
  const code = typeof valeur === 'object' && valeur !== null && 'edition' in valeur ? valeur.edition : undefined
  return typeof code === 'string' ? code : ''
}

function baseFault(files: ReadonlyMap<string, string>, { base, chain }: { base: string; chain: readonly string[] }): string | null {
  if (chain.includes(base)) return `Éditions en cercle : ${[...chain, base].join(' → ')}. L’une d’elles doit être écrite en entier.`
  return files.has(`../${base}/edition.yaml`)
    ? null
    : `Édition « ${base} » introuvable : il faut son dossier à côté de celui-ci (../${base}/edition.yaml).`
}

type Pair = { readonly path: string; readonly mine: FichierResolu; readonly theirs: FichierResolu | undefined }

/** A file that the base has is a difference; any other is a whole. */
function resolveFile({ path, mine, theirs }: Pair, resolved: Map<string, FichierResolu>, defects: Defect[]): void {
  if (!theirs) {
    resolved.set(path, mine)
    return
  }
  const texte = `${mine.texte}\n${theirs.texte}`
  if (isRemoval(mine.source)) {
    if (checkShape(mine.source, tableauRetireShape, defects)) resolved.delete(path)
    return
  }
  const found: Defect[] = []
  const isSound = checkShape(mine.source, differenceShapeOf(path), found) !== null
  defects.push(...found)
  resolved.set(path, { source: isSound ? mergeSource(theirs.source, mine.source, defects) : theirs.source, texte })
}

const isRemoval = ({ valeur }: Source): boolean => typeof valeur === 'object' && valeur !== null && 'retire' in valeur

const TABLEAU = differenceOf(tableauShape)
const CONTROLES = differenceOf(controlesShape)
const DIFFERENCES: Readonly<Record<string, typeof TABLEAU>> = {
  'edition.yaml': editionDifferenceShape,
  'workflow.yaml': differenceOf(workflowShape),
  'profils.yaml': differenceOf(profilsShape),
  'comptes.yaml': differenceOf(comptesShape),
}

const differenceShapeOf = (path: string): typeof TABLEAU => DIFFERENCES[path] ?? (path.startsWith('tableaux/') ? TABLEAU : CONTROLES)
