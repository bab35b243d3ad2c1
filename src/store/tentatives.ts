/** Failed sign-ins, by key (address, login, both): when the next try is allowed. No body's data. */
import { sql } from 'kysely'
import type { Base } from './connect.ts'

export type Tentative = { readonly clef: string; readonly echecs: number; readonly libre_le: Date }

export const listTentatives = (base: Base, clefs: readonly string[]): Promise<Tentative[]> =>
  base
    .selectFrom('tentatives')
    .select(['clef', 'echecs', 'libre_le'])
    .where('clef', 'in', [...clefs])
    .execute()

/** Counts a failure; after `gratuits` of them the wait doubles from one second up to `plafondSecondes`. A quiet day forgets. */
export async function countEchec(
  base: Base,
  clef: string,
  { gratuits, plafondSecondes, maintenant }: { gratuits: number; plafondSecondes: number; maintenant: Date },
): Promise<void> {
  await sql`
    insert into tentatives (clef, echecs, libre_le, dernier_le) values (${clef}, 1, ${maintenant}, ${maintenant})
    on conflict (clef) do update set
      echecs = case when tentatives.dernier_le < excluded.dernier_le - interval '1 day' then 1 else tentatives.echecs + 1 end,
      dernier_le = excluded.dernier_le,
      libre_le = case
        when tentatives.dernier_le < excluded.dernier_le - interval '1 day' or tentatives.echecs + 1 < ${gratuits}::int then excluded.dernier_le
        else excluded.dernier_le + make_interval(secs => least(${plafondSecondes}::float8, power(2, least(tentatives.echecs + 1 - ${gratuits}::int, 20))))
      end
  `.execute(base)
}

/** Forgets what no longer counts: without it, the names tried by strangers would fill the table. */
export const purgeTentatives = async (base: Base, maintenant: Date): Promise<void> => {
  await sql`delete from tentatives where dernier_le < ${maintenant}::timestamptz - interval '1 day'`.execute(base)
}

export const clearTentatives = async (base: Base, clefs: readonly string[]): Promise<void> => {
  await base
    .deleteFrom('tentatives')
    .where('clef', 'in', [...clefs])
    .execute()
}
