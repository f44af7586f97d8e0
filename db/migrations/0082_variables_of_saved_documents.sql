-- A saved document keeps the variables that it was tried with, version by version, so that whoever opens it can run it at once.
ALTER TABLE documents.saved_document_version
  ADD COLUMN variables text CHECK (variables IS JSON OBJECT AND char_length(variables) <= 65536);
COMMENT ON COLUMN documents.saved_document_version.variables IS 'JSON as it was written; null for none. Whoever runs the document by its name or id sends their own.';
GRANT INSERT (variables) ON documents.saved_document_version
  TO registry_hr, registry_planner, registry_leader, registry_admin, registry_auditor;
