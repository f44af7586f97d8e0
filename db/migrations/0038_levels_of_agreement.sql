-- Names and days of birth have more levels of agreement (docs/decisions/0022): what pairs were listed for keeps its meaning under the new numbers.
UPDATE duplicates.pair
   SET reasons = replace(replace(replace(replace(reasons, 'name:4:', 'name:6:'), 'birth:4:', 'birth:5:'), 'birth:3:', 'birth:4:'), 'birth:2:', 'birth:3:');
-- Weights of the old levels say nothing of the new ones: until the next search those are taken that are thought beforehand.
DELETE FROM duplicates.search;
