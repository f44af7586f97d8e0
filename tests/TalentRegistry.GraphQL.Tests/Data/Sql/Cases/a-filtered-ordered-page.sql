SELECT concat('{"fullName":', to_json(t4."FullName"), ',"joinedOn":', coalesce(to_json(t4.k1)::text, 'null'), ',"teacher":', CASE WHEN t5."Id" IS NULL THEN 'null' ELSE concat('{"name":', to_json(t5."Name"), '}') END, '}') AS json0, t4.k0, t4.k1, t4.k2, (SELECT count(*)::integer
FROM "Pupils" AS t6
LEFT JOIN "Teachers" AS t7 ON t7."Id" = t6."TeacherId"
LEFT JOIN "Town" AS t8 ON t8."Code" = t7."TownCode"
WHERE (((t6."Year" >= $1::integer) AND (t8."Code" = $2::text)) AND EXISTS (SELECT 1
FROM "Mark" AS t9
WHERE t9."PupilId" = t6."Id" AND (t9."Value" > $3::integer))))
FROM (SELECT t1."Name" AS k0, t0."JoinedOn" AS k1, t0."Id" AS k2, t0."FullName" AS "FullName", t0."TeacherId" AS "TeacherId"
FROM "Pupils" AS t0
LEFT JOIN "Teachers" AS t1 ON t1."Id" = t0."TeacherId"
LEFT JOIN "Town" AS t2 ON t2."Code" = t1."TownCode"
WHERE (((t0."Year" >= $1::integer) AND (t2."Code" = $2::text)) AND EXISTS (SELECT 1
FROM "Mark" AS t3
WHERE t3."PupilId" = t0."Id" AND (t3."Value" > $3::integer)))
ORDER BY t1."Name" DESC, t0."JoinedOn", t0."Id"
LIMIT $4::integer) AS t4
LEFT JOIN "Teachers" AS t5 ON t5."Id" = t4."TeacherId"
ORDER BY t4.k0 DESC, t4.k1, t4.k2
