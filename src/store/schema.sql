table campagnes: code text not null
table campagnes: exercice integer not null
table campagnes: edition_digest text not null
table campagnes: ouverte boolean not null
table campagnes: constraint campagnes_pkey PRIMARY KEY (code)
table campagnes: constraint campagnes_edition_digest_fkey FOREIGN KEY (edition_digest) REFERENCES editions(digest)
CREATE UNIQUE INDEX campagnes_pkey ON public.campagnes USING btree (code)
table campagnes: row-level security off
grant SELECT on campagnes to harmonia_app
table chaines: organisme_id uuid not null
table chaines: id uuid not null
table chaines: seq bigint not null
table chaines: empreinte bytea not null
table chaines: constraint chaines_pkey PRIMARY KEY (organisme_id, id)
CREATE UNIQUE INDEX chaines_pkey ON public.chaines USING btree (organisme_id, id)
table chaines: row-level security on, forced
table chaines: policy audit for SELECT to harmonia_audit using (true) with check ()
table chaines: policy propre for ALL to harmonia_app using ((organisme_id = portee_organisme())) with check ((organisme_id = portee_organisme()))
table chaines: policy operateur for ALL to harmonia_app using (((portee_operateur() <> ''::text) AND (EXISTS ( SELECT 1 FROM organismes o WHERE (o.id = chaines.organisme_id))))) with check ()
grant INSERT on chaines to harmonia_app
grant SELECT on chaines to harmonia_app
grant UPDATE on chaines to harmonia_app
grant SELECT on chaines to harmonia_audit
table comptes: organisme_id uuid not null
table comptes: id uuid not null
table comptes: login text not null
table comptes: genre text not null
table comptes: nom text not null
table comptes: prenom text not null
table comptes: courriel text not null
table comptes: telephone text not null
table comptes: fonction text not null
table comptes: configuration text
table comptes: profil text
table comptes: droits text[] not null
table comptes: mot_de_passe text not null
table comptes: doit_changer boolean not null
table comptes: actif boolean not null
table comptes: version integer not null
table comptes: cree_le timestamp(3) with time zone not null
table comptes: connecte_le timestamp(3) with time zone
table comptes: constraint comptes_pkey PRIMARY KEY (organisme_id, id)
table comptes: constraint comptes_genre_check CHECK ((genre = ANY (ARRAY['administrateur'::text, 'utilisateur'::text, 'operateur'::text])))
table comptes: constraint comptes_configuration_check CHECK ((configuration = ANY (ARRAY['seul'::text, 'plusieurs'::text])))
CREATE UNIQUE INDEX comptes_pkey ON public.comptes USING btree (organisme_id, id)
table comptes: row-level security on, forced
table comptes: policy porte for ALL to harmonia_porte using (true) with check (true)
table comptes: policy propre for ALL to harmonia_app using ((organisme_id = portee_organisme())) with check ((organisme_id = portee_organisme()))
table comptes: policy federation_lit for SELECT to harmonia_app using (((portee_operateur() <> ''::text) AND (EXISTS ( SELECT 1 FROM organismes o WHERE (o.id = comptes.organisme_id))))) with check ()
table comptes: policy federation_emet for INSERT to harmonia_app using () with check (((portee_operateur() = 'federation'::text) AND (genre = 'administrateur'::text) AND (EXISTS ( SELECT 1 FROM organismes o WHERE (o.id = comptes.organisme_id)))))
table comptes: policy federation_renouvelle for UPDATE to harmonia_app using (((portee_operateur() = 'federation'::text) AND (genre = 'administrateur'::text) AND (EXISTS ( SELECT 1 FROM organismes o WHERE (o.id = comptes.organisme_id))))) with check ()
grant INSERT on comptes to harmonia_app
grant SELECT on comptes to harmonia_app
grant UPDATE on comptes to harmonia_app
grant SELECT on comptes to harmonia_porte
table dossiers: organisme_id uuid not null
table dossiers: id uuid not null
table dossiers: campagne text not null
table dossiers: liasse text not null
table dossiers: famille text not null
table dossiers: edition_digest text not null
table dossiers: etape smallint not null
table dossiers: etape_visible smallint not null
table dossiers: sous_etape text
table dossiers: seq bigint not null
table dossiers: empreinte bytea not null
table dossiers: modifie_seq bigint not null
table dossiers: modifie_le timestamp(3) with time zone
table dossiers: verifie_seq bigint
table dossiers: verifie_le timestamp(3) with time zone
table dossiers: bloquants integer
table dossiers: a_justifier integer
table dossiers: remplies integer not null
table dossiers: a_remplir integer not null
table dossiers: initialise_par text not null
table dossiers: initialise_le timestamp(3) with time zone not null
table dossiers: etape_depuis timestamp(3) with time zone not null
table dossiers: transmis_le timestamp(3) with time zone
table dossiers: constraint dossiers_pkey PRIMARY KEY (organisme_id, id)
table dossiers: constraint dossiers_etape_check CHECK (((etape >= 1) AND (etape <= 6)))
table dossiers: constraint dossiers_liasse_check CHECK ((liasse = ANY (ARRAY['qdis'::text, 'er'::text])))
table dossiers: constraint dossiers__one_per_organisme_campagne_and_liasse UNIQUE (organisme_id, campagne, liasse)
CREATE UNIQUE INDEX dossiers_pkey ON public.dossiers USING btree (organisme_id, id)
CREATE INDEX dossiers__by_campagne ON public.dossiers USING btree (campagne, liasse, etape)
CREATE UNIQUE INDEX dossiers__one_per_organisme_campagne_and_liasse ON public.dossiers USING btree (organisme_id, campagne, liasse)
table dossiers: row-level security on, forced
table dossiers: policy audit for SELECT to harmonia_audit using (true) with check ()
table dossiers: policy suivi for SELECT to harmonia_app using (((portee_operateur() <> ''::text) AND portee_recoit(liasse, organisme_id))) with check ()
table dossiers: policy propre for ALL to harmonia_app using ((organisme_id = portee_organisme())) with check ((organisme_id = portee_organisme()))
table dossiers: policy fiabilisation for UPDATE to harmonia_app using (((portee_operateur() <> ''::text) AND (etape >= etape_visible) AND portee_recoit(liasse, organisme_id))) with check (portee_recoit(liasse, organisme_id))
grant INSERT on dossiers to harmonia_app
grant SELECT on dossiers to harmonia_app
grant UPDATE on dossiers to harmonia_app
grant SELECT on dossiers to harmonia_audit
table echeances: campagne text not null
table echeances: liasse text not null
table echeances: famille text not null
table echeances: ouverture date not null
table echeances: limite date not null
table echeances: constraint echeances_pkey PRIMARY KEY (campagne, liasse, famille)
table echeances: constraint echeances_campagne_fkey FOREIGN KEY (campagne) REFERENCES campagnes(code)
table echeances: constraint echeances__limite_after_ouverture CHECK ((limite >= ouverture))
CREATE UNIQUE INDEX echeances_pkey ON public.echeances USING btree (campagne, liasse, famille)
table echeances: row-level security off
grant INSERT on echeances to harmonia_app
grant SELECT on echeances to harmonia_app
grant UPDATE on echeances to harmonia_app
table editions: digest text not null
table editions: code text not null
table editions: revision integer not null
table editions: compilee text not null
table editions: publiee_le timestamp(3) with time zone not null
table editions: constraint editions_pkey PRIMARY KEY (digest)
table editions: constraint editions__one_per_code_and_revision UNIQUE (code, revision)
CREATE UNIQUE INDEX editions_pkey ON public.editions USING btree (digest)
CREATE UNIQUE INDEX editions__one_per_code_and_revision ON public.editions USING btree (code, revision)
table editions: row-level security off
grant INSERT on editions to harmonia_app
grant SELECT on editions to harmonia_app
table identifiants: login text not null
table identifiants: organisme_id uuid not null
table identifiants: compte_id uuid not null
table identifiants: constraint identifiants_pkey PRIMARY KEY (login)
CREATE UNIQUE INDEX identifiants_pkey ON public.identifiants USING btree (login)
table identifiants: row-level security on, forced
table identifiants: policy porte for SELECT to harmonia_porte using (true) with check ()
table identifiants: policy propre for SELECT to harmonia_app using ((organisme_id = portee_organisme())) with check ()
table identifiants: policy reservation for INSERT to harmonia_app using () with check (((organisme_id = portee_organisme()) OR ((portee_operateur() = 'federation'::text) AND (EXISTS ( SELECT 1 FROM organismes o WHERE (o.id = identifiants.organisme_id))))))
grant INSERT on identifiants to harmonia_app
grant SELECT on identifiants to harmonia_app
grant SELECT on identifiants to harmonia_porte
table journal: organisme_id uuid not null
table journal: chaine_id uuid not null
table journal: seq bigint not null
table journal: le timestamp(3) with time zone not null
table journal: acteur_id uuid not null
table journal: qui text not null
table journal: action text not null
table journal: details jsonb not null
table journal: precedente bytea not null
table journal: empreinte bytea not null
table journal: constraint journal_pkey PRIMARY KEY (organisme_id, chaine_id, seq)
CREATE UNIQUE INDEX journal_pkey ON public.journal USING btree (organisme_id, chaine_id, seq)
table journal: row-level security on, forced
table journal: policy audit for SELECT to harmonia_audit using (true) with check ()
table journal: policy propre for SELECT to harmonia_app using ((organisme_id = portee_organisme())) with check ()
table journal: policy lecture for SELECT to harmonia_app using (((portee_operateur() <> ''::text) AND portee_lit(organisme_id, chaine_id))) with check ()
table journal: policy ecriture for INSERT to harmonia_app using () with check (((organisme_id = portee_organisme()) OR ((portee_operateur() <> ''::text) AND (EXISTS ( SELECT 1 FROM organismes o WHERE (o.id = journal.organisme_id))))))
table journal: CREATE TRIGGER journal__append_only BEFORE DELETE OR UPDATE ON public.journal FOR EACH ROW EXECUTE FUNCTION journal_is_append_only()
table journal: CREATE TRIGGER journal__never_truncated BEFORE TRUNCATE ON public.journal FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only()
grant INSERT on journal to harmonia_app
grant SELECT on journal to harmonia_app
grant SELECT on journal to harmonia_audit
table justifications: organisme_id uuid not null
table justifications: dossier_id uuid not null
table justifications: controle text not null
table justifications: texte text not null
table justifications: empreinte text not null
table justifications: qui text not null
table justifications: le timestamp(3) with time zone not null
table justifications: constraint justifications_pkey PRIMARY KEY (organisme_id, dossier_id, controle)
CREATE UNIQUE INDEX justifications_pkey ON public.justifications USING btree (organisme_id, dossier_id, controle)
table justifications: row-level security on, forced
table justifications: policy propre for ALL to harmonia_app using ((organisme_id = portee_organisme())) with check ((organisme_id = portee_organisme()))
table justifications: policy lecture for SELECT to harmonia_app using (((portee_operateur() <> ''::text) AND portee_lit(organisme_id, dossier_id))) with check ()
grant DELETE on justifications to harmonia_app
grant INSERT on justifications to harmonia_app
grant SELECT on justifications to harmonia_app
grant UPDATE on justifications to harmonia_app
table operateurs: id uuid not null
table operateurs: role text not null
table operateurs: libelle text not null
table operateurs: constraint operateurs_pkey PRIMARY KEY (id)
table operateurs: constraint operateurs_role_check CHECK ((role = ANY (ARRAY['federation'::text, 'ministere'::text, 'cglls'::text])))
CREATE UNIQUE INDEX operateurs_pkey ON public.operateurs USING btree (id)
table operateurs: row-level security off
grant SELECT on operateurs to harmonia_app
grant SELECT on operateurs to harmonia_porte
table organismes: id uuid not null
table organismes: federation_id uuid not null
table organismes: siren text not null
table organismes: siret text
table organismes: raison_sociale text not null
table organismes: famille text not null
table organismes: cree_le timestamp(3) with time zone not null
table organismes: constraint organismes_pkey PRIMARY KEY (id)
table organismes: constraint organismes_famille_check CHECK ((famille = ANY (ARRAY['OPH'::text, 'ESH'::text, 'COOP'::text, 'SEM'::text])))
table organismes: constraint organismes__one_per_siren UNIQUE (siren)
CREATE UNIQUE INDEX organismes_pkey ON public.organismes USING btree (id)
CREATE UNIQUE INDEX organismes__one_per_siren ON public.organismes USING btree (siren)
table organismes: row-level security on, forced
table organismes: policy audit for SELECT to harmonia_audit using (true) with check ()
table organismes: policy perimetre for SELECT to harmonia_app using (((id = portee_organisme()) OR (portee_operateur() = ANY (ARRAY['ministere'::text, 'cglls'::text])) OR ((portee_operateur() = 'federation'::text) AND (federation_id = portee_organisme())))) with check ()
table organismes: policy declaration for INSERT to harmonia_app using () with check (((portee_operateur() = 'federation'::text) AND (federation_id = portee_organisme())))
grant INSERT on organismes to harmonia_app
grant SELECT on organismes to harmonia_app
grant SELECT on organismes to harmonia_audit
table precedents: organisme_id uuid not null
table precedents: dossier_id uuid not null
table precedents: rang smallint not null
table precedents: exercice integer not null
table precedents: edition text not null
table precedents: edition_digest text not null
table precedents: source_dossier uuid not null
table precedents: source_seq bigint not null
table precedents: depose_le timestamp(3) with time zone not null
table precedents: repris_le timestamp(3) with time zone not null
table precedents: valeurs jsonb not null
table precedents: inconnues text[] not null
table precedents: remarques jsonb not null
table precedents: constraint precedents_pkey PRIMARY KEY (organisme_id, dossier_id, rang)
table precedents: constraint precedents_rang_check CHECK ((rang = ANY (ARRAY[1, 2])))
CREATE UNIQUE INDEX precedents_pkey ON public.precedents USING btree (organisme_id, dossier_id, rang)
table precedents: row-level security on, forced
table precedents: policy propre for ALL to harmonia_app using ((organisme_id = portee_organisme())) with check ((organisme_id = portee_organisme()))
table precedents: policy lecture for SELECT to harmonia_app using (((portee_operateur() <> ''::text) AND portee_lit(organisme_id, dossier_id))) with check ()
grant INSERT on precedents to harmonia_app
grant SELECT on precedents to harmonia_app
grant UPDATE on precedents to harmonia_app
table reglages: clef text not null
table reglages: valeur jsonb not null
table reglages: constraint reglages_pkey PRIMARY KEY (clef)
CREATE UNIQUE INDEX reglages_pkey ON public.reglages USING btree (clef)
table reglages: row-level security off
grant INSERT on reglages to harmonia_app
grant SELECT on reglages to harmonia_app
grant UPDATE on reglages to harmonia_app
table sessions: organisme_id uuid not null
table sessions: id uuid not null
table sessions: compte_id uuid not null
table sessions: jeton bytea not null
table sessions: adresse text not null
table sessions: appareil text not null
table sessions: ouverte_le timestamp(3) with time zone not null
table sessions: vue_le timestamp(3) with time zone not null
table sessions: fermee_le timestamp(3) with time zone
table sessions: constraint sessions_pkey PRIMARY KEY (organisme_id, id)
CREATE UNIQUE INDEX sessions_pkey ON public.sessions USING btree (organisme_id, id)
CREATE INDEX sessions__by_jeton ON public.sessions USING btree (jeton)
CREATE INDEX sessions__by_compte ON public.sessions USING btree (organisme_id, compte_id)
table sessions: row-level security on, forced
table sessions: policy porte for ALL to harmonia_porte using (true) with check (true)
table sessions: policy propre for ALL to harmonia_app using ((organisme_id = portee_organisme())) with check ((organisme_id = portee_organisme()))
table sessions: policy federation_ferme for ALL to harmonia_app using (((portee_operateur() = 'federation'::text) AND (EXISTS ( SELECT 1 FROM comptes c WHERE ((c.organisme_id = sessions.organisme_id) AND (c.id = sessions.compte_id) AND (c.genre = 'administrateur'::text)))))) with check ()
grant INSERT on sessions to harmonia_app
grant SELECT on sessions to harmonia_app
grant UPDATE on sessions to harmonia_app
grant SELECT on sessions to harmonia_porte
grant UPDATE on sessions to harmonia_porte
table tentatives: clef text not null
table tentatives: echecs integer not null
table tentatives: libre_le timestamp(3) with time zone not null
table tentatives: dernier_le timestamp(3) with time zone not null
table tentatives: constraint tentatives_pkey PRIMARY KEY (clef)
CREATE UNIQUE INDEX tentatives_pkey ON public.tentatives USING btree (clef)
table tentatives: row-level security off
grant DELETE on tentatives to harmonia_app
grant INSERT on tentatives to harmonia_app
grant SELECT on tentatives to harmonia_app
grant UPDATE on tentatives to harmonia_app
table valeurs: organisme_id uuid not null
table valeurs: dossier_id uuid not null
table valeurs: tableau text not null
table valeurs: cellules jsonb not null
table valeurs: ligne text not null
table valeurs: constraint valeurs_pkey PRIMARY KEY (organisme_id, dossier_id, tableau, ligne)
CREATE UNIQUE INDEX valeurs_pkey ON public.valeurs USING btree (organisme_id, dossier_id, tableau, ligne)
table valeurs: row-level security on, forced
table valeurs: policy propre for ALL to harmonia_app using ((organisme_id = portee_organisme())) with check ((organisme_id = portee_organisme()))
table valeurs: policy lecture for SELECT to harmonia_app using (((portee_operateur() <> ''::text) AND portee_lit(organisme_id, dossier_id))) with check ()
grant INSERT on valeurs to harmonia_app
grant SELECT on valeurs to harmonia_app
grant UPDATE on valeurs to harmonia_app
function enregistrer_lot(p_organisme uuid, p_operateur text, p_dossier uuid, p_seq_avant bigint, p_modifie_seq bigint, p_modifie_le timestamp with time zone, p_remplies integer, p_tableau text[], p_ligne text[], p_cellules jsonb[], p_seq bigint[], p_le timestamp with time zone[], p_acteur_id uuid[], p_qui text[], p_action text[], p_details jsonb[], p_precedente bytea[], p_empreinte bytea[]) owner migrations
function journal_is_append_only() owner migrations
function porte_compte(l text) owner harmonia_porte security definer
function porte_sessions(js bytea[]) owner harmonia_porte security definer
function porte_vue(j bytea, instant timestamp with time zone) owner harmonia_porte security definer
function portee_lit(o uuid, d uuid) owner migrations
function portee_operateur() owner migrations
function portee_organisme() owner migrations
function portee_recoit(l text, o uuid) owner migrations
