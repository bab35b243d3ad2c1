/** `correspondances.yaml`: what became, in this edition, of the cells of the one before. [AD-06] */
import { z } from 'zod'

/** A table, a line, a cell, or a column: `T19`, `CRP.R213`, `CRP.R213[total]`, `X08[crd]`. */
const designation = z
  .string()
  .regex(
    /^[A-Z][A-Z0-9-]*(?:\.[A-Z][A-Z0-9-]*)?(?:\[[A-Za-z][A-Za-z0-9_]*\])?$/,
    'il faut TABLEAU, TABLEAU.LIGNE, TABLEAU.LIGNE[colonne] ou TABLEAU[colonne]',
  )
const designations = z.union([designation, z.array(designation).min(1)])

export const correspondanceShape = z.strictObject({
  /** In the edition before: one, or several that were put together. */
  de: designations,
  /** In this edition: one, or several among which it was shared out. */
  vers: designations,
  /** Of a share-out: the line that is proposed for the whole figure until somebody shares it out. Without it, the figure waits. */
  garde: designation.optional(),
  pourquoi: z.string().min(1),
  source: z.string().min(1).optional(),
})

export const correspondancesShape = z.strictObject({
  /** The edition before. */
  depuis: z.string().regex(/^\d{4}$/),
  source: z.string().min(1),
  correspondances: z.array(correspondanceShape),
  /** What ends with the edition before: its figures are not carried over, and that is told. */
  sans_suite: z.array(z.strictObject({ de: designation, pourquoi: z.string().min(1), source: z.string().min(1).optional() })).optional(),
})
