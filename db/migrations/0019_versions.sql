-- A version of each person, degree and posting: who corrects one names the version that was read, so that nobody overwrites what they have
-- not seen (docs/decisions/0018). Counted by the database, whoever writes; a change that changes nothing counts for nothing.

ALTER TABLE registry.person ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version > 0);
ALTER TABLE registry.degree ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version > 0);
ALTER TABLE registry.posting ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version > 0);

CREATE FUNCTION registry.count_version() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
  -- What follows from a name is not computed yet when this runs.
  computed CONSTANT text[] := ARRAY['given_name', 'folded_name', 'search_words', 'version'];
BEGIN
  NEW.version := OLD.version + (to_jsonb(NEW) - computed IS DISTINCT FROM to_jsonb(OLD) - computed)::int;
  RETURN NEW;
END
$$;
REVOKE EXECUTE ON FUNCTION registry.count_version() FROM PUBLIC;
CREATE TRIGGER count_version BEFORE UPDATE ON registry.person FOR EACH ROW EXECUTE FUNCTION registry.count_version();
CREATE TRIGGER count_version BEFORE UPDATE ON registry.degree FOR EACH ROW EXECUTE FUNCTION registry.count_version();
CREATE TRIGGER count_version BEFORE UPDATE ON registry.posting FOR EACH ROW EXECUTE FUNCTION registry.count_version();

-- A version counts changes and is no value that anybody changed.
CREATE OR REPLACE FUNCTION history.shown_values(record text, was jsonb, became jsonb) RETURNS TABLE (field text, before text, after text)
  LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT CASE WHEN known.name = 'citizen_id_hash' THEN 'citizen_id' ELSE known.name END,
         CASE WHEN known.name <> 'citizen_id_hash' OR was ->> known.name IS NULL THEN was ->> known.name ELSE '***' END,
         CASE WHEN known.name <> 'citizen_id_hash' OR became ->> known.name IS NULL THEN became ->> known.name ELSE '***' END
    FROM jsonb_object_keys(coalesce(was, '{}') || coalesce(became, '{}')) known (name)
   WHERE known.name NOT IN ('id', 'person_id', 'citizen_id_cipher', 'version') AND was ->> known.name IS DISTINCT FROM became ->> known.name
     AND history.is_shown(record, known.name)
$$;
