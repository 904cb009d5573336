"""What an account would leave behind, in one question."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, Date, and_, bindparam, select

from core.domain.actor import Family
from core.domain.application import ApplicationState
from core.domain.certificate import CertificateState
from core.domain.enrollment import OPEN
from core.domain.ids import CertificateId
from core.domain.invitation import LinkMode
from core.ports.erasures import KeptErasure
from db.among import among
from db.enrollments import NAMED, as_line
from db.periods import PERIODS, as_period
from db.prepared import Prepared
from db.tables.base import Id, held
from db.tables.enrollments import enrollments, live
from db.tables.messages import links
from db.tables.money import applications, certificates
from db.tables.periods import funding_periods
from db.together import Together

_ACCOUNT = bindparam("account", type_=Id)
_LIVE = live(bindparam("on", type_=Date))
_MINE, _OTHER = links.alias(), links.alias()
_OTHER_ACTS = (
    select(_OTHER.c.account_id)
    .where(
        _OTHER.c.certificate_id == _MINE.c.certificate_id,
        _OTHER.c.account_id != _ACCOUNT,
        _OTHER.c.mode == LinkMode.ACTING,
    )
    .exists()
)
_DEPENDING = and_(
    enrollments.c.certificate_id.in_(
        select(_MINE.c.certificate_id).where(
            _MINE.c.account_id == _ACCOUNT, _MINE.c.mode == LinkMode.ACTING, ~_OTHER_ACTS
        )
    ),
    held(enrollments.c.state, *sorted(OPEN)),
)
DEPENDING = Prepared(select(enrollments.c.id).where(_DEPENDING).order_by(enrollments.c.id))
_LEFT_ALONE = (
    select(certificates.c.id)
    .join(_MINE, _MINE.c.certificate_id == certificates.c.id)
    .where(
        _MINE.c.account_id == _ACCOUNT,
        certificates.c.state == CertificateState.CLOSED,
        ~select(_OTHER.c.account_id)
        .where(_OTHER.c.certificate_id == certificates.c.id, _OTHER.c.account_id != _ACCOUNT)
        .exists(),
        ~select(enrollments.c.id)
        .where(enrollments.c.certificate_id == certificates.c.id, _LIVE)
        .exists(),
    )
    .order_by(certificates.c.id)
)
_LOOK = Together(
    depending=NAMED.where(_DEPENDING).order_by(enrollments.c.id),
    periods=PERIODS.where(
        funding_periods.c.id.in_(select(enrollments.c.period_id).where(_DEPENDING))
    ),
    running=NAMED.where(among(enrollments.c.certificate_id, "certificates"), _LIVE).order_by(
        enrollments.c.id.desc()
    ),
    applications=select(applications.c.state).where(applications.c.account_id == _ACCOUNT),
    left_alone=_LEFT_ALONE,
)


def erasure_look(connection: Connection, of: Family, on: date) -> KeptErasure:
    """See `Erasures.look`."""
    found = _LOOK(connection, {"account": of.account, "certificates": of.acting, "on": on})
    periods = {row.id: as_period(row) for row in found["periods"]}
    return KeptErasure(
        depending=tuple(
            (as_line(connection, row), periods[row.period_id]) for row in found["depending"]
        ),
        running=tuple(as_line(connection, row) for row in found["running"]),
        applications=tuple(ApplicationState(row.state) for row in found["applications"]),
        left_alone=tuple(CertificateId(row.id) for row in found["left_alone"]),
    )
