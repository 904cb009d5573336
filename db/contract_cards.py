"""What a family reads of one contract, and of all its child's money."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, String, and_, bindparam, or_, select

from core.domain.grounds import RefusalReason
from core.domain.ids import CertificateId, EnrollmentId, GroupId, PeriodId, PersonId
from core.ports.families import KeptContract, KeptHistory, KeptPlace
from db.among import among
from db.balances import as_balance
from db.catalog import not_archived
from db.completeness import as_change, as_completeness, changes_of, said_of_groups_of
from db.contracts import ENROLLMENTS, TITLED, as_enrollment
from db.enrollments import NAMED, as_line
from db.ledger import as_entry
from db.offerings import IN_ORDER, as_offerings, groups_where
from db.people import as_child
from db.periods import PERIODS, as_period
from db.standing import PERIODS_WITH_BALANCES, WITH_CHILD, as_certificate
from db.statements import Columns
from db.tables.base import Id
from db.tables.enrollments import enrollments
from db.tables.messages import audit_trail
from db.tables.money import ledger
from db.tables.periods import funding_periods
from db.tables.registries import groups, modules
from db.together import Together
from db.trail import as_record

_ITSELF = enrollments.c.id == bindparam("enrollment", type_=Id)


def _its(column: Any) -> Any:  # noqa: ANN401 - a value of the enrollment
    return select(column).where(_ITSELF).scalar_subquery()


_OLD = ENROLLMENTS.where(enrollments.c.id == _its(enrollments.c.continues_id))
_CONTRACT = Together(
    line=NAMED.where(_ITSELF, among(enrollments.c.certificate_id, "certificates")),
    periods=PERIODS.where(
        or_(
            funding_periods.c.id == _its(enrollments.c.period_id),
            funding_periods.c.id
            == _OLD.with_only_columns(enrollments.c.period_id).scalar_subquery(),
        )
    ),
    **groups_where(
        or_(
            groups.c.id == _its(enrollments.c.group_id),
            (modules.c.id == _its(enrollments.c.module_id)) & not_archived(),
        )
    ),
    entries=select(ledger)
    .where(
        ledger.c.period_id == _its(enrollments.c.period_id),
        ledger.c.certificate_id == _its(enrollments.c.certificate_id),
        ledger.c.enrollment_id == bindparam("enrollment", type_=Id),
    )
    .order_by(ledger.c.number),
    old=_OLD,
    titles=select(groups.c.id, groups.c.title).where(
        groups.c.module_id == _its(enrollments.c.module_id)
    ),
    entered=said_of_groups_of(bindparam("enrollment", type_=Id), _its(enrollments.c.group_id)),
    left=changes_of(bindparam("enrollment", type_=Id)),
    records=select(audit_trail)
    .where(audit_trail.c.subject == bindparam("subject", type_=String))
    .order_by(audit_trail.c.id),
)
_OWN = (_ITSELF, among(enrollments.c.certificate_id, "certificates"))


def _own(column: Any) -> Any:  # noqa: ANN401 - a value of the enrollment, if it is of these children
    return select(column).where(*_OWN).scalar_subquery()


_PLACE = Together(
    line=NAMED.where(*_OWN),
    period=PERIODS.where(funding_periods.c.id == _own(enrollments.c.period_id)),
    following=ENROLLMENTS.where(enrollments.c.continues_id == _own(enrollments.c.id)),
    **groups_where(and_(modules.c.id == _own(enrollments.c.module_id), not_archived()), *IN_ORDER),
)
_OF_CHILD = bindparam("certificate", type_=Id)
_HISTORY = Together(
    child=WITH_CHILD,
    periods=PERIODS_WITH_BALANCES,
    entries=select(ledger)
    .where(
        ledger.c.period_id.in_(PERIODS_WITH_BALANCES.with_only_columns(funding_periods.c.id)),
        ledger.c.certificate_id == _OF_CHILD,
    )
    .order_by(ledger.c.number),
    lines=TITLED.where(enrollments.c.certificate_id == _OF_CHILD),
)


def contract(
    connection: Connection, id: EnrollmentId, of: Collection[CertificateId]
) -> KeptContract | None:
    """See `Families.contract`."""
    given = {"enrollment": id, "certificates": of, "subject": f"enrollment:{id}"}
    found = _CONTRACT(connection, given)
    if not found["line"]:
        return None
    (row,) = found["line"]
    periods = {period.id: period for period in map(as_period, found["periods"])}
    before = [as_enrollment(each) for each in found["old"]]
    offerings = as_offerings(found)
    return KeptContract(
        line=as_line(connection, row),
        refusal=_refusal(row),
        period=periods[PeriodId(row.period_id)],
        offering=next(each for each in offerings if each.group.id == row.group_id),
        others=tuple(each for each in offerings if each.group.id != row.group_id),
        entries=tuple(as_entry(each) for each in found["entries"]),
        old=(before[0], periods[before[0].period]) if before else None,
        records=tuple(as_record(each) for each in found["records"]),
        titles={GroupId(each.id): each.title for each in found["titles"]},
        entered=tuple(as_completeness(each) for each in found["entered"]),
        left=tuple(as_change(each) for each in found["left"]),
    )


def place(
    connection: Connection, id: EnrollmentId, of: Collection[CertificateId]
) -> KeptPlace | None:
    """See `Families.place`."""
    found = _PLACE(connection, {"enrollment": id, "certificates": of})
    if not found["line"]:
        return None
    (row,), (period,) = found["line"], found["period"]
    return KeptPlace(
        line=as_line(connection, row),
        child=as_child(connection, PersonId(row.child_id), row),
        period=as_period(period),
        following=next((as_enrollment(each) for each in found["following"]), None),
        offerings=as_offerings(found),
    )


def history(connection: Connection, certificate: CertificateId) -> KeptHistory | None:
    """See `Families.history`."""
    found = _HISTORY(connection, {"certificate": certificate})
    if not found["child"]:
        return None
    (row,) = found["child"]
    entries = defaultdict(list)
    for each in found["entries"]:
        entries[PeriodId(each.period_id)].append(as_entry(each))
    periods = found["periods"]
    return KeptHistory(
        child=as_child(connection, as_certificate(row).child, row),
        periods=tuple(as_period(each) for each in periods),
        # A period without a balance came with NULLs for it.
        balances={PeriodId(p.id): as_balance(p) for p in periods if p.period_id is not None},
        entries={period: tuple(of_period) for period, of_period in entries.items()},
        titles={EnrollmentId(each.id): each.program_title for each in found["lines"]},
    )


def _refusal(row: Columns) -> tuple[RefusalReason, str] | None:
    reason = row.refusal_reason
    return None if reason is None else (RefusalReason(reason), row.refusal_comment)
