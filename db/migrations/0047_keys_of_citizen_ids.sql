-- Keys of citizen IDs are replaced by others (docs/decisions/0035). The keys themselves lie in a file outside the database; here is which of them is in
-- use, by a fingerprint that tells nothing of it. At every moment all citizen IDs are kept under one of them: what a new key makes of them is prepared
-- in parts beside, and put in place at once.

CREATE SCHEMA protection;

CREATE TABLE protection.citizen_id_key (
  id            text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{8}$'),
  state         text NOT NULL CHECK (state IN ('next', 'current', 'replaced', 'retired')),
  made_at       timestamptz,
  current_since timestamptz,
  replaced_at   timestamptz,
  retired_at    timestamptz
);
CREATE UNIQUE INDEX one_key_of_each ON protection.citizen_id_key (state) WHERE state IN ('next', 'current');
COMMENT ON TABLE protection.citizen_id_key IS 'Khóa của số định danh cá nhân, theo dấu vân của khóa; không có khóa nào ở đây | Keys of citizen IDs by their fingerprints; no key is in here';
COMMENT ON COLUMN protection.citizen_id_key.made_at IS 'Lúc tạo; trống: không rõ | When it was made; null where that is not known';

-- What the key in preparation, and after that the current one, makes of a citizen ID that was kept under another hash at some time: of people as they
-- are, and of every past state in the history, which may be restored long after the key of its time has gone.
CREATE TABLE protection.citizen_id_form (
  person_id  uuid NOT NULL,
  known_hash bytea NOT NULL,
  key_id     text NOT NULL REFERENCES protection.citizen_id_key,
  cipher     bytea NOT NULL,
  hash       bytea NOT NULL,
  PRIMARY KEY (person_id, known_hash, key_id)
);
CREATE INDEX citizen_id_form_key ON protection.citizen_id_form (key_id);

ALTER TABLE protection.citizen_id_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE protection.citizen_id_form ENABLE ROW LEVEL SECURITY;

-- A past state that comes back, from the history, a merge or an import that is undone, brings the form of its time: the current one takes its place. Who
-- wrote with a key that was replaced a moment ago writes nothing, and tries again.
CREATE FUNCTION protection.renew_citizen_id() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  current_key CONSTANT text := (SELECT k.id FROM protection.citizen_id_key k WHERE k.state = 'current');
  renewed record;
BEGIN
  IF current_key IS NULL OR octet_length(NEW.citizen_id_cipher) = 53 AND encode(substr(NEW.citizen_id_cipher, 50, 4), 'hex') = current_key THEN
    RETURN NEW;
  END IF;
  SELECT f.cipher, f.hash INTO renewed FROM protection.citizen_id_form f
   WHERE f.person_id = NEW.id AND f.known_hash = NEW.citizen_id_hash AND f.key_id = current_key;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the citizen ID of person % is under a key that has been replaced', NEW.id USING ERRCODE = 'serialization_failure';
  END IF;
  NEW.citizen_id_cipher := renewed.cipher;
  NEW.citizen_id_hash := renewed.hash;
  RETURN NEW;
END
$$;
REVOKE EXECUTE ON FUNCTION protection.renew_citizen_id() FROM PUBLIC;
-- Before count_version by its name: a form that is renewed into what stands there already is no change. Loads of a whole registry use the current key.
CREATE TRIGGER citizen_id_renewed BEFORE INSERT OR UPDATE OF citizen_id_cipher, citizen_id_hash ON registry.person FOR EACH ROW
  WHEN (NEW.citizen_id_cipher IS NOT NULL AND (current_setting('role') <> 'none' OR current_setting('history.bulk', true) IS DISTINCT FROM 'on'))
  EXECUTE FUNCTION protection.renew_citizen_id();

-- Another key is no change of the record: whoever has read it may go on.
CREATE OR REPLACE FUNCTION registry.count_version() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
  -- What follows from a name is not computed yet when this runs.
  computed CONSTANT text[] := ARRAY['given_name', 'folded_name', 'search_words', 'version'];
BEGIN
  NEW.version := OLD.version;
  IF current_setting('protection.replacing_key', true) = 'on' AND current_setting('role') = 'none' THEN
    RETURN NEW;
  END IF;
  NEW.version := OLD.version + (to_jsonb(NEW) - computed IS DISTINCT FROM to_jsonb(OLD) - computed)::int;
  RETURN NEW;
END
$$;

-- Puts the forms of the key in preparation in place, in one statement for those who read: they see all under the old key or all under the new one. Writers of people wait
-- (the caller has locked the table). How many people.
CREATE FUNCTION protection.put_key_in_place(next_key text) RETURNS bigint LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
  people bigint;
BEGIN
  PERFORM set_config('history.bulk', 'on', true), set_config('protection.replacing_key', 'on', true);
  UPDATE registry.person p SET citizen_id_cipher = f.cipher, citizen_id_hash = f.hash
    FROM protection.citizen_id_form f
   WHERE f.person_id = p.id AND f.known_hash = p.citizen_id_hash AND f.key_id = next_key;
  GET DIAGNOSTICS people = ROW_COUNT;
  IF EXISTS (SELECT FROM registry.person p WHERE p.citizen_id_cipher IS NOT NULL
              AND (octet_length(p.citizen_id_cipher) <> 53 OR encode(substr(p.citizen_id_cipher, 50, 4), 'hex') <> next_key)) THEN
    RAISE EXCEPTION 'people without a form under key % are left', next_key;
  END IF;
  -- An undone merge compares the person with the state that it left.
  UPDATE duplicates.merge m SET after = jsonb_set(m.after, ARRAY['registry.person'], (
      SELECT jsonb_agg(CASE WHEN f.hash IS NULL THEN e.person ELSE e.person || jsonb_build_object('citizen_id_cipher', f.cipher, 'citizen_id_hash', f.hash) END ORDER BY e.place)
        FROM jsonb_array_elements(m.after -> 'registry.person') WITH ORDINALITY e (person, place)
        LEFT JOIN protection.citizen_id_form f
          ON f.person_id = (e.person ->> 'id')::uuid AND f.known_hash = decode(substr(e.person ->> 'citizen_id_hash', 3), 'hex') AND f.key_id = next_key))
   WHERE m.undone_at IS NULL AND m.after ? 'registry.person';
  UPDATE protection.citizen_id_key k SET state = 'replaced', replaced_at = clock_timestamp() WHERE k.state = 'current';
  UPDATE protection.citizen_id_key k SET state = 'current', current_since = clock_timestamp() WHERE k.id = next_key;
  INSERT INTO history.change (operation, kind, after)
    VALUES ('citizen ID key replaced', 'load', jsonb_build_object('person', jsonb_build_object('rows', people), 'key', next_key));
  PERFORM set_config('history.bulk', '', true), set_config('protection.replacing_key', '', true);
  RETURN people;
END
$$;
REVOKE EXECUTE ON FUNCTION protection.put_key_in_place(text) FROM PUBLIC;
