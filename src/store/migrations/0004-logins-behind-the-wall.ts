/**
 * The logins taken say which bodies have people and who they are: they go behind the same walls as the accounts. A body sees its own; only
 * the door of the sign-in looks one up; whoever reserves one learns that it is taken, and nothing else.
 */
import { sql, type Kysely } from 'kysely'

const walls = `
alter table identifiants enable row level security;
alter table identifiants force row level security;
create policy propre on identifiants for select to harmonia_app using (organisme_id = portee_organisme());
create policy reservation on identifiants for insert to harmonia_app with check (
  organisme_id = portee_organisme()
  or (portee_operateur() = 'federation' and exists (select 1 from organismes o where o.id = identifiants.organisme_id))
);
create policy porte on identifiants for select to harmonia_porte using (true);
revoke update on identifiants from harmonia_app;
`

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(walls).execute(db)
}
