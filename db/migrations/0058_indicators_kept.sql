-- What the indicators of the plans counted on some days, by area and sector, kept by what changed: docs/decisions/0048. Whoever
-- changes a record notes in which areas and sectors its person has ever stood; whoever asks for a day counts those again, and
-- nothing else. All of it follows from the records.
CREATE SCHEMA indicators;

CREATE TABLE indicators.day (
  day         date PRIMARY KEY,
  definitions text NOT NULL,
  is_counted  boolean NOT NULL DEFAULT false,
  asked_at    timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN indicators.day.definitions IS 'Digest of the indicators that are counted and of the lists they rest on; another one means that nothing kept is right any more.';

CREATE TABLE indicators.cell (
  day         date NOT NULL REFERENCES indicators.day ON DELETE CASCADE,
  area_id     smallint NOT NULL,
  sector_code text NOT NULL,
  counts      bigint[] NOT NULL
);
CREATE INDEX cell_day ON indicators.cell (day, area_id, sector_code);
COMMENT ON COLUMN indicators.cell.area_id IS 'As registry.area; -1 where the agency has no seat.';
COMMENT ON COLUMN indicators.cell.counts IS 'Three a definition in its order: numerator, people of the base or null, unknown.';

CREATE TABLE indicators.due (
  area_id     smallint NOT NULL,
  sector_code text NOT NULL
);
COMMENT ON TABLE indicators.due IS 'Where records have changed; written beside the change, so that both are there or neither.';

CREATE TABLE indicators.stale (
  day         date NOT NULL REFERENCES indicators.day ON DELETE CASCADE,
  area_id     smallint NOT NULL,
  sector_code text NOT NULL,
  PRIMARY KEY (day, area_id, sector_code)
);
COMMENT ON TABLE indicators.stale IS 'Cells of a day that must be counted again.';

-- Everywhere these people have ever stood, and where their dossiers are kept.
CREATE FUNCTION indicators.note_people(people uuid[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  INSERT INTO indicators.due
  SELECT coalesce(a.area_id, -1), s.sector_code
    FROM registry.career_span s LEFT JOIN registry.agency_area a ON a.agency_id = s.agency_id WHERE s.person_id = ANY (people)
  UNION
  SELECT coalesce(a.area_id, -1), g.sector_code
    FROM registry.person o JOIN registry.agency g ON g.id = o.keeper_id LEFT JOIN registry.agency_area a ON a.agency_id = g.id WHERE o.id = ANY (people)
$$;

-- Of somebody whom this transaction has added or changed, the person's own row tells; who is new has no other places yet.
CREATE FUNCTION indicators.follow_records() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  people uuid[];
BEGIN
  IF TG_OP = 'UPDATE' THEN
    SELECT array_agg(DISTINCT person_id) INTO people FROM (SELECT person_id FROM changed UNION ALL SELECT person_id FROM before) touched;
  ELSIF TG_OP = 'INSERT' THEN
    SELECT array_agg(DISTINCT c.person_id) INTO people FROM changed c
     WHERE NOT EXISTS (SELECT FROM registry.person p WHERE p.id = c.person_id AND p.xmin = pg_current_xact_id()::xid);
  ELSE
    SELECT array_agg(DISTINCT person_id) INTO people FROM changed;
  END IF;
  IF people IS NOT NULL THEN
    PERFORM indicators.note_people(people);
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION indicators.follow_people() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    PERFORM indicators.note_people((SELECT array_agg(id) FROM changed));
    INSERT INTO indicators.due
    SELECT DISTINCT coalesce(a.area_id, -1), g.sector_code
      FROM before b JOIN registry.agency g ON g.id = b.keeper_id LEFT JOIN registry.agency_area a ON a.agency_id = g.id;
  ELSE
    INSERT INTO indicators.due
    SELECT DISTINCT coalesce(a.area_id, -1), g.sector_code
      FROM changed c JOIN registry.agency g ON g.id = c.keeper_id LEFT JOIN registry.agency_area a ON a.agency_id = g.id;
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION indicators.follow_spans() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO indicators.due
  SELECT DISTINCT coalesce(a.area_id, -1), c.sector_code FROM changed c LEFT JOIN registry.agency_area a ON a.agency_id = c.agency_id;
  RETURN NULL;
END
$$;

-- Who is on file without work is counted where the keeper stands.
CREATE FUNCTION indicators.follow_agencies() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO indicators.due
  SELECT DISTINCT coalesce(a.area_id, -1), moved.sector_code
    FROM (SELECT c.id, unnest(ARRAY[c.sector_code, b.sector_code]) AS sector_code
            FROM changed c JOIN before b USING (id)
           WHERE (c.sector_code, c.government_level, c.code) IS DISTINCT FROM (b.sector_code, b.government_level, b.code)) moved
    LEFT JOIN registry.agency_area a ON a.agency_id = moved.id;
  RETURN NULL;
END
$$;

CREATE FUNCTION indicators.follow_areas() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  -- Of an agency without an area yet, the people stood at -1.
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO indicators.due
    SELECT DISTINCT touched.area_id, g.sector_code
      FROM (SELECT agency_id, area_id FROM changed EXCEPT SELECT agency_id, area_id FROM before
            UNION (SELECT agency_id, area_id FROM before EXCEPT SELECT agency_id, area_id FROM changed)) touched
      JOIN registry.agency g ON g.id = touched.agency_id;
  ELSE
    INSERT INTO indicators.due
    SELECT DISTINCT place.area_id, g.sector_code
      FROM changed c JOIN registry.agency g ON g.id = c.agency_id CROSS JOIN LATERAL (VALUES (c.area_id), (-1::smallint)) place (area_id);
  END IF;
  RETURN NULL;
END
$$;

DO $$
DECLARE
  followed record;
BEGIN
  FOR followed IN
    SELECT relation, 'indicators.follow_records()' AS follows
      FROM unnest(ARRAY['posting', 'degree', 'certificate', 'academic_title', 'talent_recognition', 'award', 'science_task', 'association_membership',
                        'availability', 'working_age_extension']) relation
    UNION ALL VALUES ('person', 'indicators.follow_people()'), ('agency_area', 'indicators.follow_areas()')
  LOOP
    EXECUTE format($query$
      CREATE TRIGGER indicators_insert AFTER INSERT ON registry.%1$I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %2$s;
      CREATE TRIGGER indicators_update AFTER UPDATE ON registry.%1$I REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %2$s;
      CREATE TRIGGER indicators_delete AFTER DELETE ON registry.%1$I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %2$s;
    $query$, followed.relation, followed.follows);
  END LOOP;
END
$$;
CREATE TRIGGER indicators_insert AFTER INSERT ON registry.career_span REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION indicators.follow_spans();
CREATE TRIGGER indicators_delete AFTER DELETE ON registry.career_span REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION indicators.follow_spans();
CREATE TRIGGER indicators_update AFTER UPDATE ON registry.agency REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION indicators.follow_agencies();
