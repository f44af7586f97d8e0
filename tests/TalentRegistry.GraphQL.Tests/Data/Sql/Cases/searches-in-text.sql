SELECT concat('{"nickname":', coalesce(to_json(t1."Nickname")::text, 'null'), '}') AS json0
FROM (SELECT (t0."GivenName" COLLATE "vietnamese") AS k0, t0."Id" AS k1, t0."Nickname" AS "Nickname"
FROM "Pupils" AS t0
WHERE ((((NOT (t0."Nickname" IS NULL)) AND (("fold"(t0."Nickname")) LIKE ('%' || (("fold"($1::text)) || '%')) ESCAPE '\')) OR (t0."FullName" LIKE $2::text ESCAPE '\')) OR ((t0."Nickname" IS NOT NULL) AND ((NOT (t0."Nickname" IS NULL)) AND (t0."Nickname" LIKE $3::text ESCAPE '\'))))
ORDER BY (t0."GivenName" COLLATE "vietnamese"), t0."Id"
LIMIT $4::integer) AS t1
ORDER BY t1.k0, t1.k1
