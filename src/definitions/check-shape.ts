/** Runs a shape of `shape.ts` over a YAML file and turns what zod says into French defects with their lines. */
import { z } from 'zod'
import type { Defect } from './defect.ts'
import { didYouMean } from './nearest-name.ts'
import type { Path, Source } from './source.ts'

type Issue = z.core.$ZodIssue

/** The checked content, or null after adding every fault to `defects`. */
export function checkShape<S extends z.ZodType>(source: Source, shape: S, defects: Defect[]): z.output<S> | null {
  defects.push(...source.faults)
  if (source.faults.length > 0) return null
  const result = shape.safeParse(source.valeur)
  if (result.success) return result.data
  for (const issue of result.error.issues) defects.push(...defectsOf({ source, shape }, issue, issue.path))
  return null
}

type Checked = { readonly source: Source; readonly shape: z.ZodType }

function defectsOf({ source, shape }: Checked, issue: Issue, path: Path): readonly Defect[] {
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(shape, path)
    return issue.keys.map((key) => source.defectAtKey(path, key, `Clé inconnue : « ${key} ».${didYouMean(key, known)}`))
  }
  if (issue.code === 'invalid_union') {
    const nested = nearestBranch(issue.errors)
    return nested.flatMap((inner) => defectsOf({ source, shape }, inner, [...path, ...inner.path]))
  }
  if (issue.code === 'invalid_key')
    return [source.defectAtKey(path.slice(0, -1), String(path.at(-1)), `Clé mal formée : « ${String(path.at(-1))} ».`)]
  return [source.defect(path, `${keyName(path)}${sayIssue(issue)}`)]
}

/** The branch of a union that was meant: the one whose keys are the least foreign. */
function nearestBranch(nested: readonly (readonly Issue[])[]): readonly Issue[] {
  const foreign = (issues: readonly Issue[]): number =>
    issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 0), 0)
  return nested.toSorted((a, b) => foreign(a) - foreign(b))[0] ?? []
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'un texte (entre guillemets)',
  number: 'un nombre',
  int: 'un nombre entier',
  boolean: 'true ou false',
  array: 'une liste',
  object: 'un ensemble de clés',
  record: 'un ensemble de clés',
}

function sayIssue(issue: Issue): string {
  if (issue.code === 'invalid_type') {
    const wanted = TYPE_NAMES[issue.expected] ?? issue.expected
    return issue.message.endsWith('undefined') ? `clé obligatoire absente (${wanted}).` : `il faut ${wanted}.`
  }
  if (issue.code === 'invalid_value') return `valeur refusée. Valeurs admises : ${issue.values.map(String).join(', ')}.`
  if (issue.code === 'too_small')
    return issue.origin === 'string' || issue.origin === 'array' ? 'ne peut pas être vide.' : `au moins ${String(issue.minimum)}.`
  if (issue.code === 'too_big') return `au plus ${String(issue.maximum)}${issue.origin === 'string' ? ' caractères' : ''}.`
  if (issue.code === 'invalid_format') return issue.message.startsWith('Invalid') ? 'mal formé.' : `mal formé (${issue.message}).`
  return issue.code === 'custom' ? issue.message : 'valeur refusée.'
}

function keyName(path: Path): string {
  const key = path.findLast((step) => typeof step === 'string')
  return key === undefined ? '' : `${key} : `
}

/** The keys allowed at `path`, for « Vouliez-vous … ? ». */
function knownKeys(shape: z.ZodType, path: Path): readonly string[] {
  let shapes: readonly z.core.$ZodType[] = [shape]
  for (const step of path) shapes = shapes.flatMap(branches).flatMap((inner) => child(inner, step))
  return shapes.flatMap(branches).flatMap((inner) => (inner instanceof z.ZodObject ? Object.keys(inner.shape) : []))
}

function branches(shape: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (shape instanceof z.ZodOptional || shape instanceof z.ZodDefault || shape instanceof z.ZodNullable) return branches(shape.unwrap())
  return shape instanceof z.ZodUnion ? shape.options.flatMap(branches) : [shape]
}

function child(shape: z.core.$ZodType, step: PropertyKey): readonly z.core.$ZodType[] {
  if (shape instanceof z.ZodArray) return [shape.element]
  if (shape instanceof z.ZodObject) {
    const inner: unknown = shape.shape[String(step)]
    return inner instanceof z.ZodType ? [inner] : []
  }
  return []
}
