WITH grouped AS (SELECT t0."House" AS k0, (floor(t0."Year"::numeric / $2::integer) * $2::integer)::bigint AS k1, count(*)::double precision AS m2, coalesce(count(*)::double precision / nullif(sum(count(*)) OVER (), 0)::double precision, 0) AS m3, avg(t0."Year"::double precision) AS m4, percentile_cont($3::double precision) WITHIN GROUP (ORDER BY (extract(YEAR
FROM $4::date)::integer - t0."Year")::double precision) AS m5
FROM "Pupils" AS t0
WHERE (t0."Year" >= $1::integer) GROUP BY 1, 2),
ranked AS (SELECT *, row_number() OVER (ORDER BY m3 DESC NULLS LAST, k1 ASC NULLS LAST, k0, k1) AS n
FROM grouped
           
WHERE m2 >= $5::double precision)
SELECT t.total, t.place, r.n, r.k0::text, r.k1::text, r.k0, r.k1, r.m2, r.m3, r.m4, r.m5
 
FROM (SELECT (SELECT count(*)
FROM ranked)::integer AS total, 0::bigint AS place) t
 
LEFT JOIN ranked r ON r.n > t.place AND r.n <= t.place + $6::bigint

ORDER BY r.n
