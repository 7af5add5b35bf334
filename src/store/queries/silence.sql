-- name: silence_watermark
SELECT position FROM silence_watermark;

-- name: save_silence_watermark
UPDATE silence_watermark SET position = $2 WHERE position = $1;

-- name: accepted_between
-- What staff write down for their own unit is no sender's. What went past the unit that it was meant
-- for was still sent to that one.
SELECT e.at_us, e.report_id, e.unit, e.organisation_id, e.facts FROM event e
WHERE e.position >= $1 AND e.position < $2 AND e.name = 'report.accepted' AND e.actor_unit = ''
ORDER BY e.position;

-- name: hear
INSERT INTO silence_clock (unit, sender, first_us, last_us) VALUES ($1, $2, $3, $3)
ON CONFLICT (unit, sender) DO UPDATE SET
    first_us = CASE WHEN $3 < silence_clock.first_us THEN $3 ELSE silence_clock.first_us END,
    last_us = CASE WHEN $3 > silence_clock.last_us THEN $3 ELSE silence_clock.last_us END;

-- name: count_heard
INSERT INTO silence_count (unit, sender, week, count) VALUES ($1, $2, $3, 1)
ON CONFLICT (unit, sender, week) DO UPDATE SET count = silence_count.count + 1;

-- name: silence_clocks_of
SELECT c.unit, c.sender, c.first_us, c.last_us, c.told_us,
    CAST((SELECT sum(n.count) FROM silence_count n WHERE n.unit = c.unit AND n.sender = c.sender
        AND n.week > c.last_us / 604800000000 - 52) AS BIGINT)
FROM silence_clock c WHERE c.unit = $1 ORDER BY c.last_us DESC, c.sender;

-- name: silence_clocks
SELECT c.unit, c.sender, c.first_us, c.last_us, c.told_us,
    CAST((SELECT sum(n.count) FROM silence_count n WHERE n.unit = c.unit AND n.sender = c.sender
        AND n.week > c.last_us / 604800000000 - 52) AS BIGINT)
FROM silence_clock c WHERE (c.unit, c.sender) > ($1, $2) ORDER BY c.unit, c.sender LIMIT $3;

-- name: tell_silence
UPDATE silence_clock SET told_us = $3 WHERE unit = $1 AND sender = $2;

-- name: silent_channels
SELECT unit, count(told_us) FROM silence_clock GROUP BY unit ORDER BY unit;
