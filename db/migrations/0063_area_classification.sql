-- Which communes and districts are remote, at the border, or areas of ethnic minorities: lists that the State decides and changes, and
-- that each province loads for itself. Half-open periods as everywhere.
CREATE TABLE reference.area_classification (
  unit_id     text NOT NULL REFERENCES reference.administrative_unit,
  kind        text NOT NULL CHECK (kind IN ('remote', 'border', 'ethnic_minority')),
  valid_from  date NOT NULL,
  valid_until date CHECK (valid_until > valid_from),
  -- On the unit's map: where a province has none of a kind, nobody knows of its other units.
  province_id text NOT NULL REFERENCES reference.administrative_unit,
  source      text NOT NULL CHECK (source = btrim(source) AND char_length(source) BETWEEN 1 AND 300),
  PRIMARY KEY (unit_id, kind, valid_from),
  CONSTRAINT classified_once EXCLUDE USING gist (unit_id WITH =, kind WITH =, daterange(valid_from, valid_until) WITH &&)
);
COMMENT ON TABLE reference.area_classification IS 'Remote, border and ethnic minority areas by decision; loaded as a whole list.';
GRANT SELECT ON reference.area_classification TO registry_admin, registry_hr, registry_planner, registry_leader, registry_auditor, registry_person;
