/** The findings of a file for programs: one line of JSON, its form published in `docs/schemas/constats.schema.json`. */
import { canonicalJson } from '#definitions/canonical-json.ts'
import type { Defect } from '#definitions/defect.ts'
import { empreinteDesConstats } from '#domain/constats.ts'
import type { DossierVerifie } from './check-dossier.ts'
import type { CompteRendu } from './constats-shape.ts'
import type { DossierLu } from './read-dossier.ts'

export type FichierVerifie = {
  readonly fichier: string
  readonly dossier: DossierLu | null
  readonly verifie: DossierVerifie | null
  readonly defauts: readonly Defect[]
}

/** Keys sorted, no blank: `constats` is, character for character, the canonical text of the findings. */
export const writeJsonConstats = (verifie: FichierVerifie): string => canonicalJson(toCompteRendu(verifie))

/** What is printed, before it is text. */
export function toCompteRendu({ fichier, dossier, verifie, defauts }: FichierVerifie): CompteRendu {
  return {
    format: 1,
    fichier,
    libelle: dossier?.libelle ?? null,
    siret: dossier?.siret ?? null,
    erreurs: defauts.map(({ ligne, colonne = null, message }) => ({ ligne, colonne, message })),
    constats: verifie?.constats ?? null,
    empreinte: verifie ? empreinteDesConstats(verifie.constats) : null,
    totaux: verifie?.totaux ?? [],
    misesDeCote: verifie?.misesDeCote ?? [],
  }
}
