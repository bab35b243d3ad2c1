/** One request, one transaction, one line in the journal: a service that writes can't be declared without saying what it did. */
import { nomComplet, type Acteur } from '#domain/acteur.ts'
import type { LigneJournal } from '#domain/journal.ts'
import { appendChaineLine, appendDossierLine, lockChaine } from '#store/journal.ts'
import type { DossierRow, Modification } from '#store/dossiers.ts'
import { transact, type Tx } from '#store/transact.ts'
import type { Plateforme } from './plateforme.ts'

export type Call = {
  readonly plateforme: Plateforme
  readonly acteur: Acteur
  readonly maintenant: Date
  readonly jeton: Buffer | null
  readonly adresse: string
}

type Details = Readonly<Record<string, unknown>>

/** The act as the journal keeps it: on a locked dossier (with what changes in its row), or on the body's own chain. */
export type Trace =
  | { readonly dossier: DossierRow; readonly modification: Modification; readonly details: Details }
  | { readonly organismeId: string; readonly details: Details }
  /** The act changed nothing after all (every cell in conflict): nothing to keep. */
  | null

type Ecriture<In, Out> = {
  readonly nom: string
  readonly run: (
    tx: Tx,
    call: Call,
    input: In,
  ) => Promise<{
    readonly sortie: Out
    readonly trace: Trace
    /** Runs once the commit is done, with the dossier's row as it then is. */
    readonly apres?: (row: DossierRow) => void
  }>
}

/** A service that writes. */
export const ecriture =
  <In, Out>({ nom, run }: Ecriture<In, Out>) =>
  async (call: Call, input: In): Promise<Out> => {
    const { sortie, apres, row } = await transact(call.plateforme.base, call.acteur, async (tx) => {
      const done = await run(tx, call, input)
      return { ...done, row: await journaliser(tx, { call, action: nom, trace: done.trace }) }
    })
    if (row !== null) {
      apres?.(row)
      call.plateforme.annoncer({ dossierId: row.id, seq: row.seq })
    }
    return sortie
  }

/** A service that only reads, in one transaction with its scope. */
export const lecture =
  <In, Out>(run: (tx: Tx, call: Call, input: In) => Promise<Out>) =>
  (call: Call, input: In): Promise<Out> =>
    transact(call.plateforme.base, call.acteur, (tx) => run(tx, call, input))

/** The next line of a dossier's journal. */
export const ligneDe = (call: Call, dossier: DossierRow, { action, details }: { action: string; details: Details }): LigneJournal => ({
  organismeId: dossier.organisme_id,
  chaineId: dossier.id,
  seq: dossier.seq + 1,
  ...signee(call),
  action,
  details,
})

const signee = ({ maintenant, acteur }: Call) => ({ le: maintenant.toISOString(), acteurId: acteur.compteId, qui: nomComplet(acteur) })

/** Returns the dossier's row after its act; `null` when there is none. */
async function journaliser(tx: Tx, { call, action, trace }: { call: Call; action: string; trace: Trace }): Promise<DossierRow | null> {
  if (trace === null) return null
  const { details } = trace
  if ('dossier' in trace) {
    const { dossier, modification } = trace
    const ligne = ligneDe(call, dossier, { action, details })
    const empreinte = await appendDossierLine(tx, ligne, { precedente: dossier.empreinte, modification })
    return { ...dossier, ...modification, seq: ligne.seq, empreinte }
  }
  const { organismeId } = trace
  const chaine = await lockChaine(tx, organismeId)
  const ligne: LigneJournal = { organismeId, chaineId: organismeId, seq: chaine.seq + 1, ...signee(call), action, details }
  await appendChaineLine(tx, ligne, chaine.empreinte)
  return null
}
