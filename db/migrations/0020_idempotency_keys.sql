-- The keys under which officers sent changes: who sends one again, because the answer was lost, has it answered again and written once.

CREATE TABLE access.edit_key (
  account_id uuid NOT NULL REFERENCES access.account ON DELETE CASCADE,
  key        text NOT NULL CHECK (char_length(key) BETWEEN 1 AND 100),
  operation  text NOT NULL,
  input_hash bytea NOT NULL CHECK (octet_length(input_hash) = 32),
  record_id  uuid NOT NULL,
  made_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (account_id, key)
);
COMMENT ON COLUMN access.edit_key.input_hash IS 'SHA-256 of what was sent. A citizen ID goes in by its keyed hash: twelve digits could be guessed otherwise.';
COMMENT ON COLUMN access.edit_key.record_id IS 'The record that was written.';
CREATE INDEX edit_key_made_at ON access.edit_key (account_id, made_at);

ALTER TABLE access.edit_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_keys ON access.edit_key TO registry_hr
  USING (account_id = access.current_account()) WITH CHECK (account_id = access.current_account());
GRANT SELECT, DELETE ON access.edit_key TO registry_hr;
GRANT INSERT (account_id, key, operation, input_hash, record_id) ON access.edit_key TO registry_hr;
