/** Bodies, and the operators' view of where each of them stands. */
import type { Insertable, Selectable } from 'kysely'
import type { LiasseCode } from '#definitions/edition.ts'
import type { Base } from './connect.ts'
import type { Tables } from './tables.ts'
import type { Tx } from './transact.ts'

export type OrganismeRow = Selectable<Tables['organismes']>

export const findOrganisme = (tx: Tx, id: string): Promise<OrganismeRow | undefined> =>
  tx.selectFrom('organismes').selectAll().where('id', '=', id).executeTakeFirst()

export const insertOrganisme = (tx: Tx, organisme: Insertable<Tables['organismes']>) =>
  tx.insertInto('organismes').values(organisme).execute()

export const findBySiren = (tx: Tx, siren: string): Promise<OrganismeRow | undefined> =>
  tx.selectFrom('organismes').selectAll().where('siren', '=', siren).executeTakeFirst()

export const findOperateur = (base: Base | Tx, id: string) =>
  base.selectFrom('operateurs').selectAll().where('id', '=', id).executeTakeFirst()

/** One row per body of the operator's perimeter for a liasse, with its dossier if it exists: no figure in it. */
export const listSuivi = (tx: Tx, { campagne, liasse }: { campagne: string; liasse: LiasseCode }) =>
  tx
    .selectFrom('organismes as o')
    .leftJoin('dossiers as d', (join) =>
      join.onRef('d.organisme_id', '=', 'o.id').on('d.campagne', '=', campagne).on('d.liasse', '=', liasse),
    )
    .select(['o.id', 'o.siren', 'o.siret', 'o.raison_sociale', 'o.famille', 'o.federation_id'])
    .select([
      'd.id as dossier_id',
      'd.etape',
      'd.etape_visible',
      'd.sous_etape',
      'd.etape_depuis',
      'd.modifie_le',
      'd.bloquants',
      'd.a_justifier',
    ])
    .orderBy('o.raison_sociale')
    .execute()

/** Administrator account and number of users, by body of the perimeter. */
export const listComptesDuPerimetre = (tx: Tx) =>
  tx
    .selectFrom('comptes')
    .select(['organisme_id', 'genre', 'login', 'cree_le', 'connecte_le', 'actif'])
    .where('genre', '<>', 'operateur')
    .orderBy('cree_le')
    .execute()
