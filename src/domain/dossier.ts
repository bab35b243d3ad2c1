/** What the rules need to know of a dossier: one liasse of one body for one campaign. Figures are elsewhere. */
import type { EtapeNumero, Famille, LiasseCode } from '#definitions/edition.ts'

export type Dossier = {
  readonly id: string
  readonly organismeId: string
  readonly federationId: string
  readonly campagne: string
  readonly liasse: LiasseCode
  readonly famille: Famille
  readonly editionDigest: string
  readonly etape: EtapeNumero
  readonly sousEtape: string | null
  /** Number of the last line of its journal; grows with each act. */
  readonly seq: number
  /** `seq` of the last act that changed a figure. */
  readonly modifieSeq: number
  /** `seq` of the last verification; `null` = never verified. */
  readonly verifieSeq: number | null
}

/** True when every figure of the dossier was there at the last verification. */
export const isVerifie = (dossier: Pick<Dossier, 'verifieSeq' | 'modifieSeq'>): boolean =>
  dossier.verifieSeq !== null && dossier.verifieSeq >= dossier.modifieSeq
