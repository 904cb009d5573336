"""Categories with what they have in each period, as documents and as lines on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from core.domain.funding import FundingPeriod
from core.domain.provision import Provision
from core.domain.registries import Category
from office.said import days_said, say
from office.tables import table


def provision_document(provision: Provision | None) -> dict[str, object]:
    """Sums are in kopecks."""
    if provision is None:
        return {}
    limits, days = provision.limits, provision.period.days
    return {
        "first": days.first.isoformat(),
        "last": days.last.isoformat(),
        "kopecks": provision.nominal.kopecks,
        "funded": provision.funded,
        "funded_total_kopecks": provision.total.kopecks,
        "max_certificates": limits.max_certificates,
        "max_total_kopecks": None if limits.max_total is None else limits.max_total.kopecks,
    }


def provision_pairs(provision: Provision | None) -> list[tuple[str, object]]:
    """Sums are in roubles."""
    if provision is None:
        return []
    days, limits = provision.period.days, provision.limits
    most = _most(limits.max_certificates)
    return [
        ("period", days_said(days)),
        ("nominal", provision.nominal),
        ("funded", _of(provision.funded, most)),
        ("funded with", _of(provision.total, _most(limits.max_total or None))),
    ]


def _most(most: object) -> str:
    return say("said-no-limit") if most is None else str(most)


def _of(number: object, most: str) -> str:
    return say("said-at-most", {"number": str(number), "most": most})


def or_dash(value: object) -> object:
    return "-" if value is None else value


def categories_document(
    found: Sequence[Category], periods: Sequence[FundingPeriod]
) -> list[dict[str, object]]:
    return [
        {
            "category": category.name,
            "nominals": [
                {
                    "first": period.days.first.isoformat(),
                    "last": period.days.last.isoformat(),
                    "kopecks": category.nominals[period.id].kopecks,
                }
                for period in periods
                if period.id in category.nominals
            ],
        }
        for category in found
    ]


def categories_table(found: Sequence[Category], periods: Sequence[FundingPeriod]) -> str:
    head = ("category", *(f"{period.days.first}" for period in periods))
    return table(
        head,
        [(each.name, *(each.nominals.get(p.id, "-") for p in periods)) for each in found],
    )
