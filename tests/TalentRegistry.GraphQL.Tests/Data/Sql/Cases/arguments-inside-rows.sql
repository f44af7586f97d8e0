SELECT concat('{"pupils":[', (SELECT string_agg(concat('{"marksSince":', (SELECT count(*)::integer
FROM "Mark" AS t3
WHERE t3."PupilId" = t2."Id" AND (t3."GivenOn" >= $4::date)), ',"lastBefore":', coalesce((SELECT concat('{"givenOn":', to_json(t4."GivenOn"), '}')
FROM "Mark" AS t4
WHERE t4."PupilId" = t2."Id" AND (t4."GivenOn" < $5::date)
ORDER BY t4."GivenOn" DESC, t4."Id"
LIMIT 1), 'null'), ',"best":', coalesce((SELECT concat('{"value":', t5."Value", '}')
FROM "Mark" AS t5
WHERE t5."PupilId" = t2."Id"
ORDER BY t5."Value" DESC, t5."Id"
LIMIT 1), 'null'), '}'), ','
ORDER BY t2."Year" DESC, t2."Id")
FROM "Pupils" AS t2
WHERE t2."TeacherId" = t1.k0 AND (t2."Score" = ANY($3::integer[]) OR t2."Score" IS NULL)), '],"favourite":', CASE WHEN (t6."Code" = 'LC') THEN concat(CASE WHEN t6."Code" IS NULL THEN 'null' ELSE concat('{"name":', to_json(t6."Name"), '}') END) ELSE 'null' END, ',"buddyOfFirst":', coalesce((SELECT concat(CASE WHEN t8."Id" IS NULL THEN 'null' ELSE concat('{"year":', t8."Year", '}') END)
FROM "Pupils" AS t7
LEFT JOIN "Pupils" AS t8 ON t8."Id" = t7."BuddyId"
WHERE t7."TeacherId" = t1.k0
ORDER BY t7."Id"
LIMIT 1), 'null'), '}') AS json0
FROM (SELECT t0."Id" AS k0, t0."TownCode" AS "TownCode"
FROM "Teachers" AS t0
WHERE (t0."Name" LIKE $1::text ESCAPE '\')
ORDER BY t0."Id"
LIMIT $2::integer) AS t1
LEFT JOIN "Town" AS t6 ON t6."Code" = t1."TownCode"
ORDER BY t1.k0
