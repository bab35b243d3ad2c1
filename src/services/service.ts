/** One request, one transaction, one line in the journal: a service that writes can't be declared without saying what it did. */
import type { Updateable } from 'kysely'
import { nomComplet, type Acteur } from '#domain/acteur.ts'
import type { LigneJournal } from '#domain/journal.ts'
import { appendChaineLine, appendDossierLine, lockChaine } from '#store/journal.ts'
import type { DossierRow } from '#store/dossiers.ts'
import type { Tables } from '#store/tables.ts'
import { transact, type Tx } from '#store/transact.ts'
import type { Plateforme } from './plateforme.ts'

export type Call = {
  readonly plateforme: Plateforme
  readonly acteur: Acteur
  readonly maintenant: Date
  readonly jeton: Buffer | null
  readonly adresse: string
}

/** The act as the journal keeps it: on a locked dossier (with what changes in its row), or on the body's own chain. */
export type Trace =
  | {
      readonly dossier: DossierRow
      readonly modification: Omit<Updateable<Tables['dossiers']>, 'seq' | 'empreinte' | 'id' | 'organisme_id'>
      readonly details: Readonly<Record<string, unknown>>
    }
  | { readonly organismeId: string; readonly details: Readonly<Record<string, unknown>> }
  /** The act changed nothing after all (every cell in conflict): nothing to keep. */
  | null

type Ecriture<In, Out> = {
  readonly nom: string
  run(tx: Tx, call: Call, input: In): Promise<{ readonly sortie: Out; readonly trace: Trace; readonly apres?: () => void }>
}

/** A service that writes. `apres` runs once the commit is done. */
export const ecriture =
  <In, Out>({ nom, run }: Ecriture<In, Out>) =>
  async (call: Call, input: In): Promise<Out> => {
    const { sortie, apres } = await transact(call.plateforme.base, call.acteur, async (tx) => {
      const done = await run(tx, call, input)
      await journaliser(tx, { call, action: nom, trace: done.trace })
      return done
    })
    apres?.()
    return sortie
  }

/** A service that only reads, in one transaction with its scope. */
export const lecture =
  <In, Out>(run: (tx: Tx, call: Call, input: In) => Promise<Out>) =>
  (call: Call, input: In): Promise<Out> =>
    transact(call.plateforme.base, call.acteur, (tx) => run(tx, call, input))

async function journaliser(tx: Tx, { call, action, trace }: { call: Call; action: string; trace: Trace }): Promise<void> {
  if (trace === null) return
  const commun = {
    le: call.maintenant.toISOString(),
    acteurId: call.acteur.compteId,
    qui: nomComplet(call.acteur),
    action,
    details: trace.details,
  }
  if ('dossier' in trace) {
    const { dossier, modification } = trace
    const ligne: LigneJournal = { organismeId: dossier.organisme_id, chaineId: dossier.id, seq: dossier.seq + 1, ...commun }
    return appendDossierLine(tx, ligne, { precedente: dossier.empreinte, modification })
  }
  const chaine = await lockChaine(tx, trace.organismeId)
  return appendChaineLine(
    tx,
    { organismeId: trace.organismeId, chaineId: trace.organismeId, seq: chaine.seq + 1, ...commun },
    chaine.empreinte,
  )
}
