-- Questions of the list of people that officers keep by a name, as addresses have them; docs/decisions/0058. They tell which columns and conditions, never who.
CREATE TABLE documents.people_view (
  id         uuid PRIMARY KEY,
  name       text NOT NULL CHECK (name = btrim(name) AND char_length(name) BETWEEN 1 AND 80 AND name !~ '[[:cntrl:]]' AND name !~ '[0-9]{12}'),
  owner_id   uuid NOT NULL REFERENCES access.account ON DELETE CASCADE,
  owner_name text NOT NULL,
  query      text NOT NULL CHECK (char_length(query) <= 2000 AND query !~ '[?#[:cntrl:][:space:]]'),
  agency_id  uuid REFERENCES registry.agency,
  created_at timestamptz NOT NULL DEFAULT now(),
  removed_at timestamptz
);
COMMENT ON TABLE documents.people_view IS 'Named questions of the list of people. What is removed can be taken back by its owner.';
COMMENT ON COLUMN documents.people_view.owner_name IS 'As shown when it was saved: those it is shared with may not read other accounts.';
COMMENT ON COLUMN documents.people_view.agency_id IS 'Shared with the officers in whose scope this agency is; null for the owner alone.';
CREATE UNIQUE INDEX people_view_of_owner ON documents.people_view (owner_id, name) WHERE removed_at IS NULL;

GRANT SELECT ON documents.people_view TO registry_hr;
GRANT INSERT (id, name, owner_id, owner_name, query, agency_id) ON documents.people_view TO registry_hr;
GRANT UPDATE (removed_at) ON documents.people_view TO registry_hr;

ALTER TABLE documents.people_view ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_and_shared ON documents.people_view FOR SELECT TO registry_hr
  USING (owner_id = access.current_account()
         OR (removed_at IS NULL AND EXISTS (SELECT FROM access.scoped_agency s WHERE s.agency_id = people_view.agency_id AND s.until > current_date)));
-- Nobody saves in another's name, or for officers of an agency that is not the owner's.
CREATE POLICY save_own ON documents.people_view FOR INSERT TO registry_hr
  WITH CHECK (owner_id = access.current_account()
              AND (agency_id IS NULL OR EXISTS (SELECT FROM access.scoped_agency s WHERE s.agency_id = people_view.agency_id AND s.until > current_date)));
CREATE POLICY change_own ON documents.people_view FOR UPDATE TO registry_hr USING (owner_id = access.current_account());
