-- How an agency's lists name their columns where the heading does not tell, or tells wrong: corrected once by an officer, read so the next time.

CREATE TABLE imports.column_reading (
  agency_id  uuid NOT NULL REFERENCES registry.agency ON DELETE CASCADE,
  heading    text NOT NULL CHECK (char_length(heading) BETWEEN 1 AND 500),
  field      text CHECK (char_length(field) BETWEEN 1 AND 100),
  account_id uuid NOT NULL DEFAULT access.current_account(),
  noted_at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (agency_id, heading)
);
COMMENT ON TABLE imports.column_reading IS 'Corrections of columns, remembered per agency.';
COMMENT ON COLUMN imports.column_reading.heading IS 'As it stands in the file, its rows joined by " / ".';
COMMENT ON COLUMN imports.column_reading.field IS 'Code of a field of import/field.csv; null for a column that is not to be read.';
COMMENT ON COLUMN imports.column_reading.account_id IS 'Who corrected it last.';

ALTER TABLE imports.column_reading ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_agencies ON imports.column_reading TO registry_hr
  USING (EXISTS (SELECT FROM access.scoped_agency a WHERE a.account_id = access.current_account() AND a.agency_id = column_reading.agency_id AND a.until > current_date))
  WITH CHECK (account_id = access.current_account()
    AND EXISTS (SELECT FROM access.scoped_agency a WHERE a.account_id = access.current_account() AND a.agency_id = column_reading.agency_id AND a.until > current_date));
GRANT SELECT, INSERT (agency_id, heading, field), UPDATE (field, account_id, noted_at) ON imports.column_reading TO registry_hr;
