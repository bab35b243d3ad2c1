/** What the page of a dossier shows at a given instant, and of each cell. */
import type { Niveau } from '#definitions/edition.ts'
import type { Reply } from '#contract/routes.ts'
import type { Constat } from './a-completer.ts'
import type { QueueState } from './save-queue.ts'
import type { Content } from './undo-stack.ts'

export type DossierLu = Reply<'lireDossier'>
/** What the dossier took over from those filed before it. */
export type Precedents = Reply<'lirePrecedents'>['precedents']
export type ConflitFil = Reply<'enregistrerCellules'>['conflits'][number]

/** Somebody else wrote the cell first: the person chooses. [CO-02] */
export type Conflit = { readonly index: number; readonly mien: Content; readonly leur: ConflitFil }
/** What the server refused to take: shown, never thrown away. [EG-21] */
export type NonEnvoyee = { readonly at: string; readonly texte: string; readonly message: string }
export type EcartServeur = { readonly at: string; readonly ici: string | null; readonly serveur: string | null }

export type CellView = Content & {
  /** By what means the value came: saisie, collage, synchronisation… ; `null` = never written. */
  readonly moyen: string | null
  readonly par: string | null
  readonly enAttente: boolean
  readonly conflit: boolean
  /** Changed by somebody else a moment ago: his or her initials are shown. [CO-01] */
  readonly eclair: boolean
  readonly niveau: Niveau | null
}

export type DossierSnapshot = {
  readonly lu: DossierLu
  readonly sauvegarde: QueueState
  /** True until « Modifier » is pressed, and again at each visit. [S52] [S55] */
  readonly protege: boolean
  readonly constat: Constat
  readonly conflits: readonly Conflit[]
  readonly nonEnvoyees: readonly NonEnvoyee[]
  readonly ecarts: readonly EcartServeur[]
  readonly recuperees: number
  readonly annulable: string | null
  readonly retablissable: string | null
}
