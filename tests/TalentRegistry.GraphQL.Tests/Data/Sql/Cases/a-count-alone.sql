SELECT count(*)::integer
FROM "Pupils" AS t0
WHERE (((NOT (t0."House" IS NULL)) AND (t0."House" = ANY($1::text[]))) IS NOT TRUE)
