/**
 * The founding schema. Every table that holds a body's data has `organisme_id` first in its primary key, forced row-level
 * security, and no foreign key that crosses bodies. The application works as `harmonia_app`, which owns nothing; the
 * account lookups of a sign-in, made before any scope exists, go through two functions owned by `harmonia_porte`.
 */
import { sql, type Kysely } from 'kysely'

const roles = `
do $$
declare r text;
begin
  foreach r in array array['harmonia_app', 'harmonia_porte', 'harmonia_audit'] loop
    begin
      execute format('create role %I nologin', r);
    exception when duplicate_object or unique_violation then null;
    end;
    if not pg_has_role(current_user, r, 'set') then
      execute format('grant %I to current_user with inherit false, set true', r);
    end if;
  end loop;
end $$;
`

const tables = `
create table editions (
  digest text primary key,
  code text not null,
  revision integer not null,
  compilee text not null,
  publiee_le timestamptz(3) not null,
  constraint editions__one_per_code_and_revision unique (code, revision)
);
create table campagnes (
  code text primary key,
  exercice integer not null,
  edition_digest text not null references editions (digest),
  ouverte boolean not null
);
create table echeances (
  campagne text not null references campagnes (code),
  liasse text not null,
  famille text not null,
  ouverture date not null,
  limite date not null,
  primary key (campagne, liasse, famille),
  constraint echeances__limite_after_ouverture check (limite >= ouverture)
);
create table reglages (clef text primary key, valeur jsonb not null);
create table operateurs (
  id uuid primary key,
  role text not null check (role in ('federation', 'ministere', 'cglls')),
  libelle text not null
);
create table tentatives (
  clef text primary key,
  echecs integer not null,
  libre_le timestamptz(3) not null,
  dernier_le timestamptz(3) not null
);
create table identifiants (
  login text primary key,
  organisme_id uuid not null,
  compte_id uuid not null
);

create table organismes (
  id uuid primary key,
  federation_id uuid not null,
  siren text not null,
  siret text,
  raison_sociale text not null,
  famille text not null check (famille in ('OPH', 'ESH', 'COOP', 'SEM')),
  cree_le timestamptz(3) not null,
  constraint organismes__one_per_siren unique (siren)
);
create table comptes (
  organisme_id uuid not null,
  id uuid not null,
  login text not null,
  genre text not null check (genre in ('administrateur', 'utilisateur', 'operateur')),
  nom text not null,
  prenom text not null,
  courriel text not null,
  telephone text not null,
  fonction text not null,
  configuration text check (configuration in ('seul', 'plusieurs')),
  profil text,
  droits text[] not null,
  mot_de_passe text not null,
  doit_changer boolean not null,
  actif boolean not null,
  version integer not null,
  cree_le timestamptz(3) not null,
  connecte_le timestamptz(3),
  primary key (organisme_id, id)
);
create table sessions (
  organisme_id uuid not null,
  id uuid not null,
  compte_id uuid not null,
  jeton bytea not null,
  adresse text not null,
  appareil text not null,
  ouverte_le timestamptz(3) not null,
  vue_le timestamptz(3) not null,
  fermee_le timestamptz(3),
  primary key (organisme_id, id)
);
create index sessions__by_jeton on sessions (jeton);
create index sessions__by_compte on sessions (organisme_id, compte_id);
create table chaines (
  organisme_id uuid not null,
  id uuid not null,
  seq bigint not null,
  empreinte bytea not null,
  primary key (organisme_id, id)
);
create table dossiers (
  organisme_id uuid not null,
  id uuid not null,
  campagne text not null,
  liasse text not null check (liasse in ('qdis', 'er')),
  famille text not null,
  edition_digest text not null,
  etape smallint not null check (etape between 1 and 6),
  etape_visible smallint not null,
  sous_etape text,
  seq bigint not null,
  empreinte bytea not null,
  modifie_seq bigint not null,
  modifie_le timestamptz(3),
  verifie_seq bigint,
  verifie_le timestamptz(3),
  bloquants integer,
  a_justifier integer,
  remplies integer not null,
  a_remplir integer not null,
  initialise_par text not null,
  initialise_le timestamptz(3) not null,
  etape_depuis timestamptz(3) not null,
  transmis_le timestamptz(3),
  primary key (organisme_id, id),
  constraint dossiers__one_per_organisme_campagne_and_liasse unique (organisme_id, campagne, liasse)
);
create index dossiers__by_campagne on dossiers (campagne, liasse, etape);
create table valeurs (
  organisme_id uuid not null,
  dossier_id uuid not null,
  tableau text not null,
  cellules jsonb not null,
  primary key (organisme_id, dossier_id, tableau)
) with (fillfactor = 70);
create table justifications (
  organisme_id uuid not null,
  dossier_id uuid not null,
  controle text not null,
  texte text not null,
  empreinte text not null,
  qui text not null,
  le timestamptz(3) not null,
  primary key (organisme_id, dossier_id, controle)
);
create table journal (
  organisme_id uuid not null,
  chaine_id uuid not null,
  seq bigint not null,
  le timestamptz(3) not null,
  acteur_id uuid not null,
  qui text not null,
  action text not null,
  details jsonb not null,
  precedente bytea not null,
  empreinte bytea not null,
  primary key (organisme_id, chaine_id, seq)
);
create function journal_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the journal is append-only';
end $$;
create trigger journal__append_only before update or delete on journal for each row execute function journal_is_append_only();
create trigger journal__never_truncated before truncate on journal for each statement execute function journal_is_append_only();
`

const scope = `
create function portee_organisme() returns uuid language sql stable parallel safe as
  $$ select nullif(current_setting('app.organisme', true), '')::uuid $$;
create function portee_operateur() returns text language sql stable parallel safe as
  $$ select coalesce(current_setting('app.operateur', true), '') $$;
/** Does the operator in scope receive this liasse of a body of its perimeter? */
create function portee_recoit(l text, o uuid) returns boolean language sql stable as $$
  select case portee_operateur()
    when 'cglls' then true
    when 'ministere' then l = 'er'
    when 'federation' then l = 'qdis' and exists (select 1 from organismes where id = o)
    else false
  end
$$;
/** Is this dossier readable, figures included, by the operator in scope? From the visible step on. */
create function portee_lit(o uuid, d uuid) returns boolean language sql stable as $$
  select portee_operateur() <> '' and exists (
    select 1 from dossiers where organisme_id = o and id = d and etape >= etape_visible and portee_recoit(liasse, organisme_id)
  )
$$;
`

const bodyTables = ['organismes', 'comptes', 'sessions', 'chaines', 'dossiers', 'valeurs', 'justifications', 'journal'] as const

const policies = `
create policy perimetre on organismes for select to harmonia_app
  using (id = portee_organisme() or portee_operateur() in ('ministere', 'cglls') or (portee_operateur() = 'federation' and federation_id = portee_organisme()));
create policy declaration on organismes for insert to harmonia_app
  with check (portee_operateur() = 'federation' and federation_id = portee_organisme());

create policy propre on comptes to harmonia_app using (organisme_id = portee_organisme()) with check (organisme_id = portee_organisme());
create policy federation_lit on comptes for select to harmonia_app
  using (portee_operateur() <> '' and exists (select 1 from organismes o where o.id = comptes.organisme_id));
create policy federation_emet on comptes for insert to harmonia_app
  with check (portee_operateur() = 'federation' and genre = 'administrateur' and exists (select 1 from organismes o where o.id = comptes.organisme_id));
create policy federation_renouvelle on comptes for update to harmonia_app
  using (portee_operateur() = 'federation' and genre = 'administrateur' and exists (select 1 from organismes o where o.id = comptes.organisme_id));

create policy propre on sessions to harmonia_app using (organisme_id = portee_organisme()) with check (organisme_id = portee_organisme());
create policy federation_ferme on sessions to harmonia_app
  using (portee_operateur() = 'federation' and exists (select 1 from comptes c where c.organisme_id = sessions.organisme_id and c.id = sessions.compte_id and c.genre = 'administrateur'));

create policy propre on chaines to harmonia_app using (organisme_id = portee_organisme()) with check (organisme_id = portee_organisme());
create policy operateur on chaines to harmonia_app
  using (portee_operateur() <> '' and exists (select 1 from organismes o where o.id = chaines.organisme_id));

create policy propre on dossiers to harmonia_app using (organisme_id = portee_organisme()) with check (organisme_id = portee_organisme());
create policy suivi on dossiers for select to harmonia_app using (portee_recoit(liasse, organisme_id));
create policy fiabilisation on dossiers for update to harmonia_app
  using (etape >= etape_visible and portee_recoit(liasse, organisme_id)) with check (portee_recoit(liasse, organisme_id));

create policy propre on valeurs to harmonia_app using (organisme_id = portee_organisme()) with check (organisme_id = portee_organisme());
create policy lecture on valeurs for select to harmonia_app using (portee_lit(organisme_id, dossier_id));

create policy propre on justifications to harmonia_app using (organisme_id = portee_organisme()) with check (organisme_id = portee_organisme());
create policy lecture on justifications for select to harmonia_app using (portee_lit(organisme_id, dossier_id));

create policy propre on journal for select to harmonia_app using (organisme_id = portee_organisme());
create policy ecriture on journal for insert to harmonia_app
  with check (organisme_id = portee_organisme() or (portee_operateur() <> '' and exists (select 1 from organismes o where o.id = journal.organisme_id)));
create policy lecture on journal for select to harmonia_app using (portee_lit(organisme_id, chaine_id));
create policy audit on journal for select to harmonia_audit using (true);
create policy audit on dossiers for select to harmonia_audit using (true);
create policy audit on chaines for select to harmonia_audit using (true);
create policy audit on organismes for select to harmonia_audit using (true);

create policy porte on comptes to harmonia_porte using (true) with check (true);
create policy porte on sessions to harmonia_porte using (true) with check (true);
`

const grants = `
grant usage on schema public to harmonia_app, harmonia_porte, harmonia_audit;
grant select on editions, campagnes, operateurs to harmonia_app;
grant insert on editions to harmonia_app;
grant select, insert, update on echeances, reglages, identifiants to harmonia_app;
grant select, insert, update, delete on tentatives to harmonia_app;
grant select, insert on organismes, journal to harmonia_app;
grant select, insert, update on comptes, sessions, chaines, dossiers, valeurs, justifications to harmonia_app;
grant delete on justifications to harmonia_app;
grant select on journal, dossiers, chaines, organismes to harmonia_audit;
grant select on comptes, sessions, identifiants, operateurs to harmonia_porte;
grant update on sessions to harmonia_porte;
`

/** What a sign-in needs before any scope exists; nothing else is readable that way. */
const gate = `
create function porte_compte(l text) returns setof comptes language sql stable security definer set search_path = public, pg_temp as $$
  select c.* from identifiants i join comptes c on c.organisme_id = i.organisme_id and c.id = i.compte_id where i.login = lower(l)
$$;
create function porte_session(j bytea) returns table (
  session_id uuid, vue_le timestamptz, ouverte_le timestamptz, fermee_le timestamptz, organisme_id uuid, compte_id uuid, login text, genre text,
  nom text, prenom text, profil text, droits text[], doit_changer boolean, actif boolean, operateur text
) language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, s.vue_le, s.ouverte_le, s.fermee_le, c.organisme_id, c.id, c.login, c.genre, c.nom, c.prenom, c.profil, c.droits, c.doit_changer, c.actif, o.role
  from sessions s
  join comptes c on c.organisme_id = s.organisme_id and c.id = s.compte_id
  left join operateurs o on o.id = c.organisme_id
  where s.jeton = j
$$;
create function porte_vue(j bytea, instant timestamptz) returns void language sql security definer set search_path = public, pg_temp as $$
  update sessions set vue_le = instant where jeton = j and fermee_le is null
$$;
grant create on schema public to harmonia_porte;
alter function porte_compte(text) owner to harmonia_porte;
alter function porte_session(bytea) owner to harmonia_porte;
alter function porte_vue(bytea, timestamptz) owner to harmonia_porte;
revoke create on schema public from harmonia_porte;
revoke all on function porte_compte(text), porte_session(bytea), porte_vue(bytea, timestamptz) from public;
grant execute on function porte_compte(text), porte_session(bytea), porte_vue(bytea, timestamptz) to harmonia_app;
`

const walls = bodyTables
  .map((table) => `alter table ${table} enable row level security; alter table ${table} force row level security;`)
  .join('\n')

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const script of [roles, tables, scope, walls, policies, grants, gate]) await sql.raw(script).execute(db)
}
