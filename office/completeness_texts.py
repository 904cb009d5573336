"""What was said of a group's months, as documents and as lines on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from core.domain.completeness import WHOLE, Completeness, by_month, charge_of, returning
from core.domain.enrollment import Enrollment
from core.services.completeness import MonthOfGroup
from office.said import say
from office.tables import pairs


def month_document(found: MonthOfGroup) -> dict[str, object]:
    """Sums are in kopecks: what certificates pay for the month, and what of it comes back."""
    percent = WHOLE if found.said is None else found.said.percent
    return {
        "group_id": found.offering.group.id,
        "month": str(found.month),
        "percent": percent,
        "contracts": len(found.charges),
        "charged": found.charged.kopecks,
        "returns": found.returning(percent).kopecks,
    }


def month_report(found: MonthOfGroup) -> str:
    """The same in roubles."""
    percent = WHOLE if found.said is None else found.said.percent
    return pairs(
        ("group", f"{found.offering.group.id}, {found.offering.group.title}"),
        ("month", found.month),
        ("given", say("said-given", {"percent": percent})),
        (
            "contracts",
            say(
                "said-contracts-paid",
                {"contracts": len(found.charges), "amount": str(found.charged)},
            ),
        ),
        ("returns", say("said-returns-settled", {"amount": str(found.returning(percent))})),
    )


def said_documents(said: Sequence[Completeness]) -> list[dict[str, object]]:
    """All that was said, the first word too; of a month the last one is in force."""
    return [
        {
            "month": str(each.month),
            "number": each.number,
            "percent": each.percent,
            "actor": each.actor,
            "at": each.recorded_at.isoformat(),
        }
        for each in said
    ]


def said_report(said: Sequence[Completeness]) -> str:
    """A line for each month of which something was said."""
    if not said:
        return ""
    return pairs(*((_name(each), _said(each)) for each in by_month(said)))


def of_contract(enrollment: Enrollment, said: Sequence[Completeness]) -> list[dict[str, object]]:
    """What is in force for a contract, with what comes back of its charge, in kopecks."""
    return [
        {
            "month": str(each.month),
            "percent": each.percent,
            "returns": returning(charge_of(enrollment, each.month), each.percent).kopecks,
        }
        for each in by_month(said)
    ]


def contract_report(enrollment: Enrollment, said: Sequence[Completeness]) -> str:
    """The same in roubles, a line for each month."""
    return pairs(*(_of_month(enrollment, each) for each in by_month(said)))


def _of_month(enrollment: Enrollment, said: Completeness) -> tuple[str, str]:
    returns = str(returning(charge_of(enrollment, said.month), said.percent))
    return _name(said), say("said-returns", {"percent": said.percent, "amount": returns})


def _name(said: Completeness) -> str:
    return say("said-completeness-of", {"month": str(said.month)})


def _said(said: Completeness) -> str:
    at = f"{said.recorded_at:%Y-%m-%d %H:%M}"
    return say("said-by-whom", {"percent": said.percent, "at": at, "actor": said.actor})
