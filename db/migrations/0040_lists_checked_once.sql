-- A list that was previewed is committed as it was checked, unless anything has changed that the check has read (docs/decisions/0030).

-- A place in the history: whatever is committed from now on comes after it. Null where somebody is writing at this moment, whose changes have their places
-- already and are not to be seen yet. The place is read first: who begins to write while locks are looked at gets one after it.
CREATE FUNCTION imports.place_in_history() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  place CONSTANT bigint := coalesce(pg_sequence_last_value(pg_get_serial_sequence('history.change', 'id')::regclass), 0);
BEGIN
  -- A statement of its own, so that it looks after the place was read.
  IF EXISTS (SELECT FROM pg_catalog.pg_locks l
              WHERE l.locktype = 'relation' AND l.relation = 'history.change'::regclass AND l.mode = 'RowExclusiveLock' AND l.granted AND l.pid IS DISTINCT FROM pg_backend_pid()
                AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = current_database())) THEN
    RETURN NULL;
  END IF;
  RETURN place;
END
$$;

-- Whether anything was changed after a place in the history that a check of the account's lists reads: agencies and units, and people who are in its scope, were
-- there, or are gone. What other agencies do among themselves is left to the constraints.
CREATE FUNCTION imports.has_changed_since(place bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH own AS MATERIALIZED (
    SELECT s.agency_id FROM access.scoped_agency s WHERE s.account_id = access.current_account() AND s.until > current_date)
  SELECT EXISTS (
    SELECT FROM history.change c
     WHERE c.id > place
       AND CASE WHEN c.person_id IS NULL THEN true
                WHEN c.table_name = 'person' THEN (c.before ->> 'keeper_id')::uuid IN (SELECT agency_id FROM own) OR (c.after ->> 'keeper_id')::uuid IN (SELECT agency_id FROM own)
                ELSE NOT EXISTS (SELECT FROM registry.person p WHERE p.id = c.person_id AND p.keeper_id NOT IN (SELECT agency_id FROM own)) END)
$$;

-- What such a check reads and no history keeps: whom the account stands for, on what day, how headings were corrected, the weights of duplicates, lists of codes.
CREATE FUNCTION imports.ground_of_checks() RETURNS text LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT concat_ws(' ', current_date, access.current_account(),
    (SELECT concat_ws('/', count(*), sum(hashtextextended(s::text, 0))) FROM access.scoped_agency s WHERE s.account_id = access.current_account()),
    (SELECT concat_ws('/', count(*), sum(hashtextextended(concat_ws('|', r.agency_id, r.heading, r.field), 0))) FROM imports.column_reading r),
    (SELECT concat_ws('/', count(*), max(d.ended_at)) FROM duplicates.search d),
    (SELECT concat_ws('/', count(*), sum(hashtextextended(l::text, 0))) FROM reference.degree_level l),
    (SELECT concat_ws('/', count(*), sum(hashtextextended(f::text, 0))) FROM reference.field_of_study f),
    (SELECT concat_ws('/', count(*), sum(hashtextextended(p::text, 0))) FROM reference.profession p),
    (SELECT concat_ws('/', count(*), sum(hashtextextended(e::text, 0))) FROM reference.ethnic_group e),
    (SELECT concat_ws('/', count(*), sum(hashtextextended(u::text, 0))) FROM reference.administrative_unit u))
$$;
REVOKE EXECUTE ON FUNCTION imports.place_in_history(), imports.has_changed_since(bigint), imports.ground_of_checks() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION imports.place_in_history(), imports.has_changed_since(bigint), imports.ground_of_checks() TO registry_hr;
