/** The schema as a reviewer reads it: tables, constraints, indexes, walls, functions and grants, in a stable order. */
import { sql } from 'kysely'
import type { Base } from '#store/connect.ts'

const QUERY = sql<{ line: string }>`
with own as (select oid, relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'kysely%')
select line from (
  select relname as a, 1 as b, attnum::text as c, format('table %s: %s %s%s', relname, attname, format_type(atttypid, atttypmod), case when attnotnull then ' not null' else '' end) as line
    from own join pg_attribute on attrelid = own.oid where attnum > 0 and not attisdropped
  union all select relname, 2, conname, format('table %s: constraint %s %s', relname, conname, pg_get_constraintdef(c.oid)) from own join pg_constraint c on conrelid = own.oid where contype <> 'n'
  union all select tablename, 3, indexname, indexdef from pg_indexes where schemaname = 'public' and tablename not like 'kysely%'
  union all select relname, 4, '', format('table %s: row-level security %s%s', relname, case when relrowsecurity then 'on' else 'off' end, case when relforcerowsecurity then ', forced' else '' end) from pg_class where oid in (select oid from own)
  union all select tablename, 5, policyname, format('table %s: policy %s for %s to %s using (%s) with check (%s)', tablename, policyname, cmd, array_to_string(roles, ', '), qual, with_check) from pg_policies where schemaname = 'public'
  union all select relname, 6, tgname, format('table %s: %s', relname, pg_get_triggerdef(t.oid)) from own join pg_trigger t on tgrelid = own.oid where not tgisinternal
  union all select table_name, 7, grantee || privilege_type, format('grant %s on %s to %s', privilege_type, table_name, grantee) from information_schema.role_table_grants where table_schema = 'public' and grantee like 'harmonia%'
  union all select 'zz' || proname, 8, '', format('function %s(%s) owner %s%s', proname, pg_get_function_identity_arguments(oid), case when pg_get_userbyid(proowner) like 'harmonia%' then pg_get_userbyid(proowner) else 'migrations' end, case when prosecdef then ' security definer' else '' end) from pg_proc where pronamespace = 'public'::regnamespace
) lines order by a collate "C", b, lpad(c, 80) collate "C", line collate "C"`

export async function dumpSchema(base: Base): Promise<string> {
  const { rows } = await QUERY.execute(base)
  return `${rows.map((row) => row.line.replace(/\s+/g, ' ')).join('\n')}\n`
}
