/**
 * A save costs what it changes. The cells of a line become one value (they were one value per table, rewritten whole by each save), and
 * a lot of saves on one dossier is written by one function: one statement, one transaction, one round trip.
 */
import { sql, type Kysely } from 'kysely'

/** Forced row-level security applies to the owner as well: unfolding would see no row. */
const unfold = `
alter table valeurs no force row level security;
alter table valeurs drop constraint valeurs_pkey, add column ligne text;
insert into valeurs (organisme_id, dossier_id, tableau, ligne, cellules)
  select v.organisme_id, v.dossier_id, v.tableau, split_part(substr(c.at, length(v.tableau) + 2), '[', 1), jsonb_object_agg(c.at, c.cellule)
  from valeurs v, jsonb_each(v.cellules) as c (at, cellule)
  group by 1, 2, 3, 4;
delete from valeurs where ligne is null;
alter table valeurs alter column ligne set not null, add constraint valeurs_pkey primary key (organisme_id, dossier_id, tableau, ligne);
alter table valeurs force row level security;
`

/**
 * The hot statement. It runs with the rights of its caller and sets its own scope, which dies with the statement's transaction: row-level
 * security sees the body of whoever saves and nothing else. The update of the dossier's row locks it and checks that it is still at the
 * journal line that the caller worked from; if not, nothing is written and the answer is \`false\`.
 */
const save = `
create function enregistrer_lot(
  p_organisme uuid, p_operateur text, p_dossier uuid, p_seq_avant bigint,
  p_modifie_seq bigint, p_modifie_le timestamptz, p_remplies integer,
  p_tableau text[], p_ligne text[], p_cellules jsonb[],
  p_seq bigint[], p_le timestamptz[], p_acteur_id uuid[], p_qui text[], p_action text[], p_details jsonb[],
  p_precedente bytea[], p_empreinte bytea[]
) returns boolean language plpgsql as $$
begin
  perform set_config('app.organisme', p_organisme::text, true), set_config('app.operateur', p_operateur, true);

  update dossiers set
    seq = p_seq[array_upper(p_seq, 1)], empreinte = p_empreinte[array_upper(p_empreinte, 1)],
    modifie_seq = p_modifie_seq, modifie_le = p_modifie_le, remplies = p_remplies
  where organisme_id = p_organisme and id = p_dossier and seq = p_seq_avant;
  if not found then return false; end if;

  insert into journal (organisme_id, chaine_id, seq, le, acteur_id, qui, action, details, precedente, empreinte)
  select p_organisme, p_dossier, acte.*
  from unnest(p_seq, p_le, p_acteur_id, p_qui, p_action, p_details, p_precedente, p_empreinte) as acte;

  insert into valeurs (organisme_id, dossier_id, tableau, ligne, cellules)
  select p_organisme, p_dossier, ecrite.*
  from unnest(p_tableau, p_ligne, p_cellules) as ecrite
  on conflict (organisme_id, dossier_id, tableau, ligne) do update set cellules = valeurs.cellules || excluded.cellules;

  return true;
end $$;
`

/** Sessions are looked up several at a time. */
const gate = `
drop function porte_session(bytea);
create function porte_sessions(js bytea[]) returns table (
  jeton bytea, session_id uuid, vue_le timestamptz, ouverte_le timestamptz, fermee_le timestamptz, organisme_id uuid, compte_id uuid,
  login text, genre text, nom text, prenom text, profil text, droits text[], doit_changer boolean, actif boolean, operateur text
) language sql stable security definer set search_path = public, pg_temp as $$
  select s.jeton, s.id, s.vue_le, s.ouverte_le, s.fermee_le, c.organisme_id, c.id,
    c.login, c.genre, c.nom, c.prenom, c.profil, c.droits, c.doit_changer, c.actif, o.role
  from sessions s
  join comptes c on c.organisme_id = s.organisme_id and c.id = s.compte_id
  left join operateurs o on o.id = c.organisme_id
  where s.jeton = any (js)
$$;
grant create on schema public to harmonia_porte;
alter function porte_sessions(bytea[]) owner to harmonia_porte;
revoke create on schema public from harmonia_porte;
revoke all on function porte_sessions(bytea[]) from public;
grant execute on function porte_sessions(bytea[]) to harmonia_app;
`

/** The same rows as before; what only an operator can pass is no longer computed for the people of a body. */
const policies = `
alter policy suivi on dossiers using (portee_operateur() <> '' and portee_recoit(liasse, organisme_id));
alter policy fiabilisation on dossiers using (portee_operateur() <> '' and etape >= etape_visible and portee_recoit(liasse, organisme_id));
alter policy lecture on valeurs using (portee_operateur() <> '' and portee_lit(organisme_id, dossier_id));
alter policy lecture on justifications using (portee_operateur() <> '' and portee_lit(organisme_id, dossier_id));
alter policy lecture on journal using (portee_operateur() <> '' and portee_lit(organisme_id, chaine_id));
`

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const script of [unfold, save, gate, policies]) await sql.raw(script).execute(db)
}
