/** What the page of the application runs to verify a dossier, alone in a bundle of its own. */
import { readCompiled } from '#definitions/read-compiled.ts'
import type { Famille, LiasseCode } from '#definitions/edition.ts'
import { openSheet, type CellValue } from '#engine/sheet.ts'
import type { DossierLu } from '#exchange/read-dossier.ts'
import { constatsOf, texteDesConstats } from '#domain/constats.ts'

export type Given = {
  readonly liasse: LiasseCode
  readonly famille: Famille
  readonly valeurs: readonly (readonly [string, CellValue])[]
  readonly balance: DossierLu['balance']
}

/** The text of the findings of each dossier, by the rules of the compiled edition. */
export function verifyAll(edition: string, dossiers: readonly Given[]): readonly string[] {
  const regles = readCompiled(edition)
  return dossiers.map(({ liasse, famille, valeurs, balance }) =>
    texteDesConstats(constatsOf(openSheet(regles, liasse, { famille, valeurs: new Map(valeurs), balance }))),
  )
}
