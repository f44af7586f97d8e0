-- How accounts are signed in to: lockout, sign-ins that can be listed and ended, a second factor, tokens of programs, links that let
-- somebody set a password. All of it is the server's own: no role of a request is granted any of it.

ALTER TABLE access.account
  -- Who is invited has none yet, and so cannot sign in.
  ALTER COLUMN password_hash DROP NOT NULL,
  ADD COLUMN failures integer NOT NULL DEFAULT 0 CHECK (failures >= 0),
  ADD COLUMN failed_at timestamptz,
  ADD COLUMN locked_until timestamptz,
  ADD COLUMN factor_secret bytea,
  ADD COLUMN factor_since timestamptz,
  ADD COLUMN factor_step bigint,
  ADD COLUMN external_subject text UNIQUE CHECK (char_length(external_subject) BETWEEN 1 AND 255),
  ADD CHECK (factor_secret IS NOT NULL OR (factor_since IS NULL AND factor_step IS NULL));
COMMENT ON COLUMN access.account.failures IS 'Wrong passwords and codes since the last sign-in that was complete.';
COMMENT ON COLUMN access.account.factor_secret IS 'Of the authenticator app, encrypted with a key outside the database.';
COMMENT ON COLUMN access.account.factor_since IS 'When the first code was right; until then the second factor is not asked for.';
COMMENT ON COLUMN access.account.factor_step IS 'The last step of 30 seconds whose code was taken: none is taken twice.';
COMMENT ON COLUMN access.account.external_subject IS 'Who it is at the identity provider that the server is configured for.';

-- A sign-in: of a browser (page) or a program that sent the password (token).
CREATE TABLE access.session (
  id         uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES access.account ON DELETE CASCADE,
  kind       text NOT NULL CHECK (kind IN ('page', 'token')),
  made_at    timestamptz NOT NULL,
  used_at    timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at   timestamptz,
  address    text CHECK (char_length(address) <= 64),
  client     text CHECK (char_length(client) <= 200)
);
COMMENT ON COLUMN access.session.used_at IS 'To within five minutes.';
CREATE INDEX session_of_account ON access.session (account_id, expires_at DESC);
-- For those that are swept.
CREATE INDEX session_expires ON access.session (expires_at);

CREATE TABLE access.personal_token (
  id         uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES access.account ON DELETE CASCADE,
  name       text NOT NULL CHECK (name = btrim(name) AND char_length(name) BETWEEN 1 AND 80),
  hash       bytea NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
  scopes     text[] NOT NULL CHECK (cardinality(scopes) > 0 AND scopes <@ ARRAY['read', 'write', 'export']),
  made_at    timestamptz NOT NULL,
  used_at    timestamptz,
  expires_at timestamptz NOT NULL,
  ended_at   timestamptz,
  CHECK (expires_at <= made_at + interval '366 days')
);
COMMENT ON COLUMN access.personal_token.hash IS 'SHA-256 of the token, which has 256 random bits: nothing can be guessed from it.';
CREATE INDEX personal_token_of_account ON access.personal_token (account_id);

CREATE TABLE access.recovery_code (
  account_id uuid NOT NULL REFERENCES access.account ON DELETE CASCADE,
  hash       bytea NOT NULL CHECK (octet_length(hash) = 32),
  used_at    timestamptz,
  PRIMARY KEY (account_id, hash)
);

-- Who opens the link may set the account's password, once.
CREATE TABLE access.password_link (
  id         uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES access.account ON DELETE CASCADE,
  hash       bytea NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
  made_by    uuid REFERENCES access.account ON DELETE SET NULL,
  made_at    timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz
);
COMMENT ON COLUMN access.password_link.made_by IS 'The administrator; null: an operator at the command line.';
CREATE INDEX password_link_of_account ON access.password_link (account_id);

-- No policy and no grant: a mistake in a later grant still shows no row.
ALTER TABLE access.session ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.personal_token ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.recovery_code ENABLE ROW LEVEL SECURITY;
ALTER TABLE access.password_link ENABLE ROW LEVEL SECURITY;
