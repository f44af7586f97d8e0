-- Long work that callers can watch, and GraphQL documents that they save and share.

CREATE SCHEMA work;
CREATE SCHEMA documents;
GRANT USAGE ON SCHEMA work, documents TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor;

-- Work of the server that takes more than a moment: recomputing the forecast, importing a file. The server that does it holds an
-- advisory lock on its id all the while: a row that is running and whose lock is free belongs to a server that died.
CREATE TABLE work.item (
  id           uuid PRIMARY KEY,
  kind         text NOT NULL CHECK (kind IN ('forecast', 'import')),
  requested_by uuid REFERENCES access.account ON DELETE SET NULL,
  state        text NOT NULL CHECK (state IN ('running', 'finished', 'failed', 'cancelled')),
  stage        text NOT NULL,
  done         bigint NOT NULL DEFAULT 0 CHECK (done >= 0),
  total        bigint NOT NULL DEFAULT 0 CHECK (total >= 0),
  fault        text,
  started_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  changed_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended_at     timestamptz,
  CHECK ((state = 'running') = (ended_at IS NULL)),
  CHECK (fault IS NULL OR state = 'failed')
);
COMMENT ON COLUMN work.item.requested_by IS 'Null: the server itself, as at its start.';
COMMENT ON COLUMN work.item.total IS 'In the unit of done; 0 while it is not known.';
COMMENT ON COLUMN work.item.fault IS 'What the requester may know of why it failed; the rest is in the log.';
CREATE UNIQUE INDEX one_forecast_at_a_time ON work.item (kind) WHERE state = 'running' AND kind = 'forecast';
CREATE INDEX item_started_at ON work.item (started_at DESC);

GRANT SELECT ON work.item TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor;
ALTER TABLE work.item ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_work ON work.item FOR SELECT
  TO registry_hr, registry_planner, registry_leader, registry_auditor USING (requested_by = access.current_account());
CREATE POLICY planners_watch_forecasts ON work.item FOR SELECT TO registry_planner USING (kind = 'forecast');
CREATE POLICY administrators ON work.item FOR SELECT TO registry_admin USING (true);

-- A named GraphQL document. Its owner changes it; who it is shared with may run it, always with their own rights.
CREATE TABLE documents.saved_document (
  id          uuid PRIMARY KEY,
  name        text NOT NULL CHECK (name = btrim(name) AND char_length(name) BETWEEN 1 AND 120 AND name !~ '[[:cntrl:]]'),
  owner_id    uuid NOT NULL REFERENCES access.account ON DELETE CASCADE,
  owner_name  text NOT NULL,
  owner_role  text NOT NULL CHECK (owner_role IN ('hr', 'planner', 'leader', 'admin', 'auditor')),
  shared_with text NOT NULL DEFAULT 'nobody' CHECK (shared_with IN ('nobody', 'everyone', 'hr', 'planner', 'leader', 'admin', 'auditor')),
  version     integer NOT NULL DEFAULT 1 CHECK (version > 0),
  created_at  timestamptz NOT NULL DEFAULT now(),
  changed_at  timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN documents.saved_document.owner_name IS 'As shown when it was saved: those it is shared with may not read other accounts.';
COMMENT ON COLUMN documents.saved_document.version IS 'Of the text; renaming and sharing do not change it.';
-- Names are unique for each owner, and among what is shared; an own document goes before a shared one of its name.
CREATE UNIQUE INDEX saved_document_of_owner ON documents.saved_document (owner_id, name);
CREATE UNIQUE INDEX saved_document_shared ON documents.saved_document (name) WHERE shared_with <> 'nobody';

-- Every text it ever had.
CREATE TABLE documents.saved_document_version (
  document_id uuid NOT NULL REFERENCES documents.saved_document ON DELETE CASCADE,
  version     integer NOT NULL CHECK (version > 0),
  text        text NOT NULL CHECK (char_length(text) BETWEEN 1 AND 65536),
  saved_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (document_id, version)
);

GRANT SELECT, DELETE ON documents.saved_document TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor;
GRANT INSERT (id, name, owner_id, owner_name, owner_role) ON documents.saved_document
  TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor;
GRANT UPDATE (name, shared_with, version, changed_at) ON documents.saved_document
  TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor;
GRANT SELECT ON documents.saved_document_version TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor;
GRANT INSERT (document_id, version, text) ON documents.saved_document_version
  TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor;

ALTER TABLE documents.saved_document ENABLE ROW LEVEL SECURITY;
ALTER TABLE documents.saved_document_version ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_and_shared ON documents.saved_document FOR SELECT
  TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor
  USING (owner_id = access.current_account() OR shared_with = 'everyone' OR 'registry_' || shared_with = current_user);
-- A document is as trusted as the role of its owner: nobody saves one in another's name or role.
CREATE POLICY save_own ON documents.saved_document FOR INSERT
  TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor
  WITH CHECK (owner_id = access.current_account() AND 'registry_' || owner_role = current_user);
CREATE POLICY change_own ON documents.saved_document FOR UPDATE
  TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor
  USING (owner_id = access.current_account() AND 'registry_' || owner_role = current_user);
CREATE POLICY delete_own ON documents.saved_document FOR DELETE
  TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor USING (owner_id = access.current_account());

CREATE POLICY of_visible_documents ON documents.saved_document_version FOR SELECT
  TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor
  USING (EXISTS (SELECT FROM documents.saved_document d WHERE d.id = document_id));
CREATE POLICY of_own_documents ON documents.saved_document_version FOR INSERT
  TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor
  WITH CHECK (EXISTS (SELECT FROM documents.saved_document d WHERE d.id = document_id AND d.owner_id = access.current_account()));
