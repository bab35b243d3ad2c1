/** Re-computes the journal from its lines: every chain must lead, line by line, to the one that its dossier names. */
import { sql } from 'kysely'
import type { Base } from './connect.ts'
import { PREMIERE_EMPREINTE, sceller, type Chaine } from './journal.ts'
import type { Tx } from './transact.ts'

export type Defaut = { readonly chaineId: string; readonly seq: number; readonly raison: string }
export type Verdict = { readonly chaines: number; readonly lignes: number; readonly defauts: readonly Defaut[] }

type Head = { readonly organisme_id: string; readonly id: string; readonly seq: number; readonly empreinte: Buffer }
const PAGE = 1000

/**
 * Needs a base opened as `harmonia_audit`. Everything is read in one snapshot: people may go on saving meanwhile.
 * Told: a line changed, missing, moved, added, or that belongs to no chain; a chain that does not end where its dossier says.
 */
export const verifyJournal = (base: Base): Promise<Verdict> =>
  base
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      await sql`set transaction read only`.execute(tx)
      const heads = await listHeads(tx)
      const defauts: Defaut[] = [...(await listOrphans(tx))]
      let lignes = 0
      for (const head of heads) {
        const checked = await verifyChaine(tx, head)
        lignes += checked.lignes
        if (checked.defaut) defauts.push(checked.defaut)
      }
      return { chaines: heads.length, lignes, defauts }
    })

const listHeads = (tx: Tx): Promise<Head[]> =>
  tx
    .selectFrom('dossiers')
    .select(['organisme_id', 'id', 'seq', 'empreinte'])
    .unionAll(tx.selectFrom('chaines').select(['organisme_id', 'id', 'seq', 'empreinte']))
    .execute()

/** Lines of a chain that has no head any more: a dossier or a chain was removed, or the lines were moved to another body. */
async function listOrphans(tx: Tx): Promise<readonly Defaut[]> {
  const { rows: orphans } = await sql<{ chaine_id: string; seq: number; lignes: number }>`
    select chaine_id, min(seq) as seq, count(*) as lignes from journal j
    where not exists (select from dossiers d where d.organisme_id = j.organisme_id and d.id = j.chaine_id)
      and not exists (select from chaines c where c.organisme_id = j.organisme_id and c.id = j.chaine_id)
    group by organisme_id, chaine_id
  `.execute(tx)
  return orphans.map(({ chaine_id, seq, lignes }) => ({
    chaineId: chaine_id,
    seq,
    raison: `${lignes} ligne${lignes > 1 ? 's' : ''} sans dossier ni chaîne`,
  }))
}

async function verifyChaine(tx: Tx, head: Head): Promise<{ readonly lignes: number; readonly defaut: Defaut | null }> {
  let previous: Chaine = { seq: 0, empreinte: PREMIERE_EMPREINTE }
  const broken = (seq: number, raison: string) => ({ lignes: previous.seq, defaut: { chaineId: head.id, seq, raison } })
  for (let page = await listPage(tx, head, null); ; page = await listPage(tx, head, previous.seq)) {
    for (const line of page) {
      if (line.seq !== previous.seq + 1)
        return broken(line.seq, line.seq > previous.seq ? `ligne ${previous.seq + 1} absente` : `ligne ${line.seq} en trop`)
      const empreinte = sceller(previous.empreinte, {
        organismeId: line.organisme_id,
        chaineId: line.chaine_id,
        seq: line.seq,
        le: line.le.toISOString(),
        acteurId: line.acteur_id,
        qui: line.qui,
        action: line.action,
        details: line.details,
      })
      if (!empreinte.equals(line.empreinte) || !previous.empreinte.equals(line.precedente))
        return broken(line.seq, `ligne ${line.seq} altérée`)
      previous = { seq: line.seq, empreinte }
    }
    if (page.length < PAGE) break
  }
  if (previous.seq !== head.seq || !previous.empreinte.equals(head.empreinte))
    return broken(head.seq, `la dernière ligne est ${previous.seq}, le dossier annonce ${head.seq}`)
  return { lignes: previous.seq, defaut: null }
}

/** `after: null`: from the lowest number there is, even one that no chain may hold. */
const listPage = (tx: Tx, head: Head, after: number | null) =>
  tx
    .selectFrom('journal')
    .selectAll()
    .where('organisme_id', '=', head.organisme_id)
    .where('chaine_id', '=', head.id)
    .$if(after !== null, (query) => query.where('seq', '>', after ?? 0))
    .orderBy('seq')
    .limit(PAGE)
    .execute()
