/** The shape of a difference from the shape of the whole: every key may be left out, `null` takes it away, items say their place or go. */
import { z } from 'zod'
import { editionShape } from './shape.ts'

/** Keys an item of a difference may have beside its own. */
const operateurs = {
  apres: z.union([z.string(), z.number()]).optional().meta({ description: "Place de l'ajout : après l'élément de ce code." }),
  avant: z.union([z.string(), z.number()]).optional().meta({ description: "Place de l'ajout : avant l'élément de ce code." }),
  retire: z.literal(true).optional().meta({ description: "Retire l'élément." }),
}
/** What the parts of a shape are typed as, whatever the flavour of zod that wrote them. */
type AnyShape = z.core.$ZodType
const IDENTITES = ['code', 'action', 'numero', 'titre', 'libelle']

/** What may be written in a file that changes one of the given shape. */
export const differenceOf = (shape: z.ZodObject): z.ZodObject => partialObject(shape, false)

/** `retire: true` alone takes a whole table away. */
export const tableauRetireShape = z.strictObject({ code: z.string(), retire: z.literal(true), source: z.string().min(1) })

/** `edition.yaml` of an edition written as a difference: its own head is never inherited. */
export const editionDifferenceShape = differenceOf(editionShape).extend({
  d_apres: z
    .string()
    .regex(/^\d{4}$/)
    .meta({ description: 'Édition dont celle-ci est la différence : son dossier est à côté.' }),
  edition: editionShape.shape.edition,
  revision: editionShape.shape.revision,
  exercice: editionShape.shape.exercice,
  libelle: editionShape.shape.libelle,
  source: editionShape.shape.source,
})

function partial(shape: AnyShape, item: boolean): AnyShape {
  const inner = unwrapped(shape)
  if (inner instanceof z.ZodObject) return partialObject(inner, item)
  if (inner instanceof z.ZodUnion) {
    const [first, ...others] = inner.options.map((option) => partial(option, item))
    return first ? z.union([first, ...others]) : inner
  }
  if (inner instanceof z.ZodArray && isItem(inner.element)) return z.array(partial(inner.element, true))
  if (inner instanceof z.ZodRecord) return z.record(inner.keyType, z.nullable(inner.valueType))
  return inner
}

function partialObject(shape: z.ZodObject, item: boolean): z.ZodObject {
  const identity = item ? IDENTITES.find((key) => key in shape.shape) : undefined
  const own: Readonly<Record<string, AnyShape>> = shape.shape
  const keys: Record<string, AnyShape> = {}
  for (const [key, value] of Object.entries(own)) keys[key] = key === identity ? value : z.optional(z.nullable(partial(value, false)))
  return z.strictObject({ ...keys, ...(item ? operateurs : {}) })
}

function unwrapped(shape: AnyShape): AnyShape {
  return shape instanceof z.ZodOptional || shape instanceof z.ZodDefault || shape instanceof z.ZodNullable
    ? unwrapped(shape.unwrap())
    : shape
}

/** Whether each item of a list has something it is known by. */
function isItem(element: AnyShape): boolean {
  const inner = unwrapped(element)
  if (inner instanceof z.ZodUnion) return inner.options.some(isItem)
  return inner instanceof z.ZodObject && IDENTITES.some((key) => key in inner.shape)
}
