SELECT concat('{"name":', to_json(t1.k0), ',"pupilPages":', (SELECT concat('{"totalCount":', (SELECT count(*)::integer
FROM "Pupils" AS t5
WHERE t5."TeacherId" = t1.k1 AND (t5."Year" >= $3::integer) AND (t5."House" = $4::text)), ',"pageInfo":{"hasNextPage":', (count(*) >= $5::integer)::text, ',"endCursor":', coalesce('"' || (array_agg(translate(encode(convert_to(concat('["PqhfATB6",', coalesce(to_json(t4.k0)::text, 'null'), ',', coalesce('{"Value":' || '"' || t4.k1::text || '"' || '}', 'null'), ']'), 'UTF8'), 'base64'), E'+/=\n', '-_')
ORDER BY t4.k0 DESC, t4.k1 DESC) FILTER (WHERE t4.place < $5::integer))[1] || '"', 'null'), '},"edges":[', string_agg(concat('{"cursor":', '"' || translate(encode(convert_to(concat('["PqhfATB6",', coalesce(to_json(t4.k0)::text, 'null'), ',', coalesce('{"Value":' || '"' || t4.k1::text || '"' || '}', 'null'), ']'), 'UTF8'), 'base64'), E'+/=\n', '-_') || '"', ',"node":', concat('{"fullName":', to_json(t4.k0), ',"markPages":', (SELECT concat(string_agg(concat(chr(2), 0, t7."PupilId"::text, chr(3)), ''), '{"nodes":[', string_agg(concat('{"subject":', to_json(t7."Subject"), ',"value":', t7."Value", '}'), ','
ORDER BY t7.k0), ']}')
FROM (SELECT t6."Id" AS k0, t6."PupilId" AS "PupilId", t6."Subject" AS "Subject", t6."Value" AS "Value"
FROM "Mark" AS t6
WHERE t6."PupilId" = t4.k1
ORDER BY t6."Id" DESC
LIMIT $6::integer) AS t7), '}'), '}'), ','
ORDER BY t4.k0, t4.k1) FILTER (WHERE t4.place < $5::integer), ']}')
FROM (SELECT row_number() OVER (ORDER BY t3.k0, t3.k1) AS place, t3.k0 AS k0, t3.k1 AS k1
FROM (SELECT t2."FullName" AS k0, t2."Id" AS k1
FROM "Pupils" AS t2
WHERE t2."TeacherId" = t1.k1 AND (t2."Year" >= $3::integer) AND (t2."House" = $4::text)
ORDER BY t2."FullName", t2."Id"
LIMIT $5::integer) AS t3
ORDER BY t3.k0, t3.k1) AS t4), '}') AS json0
FROM (SELECT t0."Name" AS k0, t0."Id" AS k1
FROM "Teachers" AS t0
WHERE (t0."Name" < $1::text)
ORDER BY t0."Name", t0."Id"
LIMIT $2::integer) AS t1
ORDER BY t1.k0, t1.k1
