import { join } from 'node:path'

/** The folder that holds this program, its editions and its documents. */
export const CHECKOUT = join(import.meta.dirname, '..')
