-- People are found by name without accents or order, with typing errors, and by parts of a staff code (docs/decisions/0017).

CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;

-- Staff code (số hiệu cán bộ, công chức, viên chức), as the agency that gave it writes it; two agencies may give the same.
ALTER TABLE registry.person ADD COLUMN staff_code text
  CHECK (staff_code = btrim(staff_code) AND char_length(staff_code) BETWEEN 1 AND 40);

-- The words by which a name is found: each without accents, in order; then, each behind "=", with accents, the tone mark moved behind its
-- word, so that hoà and hòa are one and composed and decomposed letters too. In PL/pgSQL for the reason that reference.fold is.
CREATE FUNCTION registry.search_words(name text) RETURNS text[]
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000 SET search_path = '' AS $$
DECLARE
  plain text := reference.fold(name);
  marked text := regexp_replace(
    lower(normalize(name, NFD)), '([\u0300\u0301\u0303\u0309\u0323])([[:alnum:]\u0302\u0306\u031b]+)', '\2\1', 'g');
BEGIN
  IF plain ~ '[^a-z0-9 ]' THEN
    plain := btrim(regexp_replace(plain, '[^[:alnum:]]+', ' ', 'g'));
  END IF;
  marked := btrim(regexp_replace(marked, '[^[:alnum:]\u0300-\u036f]+', ' ', 'g'));
  RETURN string_to_array(plain || ' =' || replace(marked, ' ', ' ='), ' ');
END
$$;

ALTER TABLE registry.person ADD COLUMN search_words text[] NOT NULL GENERATED ALWAYS AS (registry.search_words(full_name)) STORED;
CREATE INDEX person_search_words ON registry.person USING gin (search_words);
CREATE INDEX person_staff_code ON registry.person USING gin (lower(staff_code) public.gin_trgm_ops);
-- Row-level security keeps LIKE away from an index, as it might tell of rows that the caller may not see; equality may use one.
DROP INDEX registry.person_folded_name;
CREATE INDEX person_folded_name ON registry.person (folded_name);

-- Every word that a name ever had, without accents: a few thousand, among which those near to a mistyped word are looked for. Words
-- stay when the last name that had them goes; they say nothing of anybody. No role reads them but through search_people.
CREATE TABLE registry.name_word (
  word text COLLATE "C" PRIMARY KEY
);
ALTER TABLE registry.name_word ENABLE ROW LEVEL SECURITY;

CREATE FUNCTION registry.keep_name_words() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  -- In order, so that two who add the same words wait for each other instead of both for ever.
  INSERT INTO registry.name_word (word)
    SELECT word FROM (SELECT DISTINCT unnest(search_words) COLLATE "C" AS word FROM changed) added
     WHERE word NOT LIKE '=%' AND NOT EXISTS (SELECT FROM registry.name_word known WHERE known.word = added.word)
     ORDER BY word
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION registry.keep_name_words() FROM PUBLIC;
CREATE TRIGGER name_words_on_insert AFTER INSERT ON registry.person
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.keep_name_words();
CREATE TRIGGER name_words_on_update AFTER UPDATE ON registry.person
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION registry.keep_name_words();
INSERT INTO registry.name_word (word)
  SELECT DISTINCT word FROM registry.person, unnest(search_words) word WHERE word NOT LIKE '=%';

-- Words of names that one typing error turns into this one: a letter too many, missing, wrong, or two exchanged; in long words two errors.
CREATE FUNCTION registry.near_words(sought text) RETURNS text[]
  LANGUAGE plpgsql STABLE STRICT SET search_path = '' AS $$
DECLARE
  size constant integer := char_length(sought);
  exchanged text[];
  near text[];
BEGIN
  IF size < 3 OR size > 40 THEN
    RETURN ARRAY[sought];
  END IF;

  SELECT array_agg(left(sought, i - 1) || substr(sought, i + 1, 1) || substr(sought, i, 1) || substr(sought, i + 2)) INTO exchanged
    FROM generate_series(1, size - 1) i;
  SELECT array_agg(word) INTO near FROM registry.name_word
   WHERE char_length(word) BETWEEN size - 1 AND size + 1
     AND (word = ANY (exchanged) OR public.levenshtein_less_equal(word, sought, 1) <= 1);
  IF near IS NULL AND size >= 6 THEN
    SELECT array_agg(word) INTO near FROM registry.name_word
     WHERE char_length(word) BETWEEN size - 2 AND size + 2 AND public.levenshtein_less_equal(word, sought, 2) <= 2;
  END IF;
  RETURN near;
END
$$;
REVOKE EXECUTE ON FUNCTION registry.near_words(text) FROM PUBLIC;

-- Groups of words, each an array as text, as a condition on p: a name must have one word of every group. To unite the lists of two words that a
-- third of the people share takes the index longer than to look at the people whom the rarest word leaves; so only that group and those
-- under 4 % of the people may use the index, and the others are looked for in the rows.
CREATE FUNCTION registry.having_words(groups text[], shares jsonb) RETURNS text
  LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
  SELECT coalesce(string_agg(format(CASE WHEN turn = 1 OR share < 0.04 THEN 'p.search_words && %L::text[]'
                                         ELSE '(p.search_words || ''{}''::text[]) && %L::text[]' END, one), ' AND ' ORDER BY turn), 'true')
    FROM (SELECT one, share, row_number() OVER (ORDER BY share) AS turn
            FROM unnest(groups) one,
                 LATERAL (SELECT coalesce(sum((shares ->> word)::float8), 0) AS share FROM unnest(one::text[]) word) counted) ranked
$$;
REVOKE EXECUTE ON FUNCTION registry.having_words(text[], jsonb) FROM PUBLIC;

-- The people of the account's agencies whom a text means, best first. It runs with the owner's rights because row-level security would
-- keep it from every index but those of equality; so it looks at the scope itself, and whoever asks joins what it gives to
-- registry.person, where the policies hold again. A step that more than five hundred people pass goes on with five hundred of them.
--   sought   a name, in any order and with or without accents, with a year of birth if liked; or part of a staff code
--   under    only dossiers kept by this agency or one below it; null for all
--   id_hash  keyed hash of the citizen ID, if sought is one
--   most     so many at most
CREATE FUNCTION registry.search_people(sought text, under uuid, id_hash bytea, most integer)
  RETURNS TABLE (person_id uuid, place bigint, rank real, reasons text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50 COST 10000 SET search_path = '' AS $$
#variable_conflict use_column
DECLARE
  step_limit constant integer := 500;
  steps constant text[] := ARRAY['citizen', 'code', 'marked', 'whole', 'plain', 'beginning', 'misspelt', 'misspelt all'];
  scope uuid[] := ARRAY(SELECT s.agency_id FROM access.scoped_agency s WHERE s.account_id = access.current_account() AND s.until > current_date);
  keepers text := 'EXISTS (SELECT FROM access.scoped_agency s WHERE s.account_id = $1 AND s.agency_id = p.keeper_id AND s.until > current_date)';
  folded text := btrim(regexp_replace(reference.fold(sought), '[^[:alnum:]]+', ' ', 'g'));
  -- What PostgreSQL's statistics tell of how many names have a word; nothing before the first ANALYZE, which costs speed only.
  shares jsonb := (
    SELECT coalesce(jsonb_object_agg(element.word, element.share), '{}')
      FROM pg_catalog.pg_stats t,
           ROWS FROM (unnest(t.most_common_elems::text::text[]), unnest(t.most_common_elem_freqs)) AS element (word, share)
     WHERE t.schemaname = 'registry' AND t.tablename = 'person' AND t.attname = 'search_words' AND element.word IS NOT NULL);
  groups text[];
  plain text[];
  marked text[];
  whole text;
  born text;
  condition text;
  score text;
  reason text;
  step text;
  hit record;
  seen uuid[] := '{}';
  near text[];
  one text;
BEGIN
  place := 0;
  most := least(most, 500);
  IF under IS NOT NULL THEN
    scope := ARRAY(
      WITH RECURSIVE below AS (
          SELECT under AS id UNION SELECT a.id FROM registry.agency a JOIN below ON a.parent_id = below.id)
      SELECT id FROM below WHERE id = ANY (scope));
  END IF;
  -- The planner knows how many people a few agencies keep, and for many only that they are many.
  IF under IS NOT NULL OR cardinality(scope) <= 200 THEN
    keepers := 'p.keeper_id = ANY ($2)';
  END IF;

  -- A year beside a name is that of birth.
  born := substring(folded FROM '(?:^| )((?:19|20)[0-9]{2})(?= |$)');
  IF born IS NOT NULL AND folded ~ '[a-z]' AND btrim(replace(folded, born, '')) !~ '[0-9]' THEN
    folded := btrim(regexp_replace(replace(folded, born, ''), ' +', ' ', 'g'));
    sought := replace(sought, born, ' ');
    keepers := keepers || ' AND p.birth_year = ' || born::smallint;
  ELSE
    born := NULL;
  END IF;

  whole := reference.fold(sought);
  plain := array_remove(string_to_array(folded, ' '), '');
  marked := array_remove((registry.search_words(sought))[cardinality(regexp_split_to_array(folded, ' ')) + 1:], '=');
  IF cardinality(plain) > 12 OR (cardinality(plain) = 0 AND (under IS NULL OR btrim(sought) <> '')) THEN
    RETURN;
  END IF;

  FOREACH step IN ARRAY steps LOOP
    CONTINUE WHEN (step IN ('citizen', 'code')) <> (folded ~ '[0-9]');
    reason := upper(step);
    score := '0::real';
    CASE step
      WHEN 'citizen' THEN
        CONTINUE WHEN id_hash IS NULL;
        condition := 'p.citizen_id_hash = $5';
        score := '1::real';
        reason := 'CITIZEN_ID';
      WHEN 'code' THEN
        CONTINUE WHEN char_length(btrim(sought)) < 3;
        condition := 'lower(p.staff_code) LIKE $6';
        score := $c$(0.9 + 0.1 * (lower(p.staff_code) = lower(btrim($4)))::int)::real$c$;
        reason := 'STAFF_CODE';
      WHEN 'marked' THEN
        condition := registry.having_words(ARRAY(SELECT ARRAY[w]::text FROM unnest(marked) w), shares);
        score := '(0.9 + 0.1 * (p.search_words = $3 || $7)::int + 0.02 * (p.folded_name LIKE $8)::int * (cardinality($3) = 1)::int)::real';
        reason := 'MARKS';
      WHEN 'whole' THEN
        CONTINUE WHEN cardinality(plain) < 2;
        condition := 'p.folded_name = $9';
        score := '(0.8 + 0.09 * cardinality(ARRAY(SELECT unnest($7) INTERSECT SELECT unnest(p.search_words))) / cardinality($7))::real';
        reason := 'WHOLE_NAME';
      WHEN 'plain' THEN
        condition := registry.having_words(ARRAY(SELECT ARRAY[w]::text FROM unnest(plain) w), shares);
        score := '(0.65 + 0.1 * cardinality(ARRAY(SELECT unnest($7) INTERSECT SELECT unnest(p.search_words))) / greatest(1, cardinality($7)) + 0.04 * (p.folded_name LIKE $8)::int)::real';
        reason := 'WORDS';
      WHEN 'beginning' THEN
        -- One letter begins too many words.
        CONTINUE WHEN char_length(plain[cardinality(plain)]) < 2;
        near := ARRAY(SELECT w.word FROM registry.name_word w
                       WHERE w.word >= plain[cardinality(plain)] COLLATE "C" AND w.word < (plain[cardinality(plain)] || '~') COLLATE "C" LIMIT 200);
        CONTINUE WHEN near = '{}';
        condition := registry.having_words(ARRAY(SELECT ARRAY[w]::text FROM unnest(plain[:cardinality(plain) - 1]) w) || near::text, shares);
        score := '(0.5 + 0.04 * (p.folded_name LIKE $8 || ''%'')::int)::real';
      ELSE
        -- Another spelling is thought of only where nobody is written as sought.
        EXIT WHEN place > 0;
        reason := 'SPELLING';
        groups := '{}';
        FOREACH one IN ARRAY plain LOOP
          IF step = 'misspelt' AND EXISTS (SELECT FROM registry.name_word w WHERE w.word = one COLLATE "C") THEN
            near := ARRAY[one];
          ELSE
            near := registry.near_words(one);
          END IF;
          groups := groups || near::text;
        END LOOP;
        CONTINUE WHEN array_position(groups, NULL) IS NOT NULL;
        condition := registry.having_words(groups, shares);
        score := '(0.5 * public.similarity(p.folded_name, $9))::real';
    END CASE;
    IF cardinality(plain) = 0 THEN
      CONTINUE WHEN step <> 'plain';
      condition := 'true';
      score := '0::real';
      reason := NULL;
    END IF;

    FOR hit IN EXECUTE format(
      'SELECT p.id, %s AS score, p.search_words = $3 || $7 AS whole
         FROM (SELECT p.* FROM registry.person p WHERE %s AND %s AND p.id <> ALL ($10) LIMIT %s) p
        ORDER BY score DESC, p.given_name, p.full_name, p.id LIMIT %s', score, condition, keepers, step_limit, most - place)
      USING access.current_account(), scope, plain, sought, id_hash,
            '%' || replace(replace(replace(lower(btrim(sought)), '\', '\\'), '%', '\%'), '_', '\_') || '%',
            marked, '%' || plain[cardinality(plain)], whole, seen
    LOOP
      person_id := hit.id;
      place := place + 1;
      rank := hit.score;
      reasons := concat_ws(',', CASE WHEN hit.whole AND reason = 'MARKS' THEN 'WHOLE_NAME' END, reason,
                           CASE WHEN born IS NOT NULL THEN 'BIRTH_YEAR' END, CASE WHEN under IS NOT NULL THEN 'AGENCY' END);
      seen := seen || hit.id;
      RETURN NEXT;
    END LOOP;
    EXIT WHEN place >= most;
  END LOOP;
END
$$;
REVOKE EXECUTE ON FUNCTION registry.search_people(text, uuid, bytea, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registry.search_people(text, uuid, bytea, integer) TO registry_hr;
