-- The plans as they were read from db/plans/*.yaml: one version a content, kept for ever, so that a report of last year
-- can be followed back to the sentence and the number that it was held against.

CREATE TABLE plans.plan (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code           text NOT NULL CHECK (code ~ '^[A-Z]{2,8}$'),
  version        integer NOT NULL CHECK (version > 0),
  content_hash   text NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
  source_file    text NOT NULL,
  document       text NOT NULL,
  loaded_at      timestamptz NOT NULL DEFAULT now(),
  superseded_at  timestamptz,
  title_vi       text NOT NULL,
  title_en       text NOT NULL,
  number         text,
  issued         text CHECK (issued ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'),
  issued_note_vi text,
  issued_note_en text,
  issuer_vi      text NOT NULL,
  issuer_en      text NOT NULL,
  side           text NOT NULL CHECK (side IN ('party', 'state')),
  parent         text,
  basis          text[] NOT NULL,
  unit_level     text NOT NULL CHECK (unit_level IN ('province', 'district', 'commune')),
  unit_id        text REFERENCES reference.administrative_unit,
  within_unit_id text REFERENCES reference.administrative_unit,
  scope_note_vi  text,
  scope_note_en  text,
  UNIQUE (code, version),
  CHECK (num_nonnulls(unit_id, within_unit_id) = 1)
);
CREATE UNIQUE INDEX one_current_version ON plans.plan (code) WHERE superseded_at IS NULL;
COMMENT ON COLUMN plans.plan.document IS 'The file as it was read: what the other columns and tables were taken from.';
COMMENT ON COLUMN plans.plan.number IS 'As printed; null where the text leaves it blank.';
COMMENT ON COLUMN plans.plan.issued IS 'Year, year-month or full date: as much as the text says.';
COMMENT ON COLUMN plans.plan.within_unit_id IS 'Where the text does not name its unit: the unit it lies in.';

-- Who answers for the plan, dated: when a unit goes, its successor takes the plan over.
CREATE TABLE plans.plan_owner (
  plan_id     bigint NOT NULL REFERENCES plans.plan ON DELETE CASCADE,
  unit_id     text NOT NULL REFERENCES reference.administrative_unit,
  valid_from  date,
  valid_until date CHECK (valid_until > valid_from),
  PRIMARY KEY (plan_id, unit_id),
  CONSTRAINT one_owner_at_a_time EXCLUDE USING gist (plan_id WITH =, daterange(valid_from, valid_until) WITH &&)
);

CREATE TABLE plans.setting (
  plan_id   bigint NOT NULL REFERENCES plans.plan ON DELETE CASCADE,
  key       text NOT NULL,
  position  smallint NOT NULL,
  value     text NOT NULL,
  ambiguity smallint NOT NULL CHECK (ambiguity BETWEEN 1 AND 99),
  note_vi   text NOT NULL,
  note_en   text NOT NULL,
  PRIMARY KEY (plan_id, key)
);
COMMENT ON TABLE plans.setting IS 'How an ambiguity of the text is read; numbered in docs/plan-format.md.';

CREATE TABLE plans.target (
  plan_id    bigint NOT NULL REFERENCES plans.plan ON DELETE CASCADE,
  code       text NOT NULL,
  position   smallint NOT NULL,
  section    text NOT NULL,
  sentence   text NOT NULL,
  meaning_vi text NOT NULL,
  meaning_en text NOT NULL,
  kind       text NOT NULL CHECK (kind IN ('count', 'share', 'ratio', 'priority_group')),
  indicator  jsonb NOT NULL,
  comparator text CHECK (comparator IN ('at_least', 'more_than', 'less_than', 'exactly', 'between', 'about')),
  value      numeric,
  low        numeric,
  high       numeric,
  tolerance  numeric CHECK (tolerance > 0),
  unit       text CHECK (unit IN ('percent', 'per_ten_thousand', 'person', 'item')),
  assumed    boolean NOT NULL DEFAULT false,
  report     text CHECK (report IN ('level', 'growth')),
  due_year   smallint,
  every      text CHECK (every IN ('year', 'period', 'regular')),
  until_year smallint,
  due_before text CHECK (due_before ~ '^([0-9]{4}-)?[0-9]{2}-[0-9]{2}$'),
  computable boolean NOT NULL,
  needs_vi   text,
  needs_en   text,
  PRIMARY KEY (plan_id, code),
  -- A target has a bound to meet or is only reported; never both, never neither.
  CHECK ((comparator IS NULL) = (report IS NOT NULL)),
  CHECK ((comparator IS NULL) = (unit IS NULL)),
  CHECK ((comparator IS NOT DISTINCT FROM 'between') = (low IS NOT NULL AND high IS NOT NULL)),
  CHECK ((comparator IS NOT NULL AND comparator <> 'between') = (value IS NOT NULL)),
  CHECK (low < high),
  CHECK ((comparator IS NOT DISTINCT FROM 'about') = (tolerance IS NOT NULL)),
  CHECK (computable = (needs_vi IS NULL)),
  CHECK ((needs_vi IS NULL) = (needs_en IS NULL))
);
COMMENT ON COLUMN plans.target.indicator IS 'kind, numerator and denominator filters, per: the shape documented in docs/plan-format.md.';
COMMENT ON COLUMN plans.target.assumed IS 'The text gives the number without a comparator, or implies it; the reading is ours.';
COMMENT ON COLUMN plans.target.report IS 'No number in the text: the level, or whether it grows, is reported and never judged as met.';
COMMENT ON COLUMN plans.target.needs_vi IS 'What is missing before the indicator can be computed; null when it is computed.';

CREATE TABLE plans.duty (
  plan_id     bigint NOT NULL REFERENCES plans.plan ON DELETE CASCADE,
  code        text NOT NULL,
  position    smallint NOT NULL,
  section     text NOT NULL,
  sentence    text NOT NULL,
  meaning_vi  text NOT NULL,
  meaning_en  text NOT NULL,
  lead        text,
  partners    text[] NOT NULL DEFAULT '{}',
  due_year    smallint,
  every       text CHECK (every IN ('year', 'period', 'regular')),
  until_year  smallint,
  due_before  text CHECK (due_before ~ '^([0-9]{4}-)?[0-9]{2}-[0-9]{2}$'),
  evidence_vi text NOT NULL,
  evidence_en text NOT NULL,
  PRIMARY KEY (plan_id, code)
);
COMMENT ON COLUMN plans.duty.lead IS 'Lead agency as the text names it; null where it names none.';
COMMENT ON COLUMN plans.duty.due_before IS 'First day that is too late: a date, or month-day of every year.';

CREATE VIEW plans.current_plan WITH (security_invoker = true) AS
  SELECT * FROM plans.plan WHERE superseded_at IS NULL;
CREATE VIEW plans.current_target WITH (security_invoker = true) AS
  SELECT p.code AS plan_code, t.* FROM plans.target t JOIN plans.plan p ON p.id = t.plan_id WHERE p.superseded_at IS NULL;
CREATE VIEW plans.current_duty WITH (security_invoker = true) AS
  SELECT p.code AS plan_code, d.* FROM plans.duty d JOIN plans.plan p ON p.id = d.plan_id WHERE p.superseded_at IS NULL;
