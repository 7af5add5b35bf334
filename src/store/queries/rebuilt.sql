-- The projections as far as events alone decide them: what `varde verify --deep` makes again and
-- compares. The first columns are the key.

-- name: rebuilt_report
SELECT id, position, kind, pack, sender_id, sender_reference_mac, medium, urgent, accepted_at_us,
    occurred_at_us, captured_at_us, withdrawn_at_us FROM report;

-- name: rebuilt_delivery
SELECT id, report_id, unit, kind, urgent, place_in_line, channel, sequence, received_at_us,
    standing, owner_id, offered_to, offered_unit, offered_as, from_unit, from_delivery, case_id,
    opened_at_us, filed_at_us, assessed_at_us, answered_at_us, closed_at_us, immediate_follow_up,
    version, next_due_us FROM delivery;

-- name: rebuilt_obligation
SELECT subject, rule, since_us, due_us, owed_by, assumed, met_at_us, cancelled_at_us,
    breached_at_us FROM obligation;

-- name: rebuilt_escalation
SELECT id, subject, rule, since_us, number, unit, step, listener, told, in_vain, urgent,
    raised_at_us, acknowledged_at_us, acknowledged_by, newest FROM escalation;

-- name: rebuilt_listener
SELECT person_id, subject, rule, since_us, urgent FROM escalation_listener;

-- name: rebuilt_retention
SELECT report_id, delivery_id, unit, kind, closed_at_us, archived_at_us, proposed_at_us,
    erased_at_us, stage FROM retention;

-- name: rebuilt_hold
SELECT id, report_id, unit, name, placed_at_us, placed_by, released_at_us, released_by FROM hold;

-- name: rebuilt_hold_kind
SELECT hold_id, kind FROM hold_kind;

-- name: rebuilt_tombstone
SELECT report_id, delivery_id, rule, closed_at_us, kept_until_us, archived, proposed_at_us,
    proposed_by, approved_by, erased_at_us FROM tombstone;

-- name: rebuilt_conflict
SELECT report_id, person_id, delivery_id, declared_at_us, declared_by, lifted_at_us, lifted_by
FROM conflict_of_interest;

-- name: rebuilt_access_use
SELECT person_id, unit, kind, at_us FROM access_use;

-- name: rebuilt_grant
SELECT id, person_id, role, unit, kinds, from_us, until_us, delegated_from, given_at_us, given_by,
    given_role, ended_at_us, ended_by, ended_as
FROM access_grant WHERE given_at_us IS NOT NULL;

-- name: rebuilt_intake
SELECT unit, kind, live, since_us FROM intake;

-- name: rebuilt_passed_on
SELECT delivery_id, unit, kind, at_us FROM passed_on;

-- name: rebuilt_drill_standing
SELECT unit, kind, name, ended_us, outcome, passed_us FROM drill_standing;

-- name: rebuilt_shift
SELECT id, series, unit, person_id, from_us, until_us, replaces, entered_at_us, entered_by,
    cancelled_at_us, cancelled_by FROM shift;

-- name: rebuilt_leave
SELECT id, series, unit, person_id, from_us, until_us, entered_at_us, entered_by, cancelled_at_us,
    cancelled_by FROM leave_of_absence;

-- name: rebuilt_handover
SELECT id, unit, person_id, at_us FROM handover;

-- name: rebuilt_problem
SELECT id, number, position, name, unit, handler, about_person, about, confidential, raised_role,
    raised_unit, raised_by, raised_organisation, raised_at_us, answered_at_us, closed_at_us
FROM problem;

-- name: rebuilt_strike
SELECT at_us, accepted, sum, faults FROM balance_strike;

-- name: rebuilt_repeated
SELECT earlier_id, report_id FROM repeated;

-- name: rebuilt_resend
SELECT report_id, sender, unit, asked_at_us FROM resend;

-- name: rebuilt_reconciliation
SELECT id, sender, unit, made_at_us, from_us, until_us, missing_here, missing_there, different,
    agreed, erased FROM reconciliation;

-- name: rebuilt_booked
SELECT delivery_id, report_id, unit, kind, sender, standing, marks, connector, received_at_us
FROM booked;

-- name: rebuilt_booked_count
SELECT grain, period, unit, kind, sender, standing, marks, connector, count FROM booked_count;

-- name: channel_counters
SELECT pseudonym, last_sequence FROM channel ORDER BY pseudonym;

-- name: published_without_checkpoint
SELECT p.size FROM ledger_published p LEFT JOIN ledger_batch b ON b.size = p.size
WHERE b.size IS NULL ORDER BY p.size LIMIT 1000;

-- name: cosignatures_after
SELECT c.size, c.witness, c.at_us, c.line, b.note
FROM ledger_cosignature c LEFT JOIN ledger_batch b ON b.size = c.size
WHERE (c.size, c.witness) > ($1, $2) ORDER BY c.size, c.witness LIMIT $3;

-- name: contents_after
SELECT report_id FROM content_key WHERE report_id > $1 ORDER BY report_id LIMIT $2;

-- name: acceptances_between
-- What must have content: reports, and problems, which are kept like them.
SELECT position, report_id FROM event
WHERE position >= $1 AND position < $2 AND name IN ('report.accepted', 'problem.raised')
ORDER BY position;
