-- Whoever sees forecasts may see how far the one is that is being made: leaders and officers found "none yet" where it would be there in a minute.
CREATE POLICY readers_watch_forecasts ON work.item FOR SELECT TO registry_hr, registry_leader USING (kind = 'forecast');
