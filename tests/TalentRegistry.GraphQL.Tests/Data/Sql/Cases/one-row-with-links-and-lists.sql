SELECT concat('{"__typename":"Pupil","nick":', coalesce(to_json(t1."Nickname")::text, 'null'), ',"house":', CASE WHEN t1."House" IS NULL THEN 'null' ELSE CASE t1."House" WHEN 'Lotus' THEN '"LOTUS"' WHEN 'Bamboo' THEN '"BAMBOO"' ELSE chr(1) END END, ',"height":', CASE WHEN t1."Height" - t1."Height" = 0 THEN upper(t1."Height"::text) WHEN t1."Height" IS NULL THEN 'null' ELSE chr(1) END, ',"weight":', CASE WHEN t1."Weight" - t1."Weight" = 0 THEN upper(t1."Weight"::text) WHEN t1."Weight" IS NULL THEN 'null' ELSE chr(1) END, ',"seenAt":', coalesce(left(to_json(t1."SeenAt" AT TIME ZONE 'UTC')::text, -1) || 'Z"', 'null'), ',"teacher":', CASE WHEN t2."Id" IS NULL THEN 'null' ELSE concat('{"name":', to_json(t2."Name"), ',"town":', CASE WHEN t3."Code" IS NULL THEN chr(1) ELSE concat('{"name":', to_json(t3."Name"), '}') END, '}') END, ',"marks":[', (SELECT string_agg(concat('{"subject":', to_json(t4."Subject"), ',"value":', t4."Value", '}'), ','
ORDER BY t4."Id")
FROM "Mark" AS t4
WHERE t4."PupilId" = t1.k1), ']}') AS json0
FROM (SELECT (t0."GivenName" COLLATE "vietnamese") AS k0, t0."Id" AS k1, t0."Nickname" AS "Nickname", t0."House" AS "House", t0."Height" AS "Height", t0."Weight" AS "Weight", t0."SeenAt" AS "SeenAt", t0."TeacherId" AS "TeacherId"
FROM "Pupils" AS t0
ORDER BY (t0."GivenName" COLLATE "vietnamese"), t0."Id"
LIMIT $1::integer) AS t1
LEFT JOIN "Teachers" AS t2 ON t2."Id" = t1."TeacherId"
LEFT JOIN "Town" AS t3 ON t3."Code" = t2."TownCode"
ORDER BY t1.k0, t1.k1
