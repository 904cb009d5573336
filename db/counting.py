"""What the limits of categories count: certificates FUNDED and ACTIVE, and their nominals (CERT-7).

Every change of kind or state, of one certificate or of a chunk, stands between two counts:
those concerned are taken out of the counters before it and put back after it.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, Subquery, func, select, true, update

from core.domain.certificate import CertificateKind, CertificateState
from db.tables.money import certificates
from db.tables.periods import funding_periods, nominals


def count(
    connection: Connection, which: ColumnElement[bool], *, by: int, period: int | None = None
) -> None:
    """Add those of the certificates that count to their category's counters, or take them out.

    In every period that has not lapsed, or only in the given one.
    """
    counted = counted_certificates(which)
    connection.execute(
        update(nominals)
        .where(
            nominals.c.category_id == counted.c.category_id,
            nominals.c.period_id == counted.c.period_id,
            true() if period is None else nominals.c.period_id == period,
        )
        .values(
            funded=nominals.c.funded + by * counted.c.number,
            funded_total_kopecks=nominals.c.funded_total_kopecks
            + by * counted.c.number * nominals.c.nominal_kopecks,
        )
    )


def counted_certificates(which: ColumnElement[bool]) -> Subquery:
    """How many of the certificates each period's limits of each category count."""
    return (
        select(
            certificates.c.category_id,
            funding_periods.c.id.label("period_id"),
            func.count().label("number"),
        )
        .join(funding_periods, funding_periods.c.municipality_id == certificates.c.municipality_id)
        .where(
            which,
            certificates.c.kind == CertificateKind.FUNDED.value,
            certificates.c.state == CertificateState.ACTIVE.value,
            funding_periods.c.lapsed.is_(False),
            funding_periods.c.first_day <= certificates.c.valid_until,
        )
        .group_by(certificates.c.category_id, funding_periods.c.id)
        .subquery()
    )
