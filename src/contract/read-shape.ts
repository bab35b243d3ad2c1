/** What a request carries, read as its route says, or told what is wrong with it in French. */
import { locales, ZodError, type ZodType } from 'zod'

const enFrancais = { error: locales.fr().localeError }

/** Throws what `shapeDefect` explains. */
export function readShape(shape: ZodType, value: unknown): object {
  const read = shape.parse(value, enFrancais)
  return typeof read === 'object' && read !== null ? read : {}
}

/** Where a request does not have the shape of its route, and why; `null` when the error is something else. */
export function shapeDefect(error: unknown): { readonly ou: string; readonly pourquoi: string } | null {
  if (!(error instanceof ZodError)) return null
  const [issue] = error.issues
  return { ou: issue?.path.join('.') || 'corps', pourquoi: issue?.message ?? 'forme inattendue' }
}
