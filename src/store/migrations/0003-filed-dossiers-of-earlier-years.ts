/**
 * What the dossiers filed for the two years before hold, in the cells of the dossier that reads them: a dated copy, taken at
 * « Initialiser », that a later reopening of the source does not change.
 */
import { sql, type Kysely } from 'kysely'

const table = `
create table precedents (
  organisme_id uuid not null,
  dossier_id uuid not null,
  rang smallint not null check (rang in (1, 2)),
  exercice integer not null,
  edition text not null,
  edition_digest text not null,
  source_dossier uuid not null,
  source_seq bigint not null,
  depose_le timestamptz(3) not null,
  repris_le timestamptz(3) not null,
  valeurs jsonb not null,
  inconnues text[] not null,
  remarques jsonb not null,
  primary key (organisme_id, dossier_id, rang)
);
`

/** The same walls as the values of the dossier itself. */
const walls = `
alter table precedents enable row level security;
alter table precedents force row level security;
create policy propre on precedents to harmonia_app using (organisme_id = portee_organisme()) with check (organisme_id = portee_organisme());
create policy lecture on precedents for select to harmonia_app using (portee_operateur() <> '' and portee_lit(organisme_id, dossier_id));
grant select, insert, update on precedents to harmonia_app;
`

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const script of [table, walls]) await sql.raw(script).execute(db)
}
