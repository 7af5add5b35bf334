-- Counts over all time beside those of each day and month (`grain` all, `period` 0): the balance as
-- it is now is read from them, and does not go through the months.
INSERT INTO booked_count (grain, period, unit, kind, sender, standing, marks, connector, count)
SELECT 'all', 0, unit, kind, sender, standing, marks, connector, CAST(sum(count) AS BIGINT)
FROM booked_count WHERE grain = 'month'
GROUP BY unit, kind, sender, standing, marks, connector;
