-- The first page of a search among a million people, by what was still slow (docs/decisions/0071).

-- Words come from registry.name_word in the collation "C", and the index of words has that of the column: without saying so the index could not
-- serve, and each word was looked for from the beginning of the table.
CREATE OR REPLACE FUNCTION registry.living_words(words text[], shares jsonb) RETURNS text[]
  LANGUAGE sql STABLE SET search_path = '' SET enable_seqscan = off SET enable_indexscan = off SET enable_indexonlyscan = off AS $$
  SELECT array_agg(word) FROM unnest(words) word
   WHERE shares ? word OR EXISTS (SELECT FROM registry.person p WHERE p.search_words @> ARRAY[word COLLATE "default"])
$$;

-- The order of names is walked among those with a given name first: the statistics must know more of them than the hundred commonest.
ALTER TABLE registry.person ALTER given_name SET STATISTICS 400;
ANALYZE registry.person (given_name);

-- As before; words that must all be there are one question to the index.
CREATE OR REPLACE FUNCTION registry.having_words(groups text[], indexed boolean) RETURNS text
  LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
  SELECT CASE WHEN indexed
           THEN coalesce(nullif(concat_ws(' AND ', 'p.search_words @> ' || quote_literal(array_agg((one::text[])[1]) FILTER (WHERE cardinality(one::text[]) = 1)) || '::text[]',
                  string_agg(format('p.search_words && %L::text[]', one), ' AND ') FILTER (WHERE cardinality(one::text[]) <> 1)), ''), 'true')
           ELSE coalesce(string_agg(CASE WHEN cardinality(one::text[]) = 1 THEN format('%L = ANY (p.search_words)', (one::text[])[1])
                                         ELSE format('(p.search_words || ''{}''::text[]) && %L::text[]', one) END, ' AND '), 'true') END
    FROM unnest(groups) one
$$;

-- The same for rows that come from a walk, where there is no index that a planner could take.
CREATE FUNCTION registry.walked_words(groups text[]) RETURNS text
  LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
  SELECT coalesce(string_agg(
           CASE WHEN cardinality(one::text[]) = 1 THEN format('%L = ANY (p.search_words)', (one::text[])[1])
                ELSE format('p.search_words && %L::text[]', one) END, ' AND '), 'true')
    FROM unnest(groups) one
$$;
REVOKE EXECUTE ON FUNCTION registry.walked_words(text[]) FROM PUBLIC;

-- As before, but that a walk goes through the given names that the words mean before all others, so that a name is found soon whichever way round it is
-- written, and is followed as far as its index, not the table, makes it dear.
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
  step_cost_of_row constant float8 := 2.5;
  step_cost_now float8;
  -- From so many people on they are told apart by given name and order of names only.
  many constant float8 := 3000;
  -- Of a word that is not among the common ones of the statistics.
  rare_share constant float8 := 0.0003;
  steps constant text[] := ARRAY['citizen', 'code', 'exact', 'marked', 'whole', 'plain', 'beginning', 'misspelt', 'misspelt all'];
  people float8;
  agencies bigint := (SELECT count(*) FROM registry.agency);
  in_scope bigint := (SELECT count(*) FROM access.scoped_agency s WHERE s.account_id = access.current_account() AND s.until > current_date);
  scope uuid[] := '{}';
  keepers text := 'EXISTS (SELECT FROM access.scoped_agency s WHERE s.account_id = $1 AND s.agency_id = p.keeper_id AND s.until > current_date)';
  kept_share float8;
  folded text := btrim(regexp_replace(reference.fold(sought), '[^[:alnum:]]+', ' ', 'g'));
  -- What PostgreSQL's statistics tell of how many names have a word; nothing before the first ANALYZE, which costs speed only.
  shares jsonb := coalesce((
    SELECT jsonb_object(words, freqs[:cardinality(words)]::text[])
      FROM (SELECT t.most_common_elems::text::text[] AS words, t.most_common_elem_freqs AS freqs FROM pg_catalog.pg_stats t
             WHERE t.schemaname = 'registry' AND t.tablename = 'person' AND t.attname = 'search_words' OFFSET 0) known), '{}');
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
  but_last_share float8;
  but_first_share float8;
  whole_cost float8;
  walk float8;
  budget float8;
  -- Given names that the statistics know, all but the rarest; those meant by the last word, and by the first.
  names text[];
  folded_names text[];
  name_shares real[];
  forms text[];
  firsts text[];
  stretch_rows float8[];
  stretch_passing float8[];
  parts text[];
  source text;
  want bigint;
  ids uuid[];
  scores real[];
  wholes boolean[];
BEGIN
  place := 0;
  most := least(most, 10000);
  -- The order of names is walked in its index alone, but for pages on which somebody was written since the last VACUUM.
  SELECT greatest(c.reltuples, 1), 0.7 + (step_cost_of_row - 0.7) * (1 - least(1, c.relallvisible / greatest(c.relpages, 1)::float8)) INTO people, step_cost_now
    FROM pg_catalog.pg_class c WHERE c.oid = 'registry.person'::regclass;
  -- Of thousands of agencies no list is made: where they are not all, each row's is looked up.
  IF under IS NOT NULL THEN
    scope := ARRAY(
      WITH RECURSIVE below AS (
          SELECT under AS id UNION SELECT a.id FROM registry.agency a JOIN below ON a.parent_id = below.id)
      SELECT id FROM below JOIN access.scoped_agency s ON s.agency_id = below.id AND s.account_id = access.current_account() AND s.until > current_date);
    in_scope := cardinality(scope);
  ELSIF in_scope <= 200 THEN
    scope := ARRAY(SELECT s.agency_id FROM access.scoped_agency s WHERE s.account_id = access.current_account() AND s.until > current_date);
  END IF;
  kept_share := least(1, in_scope::float8 / greatest(agencies, 1));
  -- Of every agency each row is the account's. The planner knows how many people a few agencies keep, and for many only that they are many.
  IF in_scope = agencies THEN
    keepers := 'true';
  ELSIF under IS NOT NULL OR in_scope <= 200 THEN
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
      -- How many have the words, as if each were independent of the others; the rarest; all but the last, which is mostly the given name, and all but
      -- the first, which is the given name where a name is written the other way round. Whoever has "duc" has a word that begins with "du" as well.
      SELECT coalesce(exp(sum(ln(share))), 1), coalesce(min(share), 1), coalesce(exp(sum(ln(share)) FILTER (WHERE turn < cardinality(groups))), 1),
             coalesce(exp(sum(ln(share)) FILTER (WHERE turn > 1)), 1)
        INTO all_share, least_share, but_last_share, but_first_share
        FROM (SELECT g.turn, CASE
                       WHEN EXISTS (SELECT FROM unnest(groups) WITH ORDINALITY o (one, turn)
                                     WHERE o.turn <> g.turn AND o.one::text[] <@ g.one::text[] AND (o.turn < g.turn OR NOT g.one::text[] <@ o.one::text[])) THEN 1
                       ELSE least(1, (SELECT sum(coalesce((shares ->> word)::float8, rare_share)) FROM unnest(g.one::text[]) word)) END AS share
                FROM unnest(groups) WITH ORDINALITY g (one, turn)) counted;
      -- Whoever keeps few looks through these; else the index has the words.
      whole_cost := (least_share * item_cost + all_share * row_cost) * people;
      condition := registry.having_words(groups, ends IS NULL AND whole_cost < kept_share * row_cost * people);
      whole_cost := least(whole_cost, kept_share * row_cost * people);
      IF all_share * people > many AND reason <> 'SPELLING' THEN
        score := CASE step WHEN 'marked' THEN '(0.9 + CASE split_part(p.folded_name, '' '', -1) WHEN $8 THEN 0.02 WHEN $13 THEN 0.01 ELSE 0 END)::real'
                           WHEN 'plain' THEN '(0.65 + CASE split_part(p.folded_name, '' '', -1) WHEN $8 THEN 0.04 WHEN $13 THEN 0.02 ELSE 0 END)::real'
                           ELSE score END;
      END IF;
      -- Where so many pass that the first of them are met soon in the order of names, that order is walked: first among those with the given name that
      -- the last word means, then with that of the first, then among all others, as they are ranked.
      IF all_share * people > many AND ends IS NULL THEN
        IF names IS NULL THEN
          SELECT coalesce(array_agg(form), '{}'), coalesce(array_agg(reference.fold(form)), '{}'), coalesce(array_agg(share), '{}') INTO names, folded_names, name_shares
            FROM pg_catalog.pg_stats t, unnest(t.most_common_vals::text::text[], t.most_common_freqs) known (form, share)
           WHERE t.schemaname = 'registry' AND t.tablename = 'person' AND t.attname = 'given_name';
        END IF;
        SELECT coalesce(array_agg(form) FILTER (WHERE is_last), '{}'), coalesce(array_agg(form) FILTER (WHERE NOT is_last), '{}'),
               ARRAY[coalesce(sum(share) FILTER (WHERE is_last), 0), coalesce(sum(share) FILTER (WHERE NOT is_last), 0), 1]
          INTO forms, firsts, stretch_rows
          FROM (SELECT form, share, CASE
                         WHEN step = 'marked' AND known.folded = last THEN registry.search_words(form) @> marked[cardinality(marked):]
                         ELSE step <> 'marked' AND known.folded = ANY (groups[cardinality(groups)]::text[]) END AS is_last,
                       step IN ('marked', 'plain') AND cardinality(plain) > 1 AND known.folded = plain[1] AND plain[1] <> last AS is_first
                  FROM unnest(names, folded_names, name_shares) known (form, folded, share)) meant
         WHERE is_last OR is_first;
        stretch_rows := ARRAY(SELECT share * people FROM unnest(stretch_rows) share);
        stretch_passing := ARRAY(
          SELECT share * greatest(kept_share, 1e-9) * CASE WHEN born IS NULL THEN 1 ELSE 0.02 END FROM unnest(ARRAY[but_last_share, but_first_share, all_share]) share);
        walk := 0;
        budget := CASE WHEN reason = 'SPELLING' THEN guess_limit ELSE want END;
        FOR i IN 1 .. 3 LOOP
          walk := walk + least(stretch_rows[i], budget / stretch_passing[i]);
          budget := budget - stretch_rows[i] * stretch_passing[i];
          EXIT WHEN budget <= 0;
        END LOOP;
        -- The first in that order may be of others (people of one ethnic group have given names of their own): as far as half of what all would cost.
        budget := greatest(2 * walk + 1000, whole_cost / step_cost_now / 2);
        IF walk * step_cost_now < whole_cost THEN
          parts := '{}';
          FOR i IN 1 .. 3 LOOP
            CONTINUE WHEN stretch_rows[i] = 0;
            parts := parts || format(
              '(SELECT p.id
                  FROM (SELECT p.id, p.keeper_id, p.birth_year, p.search_words, p.given_name FROM registry.person p WHERE %s ORDER BY p.given_name, p.full_name, p.id LIMIT %s) p
                 WHERE %s AND %s AND p.id <> ALL ($10)%s)',
              CASE i WHEN 1 THEN 'p.given_name = ANY ($11)' WHEN 2 THEN 'p.given_name = ANY ($14)' ELSE 'true' END,
              -- Only whoever has gone through the whole of one stretch may begin with the next.
              CASE WHEN i < 3 AND 1.2 * stretch_rows[i] + 100 < budget THEN 2 * people ELSE budget END::bigint,
              registry.walked_words(groups), keepers, CASE i WHEN 3 THEN ' AND p.given_name <> ALL ($11 || $14)' ELSE '' END);
            EXIT WHEN i < 3 AND 1.2 * stretch_rows[i] + 100 >= budget;
            budget := budget - stretch_rows[i];
          END LOOP;
        ELSE
          walk := NULL;
        END IF;
      END IF;
    END IF;

    FOR turn IN 1 .. 2 LOOP
      IF turn = 1 THEN
        CONTINUE WHEN walk IS NULL;
        source := format('SELECT p.* FROM (SELECT id FROM (%s) stretches LIMIT %s) found JOIN registry.person p ON p.id = found.id',
          array_to_string(parts, ' UNION ALL '), CASE WHEN reason = 'SPELLING' THEN guess_limit ELSE want END);
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
              marked, last, whole, seen, forms, written, CASE WHEN cardinality(plain) > 1 THEN plain[1] END, firsts;
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
