/**
 * The dossiers filed for the two years before, as a new dossier takes them over: a dated copy of each in its own cells, which the formulas
 * read (`PRECEDENT`), and the entry cells that the year before fills (N-1 columns, opening balances). [PI-01] [AD-06]
 */
import type { Insertable } from 'kysely'
import type { Edition } from '#definitions/edition.ts'
import { formatCourt } from '#engine/format-montant.ts'
import { listReprises } from '#engine/reprise.ts'
import { cheminDe, suivre, type Transposee } from '#engine/transposer.ts'
import type { Sheet } from '#engine/sheet.ts'
import type { Remarque } from '#engine/translate-valeurs.ts'
import { findDerniereRevision } from '#store/campagnes.ts'
import type { RemarqueDeReprise, ValeurStockee } from '#store/cellules.ts'
import type { DossierRow } from '#store/dossiers.ts'
import { findDossierDepose, replacePrecedents, type PrecedentRow } from '#store/precedents.ts'
import type { Tables } from '#store/tables.ts'
import type { Tx } from '#store/transact.ts'
import type { Ecrite } from './ecrire-cellules.ts'
import { libelleOf } from './libelle-de-case.ts'
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
type Copie = Omit<PrecedentRow, 'valeurs' | 'inconnues'> & { readonly passee: Transposee }

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
  const avant = copies.find(({ rang }) => rang === 1)?.passee
  const taken = avant && { valeurs: new Map([...avant.valeurs, ...avant.proposees]) }
  return { copies, cellules: taken ? listReprises(liasseOf(preneur.edition, liasse), famille, taken) : [] }
}

type Source = { readonly preneur: Preneur; readonly source: DossierRow; readonly rang: 1 | 2 }

/** `null` when no chain of editions leads from the one of the source to this one. */
async function copier(tx: Tx, call: Call, { preneur, source, rang }: Source): Promise<Copie | null> {
  const { sheet } = await call.plateforme.ouvrir(tx, source)
  const chemin = await editionsEntre(tx, call, { de: sheet.edition, vers: preneur.edition })
  if (!chemin) return null
  const remarques: RemarqueDeReprise[] = []
  const passee = suivre(sheet, chemin, preneur.row.famille, (pas, avant) => {
    for (const remarque of pas.remarques) remarques.push(...remarquesDe(remarque, avant, pas.sheet))
  })
  return {
    organisme_id: preneur.row.organisme_id,
    dossier_id: preneur.row.id,
    rang,
    exercice: preneur.exercice - rang,
    edition: sheet.edition.code,
    edition_digest: sheet.edition.digest,
    source_dossier: source.id,
    source_seq: source.seq,
    depose_le: source.transmis_le ?? source.etape_depuis,
    repris_le: call.maintenant,
    remarques,
    passee,
  }
}

/** The editions to go through; those on the way are the last revisions published. */
async function editionsEntre(tx: Tx, call: Call, { de, vers }: { de: Edition; vers: Edition }): Promise<readonly Edition[] | null> {
  const known = new Map([[vers.code, vers]])
  let missing: string | null = null
  const find = (code: string): Edition | undefined => {
    if (!known.has(code)) missing = code
    return known.get(code)
  }
  for (;;) {
    missing = null
    const chemin = cheminDe(de, vers, find)
    const digest = missing === null ? undefined : await findDerniereRevision(tx, missing)
    if (chemin || digest === undefined) return chemin
    known.set(missing ?? '', await call.plateforme.edition(tx, digest))
  }
}

/** The remark as the person reads it; none for the past of a year before, which no cell of this edition takes over. */
function remarquesDe({ genre, de, valeur, vers, pourquoi }: Remarque, avant: Sheet, apres: Sheet): readonly RemarqueDeReprise[] {
  const cellule = avant.cellule(de)
  if (!cellule) return []
  const lignes = new Set(vers.map((at) => at.slice(0, at.indexOf('['))))
  const cases = apres.liasse.cellules.filter(
    ({ at, reprise, formule }) =>
      !formule &&
      reprise !== undefined &&
      apres.applies(at) &&
      (vers.includes(reprise) || (cellule.reprise === undefined && lignes.has(reprise.slice(0, reprise.indexOf('['))))),
  )
  if (cellule.reprise !== undefined && cases.length === 0) return []
  const written = valeur.etat === 'valeur' ? (valeur.texte ?? formatCourt(valeur.valeur, cellule.decimales)) : 's.o.'
  return [{ genre, de, libelle: libelleOf(avant.edition, cellule), valeur: written, cases: cases.map(({ at }) => at), pourquoi }]
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
