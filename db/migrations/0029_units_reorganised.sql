-- Administrative units are created, renamed, merged, split, moved and closed, each by one dated operation, as agencies are; and an operation of either
-- kind can be undone while nothing is built upon it (docs/decisions/0025).

-- One list of operations. What the command line records has no account.
ALTER TABLE registry.reorganisation
  ALTER COLUMN account_id DROP NOT NULL,
  ADD COLUMN subject text NOT NULL DEFAULT 'agency' CHECK (subject IN ('agency', 'unit')),
  ADD COLUMN undone_at timestamptz,
  ADD COLUMN undone_by_name text,
  ADD COLUMN undone_ground text CHECK (undone_ground = btrim(undone_ground) AND char_length(undone_ground) BETWEEN 1 AND 300),
  ADD CHECK (num_nonnulls(undone_at, undone_by_name, undone_ground) IN (0, 3));
COMMENT ON TABLE registry.reorganisation IS 'Việc thành lập, đổi tên, hợp nhất, chia tách, chuyển, giải thể cơ quan và đơn vị hành chính | Operations on agencies and administrative units; written by functions only';
COMMENT ON COLUMN registry.reorganisation.account_id IS 'Tài khoản ghi nhận, trống khi ghi bằng dòng lệnh; không tham chiếu vì tài khoản có thể bị xóa | Account that recorded it, null for the command line. No reference: an account may be gone one day, what it recorded is not';
COMMENT ON COLUMN registry.reorganisation.subject IS 'Cơ quan hay đơn vị hành chính | Agencies or administrative units';
COMMENT ON COLUMN registry.reorganisation.undone_at IS 'Lúc hoàn tác; trống là còn hiệu lực | When it was undone; null while it holds';
COMMENT ON COLUMN registry.reorganisation.undone_by_name IS 'Người hoàn tác | Who undid it';
COMMENT ON COLUMN registry.reorganisation.undone_ground IS 'Căn cứ hoàn tác | Why it was undone';

-- What an operation changed, by place in the history, and the scopes it gave: what undoing takes back.
CREATE TABLE registry.reorganisation_change (
  reorganisation_id uuid NOT NULL REFERENCES registry.reorganisation,
  change_id         bigint NOT NULL,
  PRIMARY KEY (reorganisation_id, change_id)
);
COMMENT ON TABLE registry.reorganisation_change IS 'Những thay đổi trong lịch sử mà một việc sắp xếp đã ghi | What an operation wrote into the history; undoing goes by it';
COMMENT ON COLUMN registry.reorganisation_change.reorganisation_id IS 'Việc sắp xếp | Operation';
COMMENT ON COLUMN registry.reorganisation_change.change_id IS 'Thay đổi trong lịch sử | Of history.change, from which nothing is ever taken out: a reference would be a check a row';
CREATE TABLE registry.reorganisation_scope (
  reorganisation_id uuid NOT NULL REFERENCES registry.reorganisation,
  account_id        uuid NOT NULL,
  agency_id         uuid,
  unit_id           text,
  UNIQUE NULLS NOT DISTINCT (reorganisation_id, account_id, agency_id, unit_id)
);
COMMENT ON TABLE registry.reorganisation_scope IS 'Phạm vi mà một việc sắp xếp đã giao cho tài khoản | Scopes that an operation gave to accounts';
COMMENT ON COLUMN registry.reorganisation_scope.reorganisation_id IS 'Việc sắp xếp | Operation';
COMMENT ON COLUMN registry.reorganisation_scope.account_id IS 'Tài khoản | Account';
COMMENT ON COLUMN registry.reorganisation_scope.agency_id IS 'Cơ quan | Agency';
COMMENT ON COLUMN registry.reorganisation_scope.unit_id IS 'Đơn vị hành chính | Administrative unit';

CREATE TABLE registry.reorganised_unit (
  reorganisation_id uuid NOT NULL REFERENCES registry.reorganisation,
  unit_id           text NOT NULL REFERENCES reference.administrative_unit ON DELETE CASCADE,
  part              text NOT NULL CHECK (part IN ('founded', 'changed', 'closed')),
  people_before     integer NOT NULL CHECK (people_before >= 0),
  people_after      integer NOT NULL CHECK (people_after >= 0),
  PRIMARY KEY (reorganisation_id, unit_id)
);
CREATE INDEX reorganised_unit_unit ON registry.reorganised_unit (unit_id);
COMMENT ON TABLE registry.reorganised_unit IS 'Việc sắp xếp đã làm gì với từng đơn vị hành chính | What an operation did to each administrative unit concerned';
COMMENT ON COLUMN registry.reorganised_unit.reorganisation_id IS 'Việc sắp xếp | Operation';
COMMENT ON COLUMN registry.reorganised_unit.unit_id IS 'Đơn vị hành chính | Administrative unit';
COMMENT ON COLUMN registry.reorganised_unit.part IS 'Thành lập, thay đổi, giải thể | Founded, changed, closed';
COMMENT ON COLUMN registry.reorganised_unit.people_before IS 'Vị trí chính vào ngày đó, gồm cả cấp dưới, nếu không sắp xếp | Main postings on the day, with all below it, without the operation';
COMMENT ON COLUMN registry.reorganised_unit.people_after IS 'Vị trí chính vào ngày đó sau sắp xếp | The same with it';

CREATE TABLE registry.reseated_agency (
  reorganisation_id uuid NOT NULL REFERENCES registry.reorganisation,
  agency_id         uuid NOT NULL REFERENCES registry.agency ON DELETE CASCADE,
  from_id           text NOT NULL,
  to_id             text NOT NULL,
  by_weight         boolean NOT NULL,
  people            integer NOT NULL CHECK (people >= 0),
  PRIMARY KEY (reorganisation_id, agency_id, from_id)
);
CREATE INDEX reseated_agency_agency ON registry.reseated_agency (agency_id);
COMMENT ON TABLE registry.reseated_agency IS 'Trụ sở cơ quan thuộc đơn vị hành chính nào sau sắp xếp | In which unit the seat of each agency lies since';
COMMENT ON COLUMN registry.reseated_agency.reorganisation_id IS 'Việc sắp xếp | Operation';
COMMENT ON COLUMN registry.reseated_agency.agency_id IS 'Cơ quan | Agency';
COMMENT ON COLUMN registry.reseated_agency.from_id IS 'Đơn vị trước | Unit before; no reference, as undoing may take it away';
COMMENT ON COLUMN registry.reseated_agency.to_id IS 'Đơn vị sau | Unit since; no reference, as undoing takes it away';
COMMENT ON COLUMN registry.reseated_agency.by_weight IS 'Chia theo tỷ lệ đã khai, không theo địa chỉ | Placed by the declared weights, as nobody said where it lies';
COMMENT ON COLUMN registry.reseated_agency.people IS 'Vị trí chính của cơ quan vào ngày đó | Main postings there on the day';

-- Former names of units: a unit that is renamed is the same unit, to which series, targets and scopes go on to belong.
CREATE TABLE registry.unit_former (
  unit_id     text NOT NULL REFERENCES reference.administrative_unit ON DELETE CASCADE,
  valid_from  date,
  valid_until date NOT NULL CHECK (valid_until > valid_from),
  name        text NOT NULL,
  short_name  text NOT NULL,
  kind_vi     text NOT NULL,
  kind_en     text NOT NULL,
  PRIMARY KEY (unit_id, valid_until)
);
COMMENT ON TABLE registry.unit_former IS 'Tên trước đây của đơn vị hành chính | Former names of administrative units; written by registry.reorganise_units only';
COMMENT ON COLUMN registry.unit_former.unit_id IS 'Đơn vị hành chính | Administrative unit';
COMMENT ON COLUMN registry.unit_former.valid_from IS 'Ngày đầu tiên; trống là từ trước khi có dữ liệu | First day; null when older than the records';
COMMENT ON COLUMN registry.unit_former.valid_until IS 'Ngày đầu tiên của tên tiếp theo | First day of the name that followed';
COMMENT ON COLUMN registry.unit_former.name IS 'Tên khi đó | Name at that time';
COMMENT ON COLUMN registry.unit_former.short_name IS 'Tên không kèm loại | Name without its kind';
COMMENT ON COLUMN registry.unit_former.kind_vi IS 'Loại đơn vị khi đó | Kind at that time, in Vietnamese';
COMMENT ON COLUMN registry.unit_former.kind_en IS 'Loại đơn vị khi đó, tiếng Anh | Kind at that time, in English';

CREATE VIEW registry.unit_state WITH (security_invoker = true) AS
  SELECT concat_ws(' ', f.unit_id, f.valid_until) AS id, f.unit_id, f.valid_from, f.valid_until, f.name, f.short_name FROM registry.unit_former f
  UNION ALL
  SELECT u.id, u.id, coalesce((SELECT max(f.valid_until) FROM registry.unit_former f WHERE f.unit_id = u.id), u.valid_from), u.valid_until, u.name, u.short_name
    FROM reference.administrative_unit u;
COMMENT ON VIEW registry.unit_state IS 'Tên của mỗi đơn vị hành chính trong mỗi thời gian | Name of every administrative unit in every period of its life';
COMMENT ON COLUMN registry.unit_state.id IS 'Đơn vị và thời gian | Unit and period';
COMMENT ON COLUMN registry.unit_state.unit_id IS 'Đơn vị hành chính | Administrative unit';
COMMENT ON COLUMN registry.unit_state.valid_from IS 'Ngày đầu tiên | First day';
COMMENT ON COLUMN registry.unit_state.valid_until IS 'Ngày đầu tiên sau khi kết thúc | First day after the end';
COMMENT ON COLUMN registry.unit_state.name IS 'Tên | Name';
COMMENT ON COLUMN registry.unit_state.short_name IS 'Tên không kèm loại | Name without its kind';

-- Rows that an operation wrote are no rows of a file: a new edition of the file leaves them alone.
ALTER TABLE reference.administrative_unit ADD COLUMN reorganisation_id uuid REFERENCES registry.reorganisation;
COMMENT ON COLUMN reference.administrative_unit.reorganisation_id IS 'The operation that founded it; null for the units of the reference file.';
ALTER TABLE reference.unit_change
  ADD COLUMN share numeric CHECK (share > 0 AND share <= 1),
  ADD COLUMN reorganisation_id uuid REFERENCES registry.reorganisation;
COMMENT ON COLUMN reference.unit_change.share IS 'Of a split, the declared weight of the successor; null where none was declared.';
COMMENT ON COLUMN reference.unit_change.reorganisation_id IS 'The operation that wrote it; null for the rows of the reference file.';
CREATE OR REPLACE VIEW reference.unit_lineage WITH (security_invoker = true) AS
  SELECT concat_ws(' ', c.predecessor_id, c.successor_id, c.effective_on) AS id, c.predecessor_id, c.successor_id, c.effective_on, c.kind, c.note, c.source, c.share::double precision AS share
    FROM reference.unit_change c;

-- The key that a new unit gets: level letter and code, with the next number where a unit of that code was there before. ".1" ended on 30 June 2025 and
-- ".2" began the day after, so that the first number given here is 3.
CREATE FUNCTION reference.free_unit_id(level text, code text) RETURNS text LANGUAGE sql STABLE SET search_path = '' AS $$
  WITH key AS (SELECT upper(left(level, 1)) || code AS base)
  SELECT CASE WHEN NOT EXISTS (SELECT FROM reference.administrative_unit u WHERE u.id = base OR starts_with(u.id, base || '.')) THEN base
              ELSE base || '.' || 1 + greatest(2, (SELECT max(substr(u.id, length(base) + 2)::int) FROM reference.administrative_unit u
                                                    WHERE starts_with(u.id, base || '.') AND substr(u.id, length(base) + 2) ~ '^[0-9]+$')) END
    FROM key
$$;

-- The unit that a unit is on the map of a day, followed through as many changes as it takes: the one most of its area or parts came from or went to.
CREATE FUNCTION reference.unit_on(unit text, day date) RETURNS text LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
  here reference.administrative_unit;
  next_id text := unit;
BEGIN
  FOR hop IN 1..100 LOOP
    SELECT * INTO here FROM reference.administrative_unit u WHERE u.id = next_id;
    IF NOT FOUND OR daterange(here.valid_from, here.valid_until) @> day THEN
      RETURN here.id;
    ELSIF here.valid_from > day THEN
      SELECT c.predecessor_id INTO next_id
        FROM reference.unit_change c JOIN reference.administrative_unit p ON p.id = c.predecessor_id
       WHERE c.successor_id = here.id AND c.predecessor_id <> here.id
       ORDER BY NOT daterange(p.valid_from, p.valid_until) @> day, c.kind = 'split_part', c.predecessor_id LIMIT 1;
    ELSE
      SELECT c.successor_id INTO next_id
        FROM reference.unit_change c JOIN reference.administrative_unit s ON s.id = c.successor_id
       WHERE c.predecessor_id = here.id AND c.successor_id <> here.id
       ORDER BY NOT daterange(s.valid_from, s.valid_until) @> day, c.share DESC NULLS LAST, c.successor_id LIMIT 1;
    END IF;
    IF NOT FOUND THEN
      RETURN NULL;
    END IF;
  END LOOP;
  RETURN NULL;
END
$$;

-- As before, with lineage followed all the way, in which units may change many times.
CREATE OR REPLACE FUNCTION registry.derive_agency_map(agencies uuid[]) RETURNS SETOF registry.agency_map
  LANGUAGE sql STABLE SET search_path = '' AS $$
  WITH RECURSIVE line (start, id, ahead) AS (
      SELECT DISTINCT s.unit_id, s.unit_id, NULL::boolean FROM registry.agency_seat s WHERE agencies IS NULL OR s.agency_id = ANY (agencies)
    UNION
      SELECT l.start, e.far_id, e.ahead
        FROM line l
        JOIN (SELECT predecessor_id AS near_id, successor_id AS far_id, true AS ahead FROM reference.unit_change WHERE successor_id IS NOT NULL
              UNION ALL SELECT successor_id, predecessor_id, false FROM reference.unit_change WHERE successor_id IS NOT NULL) e
          ON e.near_id = l.id AND (l.ahead IS NULL OR l.ahead = e.ahead)),
  unit AS MATERIALIZED (
    SELECT l.start AS id, array_agg(DISTINCT e.day) AS days
      FROM line l JOIN reference.administrative_unit u ON u.id = l.id CROSS JOIN LATERAL (VALUES (u.valid_from), (u.valid_until)) e (day)
     GROUP BY l.start),
  map_day AS (
    -- The days on which a place may change: ends of the agency's seats, the middle of a gap between two of them, and the ends of
    -- their units and of the units before and after those.
    SELECT s.agency_id, edge.day
      FROM (SELECT s.agency_id, s.unit_id, s.valid_from, s.valid_until,
                   lead(s.valid_from) OVER (PARTITION BY s.agency_id ORDER BY s.valid_from) AS next_from
              FROM registry.agency_seat s WHERE agencies IS NULL OR s.agency_id = ANY (agencies)) s
      JOIN unit ON unit.id = s.unit_id
      CROSS JOIN LATERAL unnest(unit.days || ARRAY[DATE '0001-01-01', s.valid_from, s.valid_until,
        CASE WHEN s.next_from > s.valid_until THEN s.valid_until + (s.next_from - s.valid_until) / 2 + 1 END]) edge (day)
     WHERE edge.day IS NOT NULL
     GROUP BY s.agency_id, edge.day),
  nearest AS (
    SELECT DISTINCT ON (d.agency_id, d.day) d.agency_id, d.day, s.unit_id
      FROM map_day d JOIN registry.agency_seat s ON s.agency_id = d.agency_id
     ORDER BY d.agency_id, d.day,
              NOT daterange(s.valid_from, s.valid_until) @> d.day,
              least(abs(s.valid_from - d.day), abs(coalesce(s.valid_until, DATE '9999-12-31') - d.day)),
              s.valid_from),
  translated AS MATERIALIZED (
    SELECT n.unit_id, n.day, CASE WHEN daterange(u.valid_from, u.valid_until) @> n.day THEN u.id ELSE reference.unit_on(u.id, n.day) END AS place_id
      FROM (SELECT DISTINCT unit_id, day FROM nearest) n JOIN reference.administrative_unit u ON u.id = n.unit_id),
  placed AS (
    SELECT n.agency_id, n.day, t.place_id,
           t.place_id IS NOT DISTINCT FROM lag(t.place_id) OVER agency AND lag(n.day) OVER agency IS NOT NULL AS goes_on
      FROM nearest n JOIN translated t ON t.unit_id = n.unit_id AND t.day = n.day
    WINDOW agency AS (PARTITION BY n.agency_id ORDER BY n.day)),
  period AS (
    SELECT agency_id, day, place_id, lead(day) OVER (PARTITION BY agency_id ORDER BY day) AS until FROM placed WHERE NOT goes_on)
  SELECT p.agency_id, p.day AS valid_from, p.until AS valid_until, CASE WHEN u.level = 'commune' THEN u.id END AS commune_id, u.district_id, u.province_id
    FROM period p JOIN reference.administrative_unit u ON u.id = p.place_id
$$;

-- While an operation on units runs, what follows from its rows is computed once, at its end.
CREATE FUNCTION registry.units_are_changing() RETURNS boolean LANGUAGE sql STABLE
  RETURN coalesce(current_setting('registry.units_changing', true), '') = 'on';
CREATE OR REPLACE FUNCTION registry.follow_lists() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM registry.agency) OR (TG_TABLE_SCHEMA = 'reference' AND registry.units_are_changing()) THEN
    RETURN NULL;
  ELSIF TG_TABLE_NAME IN ('administrative_unit', 'unit_change') THEN
    PERFORM registry.place_agencies(NULL);
  ELSE
    PERFORM registry.refresh_spans(NULL);
  END IF;
  RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION registry.follow_seats() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  agencies uuid[];
BEGIN
  IF registry.units_are_changing() THEN
    RETURN NULL;
  ELSIF TG_OP = 'UPDATE' THEN
    SELECT array_agg(DISTINCT agency_id) INTO agencies FROM (SELECT agency_id FROM changed UNION ALL SELECT agency_id FROM before) touched;
  ELSE
    SELECT array_agg(DISTINCT agency_id) INTO agencies FROM changed;
  END IF;
  IF agencies IS NOT NULL THEN
    PERFORM registry.place_agencies(agencies);
  END IF;
  RETURN NULL;
END
$$;

-- As before, but of agencies that are named only those are counted anew whose area is another one: a seat that ends or moves within its district and
-- province changes no count, and an agency that ends took as long as if all its people had gone.
CREATE OR REPLACE FUNCTION registry.place_agencies(agencies uuid[]) RETURNS void LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
  moved uuid[];
  placed uuid[];
BEGIN
  -- Waits for postings that are being written at these agencies, and makes later ones wait.
  PERFORM FROM registry.agency WHERE agencies IS NULL OR id = ANY (agencies) ORDER BY id FOR UPDATE;
  DELETE FROM registry.agency_map WHERE agencies IS NULL OR agency_id = ANY (agencies);
  INSERT INTO registry.agency_map SELECT * FROM registry.derive_agency_map(agencies);

  CREATE TEMP TABLE fresh_area ON COMMIT DROP AS
    SELECT agency_id, string_agg(concat_ws(' ', valid_from, district_id, '/', province_id), ', ' ORDER BY valid_from) AS path
      FROM (SELECT *, (district_id, province_id) IS NOT DISTINCT FROM (lag(district_id) OVER agency, lag(province_id) OVER agency)
                      AND valid_from = lag(valid_until) OVER agency AS goes_on
              FROM registry.agency_map WHERE agencies IS NULL OR agency_id = ANY (agencies)
            WINDOW agency AS (PARTITION BY agency_id ORDER BY valid_from)) map
     WHERE NOT coalesce(goes_on, false)
     GROUP BY agency_id;
  INSERT INTO registry.area (path) SELECT DISTINCT path FROM pg_temp.fresh_area ON CONFLICT DO NOTHING;
  INSERT INTO registry.area_map
  SELECT DISTINCT ON (r.id, m.valid_from) r.id, m.valid_from, m.valid_until, m.district_id, m.province_id
    FROM (SELECT path, min(agency_id::text)::uuid AS agency_id FROM pg_temp.fresh_area GROUP BY path) f
    JOIN registry.area r ON r.path = f.path
    JOIN registry.agency_map m ON m.agency_id = f.agency_id
   WHERE NOT EXISTS (SELECT FROM registry.area_map known WHERE known.area_id = r.id)
   ORDER BY r.id, m.valid_from;

  WITH gone AS (
    DELETE FROM registry.agency_area kept
     WHERE (agencies IS NULL OR kept.agency_id = ANY (agencies))
       AND NOT EXISTS (SELECT FROM pg_temp.fresh_area f JOIN registry.area r ON r.path = f.path
                        WHERE f.agency_id = kept.agency_id AND r.id = kept.area_id)
    RETURNING kept.agency_id)
  SELECT array_agg(agency_id) INTO moved FROM gone;
  WITH come AS (
    INSERT INTO registry.agency_area
    SELECT f.agency_id, r.id FROM pg_temp.fresh_area f JOIN registry.area r ON r.path = f.path
     WHERE NOT EXISTS (SELECT FROM registry.agency_area kept WHERE kept.agency_id = f.agency_id)
    RETURNING agency_id)
  SELECT array_agg(agency_id) INTO placed FROM come;
  DROP TABLE pg_temp.fresh_area;
  IF agencies IS NULL OR moved IS NOT NULL OR placed IS NOT NULL THEN
    PERFORM registry.refresh_agencies(CASE WHEN agencies IS NOT NULL THEN ARRAY(SELECT unnest(moved) UNION SELECT unnest(placed)) END);
  END IF;
END
$$;

-- Changes of units by an operation are in the history; a new edition of the file is told by its checksum.
DO $$
DECLARE
  kept record;
BEGIN
  FOR kept IN VALUES ('registry', 'unit_former', 'unit_id valid_until'), ('reference', 'administrative_unit', 'id'),
                     ('reference', 'unit_change', 'predecessor_id successor_id effective_on') LOOP
    EXECUTE format($trigger$
      CREATE TRIGGER keep_history_of_insert AFTER INSERT ON %1$I.%2$I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
        WHEN (current_setting('registry.units_changing', true) = 'on') EXECUTE FUNCTION history.record_rows(%3$L, '');
      CREATE TRIGGER keep_history_of_update AFTER UPDATE ON %1$I.%2$I REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT
        WHEN (current_setting('registry.units_changing', true) = 'on') EXECUTE FUNCTION history.record_rows(%3$L, '');
      CREATE TRIGGER keep_history_of_delete AFTER DELETE ON %1$I.%2$I REFERENCING OLD TABLE AS before FOR EACH STATEMENT
        WHEN (current_setting('registry.units_changing', true) = 'on') EXECUTE FUNCTION history.record_rows(%3$L, '');
      $trigger$, kept.column1, kept.column2, kept.column3);
  END LOOP;
END
$$;
CREATE TRIGGER keep_history_of_truncation AFTER TRUNCATE ON registry.unit_former FOR EACH STATEMENT EXECUTE FUNCTION history.record_truncation();

-- Main postings on a day in a unit and all below it, by the seats of that day.
CREATE FUNCTION registry.unit_heads(unit text, day date) RETURNS integer LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT count(*)::int
    FROM registry.agency_seat s
    JOIN reference.administrative_unit u ON u.id = s.unit_id AND unit IN (u.id, u.district_id, u.province_id)
    JOIN registry.posting p ON p.agency_id = s.agency_id AND p.is_main AND p.valid_from <= day AND (p.valid_until > day OR p.valid_until IS NULL)
   WHERE s.valid_from <= day AND (s.valid_until > day OR s.valid_until IS NULL)
$$;

-- Notes what this transaction has changed since a place in the history as an operation's.
CREATE FUNCTION registry.keep_changes(operation uuid, since bigint) RETURNS void LANGUAGE sql SET search_path = '' AS $$
  INSERT INTO registry.reorganisation_change (reorganisation_id, change_id)
    SELECT keep_changes.operation, c.id FROM history.change c
     WHERE c.id > keep_changes.since AND c.xmin = pg_current_xact_id()::xid AND c.table_name NOT IN ('reorganisation') AND c.record_id IS NOT NULL
$$;

-- The operation on agencies as it was, with what undoing needs noted beside it.
ALTER FUNCTION registry.reorganise(jsonb) RENAME TO reorganise_agencies;
REVOKE EXECUTE ON FUNCTION registry.reorganise_agencies(jsonb) FROM registry_hr;
CREATE FUNCTION registry.reorganise(plan jsonb) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  since CONSTANT bigint := (SELECT coalesce(max(id), 0) FROM history.change);
  answer jsonb;
BEGIN
  CREATE TEMP TABLE scope_before ON COMMIT DROP AS
    SELECT s.account_id, s.agency_id FROM access.scope s
     WHERE s.agency_id IN (SELECT (n ->> 'to')::uuid FROM jsonb_array_elements(plan -> 'successions') n);
  answer := registry.reorganise_agencies(plan);
  IF answer ? 'done' THEN
    PERFORM registry.keep_changes((plan ->> 'id')::uuid, since);
    INSERT INTO registry.reorganisation_scope (reorganisation_id, account_id, agency_id)
      SELECT (plan ->> 'id')::uuid, s.account_id, s.agency_id FROM access.scope s
       WHERE s.agency_id IN (SELECT (n ->> 'to')::uuid FROM jsonb_array_elements(plan -> 'successions') n)
         AND NOT EXISTS (SELECT FROM pg_temp.scope_before b WHERE b.account_id = s.account_id AND b.agency_id = s.agency_id);
  END IF;
  DROP TABLE pg_temp.scope_before;
  RETURN answer;
END
$$;

-- One operation on units, as a plan that the server has made of a request:
--   id, kind, on, ground   of registry.reorganisation
--   by                     who records it where no account does
--   found                  [{id, level, code, name, short_name, kind_vi, kind_en, parent}]
--   names                  [{id, name, short_name, kind_vi, kind_en}]: names since the day
--   close                  [unit]
--   children               [{id, under}]: units that stand under another since the day; null as id for all below "of"
--   lineage                [{from, to, kind, share}]
--   parts                  [{from, to, agencies, share}]: seats in "from" go to "to", which may be the same; those of the agencies that are named first, then the
--                          rest: by the shares, or all to the part that has neither
-- Nothing is written where it answers with "left" (agencies that no part takes) or "strangers" (agencies named that do not sit there).
CREATE FUNCTION registry.reorganise_units(plan jsonb) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  operation CONSTANT uuid := (plan ->> 'id')::uuid;
  kind CONSTANT text := plan ->> 'kind';
  day CONSTANT date := (plan ->> 'on')::date;
  account CONSTANT uuid := access.current_account();
  since CONSTANT bigint := (SELECT coalesce(max(id), 0) FROM history.change);
  founded CONSTANT text[] := ARRAY(SELECT f ->> 'id' FROM jsonb_array_elements(plan -> 'found') f);
  closing CONSTANT text[] := ARRAY(SELECT jsonb_array_elements_text(plan -> 'close'));
  named CONSTANT text[] := ARRAY(
    SELECT unnest(closing)
    UNION SELECT n ->> 'id' FROM jsonb_array_elements(plan -> 'names') n
    UNION SELECT l ->> side FROM jsonb_array_elements((plan -> 'lineage') || (plan -> 'parts')) l CROSS JOIN (VALUES ('from'), ('to')) s (side)
    EXCEPT SELECT unnest(founded) EXCEPT SELECT NULL);
  concerned text[];
  touched uuid[];
  left_over jsonb;
  strangers jsonb;
  offender text;
  seat record;
  before_total integer;
  after_total integer;
BEGIN
  IF account IS NULL AND coalesce(current_setting('role'), 'none') <> 'none' THEN
    RAISE EXCEPTION 'nobody has signed in' USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'reorganise_in_scope';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('registry.reorganise_units'));
  PERFORM set_config('registry.units_changing', 'on', true);

  CREATE TEMP TABLE moving_unit ON COMMIT DROP AS
    SELECT DISTINCT u.id AS from_id, reference.free_unit_id(u.level, u.code) AS to_id, c ->> 'under' AS under_id
      FROM jsonb_array_elements(plan -> 'children') c
      JOIN reference.administrative_unit u ON u.id = c ->> 'id' OR (c ->> 'id' IS NULL AND u.parent_id = c ->> 'of' AND (u.valid_until > day OR u.valid_until IS NULL));
  concerned := named || ARRAY(SELECT from_id FROM pg_temp.moving_unit EXCEPT SELECT unnest(named));
  PERFORM FROM reference.administrative_unit WHERE id = ANY (concerned) ORDER BY id FOR UPDATE;
  SELECT n.id INTO offender FROM unnest(concerned) n (id) LEFT JOIN reference.administrative_unit u ON u.id = n.id
   WHERE u.id IS NULL OR u.valid_until <= day OR u.valid_from >= day OR u.level NOT IN ('province', 'commune');
  IF FOUND THEN
    RAISE EXCEPTION 'unit % is not there on that day and the day before', offender USING ERRCODE = 'check_violation', CONSTRAINT = 'unit_there', DETAIL = offender;
  END IF;
  SELECT u.id INTO offender FROM reference.administrative_unit u
   WHERE u.id = ANY (concerned)
     AND (u.valid_until > day
          OR EXISTS (SELECT FROM reference.unit_change c WHERE u.id IN (c.predecessor_id, c.successor_id) AND c.effective_on > day)
          OR EXISTS (SELECT FROM registry.unit_former f WHERE f.unit_id = u.id AND f.valid_until > day)
          OR EXISTS (SELECT FROM registry.unit_former f JOIN jsonb_array_elements(plan -> 'names') n ON n ->> 'id' = f.unit_id WHERE f.unit_id = u.id AND f.valid_until = day));
  IF FOUND THEN
    RAISE EXCEPTION 'unit % was changed later', offender USING ERRCODE = 'check_violation', CONSTRAINT = 'unit_changed_later', DETAIL = offender;
  END IF;
  SELECT u.id INTO offender FROM reference.administrative_unit u
   WHERE u.parent_id = ANY (closing) AND (u.valid_until > day OR u.valid_until IS NULL) AND NOT EXISTS (SELECT FROM pg_temp.moving_unit m WHERE m.from_id = u.id);
  IF FOUND THEN
    RAISE EXCEPTION 'unit % would stand under nothing', offender USING ERRCODE = 'check_violation', CONSTRAINT = 'unit_children_left', DETAIL = offender;
  END IF;

  -- Where each seat goes.
  CREATE TEMP TABLE reseat ON COMMIT DROP AS
    SELECT s.agency_id, a.code, s.unit_id AS from_id, NULL::text AS to_id, false AS by_weight, s.valid_from, s.valid_until,
           s.valid_from <= day AS on_day, CASE WHEN s.valid_from <= day THEN registry.heads_of(s.agency_id, day) ELSE 0 END AS heads
      FROM registry.agency_seat s JOIN registry.agency a ON a.id = s.agency_id
     WHERE (s.valid_until > day OR s.valid_until IS NULL)
       AND (s.unit_id = ANY (closing) OR s.unit_id IN (SELECT from_id FROM pg_temp.moving_unit) OR s.unit_id IN (SELECT p ->> 'from' FROM jsonb_array_elements(plan -> 'parts') p));
  UPDATE pg_temp.reseat r SET to_id = m.to_id FROM pg_temp.moving_unit m WHERE m.from_id = r.from_id;
  SELECT jsonb_agg(a.id) INTO strangers
    FROM jsonb_array_elements(plan -> 'parts') p
    CROSS JOIN LATERAL jsonb_array_elements_text(CASE WHEN jsonb_typeof(p -> 'agencies') = 'array' THEN p -> 'agencies' ELSE '[]' END) a (id)
   WHERE NOT EXISTS (SELECT FROM pg_temp.reseat r WHERE r.agency_id = a.id::uuid AND r.from_id = p ->> 'from');
  UPDATE pg_temp.reseat r SET to_id = p ->> 'to'
    FROM jsonb_array_elements(plan -> 'parts') p
   WHERE r.to_id IS NULL AND r.from_id = p ->> 'from' AND jsonb_typeof(p -> 'agencies') = 'array' AND p -> 'agencies' ? r.agency_id::text;
  UPDATE pg_temp.reseat r SET to_id = p ->> 'to'
    FROM jsonb_array_elements(plan -> 'parts') p
   WHERE r.to_id IS NULL AND r.from_id = p ->> 'from' AND jsonb_typeof(p -> 'agencies') IS DISTINCT FROM 'array' AND jsonb_typeof(p -> 'share') IS DISTINCT FROM 'number';
  -- The rest by the declared weights, the largest agencies first, each to the part that lacks most of its share; by code where two are as large, so that the
  -- same request always gives the same answer. An agency without people weighs a thousandth of a person.
  CREATE TEMP TABLE portion ON COMMIT DROP AS
    SELECT p ->> 'from' AS from_id, p ->> 'to' AS to_id, (p ->> 'share')::numeric AS share, place, 0::numeric AS taken,
           (SELECT coalesce(sum(r.heads + 0.001), 0) FROM pg_temp.reseat r WHERE r.to_id IS NULL AND r.from_id = p ->> 'from') AS whole
      FROM jsonb_array_elements(plan -> 'parts') WITH ORDINALITY part (p, place) WHERE jsonb_typeof(p -> 'share') = 'number';
  FOR seat IN SELECT r.agency_id, r.from_id, r.valid_from, r.heads FROM pg_temp.reseat r
               WHERE r.to_id IS NULL AND r.from_id IN (SELECT from_id FROM pg_temp.portion) ORDER BY r.heads DESC, r.code COLLATE "C", r.valid_from LOOP
    WITH best AS (
      SELECT o.from_id, o.to_id FROM pg_temp.portion o WHERE o.from_id = seat.from_id ORDER BY o.share * o.whole - o.taken DESC, o.share DESC, o.place LIMIT 1),
    taking AS (UPDATE pg_temp.portion o SET taken = o.taken + seat.heads + 0.001 FROM best WHERE o.from_id = best.from_id AND o.to_id = best.to_id)
    UPDATE pg_temp.reseat r SET to_id = best.to_id, by_weight = true FROM best
     WHERE r.agency_id = seat.agency_id AND r.from_id = seat.from_id AND r.valid_from = seat.valid_from;
  END LOOP;
  SELECT jsonb_agg(r.code ORDER BY r.code) INTO left_over FROM pg_temp.reseat r WHERE r.to_id IS NULL;
  IF left_over IS NOT NULL OR strangers IS NOT NULL THEN
    PERFORM set_config('registry.units_changing', '', true);
    DROP TABLE pg_temp.moving_unit, pg_temp.reseat, pg_temp.portion;
    RETURN jsonb_build_object('left', coalesce(left_over, '[]'), 'strangers', coalesce(strangers, '[]'));
  END IF;

  INSERT INTO registry.reorganisation (id, subject, kind, effective_on, legal_ground, account_id, account_name)
    VALUES (operation, 'unit', kind, day, plan ->> 'ground', account, coalesce((SELECT a.display_name FROM access.account a WHERE a.id = account), plan ->> 'by'));
  INSERT INTO registry.reorganised_unit (reorganisation_id, unit_id, part, people_before, people_after)
    SELECT operation, n.id, CASE WHEN n.id = ANY (closing) OR n.id <> ALL (named) THEN 'closed' ELSE 'changed' END, registry.unit_heads(n.id, day), 0
      FROM unnest(concerned) n (id);

  -- The map.
  UPDATE reference.administrative_unit SET valid_until = day WHERE id = ANY (closing) OR id IN (SELECT from_id FROM pg_temp.moving_unit);
  INSERT INTO reference.administrative_unit (id, level, code, name, short_name, kind_vi, kind_en, parent_id, valid_from, source, reorganisation_id)
    SELECT f ->> 'id', f ->> 'level', f ->> 'code', f ->> 'name', f ->> 'short_name', f ->> 'kind_vi', f ->> 'kind_en', f ->> 'parent', day, plan ->> 'ground', operation
      FROM jsonb_array_elements(plan -> 'found') f;
  INSERT INTO reference.administrative_unit (id, level, code, name, short_name, kind_vi, kind_en, parent_id, valid_from, source, reorganisation_id)
    SELECT m.to_id, u.level, u.code, u.name, u.short_name, u.kind_vi, u.kind_en, m.under_id, day, plan ->> 'ground', operation
      FROM pg_temp.moving_unit m JOIN reference.administrative_unit u ON u.id = m.from_id;
  SELECT u.id INTO offender FROM reference.administrative_unit u JOIN reference.administrative_unit above ON above.id = u.parent_id
   WHERE u.reorganisation_id = operation AND (above.level <> 'province' OR above.valid_from > day OR above.valid_until <= day);
  IF FOUND THEN
    RAISE EXCEPTION 'the unit above % is not there on that day', offender USING ERRCODE = 'check_violation', CONSTRAINT = 'unit_above_lives', DETAIL = offender;
  END IF;
  INSERT INTO registry.unit_former (unit_id, valid_from, valid_until, name, short_name, kind_vi, kind_en)
    SELECT u.id, coalesce((SELECT max(f.valid_until) FROM registry.unit_former f WHERE f.unit_id = u.id), u.valid_from), day, u.name, u.short_name, u.kind_vi, u.kind_en
      FROM jsonb_array_elements(plan -> 'names') n JOIN reference.administrative_unit u ON u.id = n ->> 'id';
  UPDATE reference.administrative_unit u SET name = n ->> 'name', short_name = n ->> 'short_name', kind_vi = n ->> 'kind_vi', kind_en = n ->> 'kind_en'
    FROM jsonb_array_elements(plan -> 'names') n WHERE u.id = n ->> 'id';
  INSERT INTO reference.unit_change (predecessor_id, successor_id, effective_on, kind, share, source, reorganisation_id)
    SELECT l ->> 'from', l ->> 'to', day, l ->> 'kind', (l ->> 'share')::numeric, plan ->> 'ground', operation FROM jsonb_array_elements(plan -> 'lineage') l
    UNION ALL
    SELECT m.from_id, m.to_id, day, 'continued', NULL, plan ->> 'ground', operation FROM pg_temp.moving_unit m;

  -- The seats: those that begin later are simply in the new unit.
  UPDATE registry.agency_seat s SET unit_id = r.to_id
    FROM pg_temp.reseat r WHERE s.agency_id = r.agency_id AND s.valid_from = r.valid_from AND r.valid_from >= day AND r.to_id <> r.from_id;
  UPDATE registry.agency_seat s SET valid_until = day
    FROM pg_temp.reseat r WHERE s.agency_id = r.agency_id AND s.valid_from = r.valid_from AND r.valid_from < day AND r.to_id <> r.from_id;
  INSERT INTO registry.agency_seat (agency_id, unit_id, valid_from, valid_until)
    SELECT r.agency_id, r.to_id, day, r.valid_until FROM pg_temp.reseat r WHERE r.valid_from < day AND r.to_id <> r.from_id;
  INSERT INTO registry.reseated_agency (reorganisation_id, agency_id, from_id, to_id, by_weight, people)
    SELECT DISTINCT ON (r.agency_id, r.from_id) operation, r.agency_id, r.from_id, r.to_id, r.by_weight, r.heads
      FROM pg_temp.reseat r WHERE r.by_weight OR r.to_id <> r.from_id ORDER BY r.agency_id, r.from_id, r.valid_from;

  -- Whoever stands for all of what a new unit comes from stands for it too; who stood for a part keeps the agencies of that part.
  WITH origin AS (
    SELECT c.successor_id AS to_id, c.predecessor_id AS from_id FROM reference.unit_change c
     WHERE c.reorganisation_id = operation AND c.successor_id IN (SELECT id FROM reference.administrative_unit WHERE reorganisation_id = operation)),
  entitled AS (
    SELECT s.account_id, o.to_id FROM origin o JOIN access.scope s ON s.unit_id = o.from_id
     GROUP BY s.account_id, o.to_id HAVING count(DISTINCT o.from_id) = (SELECT count(*) FROM origin w WHERE w.to_id = o.to_id)),
  given AS (INSERT INTO access.scope (account_id, unit_id) SELECT account_id, to_id FROM entitled ON CONFLICT DO NOTHING RETURNING account_id, unit_id)
  INSERT INTO registry.reorganisation_scope (reorganisation_id, account_id, unit_id) SELECT operation, account_id, unit_id FROM given;

  -- Heads: each agency of the day has one seat, and every province the people it had, but for what moved.
  INSERT INTO registry.reorganised_unit (reorganisation_id, unit_id, part, people_before, people_after)
    SELECT operation, u.id, 'founded', 0, 0 FROM reference.administrative_unit u WHERE u.reorganisation_id = operation;
  UPDATE registry.reorganised_unit SET people_after = registry.unit_heads(unit_id, day) WHERE reorganisation_id = operation;
  SELECT coalesce(sum(r.heads), 0) INTO before_total FROM pg_temp.reseat r WHERE r.on_day;
  SELECT coalesce(sum(registry.heads_of(s.agency_id, day)), 0) INTO after_total
    FROM registry.agency_seat s JOIN reference.administrative_unit u ON u.id = s.unit_id AND daterange(u.valid_from, u.valid_until) @> day
   WHERE s.agency_id IN (SELECT agency_id FROM pg_temp.reseat WHERE on_day) AND s.valid_from <= day AND (s.valid_until > day OR s.valid_until IS NULL);
  IF before_total <> after_total THEN
    RAISE EXCEPTION 'heads do not add up: % before, % after', before_total, after_total USING ERRCODE = 'check_violation', CONSTRAINT = 'heads_add_up';
  END IF;
  IF kind <> 'move' AND EXISTS (
    SELECT FROM pg_temp.reseat r JOIN reference.administrative_unit f ON f.id = r.from_id JOIN reference.administrative_unit t ON t.id = r.to_id
     WHERE f.level = 'commune' AND t.level = 'commune' AND NOT EXISTS (SELECT FROM pg_temp.moving_unit m WHERE m.from_id = r.from_id)
       AND f.province_id IS DISTINCT FROM t.province_id) THEN
    RAISE EXCEPTION 'people would go over into another province' USING ERRCODE = 'check_violation', CONSTRAINT = 'units_of_one_province';
  END IF;
  UPDATE registry.reorganisation SET people = coalesce((SELECT sum(r.heads) FROM pg_temp.reseat r WHERE r.on_day AND r.to_id <> r.from_id), 0),
         people_before = before_total, people_after = after_total
   WHERE id = operation;

  -- What follows from the map, for every agency that ever sat in one of the units or in what they came from.
  WITH RECURSIVE line (id) AS (
      SELECT unnest(concerned || founded || ARRAY(SELECT to_id FROM pg_temp.moving_unit))
    UNION SELECT c.predecessor_id FROM line l JOIN reference.unit_change c ON c.successor_id = l.id)
  SELECT array_agg(DISTINCT s.agency_id) INTO touched FROM line l JOIN registry.agency_seat s ON s.unit_id = l.id;
  PERFORM set_config('registry.units_changing', '', true);
  IF touched IS NOT NULL THEN
    PERFORM registry.place_agencies(touched);
  END IF;
  PERFORM registry.keep_changes(operation, since);
  DROP TABLE pg_temp.moving_unit, pg_temp.reseat, pg_temp.portion;
  RETURN jsonb_build_object('done', operation);
END
$$;

CREATE OR REPLACE FUNCTION registry.sees_reorganisation(operation uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT FROM registry.reorganisation r WHERE r.id = operation AND r.account_id = access.current_account())
      OR NOT EXISTS (
        SELECT FROM (SELECT p.agency_id FROM registry.reorganised_agency p WHERE p.reorganisation_id = operation
                     UNION ALL SELECT p.agency_id FROM registry.reseated_agency p WHERE p.reorganisation_id = operation) concerned
         WHERE NOT EXISTS (SELECT FROM access.scoped_agency s
                            WHERE s.account_id = access.current_account() AND s.agency_id = concerned.agency_id AND s.until > current_date))
$$;
COMMENT ON FUNCTION registry.sees_reorganisation(uuid) IS 'Whether the caller recorded the operation or stands for every agency that it tells the people of.';

-- Names, lineage and seats are public. How many people work where is told to those who may count them: planners; officers and leaders where every agency
-- concerned is in their scope; administrators of the operations on units, which are theirs.
ALTER TABLE registry.reorganisation ENABLE ROW LEVEL SECURITY;
ALTER TABLE registry.reorganised_agency ENABLE ROW LEVEL SECURITY;
ALTER TABLE registry.reorganised_unit ENABLE ROW LEVEL SECURITY;
ALTER TABLE registry.reseated_agency ENABLE ROW LEVEL SECURITY;
DO $$
DECLARE
  kept record;
BEGIN
  FOR kept IN VALUES ('reorganisation', 'id'), ('reorganised_agency', 'reorganisation_id'), ('reorganised_unit', 'reorganisation_id'), ('reseated_agency', 'reorganisation_id') LOOP
    EXECUTE format($policy$
      CREATE POLICY planner_all_rows ON registry.%1$I FOR SELECT TO registry_planner USING (true);
      CREATE POLICY own_agencies ON registry.%1$I FOR SELECT TO registry_hr, registry_leader USING (registry.sees_reorganisation(%2$I))
      $policy$, kept.column1, kept.column2);
  END LOOP;
END
$$;
CREATE POLICY admin_units ON registry.reorganisation FOR SELECT TO registry_admin USING (subject = 'unit');
CREATE POLICY admin_units ON registry.reorganised_unit FOR SELECT TO registry_admin USING (true);
CREATE POLICY admin_units ON registry.reseated_agency FOR SELECT TO registry_admin USING (true);
GRANT SELECT ON registry.reorganised_unit, registry.reseated_agency TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor;
GRANT SELECT ON registry.unit_former, registry.unit_state TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor;

REVOKE EXECUTE ON FUNCTION registry.reorganise(jsonb), registry.reorganise_units(jsonb), registry.keep_changes(uuid, bigint), registry.unit_heads(text, date),
  registry.units_are_changing(), reference.unit_on(text, date), reference.free_unit_id(text, text), registry.sees_reorganisation(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registry.reorganise(jsonb) TO registry_hr;
GRANT EXECUTE ON FUNCTION registry.reorganise_units(jsonb) TO registry_admin;
GRANT EXECUTE ON FUNCTION registry.sees_reorganisation(uuid) TO registry_hr, registry_leader;
GRANT EXECUTE ON FUNCTION reference.free_unit_id(text, text) TO registry_admin;

-- Administrators send operations on units under keys of their own, as officers send edits.
CREATE POLICY own_keys_of_admin ON access.edit_key TO registry_admin
  USING (account_id = access.current_account()) WITH CHECK (account_id = access.current_account());
GRANT SELECT, DELETE ON access.edit_key TO registry_admin;
GRANT INSERT (account_id, key, operation, input_hash, record_id) ON access.edit_key TO registry_admin;
