-- Foreign keys of people, degrees and postings are looked up once a statement instead of once a row: ten look-ups a person were a quarter of what a list
-- took to write. The constraints stay as declared, and what they do when a list, an agency or a person goes stays PostgreSQL's own; only their check of
-- new rows is done here, with the same locks, errors and names. docs/decisions/0027.

-- A key that no row had before must be there, and stay until this is committed. What this transaction has added nobody else can take away.
DO $do$
DECLARE
  checked record;
BEGIN
  FOR checked IN
    SELECT t.relation, string_agg(format($check$
  DECLARE
    keys %5$s[];
  BEGIN
    IF TG_OP = 'INSERT' THEN
      keys := ARRAY(SELECT DISTINCT c.%1$I FROM changed c WHERE c.%1$I IS NOT NULL);
    ELSE
      keys := ARRAY(SELECT c.%1$I FROM changed c WHERE c.%1$I IS NOT NULL EXCEPT SELECT b.%1$I FROM before b);
    END IF;
    PERFORM FROM %2$s k WHERE k.%3$I = ANY (keys) AND k.xmin <> pg_current_xact_id()::xid FOR KEY SHARE;
    IF (SELECT count(*) FROM %2$s k WHERE k.%3$I = ANY (keys)) < cardinality(keys) THEN
      RAISE EXCEPTION 'insert or update on table "%%" violates foreign key constraint "%4$s"', TG_TABLE_NAME
        USING ERRCODE = 'foreign_key_violation', SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME, CONSTRAINT = '%4$s';
    END IF;
  END;$check$, t.key, t.referenced, t.referenced_key, t.relation || '_' || t.key || '_fkey', t.type), '' ORDER BY t.key) AS checks
      FROM (VALUES
        ('person', 'ethnic_group_code', 'reference.ethnic_group', 'code', 'text'),
        ('person', 'home_unit_id', 'reference.administrative_unit', 'id', 'text'),
        ('person', 'keeper_id', 'registry.agency', 'id', 'uuid'),
        ('degree', 'person_id', 'registry.person', 'id', 'uuid'),
        ('degree', 'level_code', 'reference.degree_level', 'code', 'text'),
        ('degree', 'field_code', 'reference.field_of_study', 'code', 'text'),
        ('posting', 'person_id', 'registry.person', 'id', 'uuid'),
        ('posting', 'agency_id', 'registry.agency', 'id', 'uuid'),
        ('posting', 'profession_code', 'reference.profession', 'code', 'text'),
        ('posting', 'required_level_code', 'reference.degree_level', 'code', 'text')) t (relation, key, referenced, referenced_key, type)
     GROUP BY t.relation LOOP
    EXECUTE format($function$
      CREATE FUNCTION registry.check_keys_of_%1$s() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $body$
      BEGIN%2$s
        RETURN NULL;
      END
      $body$;
      REVOKE EXECUTE ON FUNCTION registry.check_keys_of_%1$s() FROM PUBLIC;
      CREATE TRIGGER check_keys_on_insert AFTER INSERT ON registry.%1$s REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION registry.check_keys_of_%1$s();
      CREATE TRIGGER check_keys_on_update AFTER UPDATE ON registry.%1$s REFERENCING OLD TABLE AS before NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION registry.check_keys_of_%1$s()
      $function$, checked.relation, checked.checks);
  END LOOP;
END
$do$;

-- Switches the checks by row off, of the keys above and no others. A constraint that was made anew has it on again: whoever drops constraints for a load calls this
-- after it. Only a superuser may; where the owner is none, rows are checked both ways, which costs time and nothing else.
CREATE FUNCTION registry.check_keys_by_statement() RETURNS void LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE
  by_row record;
BEGIN
  FOR by_row IN
    SELECT t.tgrelid::regclass AS relation, t.tgname AS name
      FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_constraint k ON k.oid = t.tgconstraint
     WHERE k.contype = 'f' AND t.tgrelid = k.conrelid AND t.tgisinternal AND t.tgenabled = 'O'
       AND (k.conrelid, k.conname) IN (
         ('registry.person'::regclass, 'person_ethnic_group_code_fkey'), ('registry.person'::regclass, 'person_home_unit_id_fkey'),
         ('registry.person'::regclass, 'person_keeper_id_fkey'), ('registry.degree'::regclass, 'degree_person_id_fkey'),
         ('registry.degree'::regclass, 'degree_level_code_fkey'), ('registry.degree'::regclass, 'degree_field_code_fkey'),
         ('registry.posting'::regclass, 'posting_person_id_fkey'), ('registry.posting'::regclass, 'posting_agency_id_fkey'),
         ('registry.posting'::regclass, 'posting_profession_code_fkey'), ('registry.posting'::regclass, 'posting_required_level_code_fkey')) LOOP
    EXECUTE format('ALTER TABLE %s DISABLE TRIGGER %I', by_row.relation, by_row.name);
  END LOOP;
EXCEPTION WHEN insufficient_privilege THEN
  NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION registry.check_keys_by_statement() FROM PUBLIC;
SELECT registry.check_keys_by_statement();
