"""The charges of a month as plain SQL: four statements, one transaction, no rules."""

from __future__ import annotations

from bench.region import CHARGE_DAY

_DUE = f"e.due_on <= '{CHARGE_DAY}'"
_AMOUNT = "CASE WHEN e.charged_months = 0 THEN e.first_kopecks ELSE e.other_kopecks END"
# The last branch is never taken; it tells PostgreSQL that a date is meant.
_NEXT = "CASE WHEN last_day < '2026-11-01' THEN NULL WHEN TRUE THEN '2026-11-01' ELSE due_on END"
_NOW = "'2026-10-01 08:00:00.000000'"

STATEMENTS = (
    (
        "INSERT INTO ledger (period_id, certificate_id, key, number, kind, source, target, amount,"
        " unit, enrollment_id, month, actor, recorded_at)"
        " SELECT e.period_id, e.certificate_id, 'charge:' || e.enrollment_id || ':2026-10',"
        " b.entries + row_number() OVER"
        " (PARTITION BY e.period_id, e.certificate_id ORDER BY e.enrollment_id),"
        f" 'CHARGE', 'RESERVED', 'DEBITED', {_AMOUNT}, 'KOPECK', e.enrollment_id, '2026-10',"
        f" 'system', {_NOW}"
        " FROM schedules AS e JOIN balances AS b"
        " ON b.period_id = e.period_id AND b.certificate_id = e.certificate_id"
        f" WHERE {_DUE}"
    ),
    (
        "UPDATE balances SET reserved_kopecks = reserved_kopecks - s.kopecks,"
        " debited_kopecks = debited_kopecks + s.kopecks, entries = entries + s.number"
        " FROM (SELECT e.period_id, e.certificate_id,"
        f" CAST(sum({_AMOUNT}) AS bigint) AS kopecks, count(*) AS number"
        f" FROM schedules AS e WHERE {_DUE} GROUP BY e.period_id, e.certificate_id) AS s"
        " WHERE s.period_id = balances.period_id AND s.certificate_id = balances.certificate_id"
    ),
    (
        "INSERT INTO notices (account_id, kind, state, attempts, not_before_at, written_at,"
        " certificate_id, period_id, enrollment_id, month, amount_kopecks, rest_kopecks)"
        " SELECT l.account_id, 'CHARGE_POSTED',"
        f" CASE WHEN s.kind IS NULL THEN 'WAITING' ELSE 'SKIPPED' END, 0, {_NOW}, {_NOW},"
        f" e.certificate_id, e.period_id, e.enrollment_id, '2026-10', {_AMOUNT},"
        " b.available_kopecks"
        " FROM schedules AS e JOIN balances AS b"
        " ON b.period_id = e.period_id AND b.certificate_id = e.certificate_id"
        " JOIN links AS l ON l.certificate_id = e.certificate_id"
        " LEFT JOIN switches AS s ON s.account_id = l.account_id AND s.kind = 'CHARGE_POSTED'"
        f" WHERE {_DUE}"
    ),
    (
        "UPDATE schedules AS e SET charged_months = charged_months + 1,"
        f" due_on = {_NEXT} WHERE {_DUE}"
    ),
)
