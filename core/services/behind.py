"""What stands behind the ids of many notices, read in a few statements for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.domain.certificate import Certificate
from core.domain.funding import FundingPeriod
from core.domain.ids import CertificateId, EnrollmentId, MunicipalityId, PeriodId, PersonId
from core.domain.ledger import Balance
from core.domain.notice import Notice, NoticeKind
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
    # Of certificates whose money of a period lapsed: what is there of the periods after it.
    following: Mapping[CertificateId, Balance]


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
        following=_following(uow, _lapses(notices), certificates),
    )


def _lapses(notices: Sequence[Notice]) -> Mapping[CertificateId, PeriodId]:
    """Which certificate is told that money of which period has lapsed."""
    return {
        each.facts.certificate: each.facts.period
        for each in notices
        if each.kind is NoticeKind.MONEY_LAPSED and each.facts.certificate and each.facts.period
    }


def _following(
    uow: UnitOfWork,
    lapsed: Mapping[CertificateId, PeriodId],
    certificates: Mapping[CertificateId, Certificate],
) -> Mapping[CertificateId, Balance]:
    """One statement for all of them, and one for the periods of each municipality."""
    if not lapsed:
        return {}
    places = {certificates[each].municipality for each in lapsed}
    first_days = {
        period.id: period.days.first
        for place in places
        for period in uow.municipalities.periods(place)
    }
    balances = uow.ledger.balances(lapsed)
    found = {}
    for id_, over in lapsed.items():
        for period, balance in balances.get(id_, {}).items():
            if first_days[period] > first_days[over] and balance.nominal:
                found[id_] = balance
    return found
