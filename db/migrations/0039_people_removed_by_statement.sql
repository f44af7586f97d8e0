-- Who goes takes their records along by one statement a table instead of ten a person, which was two thirds of what taking a list back took. As for the
-- keys of migration 35 the constraints stay as declared; only what they do row by row is done here once a statement. docs/decisions/0030.

-- Makes the triggers that check the foreign keys of people, degrees and postings, and that remove the records of people who go, from the constraints as they
-- are declared; then switches off what those constraints do by row. Whoever adds or drops such a constraint, or makes it anew for a load, calls this
-- afterwards. Only a superuser may switch off; where the owner is none, both are done, which costs time and nothing else.
CREATE OR REPLACE FUNCTION registry.check_keys_by_statement() RETURNS void LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
  checked record;
  removals text;
  by_row record;
BEGIN
  -- A key that no row had before must be there, and stay until this is committed. What this transaction has added nobody else can take away.
  FOR checked IN
    SELECT c.relname AS relation, string_agg(format($check$
  DECLARE
    keys %5$s[];
  BEGIN
    IF TG_OP = 'INSERT' THEN
      keys := ARRAY(SELECT DISTINCT c.%1$I FROM changed c WHERE c.%1$I IS NOT NULL);
    ELSE
      keys := ARRAY(SELECT c.%1$I FROM changed c WHERE c.%1$I IS NOT NULL EXCEPT SELECT b.%1$I FROM before b);
    END IF;
    -- Mostly all of them are of this transaction: then they are looked up once.
    IF (SELECT count(*) FROM %2$s k WHERE k.%3$I = ANY (keys) AND k.xmin = pg_current_xact_id()::xid) < cardinality(keys) THEN
      PERFORM FROM %2$s k WHERE k.%3$I = ANY (keys) AND k.xmin <> pg_current_xact_id()::xid FOR KEY SHARE;
      IF (SELECT count(*) FROM %2$s k WHERE k.%3$I = ANY (keys)) < cardinality(keys) THEN
        RAISE EXCEPTION 'insert or update on table "%%" violates foreign key constraint "%4$s"', TG_TABLE_NAME
          USING ERRCODE = 'foreign_key_violation', SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME, CONSTRAINT = '%4$s';
      END IF;
    END IF;
  END;$check$, a.attname, k.confrelid::regclass, r.attname, k.conname, format_type(a.atttypid, a.atttypmod)), '' ORDER BY a.attname) AS checks
      FROM pg_catalog.pg_constraint k
      JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
      JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
      JOIN pg_catalog.pg_attribute r ON r.attrelid = k.confrelid AND r.attnum = k.confkey[1]
     WHERE k.contype = 'f' AND cardinality(k.conkey) = 1
       AND k.conrelid IN ('registry.person'::regclass, 'registry.degree'::regclass, 'registry.posting'::regclass)
     GROUP BY c.relname LOOP
    EXECUTE format($function$
      CREATE OR REPLACE FUNCTION registry.check_keys_of_%1$s() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $body$
      BEGIN%2$s
        RETURN NULL;
      END
      $body$;
      REVOKE EXECUTE ON FUNCTION registry.check_keys_of_%1$s() FROM PUBLIC;
      CREATE OR REPLACE TRIGGER check_keys_on_insert AFTER INSERT ON registry.%1$s REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION registry.check_keys_of_%1$s();
      CREATE OR REPLACE TRIGGER check_keys_on_update AFTER UPDATE ON registry.%1$s REFERENCING OLD TABLE AS before NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION registry.check_keys_of_%1$s()
      $function$, checked.relation, checked.checks);
  END LOOP;

  -- Its name puts it before the triggers of the history, so that records go before their person, as they did. Who adds a record at the same moment has
  -- locked the person, so that it is seen here when the deletion goes on; an older snapshot would not see it.
  SELECT string_agg(format('DELETE FROM %s r WHERE r.%I = ANY (people);', k.conrelid::regclass, a.attname), E'\n        ' ORDER BY k.conrelid::regclass::text)
    INTO removals
    FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
   WHERE k.contype = 'f' AND k.confrelid = 'registry.person'::regclass AND k.confdeltype = 'c' AND cardinality(k.conkey) = 1;
  EXECUTE format($function$
    CREATE OR REPLACE FUNCTION registry.remove_records() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $body$
    DECLARE
      people uuid[] := ARRAY(SELECT id FROM before);
    BEGIN
      IF people <> '{}' THEN
        IF current_setting('transaction_isolation') IN ('repeatable read', 'serializable') THEN
          RAISE EXCEPTION 'people are removed under the isolation level "read committed"' USING ERRCODE = 'invalid_transaction_state';
        END IF;
        %s
      END IF;
      RETURN NULL;
    END
    $body$;
    REVOKE EXECUTE ON FUNCTION registry.remove_records() FROM PUBLIC;
    CREATE OR REPLACE TRIGGER cascade_to_records AFTER DELETE ON registry.person REFERENCING OLD TABLE AS before
      FOR EACH STATEMENT EXECUTE FUNCTION registry.remove_records()
    $function$, removals);

  FOR by_row IN
    SELECT t.tgrelid::regclass AS relation, t.tgname AS name
      FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_constraint k ON k.oid = t.tgconstraint
     WHERE k.contype = 'f' AND cardinality(k.conkey) = 1 AND t.tgisinternal AND t.tgenabled = 'O'
       AND ((t.tgrelid = k.conrelid AND t.tgfoid IN ('pg_catalog."RI_FKey_check_ins"'::regproc, 'pg_catalog."RI_FKey_check_upd"'::regproc)
             AND k.conrelid IN ('registry.person'::regclass, 'registry.degree'::regclass, 'registry.posting'::regclass))
            OR (t.tgrelid = 'registry.person'::regclass AND t.tgfoid = 'pg_catalog."RI_FKey_cascade_del"'::regproc)) LOOP
    BEGIN
      EXECUTE format('ALTER TABLE %s DISABLE TRIGGER %I', by_row.relation, by_row.name);
    EXCEPTION WHEN insufficient_privilege THEN
      EXIT;
    END;
  END LOOP;
END
$$;
SELECT registry.check_keys_by_statement();
