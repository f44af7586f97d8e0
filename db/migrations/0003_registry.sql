-- Agencies, people, their degrees and postings. Ranges are half-open: valid_from included, valid_until excluded,
-- a null valid_until means "still so".

-- Agency (cơ quan, đơn vị): any body that employs, from a ministry's hospital to a household business.
CREATE TABLE registry.agency (
  id               uuid PRIMARY KEY,
  code             text NOT NULL UNIQUE,
  name             text NOT NULL,
  kind             text NOT NULL,
  sector_code      text NOT NULL REFERENCES reference.sector,
  government_level text CHECK (government_level IN ('central', 'province', 'district', 'commune')),
  ownership        text NOT NULL CHECK (ownership IN ('party', 'state', 'public', 'cooperative', 'private', 'association')),
  parent_id        uuid REFERENCES registry.agency,
  valid_from       date NOT NULL,
  valid_until      date CHECK (valid_until > valid_from),
  synthetic        boolean NOT NULL DEFAULT false,
  CHECK (parent_id <> id)
);
CREATE INDEX agency_parent ON registry.agency (parent_id);
COMMENT ON COLUMN registry.agency.government_level IS 'Level of government it belongs to; null for bodies outside the state.';

-- Where an agency sits (trụ sở), dated: the same hospital sat in a commune of a district until 30 June 2025 and in a
-- commune of the province since.
CREATE TABLE registry.agency_seat (
  agency_id   uuid NOT NULL REFERENCES registry.agency ON DELETE CASCADE,
  unit_id     text NOT NULL REFERENCES reference.administrative_unit,
  valid_from  date NOT NULL,
  valid_until date CHECK (valid_until > valid_from),
  PRIMARY KEY (agency_id, valid_from),
  CONSTRAINT one_seat_at_a_time EXCLUDE USING gist (agency_id WITH =, daterange(valid_from, valid_until) WITH &&)
);
CREATE INDEX agency_seat_unit ON registry.agency_seat (unit_id);

CREATE TABLE registry.agency_succession (
  predecessor_id uuid NOT NULL REFERENCES registry.agency,
  successor_id   uuid NOT NULL REFERENCES registry.agency,
  effective_on   date NOT NULL,
  PRIMARY KEY (predecessor_id, successor_id, effective_on),
  CHECK (predecessor_id <> successor_id)
);

CREATE TABLE registry.person (
  id                 uuid PRIMARY KEY,
  full_name          text COLLATE reference.vietnamese NOT NULL CHECK (full_name = btrim(full_name) AND full_name <> ''),
  -- Vietnamese order people by given name (the last word), then by the rest.
  given_name         text COLLATE reference.vietnamese NOT NULL GENERATED ALWAYS AS (regexp_replace(full_name, '^.*\s', '')) STORED,
  folded_name        text NOT NULL GENERATED ALWAYS AS (reference.fold(full_name)) STORED,
  date_of_birth      date,
  birth_year         smallint NOT NULL CHECK (birth_year BETWEEN 1900 AND 2100),
  sex                text NOT NULL CHECK (sex IN ('male', 'female')),
  ethnic_group_code  text NOT NULL REFERENCES reference.ethnic_group,
  home_unit_id       text REFERENCES reference.administrative_unit,
  -- The citizen ID (số định danh cá nhân) is kept encrypted with a key outside the database, and found by keyed hash.
  citizen_id_cipher  bytea,
  citizen_id_hash    bytea UNIQUE,
  -- Agency that keeps the dossier (cơ quan quản lý hồ sơ): it decides who may see the person.
  keeper_id          uuid NOT NULL REFERENCES registry.agency,
  deceased_on        date,
  synthetic          boolean NOT NULL DEFAULT false,
  CHECK (date_of_birth IS NULL OR extract(year FROM date_of_birth) = birth_year),
  CHECK ((citizen_id_cipher IS NULL) = (citizen_id_hash IS NULL))
);
CREATE INDEX person_keeper ON registry.person (keeper_id);
CREATE INDEX person_name_order ON registry.person (given_name, full_name, id);
CREATE INDEX person_folded_name ON registry.person USING gin (folded_name gin_trgm_ops);
COMMENT ON COLUMN registry.person.date_of_birth IS 'Null where only the year is known.';
COMMENT ON COLUMN registry.person.home_unit_id IS 'Home place (quê quán).';

CREATE TABLE registry.degree (
  id           uuid PRIMARY KEY,
  person_id    uuid NOT NULL REFERENCES registry.person ON DELETE CASCADE,
  level_code   text NOT NULL REFERENCES reference.degree_level,
  field_code   text REFERENCES reference.field_of_study,
  institution  text,
  country_code text NOT NULL DEFAULT 'VN' CHECK (country_code ~ '^[A-Z]{2}$'),
  awarded_year smallint NOT NULL CHECK (awarded_year BETWEEN 1940 AND 2100),
  study_mode   text CHECK (study_mode IN ('full_time', 'in_service', 'distance', 'bridging')),
  verified_on  date
);
CREATE INDEX degree_person ON registry.degree (person_id, level_code, awarded_year);
COMMENT ON COLUMN registry.degree.study_mode IS 'chính quy, vừa làm vừa học, từ xa, liên thông.';

CREATE TABLE registry.posting (
  id              uuid PRIMARY KEY,
  person_id       uuid NOT NULL REFERENCES registry.person ON DELETE CASCADE,
  agency_id       uuid NOT NULL REFERENCES registry.agency,
  valid_from      date NOT NULL,
  valid_until     date CHECK (valid_until > valid_from),
  is_main         boolean NOT NULL DEFAULT true,
  profession_code text NOT NULL REFERENCES reference.profession,
  position_title  text NOT NULL,
  leadership_rank text CHECK (leadership_rank IN ('deputy_division_head', 'division_head', 'deputy_head', 'head')),
  employment_kind text NOT NULL CHECK (employment_kind IN ('cadre', 'civil_servant', 'public_employee', 'contract', 'private', 'self_employed')),
  end_reason      text CHECK (end_reason IN ('retirement', 'resignation', 'transfer_out', 'move', 'reorganisation', 'death', 'dismissal')),
  required_level_code text REFERENCES reference.degree_level,
  CHECK (end_reason IS NULL OR valid_until IS NOT NULL),
  CONSTRAINT one_main_posting_at_a_time
    EXCLUDE USING gist (person_id WITH =, daterange(valid_from, valid_until) WITH &&) WHERE (is_main)
);
CREATE INDEX posting_person ON registry.posting (person_id, valid_from);
CREATE INDEX posting_agency ON registry.posting (agency_id, valid_from);
COMMENT ON COLUMN registry.posting.leadership_rank IS
  'phó trưởng phòng, trưởng phòng, phó thủ trưởng, thủ trưởng cơ quan (and equivalents); null for professional work.';
COMMENT ON COLUMN registry.posting.end_reason IS 'Why it ended; "move" goes on in another posting of the registry, "transfer_out" leaves it.';

-- "No posting outside its agency's life": checked once a statement, over all its rows, so that bulk loads stay fast.
CREATE FUNCTION registry.refuse_posting_outside_agency() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  offender record;
BEGIN
  SELECT p.id, a.code INTO offender
    FROM changed p JOIN registry.agency a ON a.id = p.agency_id
   WHERE NOT daterange(p.valid_from, p.valid_until) <@ daterange(a.valid_from, a.valid_until)
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'posting % is outside the life of agency %', offender.id, offender.code
      USING ERRCODE = 'check_violation', CONSTRAINT = 'posting_within_agency';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER posting_within_agency_on_insert AFTER INSERT ON registry.posting
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_posting_outside_agency();
CREATE TRIGGER posting_within_agency_on_update AFTER UPDATE ON registry.posting
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_posting_outside_agency();

CREATE FUNCTION registry.refuse_agency_shorter_than_postings() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  offender record;
BEGIN
  SELECT p.id, a.code INTO offender
    FROM changed a JOIN registry.posting p ON p.agency_id = a.id
   WHERE NOT daterange(p.valid_from, p.valid_until) <@ daterange(a.valid_from, a.valid_until)
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'agency % cannot be that short: posting % lies outside', offender.code, offender.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'posting_within_agency';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER agency_covers_postings AFTER UPDATE ON registry.agency
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.refuse_agency_shorter_than_postings();

ALTER TABLE access.scope ADD FOREIGN KEY (agency_id) REFERENCES registry.agency;
ALTER TABLE access.scope ADD FOREIGN KEY (unit_id) REFERENCES reference.administrative_unit;

-- Units of the signed-in account with all below them, on every map on which they exist.
CREATE FUNCTION access.scoped_units() RETURNS SETOF text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH RECURSIVE own AS (
      SELECT s.unit_id AS id FROM access.scope s WHERE s.account_id = access.current_account() AND s.unit_id IS NOT NULL
    UNION
      SELECT u.id FROM reference.administrative_unit u JOIN own ON u.parent_id = own.id)
  SELECT id FROM own
$$;

-- Agencies of the signed-in account with all below them. Those of a unit are the ones that sit there, or sat there when the
-- unit came to its end: a leader keeps the agencies of a district that was, not those that once moved away from it.
CREATE FUNCTION access.scoped_agencies() RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH RECURSIVE own AS (
      SELECT s.agency_id AS id FROM access.scope s WHERE s.account_id = access.current_account() AND s.agency_id IS NOT NULL
    UNION
      SELECT seat.agency_id FROM registry.agency_seat seat JOIN reference.administrative_unit u ON u.id = seat.unit_id
       WHERE u.id IN (SELECT access.scoped_units()) AND (seat.valid_until IS NULL OR seat.valid_until >= u.valid_until OR seat.valid_until > current_date)
    UNION
      SELECT a.id FROM registry.agency a JOIN own ON a.parent_id = own.id)
  SELECT id FROM own
$$;
REVOKE EXECUTE ON FUNCTION access.scoped_units(), access.scoped_agencies() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access.scoped_units(), access.scoped_agencies() TO registry_hr, registry_leader;

GRANT SELECT ON registry.agency, registry.agency_seat, registry.agency_succession TO registry_hr, registry_planner, registry_leader;
GRANT USAGE ON SCHEMA registry TO registry_admin, registry_auditor;
GRANT SELECT ON registry.agency, registry.agency_seat, registry.agency_succession TO registry_admin, registry_auditor;

ALTER TABLE registry.person ENABLE ROW LEVEL SECURITY;
ALTER TABLE registry.degree ENABLE ROW LEVEL SECURITY;
ALTER TABLE registry.posting ENABLE ROW LEVEL SECURITY;

-- HR officer: the people whose dossier their agencies keep, in full. ARRAY(...) is evaluated once a statement.
CREATE POLICY hr_own_agencies ON registry.person TO registry_hr
  USING (keeper_id = ANY (ARRAY(SELECT access.scoped_agencies())))
  WITH CHECK (keeper_id = ANY (ARRAY(SELECT access.scoped_agencies())));
CREATE POLICY hr_own_agencies ON registry.degree TO registry_hr
  USING (person_id IN (SELECT id FROM registry.person)) WITH CHECK (person_id IN (SELECT id FROM registry.person));
CREATE POLICY hr_own_agencies ON registry.posting TO registry_hr
  USING (person_id IN (SELECT id FROM registry.person)) WITH CHECK (person_id IN (SELECT id FROM registry.person));
GRANT SELECT, INSERT, UPDATE, DELETE ON registry.person, registry.degree, registry.posting TO registry_hr;

-- Planner: every row, no names or identifiers (column grants). Leader: the same columns, rows of their own units.
CREATE POLICY planner_all_rows ON registry.person FOR SELECT TO registry_planner USING (true);
CREATE POLICY planner_all_rows ON registry.degree FOR SELECT TO registry_planner USING (true);
CREATE POLICY planner_all_rows ON registry.posting FOR SELECT TO registry_planner USING (true);
CREATE POLICY leader_own_units ON registry.person FOR SELECT TO registry_leader
  USING (keeper_id = ANY (ARRAY(SELECT access.scoped_agencies())));
CREATE POLICY leader_own_units ON registry.degree FOR SELECT TO registry_leader
  USING (person_id IN (SELECT id FROM registry.person));
CREATE POLICY leader_own_units ON registry.posting FOR SELECT TO registry_leader
  USING (person_id IN (SELECT id FROM registry.person));
GRANT SELECT (id, birth_year, sex, ethnic_group_code, keeper_id, deceased_on, synthetic) ON registry.person
  TO registry_planner, registry_leader;
GRANT SELECT ON registry.degree, registry.posting TO registry_planner, registry_leader;
-- The administrator and the auditor have no grant on people, degrees or postings at all.
