"""An enrollment and a calculation as documents and as lines on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from core.domain.catalog_views import Quote
from core.domain.completeness import Completeness
from core.domain.contract_views import Termination
from core.domain.enrollment import Enrollment, Origin, State
from core.domain.pricing import Calculation, Installments
from core.domain.views import Change, EnrollmentLine, Leaving
from core.services.enrollment_looks import EnrollmentLook
from office.certificate_texts import entries_table, entry_document
from office.completeness_texts import contract_report, of_contract
from office.said import days_said, in_words, named, say
from office.tables import pairs, table


def document(line: EnrollmentLine) -> dict[str, object]:
    """Sums are in kopecks; `certificate` and `parent` are the shares of the price, and null of what
    the desk offered.
    """
    enrollment = line.enrollment
    agreed = enrollment.agreed
    return {
        "id": enrollment.id,
        "state": enrollment.state.value,
        "origin": enrollment.origin.value,
        "continues": enrollment.continues,
        "accepted_on": _day(enrollment.accepted_on),
        "child": line.child_short_name,
        "program": line.program_title,
        "group": line.group_title,
        "group_id": enrollment.group,
        "provider": line.provider_name,
        "requested_on": enrollment.requested_on.isoformat(),
        "first_day": enrollment.days.first.isoformat(),
        "last_day": enrollment.days.last.isoformat(),
        "concluded_on": _day(enrollment.concluded_on),
        "terminated_on": _day(enrollment.terminated_on),
        "ended_by": None if enrollment.ended_by is None else enrollment.ended_by.value,
        "ground": None if enrollment.ground is None else enrollment.ground.value,
        "charged_months": enrollment.charged_months,
        "next_charge_on": _day(enrollment.next_charge_on),
        **({"certificate": None, "parent": None} if _is_undecided(enrollment) else _sums(agreed)),
    }


def look_document(look: EnrollmentLook) -> dict[str, object]:
    """An enrollment with its movements of money and the cost of leaving it today."""
    refusal = look.refusal
    return {
        **document(look.line),
        "refusal": None if refusal is None else {"reason": refusal[0], "comment": refusal[1]},
        "entries": [entry_document(entry) for entry in look.entries],
        "completeness": of_contract(look.line.enrollment, _said(look)),
        "changes": [
            {
                "on": change.on.isoformat(),
                "by": change.by,
                "act": change.act,
                "groups": None if change.groups is None else list(change.groups),
                "month": None if change.completeness is None else str(change.completeness.month),
                "percent": None if change.completeness is None else change.completeness.percent,
            }
            for change in look.changes
        ],
        "leaving": None if look.leaving is None else _leaving(look.leaving),
        "termination": None if look.termination is None else _termination(look.termination),
    }


def quote_document(quote: Quote) -> dict[str, object]:
    """`reasons` are codes; `calculation` is null when the dates or the price allow none."""
    calculation = quote.price.calculation
    return {
        "group_id": quote.group,
        "start": quote.price.start.isoformat(),
        "available": quote.balance.available.kopecks,
        "reasons": [reason.value for reason in quote.price.reasons],
        "calculation": None
        if calculation is None
        else {"last_day": calculation.days.last.isoformat(), **_sums(calculation)},
    }


def lines_table(lines: Sequence[EnrollmentLine]) -> str:
    """One enrollment in each line, its shares in roubles: of what ended early, what stays due, and
    none of what the desk offered.
    """
    rows = [
        (
            line.enrollment.id,
            line.enrollment.state,
            line.child_short_name,
            f"{line.program_title}, {line.group_title}",
            line.enrollment.days.first,
            line.enrollment.days.last,
            *_shares(line.enrollment),
        )
        for line in lines
    ]
    head = ("id", "state", "child", "program", "first day", "last day", "certificate", "parent")
    return table(head, rows)


def report(line: EnrollmentLine) -> str:
    """What it is, and both shares month by month."""
    enrollment = line.enrollment
    about = pairs(
        ("enrollment", f"{enrollment.id}, {in_words(enrollment.state)}"),
        ("child", line.child_short_name),
        ("program", f"{line.program_title}, {line.group_title}, {line.provider_name}"),
        ("origin", _origin(enrollment)),
        ("days", days_said(enrollment.days)),
        *_ended(enrollment),
        ("charged", _charged(enrollment)),
    )
    if _is_undecided(enrollment):
        return f"{about}\n{say('said-shares-when-accepted')}"
    return f"{about}\n{schedule(enrollment.agreed, payable=_payable_months(enrollment))}"


def _is_undecided(enrollment: Enrollment) -> bool:
    """Of what the desk offered, the shares are calculated when the family accepts (ENR-12)."""
    return enrollment.origin is Origin.DESK and enrollment.state is State.OFFERED


def _shares(enrollment: Enrollment) -> tuple[object, object]:
    if _is_undecided(enrollment):
        return "", ""
    months = _payable_months(enrollment)
    return enrollment.agreed.certificate.within(months), enrollment.agreed.parent.within(months)


def _said(look: EnrollmentLook) -> Sequence[Completeness]:
    return [each.completeness for each in look.changes if each.completeness is not None]


def _act(change: Change) -> str:
    if change.completeness is not None:
        return f"{change.act}: {change.completeness.month}, {change.completeness.percent} %"
    return change.act if change.groups is None else f"{change.act}: {' -> '.join(change.groups)}"


def _payable_months(enrollment: Enrollment) -> int:
    fell_away = enrollment.state in {State.REFUSED, State.WITHDRAWN, State.EXPIRED}
    return 0 if fell_away else enrollment.payable_months


def look_report(look: EnrollmentLook) -> str:
    """An enrollment, its movements of money, and what leaving it today would mean."""
    parts = [report(look.line)]
    if look.refusal is not None:
        reason, comment = look.refusal
        parts.append(say("said-refused-for", {"why": f"{in_words(reason)} {comment}".rstrip()}))
    if look.entries:
        parts.append(entries_table(look.entries))
    if said := _said(look):
        parts.append(contract_report(look.line.enrollment, said))
    if look.changes:
        rows = [(change.on, change.by, _act(change)) for change in look.changes]
        parts.append(table(("date", "who", "what"), rows))
    if look.leaving is not None:
        parts.append(_leaving_said(look.leaving))
    if look.termination is not None:
        ending = look.termination
        facts = {"charged": str(ending.still_charged), "owes": str(ending.parent_owes)}
        parts.append(say("said-terminating", {"last": str(ending.last_day), **facts}))
    return "\n\n".join(parts)


def quote_report(quote: Quote, reasons: Sequence[str]) -> str:
    """Both shares month by month, then every reason against."""
    calculation = quote.price.calculation
    parts = [] if calculation is None else [schedule(calculation)]
    against = [say("said-not-possible", {"why": each}) for each in reasons]
    available = say("said-available", {"sum": str(quote.balance.available)})
    return "\n".join([*parts, available, *(against or [say("said-possible")])])


def schedule(calculation: Calculation, *, payable: int | None = None) -> str:
    """Both shares month by month, in roubles; those behind the first `payable` fell away."""
    rows = [
        (
            month,
            certificate,
            parent,
            "" if payable is None or n < payable else say("said-not-charged"),
        )
        for n, ((month, certificate), (_, parent)) in enumerate(
            zip(calculation.certificate, calculation.parent, strict=True)
        )
    ]
    total = (named("total"), calculation.certificate.total, calculation.parent.total, "")
    width = 4 if any(fallen for *_, fallen in rows) else 3
    lines = [row[:width] for row in (*rows, total)]
    return table(("month", "certificate", "parent", "")[:width], lines)


def _sums(calculation: Calculation) -> dict[str, object]:
    return {"certificate": _plan(calculation.certificate), "parent": _plan(calculation.parent)}


def _plan(plan: Installments) -> dict[str, object]:
    months = [{"month": str(month), "kopecks": amount.kopecks} for month, amount in plan]
    return {"total": plan.total.kopecks, "months": months}


def _leaving(leaving: Leaving) -> dict[str, object]:
    return {
        "withdraws": leaving.withdraws,
        "last_day": leaving.last_day.isoformat(),
        "returns": leaving.returns.kopecks,
        "returns_on": _day(leaving.returns_on),
        "still_charged": leaving.still_charged.kopecks,
        "parent_owes": leaving.parent_owes.kopecks,
    }


def _ended(enrollment: Enrollment) -> Sequence[tuple[str, str]]:
    if enrollment.ended_by is None:
        return ()
    ground = "" if enrollment.ground is None else f", {in_words(enrollment.ground)}"
    facts = {"on": str(enrollment.terminated_on), "by": in_words(enrollment.ended_by)}
    return (("ended", say("said-ended", {**facts, "ground": ground})),)


def _termination(ending: Termination) -> dict[str, object]:
    return {
        "withdraws": ending.withdraws,
        "last_day": ending.last_day.isoformat(),
        "still_charged": ending.still_charged.kopecks,
        "parent_owes": ending.parent_owes.kopecks,
    }


def _origin(enrollment: Enrollment) -> str:
    origin = in_words(enrollment.origin)
    if enrollment.continues is None:
        return origin
    facts = {"origin": origin, "old": str(enrollment.continues)}
    if enrollment.accepted_on is None:
        return say("said-continues", facts)
    return say("said-continues-accepted", {**facts, "on": str(enrollment.accepted_on)})


def _charged(enrollment: Enrollment) -> str:
    months, day = _months(enrollment.charged_months), enrollment.next_charge_on
    return months if day is None else say("said-next-charge", {"months": months, "on": str(day)})


def _leaving_said(leaving: Leaving) -> str:
    return say(
        "said-leaving-withdraws" if leaving.withdraws else "said-leaving-ends",
        {
            "last": str(leaving.last_day),
            "returns": str(leaving.returns),
            "on": str(leaving.returns_on or "-"),
            "charged": str(leaving.still_charged),
            "owes": str(leaving.parent_owes),
        },
    )


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def _months(count: int) -> str:
    return say("said-months", {"count": count})
