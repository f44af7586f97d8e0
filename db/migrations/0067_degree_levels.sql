-- Six degree levels instead of three: the years in which a person reached each of them.
CREATE OR REPLACE VIEW registry.degree_band WITH (security_invoker = true) AS
  SELECT d.person_id,
         min(d.awarded_year) FILTER (WHERE l.university_or_above) AS university_year,
         min(d.awarded_year) FILTER (WHERE l.postgraduate) AS postgraduate_year,
         min(d.awarded_year) FILTER (WHERE l.rank >= 20 AND l.scheme IN ('education', 'clinical_specialist')) AS intermediate_year,
         min(d.awarded_year) FILTER (WHERE l.rank >= 30 AND l.scheme IN ('education', 'clinical_specialist')) AS college_year,
         min(d.awarded_year) FILTER (WHERE l.rank >= 60 AND l.scheme IN ('education', 'clinical_specialist')) AS doctor_year
    FROM registry.degree d JOIN reference.degree_level l ON l.code = d.level_code
   GROUP BY d.person_id;
