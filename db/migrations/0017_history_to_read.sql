-- The history as it is read by those who see the person: officers every value, planners and leaders those of the columns that they may see in the
-- record itself. The views have the owner's rights, for nobody but officers may see whole records; these functions have the reader's, so that the
-- policies and grants on the records decide here too.

CREATE FUNCTION history.is_seen(person uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = ''
  RETURN EXISTS (SELECT FROM registry.person p WHERE p.id = person);

-- An officer sees what has left the record's table, too. Ethnic groups are counted by planners and leaders, never read row by row.
CREATE FUNCTION history.is_shown(record text, field text) RETURNS boolean LANGUAGE sql STABLE SET search_path = ''
  RETURN current_user = 'registry_hr' OR field <> 'ethnic_group_code' AND EXISTS (
    SELECT FROM pg_catalog.pg_attribute a
     WHERE a.attrelid = to_regclass(format('registry.%I', record)) AND a.attname = field AND has_column_privilege(a.attrelid, a.attnum, 'SELECT'));

-- The values that differ, as texts. A citizen ID is told to have changed, never what it is: its protected form serves the server alone.
CREATE FUNCTION history.shown_values(record text, was jsonb, became jsonb) RETURNS TABLE (field text, before text, after text)
  LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT CASE WHEN known.name = 'citizen_id_hash' THEN 'citizen_id' ELSE known.name END,
         CASE WHEN known.name <> 'citizen_id_hash' OR was ->> known.name IS NULL THEN was ->> known.name ELSE '***' END,
         CASE WHEN known.name <> 'citizen_id_hash' OR became ->> known.name IS NULL THEN became ->> known.name ELSE '***' END
    FROM jsonb_object_keys(coalesce(was, '{}') || coalesce(became, '{}')) known (name)
   WHERE known.name NOT IN ('id', 'person_id', 'citizen_id_cipher') AND was ->> known.name IS DISTINCT FROM became ->> known.name
     AND history.is_shown(record, known.name)
$$;

CREATE VIEW history.changed_value WITH (security_barrier = true) AS
  SELECT c.id AS change_id, v.field, v.before, v.after
    FROM history.change c CROSS JOIN LATERAL history.shown_values(c.table_name, c.before, c.after) v
   WHERE c.person_id IS NOT NULL AND history.is_seen(c.person_id);

-- A change of which the reader may see nothing is not there. Reasons are written freely and may name the person.
CREATE VIEW history.person_change WITH (security_barrier = true) AS
  SELECT c.id, c.person_id, c.at, c.account_name, c.role, c.operation, c.door,
         CASE WHEN current_user = 'registry_hr' THEN c.why END AS why, c.kind, c.table_name AS record, c.record_id
    FROM history.change c
   WHERE c.person_id IS NOT NULL AND history.is_seen(c.person_id)
     AND EXISTS (SELECT FROM history.shown_values(c.table_name, c.before, c.after));

REVOKE EXECUTE ON FUNCTION history.is_seen(uuid), history.is_shown(text, text), history.shown_values(text, jsonb, jsonb) FROM PUBLIC;
GRANT USAGE ON SCHEMA history TO registry_planner, registry_leader;
GRANT EXECUTE ON FUNCTION history.is_seen(uuid), history.is_shown(text, text), history.shown_values(text, jsonb, jsonb)
  TO registry_hr, registry_planner, registry_leader;
GRANT SELECT ON history.person_change, history.changed_value TO registry_hr, registry_planner, registry_leader;
