-- What a person has put aside is looked for before it is raised again.
CREATE INDEX problem_ended ON problem (name, unit, about)
    WHERE closed_at_us IS NOT NULL AND name <> 'reported';

-- A row stands for as long as the delivery waits; until now each stayed.
DELETE FROM passed_on WHERE delivery_id IN
    (SELECT id FROM delivery WHERE standing NOT IN ('owned', 'offered'));
