/** Where a request does not have the shape of its route, and why; `null` when the error is something else. */
import { ZodError } from 'zod'

export function shapeDefect(error: unknown): { readonly ou: string; readonly pourquoi: string } | null {
  if (!(error instanceof ZodError)) return null
  const [issue] = error.issues
  return { ou: issue?.path.join('.') || 'corps', pourquoi: issue?.message ?? 'forme inattendue' }
}
