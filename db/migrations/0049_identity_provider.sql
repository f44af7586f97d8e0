-- Who somebody is at an identity provider is the provider's issuer and the subject there: the same subject of another provider is
-- somebody else. What was noted before without an issuer is kept to be read, and signs nobody in until it is noted again.

ALTER TABLE access.account
  ADD COLUMN external_issuer text CHECK (char_length(external_issuer) BETWEEN 1 AND 255),
  ADD CONSTRAINT issuer_with_subject CHECK (external_issuer IS NULL OR external_subject IS NOT NULL),
  DROP CONSTRAINT account_external_subject_key,
  ADD CONSTRAINT account_at_provider UNIQUE (external_issuer, external_subject);
COMMENT ON COLUMN access.account.external_issuer IS 'The identity provider, by the issuer that its tokens name.';
COMMENT ON COLUMN access.account.external_subject IS 'Who it is there: the sub of its tokens, never an address of mail, which may pass to somebody else.';

-- Whoever says by hand that an account is somebody else's is told too.
CREATE OR REPLACE FUNCTION access.note_configuration() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  was CONSTANT jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
  became CONSTANT jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
  told CONSTANT text[] := ARRAY(
    SELECT key FROM jsonb_object_keys(coalesce(became, was)) key
     WHERE key = ANY (ARRAY['account_id', 'name', 'display_name', 'role', 'password_hash', 'demo', 'closed_at', 'person_id', 'agency_id', 'unit_id',
                            'external_issuer', 'external_subject'])
       AND was -> key IS DISTINCT FROM became -> key ORDER BY key);
BEGIN
  IF cardinality(told) > 0 THEN
    INSERT INTO access.audit_event (kind, account_id, door, subject, details)
      VALUES ('configuration', nullif(current_setting('registry.account', true), '')::uuid, coalesce(nullif(current_setting('history.door', true), ''), 'database'),
              coalesce(coalesce(became, was) ->> 'account_id', coalesce(became, was) ->> 'id'),
              jsonb_build_object('table', TG_TABLE_NAME, 'change', lower(TG_OP), 'columns', array_to_string(told, ', '), 'login', session_user));
  END IF;
  RETURN NULL;
END
$$;
