-- Finding people by what each way costs, so that common names are found as soon as rare ones (docs/decisions/0017).

-- Those of some words that somebody has. Words stay in registry.name_word when the last name that had them goes; such a word must neither pass for
-- rightly spelt nor hide one that is near. What the statistics know is common; the others are found by the index, which a planner that does not
-- know the word would not take.
CREATE FUNCTION registry.living_words(words text[], shares jsonb) RETURNS text[]
  LANGUAGE sql STABLE SET search_path = '' SET enable_seqscan = off SET enable_indexscan = off AS $$
  SELECT array_agg(word) FROM unnest(words) word
   WHERE shares ? word OR EXISTS (SELECT FROM registry.person p WHERE p.search_words @> ARRAY[word])
$$;
REVOKE EXECUTE ON FUNCTION registry.living_words(text[], jsonb) FROM PUBLIC;

DROP FUNCTION registry.near_words(text);
-- Words of names that one typing error turns into this one: a letter too many, missing, wrong, or two exchanged; in long words two errors.
CREATE FUNCTION registry.near_words(sought text, shares jsonb) RETURNS text[]
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
  SELECT registry.living_words(array_agg(word), shares) INTO near FROM registry.name_word
   WHERE char_length(word) BETWEEN size - 1 AND size + 1
     AND (word = ANY (exchanged) OR public.levenshtein_less_equal(word, sought, 1) <= 1);
  IF near IS NULL AND size >= 6 THEN
    SELECT registry.living_words(array_agg(word), shares) INTO near FROM registry.name_word
     WHERE char_length(word) BETWEEN size - 2 AND size + 2 AND public.levenshtein_less_equal(word, sought, 2) <= 2;
  END IF;
  RETURN near;
END
$$;
REVOKE EXECUTE ON FUNCTION registry.near_words(text, jsonb) FROM PUBLIC;

-- Groups of words, each an array as text, as a condition on p: a name must have one word of every group.
--   indexed  whether the index of words may serve it; else it is looked for in the rows
DROP FUNCTION registry.having_words(text[], jsonb);
CREATE FUNCTION registry.having_words(groups text[], indexed boolean) RETURNS text
  LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
  SELECT coalesce(string_agg(format(CASE WHEN indexed THEN 'p.search_words && %L::text[]' ELSE '(p.search_words || ''{}''::text[]) && %L::text[]' END, one), ' AND '), 'true')
    FROM unnest(groups) one
$$;
REVOKE EXECUTE ON FUNCTION registry.having_words(text[], boolean) FROM PUBLIC;

-- The people of the account's agencies whom a text means, best first. It runs with the owner's rights because row-level security would
-- keep it from every index but those of equality; so it looks at the scope itself, and whoever asks joins what it gives to
-- registry.person, where the policies hold again.
--   sought   a name, in any order and with or without accents, with a year of birth if liked; or part of a staff code
--   under    only dossiers kept by this agency or one below it; null for all
--   id_hash  keyed hash of the citizen ID, if sought is one; or of its last four or six digits, 4 or 8 bytes, if sought ends with these
--   most     so many at most, 10,000 and no more
CREATE OR REPLACE FUNCTION registry.search_people(sought text, under uuid, id_hash bytea, most integer)
  RETURNS TABLE (person_id uuid, place bigint, rank real, reasons text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50 COST 10000 SET search_path = '' AS $$
#variable_conflict use_column
DECLARE
  -- Guesses at another spelling are ranked among so many; whatever is written as sought is ranked among all.
  guess_limit constant integer := 500;
  -- Microseconds that an item of the index of words, a row found by it, and a row passed in the order of names take.
  item_cost constant float8 := 0.4;
  row_cost constant float8 := 3;
  step_cost constant float8 := 2.5;
  -- From so many people on they are told apart by given name and order of names only.
  many constant float8 := 3000;
  -- Of a word that is not among the common ones of the statistics.
  rare_share constant float8 := 0.0003;
  steps constant text[] := ARRAY['citizen', 'code', 'exact', 'marked', 'whole', 'plain', 'beginning', 'misspelt', 'misspelt all'];
  people float8 := (SELECT greatest(c.reltuples, 1) FROM pg_catalog.pg_class c WHERE c.oid = 'registry.person'::regclass);
  agencies bigint := (SELECT count(*) FROM registry.agency);
  scope uuid[] := ARRAY(SELECT s.agency_id FROM access.scoped_agency s WHERE s.account_id = access.current_account() AND s.until > current_date);
  keepers text := 'EXISTS (SELECT FROM access.scoped_agency s WHERE s.account_id = $1 AND s.agency_id = p.keeper_id AND s.until > current_date)';
  kept_share float8;
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
  written text[];
  born text;
  ends text;
  condition text;
  score text;
  reason text;
  step text;
  seen uuid[] := '{}';
  near text[];
  one text;
  last text;
  all_share float8;
  least_share float8;
  other_share float8;
  passing float8;
  whole_cost float8;
  walk float8;
  forms text[];
  source text;
  want bigint;
  ids uuid[];
  scores real[];
  wholes boolean[];
BEGIN
  place := 0;
  most := least(most, 10000);
  IF under IS NOT NULL THEN
    scope := ARRAY(
      WITH RECURSIVE below AS (
          SELECT under AS id UNION SELECT a.id FROM registry.agency a JOIN below ON a.parent_id = below.id)
      SELECT id FROM below WHERE id = ANY (scope));
  END IF;
  kept_share := least(1, cardinality(scope)::float8 / greatest(agencies, 1));
  -- Of every agency each row is the account's. The planner knows how many people a few agencies keep, and for many only that they are many.
  IF cardinality(scope) = agencies THEN
    keepers := 'true';
  ELSIF under IS NOT NULL OR cardinality(scope) <= 200 THEN
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

  -- The last digits of a citizen ID, alone or behind a name (docs/decisions/0029).
  IF octet_length(id_hash) < 32 THEN
    ends := format('substr(p.citizen_id_cipher, 42, 8) BETWEEN %L AND %L', id_hash || CASE octet_length(id_hash) WHEN 4 THEN '\x00000000'::bytea ELSE '' END, id_hash || CASE octet_length(id_hash) WHEN 4 THEN '\xffffffff'::bytea ELSE '' END);
    IF folded ~ '[a-z]' THEN
      folded := regexp_replace(folded, ' ?[0-9]+$', '');
      sought := regexp_replace(sought, '\s*[0-9]+\s*$', '');
      keepers := keepers || ' AND ' || ends;
    END IF;
  END IF;

  whole := reference.fold(sought);
  plain := array_remove(string_to_array(folded, ' '), '');
  marked := array_remove((registry.search_words(sought))[cardinality(regexp_split_to_array(folded, ' ')) + 1:], '=');
  last := plain[cardinality(plain)];
  written := ARRAY(SELECT DISTINCT form FROM (SELECT btrim(regexp_replace(sought, '\s+', ' ', 'g')) AS name) typed,
                   unnest(ARRAY[name, normalize(name, NFC), initcap(normalize(name, NFC))]) form);
  IF cardinality(plain) > 12 OR (cardinality(plain) = 0 AND (under IS NULL OR btrim(sought) <> '')) THEN
    RETURN;
  END IF;

  FOREACH step IN ARRAY steps LOOP
    CONTINUE WHEN (step IN ('citizen', 'code')) <> (folded ~ '[0-9]');
    reason := upper(step);
    score := '0::real';
    groups := NULL;
    CASE step
      WHEN 'citizen' THEN
        CONTINUE WHEN id_hash IS NULL;
        condition := coalesce(ends, 'p.citizen_id_hash = $5');
        score := CASE WHEN ends IS NULL THEN '1::real' ELSE '0.95::real' END;
        reason := CASE WHEN ends IS NULL THEN 'CITIZEN_ID' ELSE 'CITIZEN_ID_PART' END;
      WHEN 'code' THEN
        CONTINUE WHEN char_length(btrim(sought)) < 3;
        condition := 'lower(p.staff_code) LIKE $6';
        score := $c$(0.9 + 0.1 * (lower(p.staff_code) = lower(btrim($4)))::int)::real$c$;
        reason := 'STAFF_CODE';
      WHEN 'exact' THEN
        CONTINUE WHEN cardinality(plain) = 0;
        condition := $c$p.given_name = ANY (ARRAY(SELECT regexp_replace(form, '^.*\s', '') FROM unnest($12) form)) AND p.full_name = ANY ($12)$c$;
        score := '1::real';
        reason := 'MARKS';
      WHEN 'marked' THEN
        groups := ARRAY(SELECT ARRAY[w]::text FROM unnest(marked) w);
        score := '(0.9 + 0.1 * (p.search_words = $3 || $7)::int + 0.02 * (split_part(p.folded_name, '' '', -1) = $8)::int * (cardinality($3) = 1)::int)::real';
        reason := 'MARKS';
      WHEN 'whole' THEN
        CONTINUE WHEN cardinality(plain) < 2;
        condition := 'p.folded_name = $9';
        score := '(0.8 + 0.09 * cardinality(ARRAY(SELECT unnest($7) INTERSECT SELECT unnest(p.search_words))) / cardinality($7))::real';
        reason := 'WHOLE_NAME';
      WHEN 'plain' THEN
        groups := ARRAY(SELECT ARRAY[w]::text FROM unnest(plain) w);
        score := '(0.65 + 0.1 * cardinality(ARRAY(SELECT unnest($7) INTERSECT SELECT unnest(p.search_words))) / greatest(1, cardinality($7)) + 0.04 * (split_part(p.folded_name, '' '', -1) = $8)::int)::real';
        reason := 'WORDS';
      WHEN 'beginning' THEN
        -- One letter begins too many words.
        CONTINUE WHEN char_length(last) < 2;
        near := ARRAY(SELECT w.word FROM registry.name_word w WHERE w.word >= last COLLATE "C" AND w.word < (last || '~') COLLATE "C" LIMIT 200);
        -- Where no word goes on from here, every word has been looked for already.
        CONTINUE WHEN near = '{}' OR near = ARRAY[last];
        groups := ARRAY(SELECT ARRAY[w]::text FROM unnest(plain[:cardinality(plain) - 1]) w) || near::text;
        score := '(0.5 + 0.04 * (starts_with(split_part(p.folded_name, '' '', -1), $8))::int)::real';
      ELSE
        -- Another spelling is thought of only where nobody is written as sought.
        EXIT WHEN place > 0;
        reason := 'SPELLING';
        groups := '{}';
        FOREACH one IN ARRAY plain LOOP
          IF step = 'misspelt' AND registry.living_words(ARRAY[one], shares) IS NOT NULL THEN
            near := ARRAY[one];
          ELSE
            near := registry.near_words(one, shares);
          END IF;
          groups := groups || near::text;
        END LOOP;
        -- A word that nothing is near to, however the others are spelt; or each is known, and they have been looked for already.
        EXIT WHEN array_position(groups, NULL) IS NOT NULL;
        CONTINUE WHEN groups = ARRAY(SELECT ARRAY[w]::text FROM unnest(plain) w);
        score := '(0.5 * public.similarity(p.folded_name, $9))::real';
    END CASE;
    IF cardinality(plain) = 0 THEN
      CONTINUE WHEN step <> 'plain';
      groups := NULL;
      condition := 'true';
      score := '0::real';
      reason := NULL;
    END IF;

    want := most - place;
    walk := NULL;
    IF groups IS NOT NULL THEN
      -- How many have the words, as if each were independent of the others; the rarest; all but the last, which is mostly the given name.
      SELECT coalesce(exp(sum(ln(share))), 1), coalesce(min(share), 1), coalesce(exp(sum(ln(share)) FILTER (WHERE turn < cardinality(groups))), 1)
        INTO all_share, least_share, other_share
        FROM (SELECT turn, least(1, sum(coalesce((shares ->> word)::float8, rare_share))) AS share
                FROM unnest(groups) WITH ORDINALITY g (one, turn), unnest(one::text[]) word GROUP BY turn) counted;
      -- Whoever keeps few looks through these; else the index has the words.
      whole_cost := (least_share * item_cost + all_share * row_cost) * people;
      condition := registry.having_words(groups, ends IS NULL AND whole_cost < kept_share * row_cost * people);
      whole_cost := least(whole_cost, kept_share * row_cost * people);
      IF all_share * people > many AND reason <> 'SPELLING' THEN
        score := CASE step WHEN 'marked' THEN '(0.9 + 0.02 * (split_part(p.folded_name, '' '', -1) = $8)::int)::real'
                           WHEN 'plain' THEN '(0.65 + 0.04 * (split_part(p.folded_name, '' '', -1) = $8)::int)::real'
                           ELSE score END;
      END IF;
      -- Where so many pass that the first of them are met soon in the order of names, that order is walked: first among those with this given name.
      IF all_share * people > many AND ends IS NULL THEN
        forms := ARRAY(
          SELECT form FROM pg_catalog.pg_stats t, unnest(t.most_common_vals::text::text[]) form
           WHERE t.schemaname = 'registry' AND t.tablename = 'person' AND t.attname = 'given_name'
             AND CASE WHEN step = 'marked' THEN registry.search_words(form) @> marked[cardinality(marked):] ELSE reference.fold(form) = ANY (groups[cardinality(groups)]::text[]) END);
        passing := (CASE WHEN forms = '{}' THEN all_share ELSE other_share END) * kept_share * CASE WHEN born IS NULL THEN 1 ELSE 0.02 END;
        walk := (CASE WHEN reason = 'SPELLING' THEN guess_limit ELSE want END) / passing;
        -- The first in that order may be of others (people of one ethnic group have given names of their own): as far as half of what all would cost.
        walk := CASE WHEN walk * step_cost < whole_cost THEN greatest(2 * walk + 1000, whole_cost / step_cost / 2) END;
      END IF;
    END IF;

    FOR turn IN 1 .. 2 LOOP
      IF turn = 1 THEN
        CONTINUE WHEN walk IS NULL;
        source := format(
          'SELECT p.* FROM (SELECT p.* FROM registry.person p WHERE %s ORDER BY p.given_name, p.full_name, p.id LIMIT %s) p WHERE %s AND %s AND p.id <> ALL ($10) LIMIT %s',
          CASE WHEN forms = '{}' THEN 'true' ELSE 'p.given_name = ANY ($11)' END, walk::bigint, registry.having_words(groups, false), keepers,
          CASE WHEN reason = 'SPELLING' THEN guess_limit ELSE want END);
      ELSE
        source := format('SELECT p.* FROM registry.person p WHERE %s AND %s AND p.id <> ALL ($10)%s', condition, keepers,
          CASE WHEN reason = 'SPELLING' THEN ' LIMIT ' || guess_limit ELSE '' END);
      END IF;
      EXECUTE format(
        'SELECT coalesce(array_agg(h.id), ''{}''), array_agg(h.score), array_agg(h.whole)
           FROM (SELECT p.id, %s AS score, p.search_words = $3 || $7 AS whole FROM (%s) p
                  ORDER BY score DESC, p.given_name, p.full_name, p.id LIMIT %s) h', score, source, want)
        INTO ids, scores, wholes
        USING access.current_account(), scope, plain, sought, id_hash,
              '%' || replace(replace(replace(lower(btrim(sought)), '\', '\\'), '%', '\%'), '_', '\_') || '%',
              marked, last, whole, seen, forms, written;
      -- A walk that ends before the page is full was thought to be shorter than it is.
      EXIT WHEN cardinality(ids) = want;
    END LOOP;

    FOR i IN 1 .. cardinality(ids) LOOP
      person_id := ids[i];
      place := place + 1;
      rank := scores[i];
      reasons := concat_ws(',', CASE WHEN wholes[i] AND reason = 'MARKS' THEN 'WHOLE_NAME' END, reason,
                           CASE WHEN ends IS NOT NULL AND step NOT IN ('citizen', 'code') THEN 'CITIZEN_ID_PART' END,
                           CASE WHEN born IS NOT NULL THEN 'BIRTH_YEAR' END, CASE WHEN under IS NOT NULL THEN 'AGENCY' END);
      RETURN NEXT;
    END LOOP;
    seen := seen || ids;
    EXIT WHEN place >= most;
  END LOOP;
END
$$;

-- Kept in the form of a citizen ID by the server, which has the key: four bytes for the last four digits, four for the last six.
CREATE INDEX person_citizen_id_end ON registry.person (substr(citizen_id_cipher, 42, 8)) WHERE citizen_id_cipher IS NOT NULL;
