/**
 * The dossiers filed for the two years before, as a new dossier takes them over: a dated copy of each in its own cells, which the formulas
 * read (`PRECEDENT`), and the entry cells that the year before fills (N-1 columns, opening balances). [PI-01] [AD-06]
 */
import type { Insertable } from 'kysely'
import type { Edition } from '#definitions/edition.ts'
import { listReprises, readAll, type Passee } from '#engine/reprise.ts'
import type { ValeurStockee } from '#store/cellules.ts'
import type { DossierRow } from '#store/dossiers.ts'
import { findDossierDepose, replacePrecedents, type PrecedentRow } from '#store/precedents.ts'
import type { Tables } from '#store/tables.ts'
import type { Tx } from '#store/transact.ts'
import type { Ecrite } from './ecrire-cellules.ts'
import { liasseOf } from './plateforme.ts'
import type { Call } from './service.ts'
import { contenuOf } from './valeurs-du-moteur.ts'

/** The dossier that takes over, and the exercice of its campaign. */
type Preneur = { readonly row: DossierRow; readonly edition: Edition; readonly exercice: number }
type Reprise = {
  /** Of the year before, then of two years before; a year without a filed dossier has none. */
  readonly copies: readonly Copie[]
  /** What the year before puts in the entry cells. */
  readonly cellules: readonly Ecrite[]
}
type Copie = Omit<PrecedentRow, 'valeurs' | 'inconnues'> & { readonly passee: Passee }

/** Keeps a copy of what was filed, and says which entry cells it fills; the caller writes them. */
export async function reprendre(tx: Tx, call: Call, preneur: Preneur): Promise<Reprise> {
  const copies: Copie[] = []
  for (const rang of [1, 2] as const) {
    const { organisme_id: organismeId, liasse } = preneur.row
    const source = await findDossierDepose(tx, { organismeId, liasse, exercice: preneur.exercice - rang })
    const copie = source && (await copier(tx, call, { preneur, source, rang }))
    if (copie) copies.push(copie)
  }
  await replacePrecedents(tx, copies.map(rowOf))
  const { liasse, famille } = preneur.row
  const avant = copies.find(({ rang }) => rang === 1)
  return { copies, cellules: avant ? listReprises(liasseOf(preneur.edition, liasse), famille, avant.passee) : [] }
}

type Source = { readonly preneur: Preneur; readonly source: DossierRow; readonly rang: 1 | 2 }

async function copier(tx: Tx, call: Call, { preneur, source, rang }: Source): Promise<Copie | null> {
  const edition = await call.plateforme.edition(tx, source.edition_digest)
  if (edition.digest !== preneur.edition.digest) return null
  const { sheet } = await call.plateforme.ouvrir(tx, source)
  return {
    organisme_id: preneur.row.organisme_id,
    dossier_id: preneur.row.id,
    rang,
    exercice: preneur.exercice - rang,
    edition: edition.code,
    edition_digest: edition.digest,
    source_dossier: source.id,
    source_seq: source.seq,
    depose_le: source.transmis_le ?? source.etape_depuis,
    repris_le: call.maintenant,
    remarques: [],
    passee: readAll(sheet),
  }
}

/** Where a copy comes from, as the journal says it. */
export const provenanceOf = ({ rang, exercice, edition, source_dossier, source_seq, depose_le }: Copie) => ({
  rang,
  exercice,
  edition,
  dossier: source_dossier,
  seq: source_seq,
  deposeLe: depose_le.toISOString(),
})

function rowOf({ passee, remarques, ...provenance }: Copie): Insertable<Tables['precedents']> {
  const valeurs: Record<string, ValeurStockee> = Object.fromEntries([...passee.valeurs].map(([at, valeur]) => [at, contenuOf(valeur)]))
  return { ...provenance, valeurs: JSON.stringify(valeurs), inconnues: [...passee.inconnues], remarques: JSON.stringify(remarques) }
}
