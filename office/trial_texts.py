"""What daily runs would do, as it is printed."""

from __future__ import annotations

from datetime import date

from core.domain.trial import Trial
from office.said import named, say
from office.tables import pairs


def trial_document(municipality: str, through: date, trial: Trial) -> dict[str, object]:
    """For programs: days, movements by kind, what would end, notices by kind."""
    return {
        "municipality": municipality,
        "date": through.isoformat(),
        "first": trial.first.isoformat() if trial.first is not None and trial.days else None,
        "days": trial.days,
        "movements": {
            kind.value: {"count": count, "kopecks": amount.kopecks}
            for kind, (count, amount) in trial.written.movements.items()
        },
        "enrollments": _changes_of_enrollments(trial),
        "certificates": _changes_of_certificates(trial),
        "notices": {kind.value: count for kind, count in trial.written.notices.items()},
    }


def trial_text(municipality: str, through: date, trial: Trial) -> str:
    """For people; what would not happen is left out."""
    if not trial.days:
        return say("said-days-nothing-left", {"code": municipality, "last": str(through)})
    facts = {"days": str(trial.days), "first": str(trial.first), "last": str(through)}
    lines: list[tuple[str, object]] = [
        ("days", say("said-days-tried", facts)),
        *(
            (kind.value, say("said-movements", {"count": str(count), "sum": str(amount)}))
            for kind, (count, amount) in trial.written.movements.items()
        ),
        *(
            (say("said-enrollments-changed", {"how": named(name)}), n)
            for name, n in _changes_of_enrollments(trial).items()
            if n
        ),
        *(
            (say("said-certificates-changed", {"how": named(name)}), n)
            for name, n in _changes_of_certificates(trial).items()
            if n
        ),
        *(
            (say("said-notices-of", {"kind": kind.value}), count)
            for kind, count in trial.written.notices.items()
        ),
    ]
    return pairs(*lines)


def _changes_of_enrollments(trial: Trial) -> dict[str, int]:
    before, after = trial.before, trial.after
    return {
        "offered": after.enrollments - before.enrollments,
        "closed": after.closed - before.closed,
        "expired": after.expired - before.expired,
        "refused": after.refused - before.refused,
    }


def _changes_of_certificates(trial: Trial) -> dict[str, int]:
    """`funded` falls where more lose their money than get it."""
    before, after = trial.before, trial.after
    return {
        "closed": after.certificates_closed - before.certificates_closed,
        "funded": after.funded - before.funded,
    }
