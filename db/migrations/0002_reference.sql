-- Reference lists: units and their lineage, ethnic groups, levels, fields, sectors, professions, retirement ages, series.
-- They are loaded from db/reference/*.csv, one file a table, and replaced only by a changed file. Rules between rows are
-- deferrable, so that they are checked when a file's rows are all in place: two rows may then exchange names.
-- Ranges are half-open: valid_from included (null = since before our records), valid_until excluded (null = still so).

CREATE TABLE reference.loaded_file (
  name      text PRIMARY KEY,
  sha256    text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  row_count integer NOT NULL CHECK (row_count >= 0),
  loaded_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE reference.loaded_file IS 'Which content of each reference file is in the database; an unchanged file is not read again.';

-- A code is not a key: province 24 changed hands in 2025 and many new communes carry a predecessor's code.
-- A unit is a code in a period under one parent; when the parent changes, a new row starts.
CREATE TABLE reference.administrative_unit (
  id          text PRIMARY KEY,
  level       text NOT NULL CHECK (level IN ('country', 'province', 'district', 'commune')),
  code        text NOT NULL,
  name        text NOT NULL,
  short_name  text NOT NULL,
  kind_vi     text NOT NULL,
  kind_en     text NOT NULL,
  parent_id   text REFERENCES reference.administrative_unit DEFERRABLE INITIALLY IMMEDIATE,
  valid_from  date,
  valid_until date CHECK (valid_until > valid_from),
  source      text NOT NULL,
  note        text,
  CHECK (parent_id <> id),
  CHECK ((level IN ('country', 'province')) = (parent_id IS NULL)),
  CONSTRAINT one_unit_per_code_at_a_time
    EXCLUDE USING gist (level WITH =, code WITH =, daterange(valid_from, valid_until) WITH &&) DEFERRABLE
);
CREATE INDEX administrative_unit_parent ON reference.administrative_unit (parent_id);
CREATE INDEX administrative_unit_folded_name ON reference.administrative_unit USING gin (reference.fold(name) gin_trgm_ops);
COMMENT ON COLUMN reference.administrative_unit.id IS 'Level letter and code; ".1" ended on 30 June 2025, ".2" began on 1 July 2025.';

-- Lineage: what became of a unit. A district abolished in 2025 has no successor of its own level.
CREATE TABLE reference.unit_change (
  predecessor_id text NOT NULL REFERENCES reference.administrative_unit,
  successor_id   text REFERENCES reference.administrative_unit,
  effective_on   date NOT NULL,
  kind           text NOT NULL CHECK (kind IN ('unchanged', 'continued', 'merged', 'split_part', 'abolished')),
  note           text,
  source         text NOT NULL,
  UNIQUE NULLS NOT DISTINCT (predecessor_id, successor_id, effective_on),
  CHECK ((kind = 'abolished') = (successor_id IS NULL))
);
CREATE INDEX unit_change_successor ON reference.unit_change (successor_id);
COMMENT ON COLUMN reference.unit_change.kind IS
  'unchanged: same row goes on; continued: same area, new row; merged: wholly into the successor; split_part: one of several successors.';

CREATE TABLE reference.ethnic_group (
  code            text PRIMARY KEY CHECK (code ~ '^[0-9]{2}$'),
  name            text NOT NULL UNIQUE DEFERRABLE,
  other_names     text[] NOT NULL DEFAULT '{}',
  kind            text NOT NULL CHECK (kind IN ('majority', 'minority', 'other')),
  population_2019 integer CHECK (population_2019 >= 0)
);
COMMENT ON COLUMN reference.ethnic_group.kind IS 'other: foreigner, or unknown; not one of the 54 groups.';

CREATE TABLE reference.ethnic_share (
  unit_id           text NOT NULL REFERENCES reference.administrative_unit,
  ethnic_group_code text REFERENCES reference.ethnic_group,
  year              smallint NOT NULL,
  population        integer CHECK (population >= 0),
  percent           numeric NOT NULL CHECK (percent BETWEEN 0 AND 100),
  status            text NOT NULL CHECK (status IN ('final', 'reported', 'recalled')),
  note              text,
  source            text NOT NULL,
  UNIQUE NULLS NOT DISTINCT (unit_id, ethnic_group_code, year)
);
COMMENT ON COLUMN reference.ethnic_share.ethnic_group_code IS 'Null: all other groups together.';

CREATE TABLE reference.degree_level (
  code                text PRIMARY KEY,
  scheme              text NOT NULL CHECK (scheme IN
                        ('education', 'clinical_specialist', 'academic_title', 'political_theory', 'state_management', 'foreign_language')),
  name_vi             text NOT NULL,
  name_en             text NOT NULL,
  rank                smallint NOT NULL,
  vqf_level           text,
  isced_level         text,
  isced_confidence    text CHECK (isced_confidence IN ('agreed', 'convention', 'depends')),
  university_or_above boolean,
  postgraduate        boolean,
  treated_as          text REFERENCES reference.degree_level,
  legal_basis         text,
  note                text,
  UNIQUE (scheme, rank) DEFERRABLE
);
COMMENT ON COLUMN reference.degree_level.rank IS 'Orders levels of one scheme; education and clinical_specialist share one order.';
COMMENT ON COLUMN reference.degree_level.vqf_level IS 'Level 1 to 8 of the Vietnamese framework (Decision 1982/QD-TTg), or a span where it depends on the programme.';
COMMENT ON COLUMN reference.degree_level.postgraduate IS 'By convention true for clinical specialists; a plan''s setting decides whether they count.';
COMMENT ON COLUMN reference.degree_level.treated_as IS 'The degree that staffing rules set a clinical specialist beside.';

CREATE TABLE reference.field_of_study (
  code            text PRIMARY KEY,
  parent_code     text REFERENCES reference.field_of_study,
  level           text NOT NULL CHECK (level IN ('broad', 'narrow')),
  name_vi         text NOT NULL,
  name_en         text NOT NULL,
  vn_level2_codes text[] NOT NULL DEFAULT '{}',
  CHECK ((level = 'broad') = (parent_code IS NULL))
);
COMMENT ON COLUMN reference.field_of_study.vn_level2_codes IS 'Level II groups of Circular 09/2022/TT-BGDDT that fall here.';

CREATE TABLE reference.training_major (
  code        text PRIMARY KEY CHECK (code ~ '^[0-9]{2}([0-9]{2})?$'),
  parent_code text REFERENCES reference.training_major,
  level       text NOT NULL CHECK (level IN ('II', 'III')),
  name_vi     text NOT NULL,
  field_code  text NOT NULL REFERENCES reference.field_of_study,
  verified    boolean NOT NULL,
  CHECK ((level = 'II') = (parent_code IS NULL))
);
COMMENT ON COLUMN reference.training_major.code IS 'Without the leading level digit of the national code.';
COMMENT ON COLUMN reference.training_major.verified IS 'False where the sources disagree: to be checked against the circular.';

CREATE TABLE reference.sector (
  code          text PRIMARY KEY,
  parent_code   text REFERENCES reference.sector,
  name_vi       text NOT NULL,
  name_en       text NOT NULL,
  named_in      text,
  vsic_sections text[] NOT NULL DEFAULT '{}',
  CHECK (parent_code <> code)
);
COMMENT ON COLUMN reference.sector.named_in IS 'Where a plan names it (plan code, section); "ours" where none does.';

CREATE TABLE reference.economic_group (
  code          text PRIMARY KEY,
  name_vi       text NOT NULL,
  name_en       text NOT NULL,
  vsic_sections text[] NOT NULL
);

CREATE TABLE reference.profession (
  code             text PRIMARY KEY CHECK (code ~ '^[a-z][a-z_]*$'),
  name_vi          text NOT NULL UNIQUE DEFERRABLE,
  name_en          text NOT NULL UNIQUE DEFERRABLE,
  sector_code      text NOT NULL REFERENCES reference.sector,
  licensed         boolean NOT NULL,
  usual_level_code text NOT NULL REFERENCES reference.degree_level,
  note             text
);
COMMENT ON COLUMN reference.profession.sector_code IS 'Sector where it usually works; a posting''s sector is its agency''s.';
COMMENT ON COLUMN reference.profession.licensed IS 'Practice needs a licence: Law 15/2023/QH15 (health), Law on Lawyers.';

CREATE TABLE reference.retirement_age (
  year   smallint NOT NULL,
  sex    text NOT NULL CHECK (sex IN ('male', 'female')),
  regime text NOT NULL CHECK (regime IN ('early', 'normal', 'late')),
  months smallint NOT NULL CHECK (months BETWEEN 600 AND 840),
  PRIMARY KEY (year, sex, regime)
);
COMMENT ON TABLE reference.retirement_age IS
  'Decree 135/2020/ND-CP arts. 4-5, Labour Code 2019 art. 169: age in months for those who reach it in the year; early and late are the limits.';

CREATE TABLE reference.series (
  code            text PRIMARY KEY,
  name_vi         text NOT NULL,
  name_en         text NOT NULL,
  unit            text NOT NULL CHECK (unit IN ('person', 'percent', 'per 10 000')),
  population_rank smallint UNIQUE DEFERRABLE
);
COMMENT ON COLUMN reference.series.population_rank IS 'Among counts of the whole population, which is taken first where a year has several.';

CREATE TABLE reference.statistic (
  series    text NOT NULL REFERENCES reference.series,
  unit_id   text NOT NULL REFERENCES reference.administrative_unit,
  year      smallint NOT NULL,
  value     numeric NOT NULL CHECK (value >= 0),
  status    text NOT NULL CHECK (status IN ('final', 'preliminary', 'estimate', 'rounded', 'reported', 'computed', 'recalled')),
  preferred boolean NOT NULL DEFAULT true,
  note      text,
  source    text NOT NULL,
  PRIMARY KEY (series, unit_id, year, source)
);
CREATE UNIQUE INDEX one_preferred_statistic ON reference.statistic (series, unit_id, year) WHERE preferred;
COMMENT ON COLUMN reference.statistic.status IS
  'recalled: written from memory, no text was seen; to be replaced from the provincial yearbook before any official use.';
COMMENT ON COLUMN reference.statistic.preferred IS 'Where sources conflict, the value that is used.';

-- Population of a unit in a year, one value: the average population (the legal denominator) where there is one.
CREATE VIEW reference.population WITH (security_invoker = true) AS
  SELECT DISTINCT ON (s.unit_id, s.year) s.unit_id, s.year, s.value, s.series, s.status, s.source
    FROM reference.statistic s JOIN reference.series d ON d.code = s.series
   WHERE s.preferred AND d.population_rank IS NOT NULL
   ORDER BY s.unit_id, s.year, d.population_rank;

CREATE TABLE reference.published_headcount (
  unit_id         text NOT NULL REFERENCES reference.administrative_unit,
  profession_code text NOT NULL REFERENCES reference.profession,
  year            smallint NOT NULL,
  headcount       integer NOT NULL CHECK (headcount >= 0),
  suspect         boolean NOT NULL DEFAULT false,
  note            text,
  PRIMARY KEY (unit_id, profession_code, year)
);
COMMENT ON COLUMN reference.published_headcount.suspect IS 'Kept as published, but out of line with the years beside it or of another territory.';
