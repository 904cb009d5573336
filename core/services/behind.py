"""What stands behind the ids of many notices, read in a few statements for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.domain.certificate import Certificate
from core.domain.funding import FundingPeriod
from core.domain.ids import CertificateId, EnrollmentId, MunicipalityId, PeriodId, PersonId
from core.domain.notice import Notice
from core.domain.person import Child
from core.domain.views import Account, EnrollmentLine, Municipality
from core.ports.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Behind:
    """Accounts by their chats, everything else by its id; what does not exist is missing, and so
    are children who are named in a line.
    """

    accounts: Mapping[int, Account]
    lines: Mapping[EnrollmentId, EnrollmentLine]
    certificates: Mapping[CertificateId, Certificate]
    children: Mapping[PersonId, Child]
    periods: Mapping[PeriodId, FundingPeriod]
    municipalities: Mapping[MunicipalityId, Municipality]


def behind(uow: UnitOfWork, notices: Sequence[Notice]) -> Behind:
    """Of periods and municipalities there are few, so each of them is a statement."""
    facts = [notice.facts for notice in notices]
    certificates = {
        each.id: each
        for each in uow.certificates.get(
            {each.certificate for each in facts if each.certificate is not None}
        )
    }
    lines = uow.enrollments.lines_by_id(
        {each.enrollment for each in facts if each.enrollment is not None}
    )
    nameless = {each.certificate for each in facts if each.enrollment not in lines}
    children = {each.child for each in certificates.values() if each.id in nameless}
    periods = {each.period for each in facts if each.period is not None}
    places = {each.municipality for each in certificates.values()}
    return Behind(
        accounts=uow.accounts.by_chats({notice.chat for notice in notices}),
        lines=lines,
        certificates=certificates,
        children=uow.people.children(children),
        periods={id_: uow.municipalities.period(id_) for id_ in periods},
        municipalities={id_: uow.municipalities.by_id(id_) for id_ in places},
    )
