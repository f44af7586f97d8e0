-- Supply by cause: who left for another province is told apart from who resigned, and moves within a province are flows of their own, so that
-- opening + recruits + moves_in + upgrades_in - upgrades_out - moves_out - retirements - leavers - deaths = mean, with transfers_out a part of leavers.

ALTER TABLE forecast.supply
  ADD COLUMN moves_in      double precision NOT NULL DEFAULT 0,
  ADD COLUMN moves_out     double precision NOT NULL DEFAULT 0,
  ADD COLUMN transfers_out double precision NOT NULL DEFAULT 0;
COMMENT ON COLUMN forecast.supply.moves_in IS 'Came from another unit, sector or profession of the same province; 0 in runs before moves were forecast.';
COMMENT ON COLUMN forecast.supply.moves_out IS 'Went to another unit, sector or profession of the same province; 0 in runs before moves were forecast.';
COMMENT ON COLUMN forecast.supply.transfers_out IS 'Of the leavers, those who went to work in another province; 0 in runs before they were told apart.';
CREATE OR REPLACE VIEW forecast.current_supply WITH (security_invoker = true) AS
  SELECT s.* FROM forecast.supply s WHERE s.run_id = (SELECT id FROM forecast.current_run);
