-- Who is registered is held against those born in the same year (docs/decisions/0028): their names are then compared, whatever their errors.
CREATE INDEX person_birth ON registry.person (birth_year, sex);
